//! The scope versions side by side.

use crate::app::components::{code_text, share_bar, verdict_badge};
use crate::app::state::Action;
use crate::catalogue::{Demand, Target};
use crate::present::{VersionRow, VersionView, VersionsView};
use crate::wording::{demand_name, page as texts};
use std::rc::Rc;
use yew::prelude::*;

/// What each listed version makes of the cloud, and the test cases of which they make different things.
pub fn versions(view: &VersionsView, act: &Callback<Action>) -> Html {
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
                        <tbody>{ for view.rows.iter().map(|row| version_row(row, &listed, act)) }</tbody>
                    </table>
                </div>
            }
        </section>
    }
}

fn version_row(row: &VersionRow, listed: &[(usize, &VersionView)], act: &Callback<Action>) -> Html {
    let show = {
        let id = Rc::clone(&row.id);
        act.reform(move |_: MouseEvent| Action::ShowCase(Rc::clone(&id)))
    };
    let cells = listed.iter().map(|(at, _)| {
        let level: Option<Target> = row.levels.get(*at).copied().flatten();
        html! {
            <td>
                if let Some(target) = level {
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
