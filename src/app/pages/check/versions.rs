//! The scope versions side by side.

use crate::app::components::{code_text, share_bar, use_is_painted, verdict_badge};
use crate::app::state::Action;
use crate::catalogue::{Demand, Target};
use crate::present::{VersionRow, VersionView, VersionsView};
use crate::wording::{demand_name, page as texts};
use crate::worker::messages::State as Told;
use std::rc::Rc;
use yew::prelude::*;

/// What [`Versions`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct VersionsProps {
    /// What was told.
    pub told: Rc<Told>,
    /// Gets what a person does.
    pub act: Callback<Action>,
}

/// What each listed version makes of the cloud, and the test cases of which they make different things. It comes a frame
/// after the answer.
#[component]
pub fn Versions(props: &VersionsProps) -> Html {
    let is_painted = use_is_painted();
    let view = props.told.versions.as_ref().filter(|_| is_painted);
    let chosen = props.told.result.as_ref().map(|result| &*result.scope.id).unwrap_or_default();
    view.map(|view| versions(view, chosen, &props.act)).unwrap_or_default()
}

fn versions(view: &VersionsView, chosen: &str, act: &Callback<Action>) -> Html {
    let listed: Vec<(usize, &VersionView)> =
        view.versions.iter().enumerate().filter(|(_, version)| version.is_listed).collect();
    let heads = listed.iter().map(|(_, version)| {
        html! {
            <li class="version" key={&*version.id}>
                <h3>{&*version.id}{" "}<small>{&version.validity}</small></h3>
                {share_bar(version.main, html! { <li>{texts::RECOMMENDED}{": "}<b>{texts::recommended(version.recommended)}</b></li> })}
            </li>
        }
    });
    html! {
        <section class="card versions" aria-labelledby="versions">
            <div class="cases-head"><h2 id="versions">{texts::VERSIONS_SIDE_BY_SIDE}</h2></div>
            <p class="hint">{texts::VERSIONS_TEXT}</p>
            { for view.comparisons.iter().map(|comparison| html! { <p class="comparison">{code_text(&comparison.text)}</p> }) }
            <ul class="version-list">{ for heads }</ul>
            if !view.rows.is_empty() {
                <div class="scrolls" tabindex="0" role="region" aria-label={texts::DIFFERENCES}>
                    <table class="version-table">
                        <thead><tr>
                            <th scope="col">{texts::TEST_CASE}</th>
                            { for listed.iter().map(|(_, version)| html! { <th scope="col">{&*version.id}</th> }) }
                        </tr></thead>
                        <tbody>{ for view.rows.iter().map(|row| version_row(row, &listed, chosen, act)) }</tbody>
                    </table>
                </div>
            }
        </section>
    }
}

fn is_in_chosen(row: &VersionRow, listed: &[(usize, &VersionView)], chosen: &str) -> bool {
    let version = listed.iter().find(|(_, version)| *version.id == *chosen);
    version.is_some_and(|(at, _)| row.levels.get(*at).is_some_and(Option::is_some))
}

fn version_row(
    row: &VersionRow,
    listed: &[(usize, &VersionView)],
    chosen: &str,
    act: &Callback<Action>,
) -> Html {
    // A version that has it; the chosen one may not.
    let having = listed.iter().find(|(at, _)| row.levels.get(*at).is_some_and(Option::is_some));
    let show = {
        let (id, version) = (Rc::clone(&row.id), having.map(|(_, version)| Rc::clone(&version.id)));
        let has_chosen = is_in_chosen(row, listed, chosen);
        act.reform(move |_: MouseEvent| match &version {
            Some(version) if !has_chosen => Action::ShowCaseOf(Rc::clone(version), Rc::clone(&id)),
            Some(_) | None => Action::ShowCase(Rc::clone(&id)),
        })
    };
    let cells = listed.iter().map(|(at, _)| {
        let level: Option<Target> = row.levels.get(*at).copied().flatten();
        html! {
            <td>
                if let Some(target) = level {
                    <span class="unseen">{texts::verdict(row.verdict)}{", "}</span>
                    {verdict_badge(row.verdict, demand_name(Demand::TestCase(target)))}
                } else {
                    <span class="none">{texts::NOT_IN_VERSION}</span>
                }
            </td>
        }
    });
    html! {
        <tr>
            <th scope="row">
                {code_text(&row.title)}{" "}
                <button type="button" class="link row-id" onclick={show}>{&*row.id}</button>
            </th>
            { for cells }
        </tr>
    }
}
