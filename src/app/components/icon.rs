//! Small drawings that stand beside words.

use yew::prelude::*;

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A lock.
    Lock,
    /// An arrow into a tray.
    Tray,
    /// An arrow head: something opens.
    Chevron,
    /// A cross: something goes.
    Cross,
    /// Something leads to another place.
    Away,
    /// Half a disc: light and dark.
    Theme,
    /// Two sheets: something is copied.
    Copy,
    /// A tick: something is done.
    Tick,
    /// The product's sign.
    Product,
}

impl Icon {
    /// The drawing; screen readers pass over it.
    pub fn draw(self) -> Html {
        let path = match self {
            Icon::Lock => "M4.5 7.200V5a3.500 3.500 0 0 1 7 0v2.200M3.200 7.200h9.600v6.300H3.200z",
            Icon::Tray => "M8 2v7.500M4.800 6.600 8 9.800l3.200-3.200M2.500 10.500v3h11v-3",
            Icon::Chevron => "M5.500 3.500 10 8l-4.500 4.500",
            Icon::Cross => "M4 4l8 8M12 4l-8 8",
            Icon::Away => "M6.500 3.500H3v9.500h9.500V9.500M9 3h4v4M13 3 7.500 8.500",
            Icon::Theme => "M8 2.200a5.800 5.800 0 1 0 0 11.600zM8 2.200a5.800 5.800 0 0 1 0 11.600",
            Icon::Copy => "M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3",
            Icon::Tick => "M3 8.500l3.500 3.500L13 4.500",
            Icon::Product => return product(),
        };
        html! {
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                <path d={path} class={classes!((self == Icon::Theme).then_some("icon-half"))} />
            </svg>
        }
    }
}

fn product() -> Html {
    html! {
        <svg class="product" viewBox="0 0 26 26" aria-hidden="true">
            <path class="product-shape" d="M13 1.500l10 5.700v11.600L13 24.500 3 18.800V7.200z" />
            <path class="product-tick" d="M8 13.200l3.500 3.600 6.800-7.300" />
        </svg>
    }
}
