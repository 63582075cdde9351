//! The end of every page.

use crate::present::ProvenanceView;
use crate::wording::page as texts;
use yew::prelude::*;

/// The content information: privacy and the standards' date.
pub fn footer(provenance: &ProvenanceView) -> Html {
    html! {
        <footer class="footer">
            <p>{texts::PRIVACY}</p>
            <p>{texts::provenance(&provenance.date, &provenance.commit)}</p>
        </footer>
    }
}
