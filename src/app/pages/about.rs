//! The About page.

use crate::app::browser::document;
use crate::app::components::Folded;
use crate::app::offline::{Build, Keeping, state_text};
use crate::app::state::{Action, State};
use crate::present::ProvenanceView;
use crate::wording::offline as offline_texts;
use crate::wording::page::{self as texts, Section};
use yew::prelude::*;

/// Where the licences of all parts are, beside the page or in it.
const LICENCES: &str = "./licences.txt";

/// What this is, privacy, how it relates to the official suite, what the browser keeps, versions and licence.
pub fn about_page(state: &State, provenance: &ProvenanceView, act: &Callback<Action>) -> Html {
    html! {
        <article class="about">
            <h1>{texts::ABOUT}</h1>
            { for texts::ABOUT_SECTIONS.iter().map(section) }
            { for state.offline.build.iter().map(|build| offline(build, state, act)) }
            <section>
                <h2>{texts::VERSIONS}</h2>
                { versions(provenance) }
            </section>
            <section>
                <h2>{texts::LICENCE}</h2>
                <p>{texts::LICENCE_TEXT}</p>
                // Where the page is one file, there is nothing beside it.
                if let Some(licences) = document::text_inside(LICENCES) {
                    <Folded class="licences" summary={html! { texts::LICENCES }}><pre>{licences}</pre></Folded>
                } else {
                    <p><a href={LICENCES} target="_blank" rel="noopener">{texts::LICENCES}</a></p>
                }
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

/// What the browser keeps of the page, with a switch.
fn offline(build: &Build, state: &State, act: &Callback<Action>) -> Html {
    let (keeping, is_on) = (state.offline.keeping, state.offline.is_on());
    html! {
        <section>
            <h2>{offline_texts::TITLE}</h2>
            <p>{offline_texts::ABOUT}</p>
            <div class="memory">
                if state.offline.can_be_turned() {
                    <input type="checkbox" role="switch" id="offline" class="switch" checked={is_on}
                        aria-describedby="kept" onchange={act.reform(move |_: Event| Action::KeepOffline(!is_on))} />
                    <label for="offline">{offline_texts::KEEP}</label>
                }
                <p id="kept" class="hint">
                    {state_text(keeping)}
                    if keeping == Keeping::Kept {
                        {" "}{offline_texts::amount(build.files, build.bytes)}
                    }
                </p>
            </div>
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
