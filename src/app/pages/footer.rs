//! The end of every page.

use crate::app::texts;
use crate::present::ProvenanceView;
use yew::prelude::*;

/// What [`Footer`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct FooterProps {
    /// Where the standards come from, once it is known.
    pub provenance: Option<ProvenanceView>,
}

/// The content information: privacy and the standards' date.
#[component]
pub fn Footer(props: &FooterProps) -> Html {
    html! {
        <footer class="footer">
            <p>{texts::PRIVACY}</p>
            <p>{props.provenance.as_ref().map(texts::provenance)}</p>
        </footer>
    }
}
