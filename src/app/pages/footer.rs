//! The end of every page.

use crate::app::texts;
use crate::present::ProvenanceView;
use yew::prelude::*;

/// The content information: privacy and the standards' date.
pub fn footer(provenance: Option<&ProvenanceView>) -> Html {
    html! {
        <footer class="footer">
            <p>{texts::PRIVACY}</p>
            <p>{provenance.map(texts::provenance)}</p>
        </footer>
    }
}
