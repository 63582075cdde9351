//! How the page looks: a menu in the banner, and the list of shortcuts.

use crate::app::browser::document;
use crate::app::components::Icon;
use crate::app::display::{Density, Display, Theme};
use crate::app::shortcuts::SHORTCUTS;
use crate::app::state::{Action, State};
use crate::wording::page as texts;
use yew::prelude::*;

/// The id of the list of shortcuts.
pub const HELP: &str = "help";

/// A button with a menu that the browser opens, and closes at a click elsewhere: colours, density, shortcuts.
pub fn display_menu(display: Display, act: &Callback<Action>) -> Html {
    let themes = Theme::ALL.map(|theme| (theme == display.theme, theme.name(), Display { theme, ..display }));
    let densities = Density::ALL
        .map(|density| (density == display.density, density.name(), Display { density, ..display }));
    let shortcuts = Display { has_shortcuts: !display.has_shortcuts, ..display };
    html! {<>
        <button type="button" class="button small display" popovertarget="display" aria-label={texts::DISPLAY}>{Icon::Theme.draw()}<span>{texts::DISPLAY}</span></button>
        <div id="display" class="menu card" popover="auto">
            {radios(texts::THEME, "theme", &themes, act)}
            {radios(texts::DENSITY, "density", &densities, act)}
            <label class="menu-choice">
                <input type="checkbox" checked={display.has_shortcuts} onchange={act.reform(move |_: Event| Action::Display(shortcuts))} />
                {texts::SHORTCUTS_ON}
            </label>
            <button type="button" class="button small" onclick={act.reform(|_: MouseEvent| Action::Help(true))}>{texts::SHORTCUTS}</button>
        </div>
    </>}
}

fn radios(
    title: &'static str,
    name: &'static str,
    choices: &[(bool, &'static str, Display)],
    act: &Callback<Action>,
) -> Html {
    let choices = choices.iter().map(|(is_chosen, word, display)| {
        let display = *display;
        html! {
            <label class="menu-choice">
                <input type="radio" {name} checked={*is_chosen} onchange={act.reform(move |_: Event| Action::Display(display))} />
                {*word}
            </label>
        }
    });
    html! { <fieldset><legend>{title}</legend>{ for choices }</fieldset> }
}

/// The shortcuts, in a dialog that the browser opens.
pub fn help(state: &State, act: &Callback<Action>) -> Html {
    // The browser closes it, and gives the focus back.
    let close = Callback::from(|_: MouseEvent| document::close_dialog(HELP));
    let onclose = act.reform(|_: Event| Action::Help(false));
    if !state.is_help_open {
        return html! {};
    }
    html! {
        <dialog id={HELP} class="card" aria-labelledby="help-title" {onclose}>
            <h2 id="help-title">{texts::SHORTCUTS}</h2>
            <p class="hint">{texts::SHORTCUTS_TEXT}</p>
            <dl class="shortcuts">
                { for SHORTCUTS.iter().map(|shortcut| html! {
                    <div><dt><kbd>{shortcut.key}</kbd></dt><dd>{shortcut.text}</dd></div>
                }) }
            </dl>
            <button type="button" class="button small" onclick={close}>{texts::CLOSE}</button>
        </dialog>
    }
}
