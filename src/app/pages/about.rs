//! The About page.

use crate::present::ProvenanceView;
use crate::wording::page::{self as texts, Section};
use yew::prelude::*;

/// What this is, privacy, how it relates to the official suite, versions and licence.
pub fn about_page(provenance: &ProvenanceView) -> Html {
    html! {
        <article class="about">
            <h1>{texts::ABOUT}</h1>
            { for texts::ABOUT_SECTIONS.iter().map(section) }
            <section>
                <h2>{texts::VERSIONS}</h2>
                { versions(provenance) }
            </section>
            <section>
                <h2>{texts::LICENCE}</h2>
                <p>{texts::LICENCE_TEXT}</p>
                <p><a href="licences.txt" target="_blank" rel="noopener">{texts::LICENCES}</a></p>
            </section>
        </article>
    }
}

fn section(section: &Section) -> Html {
    html! {
        <section>
            <h2>{section.title}</h2>
            { for section.paragraphs.iter().map(|text| html! { <p>{*text}</p> }) }
        </section>
    }
}

fn versions(provenance: &ProvenanceView) -> Html {
    html! {
        <dl class="facts">
            <div><dt>{texts::VERSION_PROGRAM}</dt><dd>{provenance.program.to_string()}</dd></div>
            <div><dt>{texts::VERSION_STANDARDS}</dt><dd>{&provenance.date}</dd></div>
            <div><dt>{texts::VERSION_COMMIT}</dt><dd><code>{&provenance.commit}</code></dd></div>
            <div>
                <dt>{texts::VERSION_SOURCE}</dt>
                <dd><a href={provenance.source.clone()} target="_blank" rel="noopener">{&provenance.source}</a></dd>
            </div>
        </dl>
    }
}
