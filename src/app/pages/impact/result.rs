//! What the change does: to the standards, file by file, and to clouds.

use crate::app::components::{Folded, Tone, code_text, notice_box, path_text, verdict_badge};
use crate::app::review::ReviewAction;
use crate::present::{
    ChangedFileView, ClassView, CloudPartView, DifferencesView, ImpactView, PartView, StandingView,
    TurnedView, VersionEffectView,
};
use crate::wording::{NO_DIFFERENCES, impact_page as texts, page};
use crate::worker::messages::{ReportForm, Reviewed};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// The answer, the files, and for each reader the clouds and test cases.
pub(super) fn result(told: &Reviewed, act: &Callback<ReviewAction>) -> Html {
    let view = &told.view;
    let report = |form: ReportForm, label: &'static str| {
        html! { <button type="button" class="button small" onclick={act.reform(move |_| ReviewAction::Report(form))}>{label}</button> }
    };
    html! {<>
        <section class={classes!("card", "impact-answer", view.worst.map(class_of))} aria-labelledby="impact-answer">
            <h2 id="impact-answer" tabindex="-1">{code_text(&view.summary)}</h2>
            <div class="answer-tools">
                {report(ReportForm::Markdown, texts::COPY_MARKDOWN)}
                {report(ReportForm::Json, texts::SAVE_JSON)}
                {report(ReportForm::Sarif, texts::SAVE_SARIF)}
                {report(ReportForm::Differences, texts::SAVE_DIFFERENCES)}
            </div>
            { for told.problems.iter().chain(&view.problems).map(|problem| notice_box(problem, Tone::Error)) }
            { for told.notes.iter().map(|note| notice_box(note, Tone::Note)) }
            {files(view, act)}
        </section>
        { for view.parts.iter().enumerate().map(|(at, part)| part_card(view, at, part)) }
    </>}
}

fn class_of(class: ClassView) -> &'static str {
    match class {
        ClassView::Preserving => "is-pass",
        ClassView::Undecided => "is-open",
        ClassView::Breaking => "is-fail",
    }
}

fn files(view: &ImpactView, act: &Callback<ReviewAction>) -> Html {
    html! {
        <div class="scrolls" tabindex="0" role="region" aria-label={texts::FILES}>
            <table class="impact-table">
                <thead><tr>
                    <th scope="col">{texts::FILE}</th>
                    <th scope="col">{texts::READ_BY}</th>
                    <th scope="col">{texts::EFFECT}</th>
                </tr></thead>
                <tbody>{ for view.files.iter().map(|file| file_row(file, act)) }</tbody>
            </table>
        </div>
    }
}

fn file_row(file: &ChangedFileView, act: &Callback<ReviewAction>) -> Html {
    let state_rule = file.may_need_rule.then(|| {
        let path: Rc<str> = file.path.as_str().into();
        act.reform(move |_: MouseEvent| ReviewAction::StateRule(Rc::clone(&path)))
    });
    html! {
        <tr>
            <th scope="row"><bdi>{path_text(&file.path)}</bdi></th>
            <td>{file.reader.clone().unwrap_or_default()}</td>
            <td>
                {code_text(&file.text)}
                if let Some(state_rule) = state_rule {
                    {" "}<button type="button" class="link" aria-label={texts::state_rule_of(&file.path)} onclick={state_rule}>{texts::STATE_RULE}</button>
                }
                { for file.problems.iter().map(|problem| notice_box(problem, Tone::Error)) }
                if !file.rules.is_empty() {
                    <Folded class="rules" summary={html! { texts::RULES_AS_UNDERSTOOD }}>
                        { for file.rules.iter().map(|rules| html! { <pre class="code" tabindex="0">{rules}</pre> }) }
                    </Folded>
                }
            </td>
        </tr>
    }
}

fn part_card(view: &ImpactView, at: usize, part: &PartView) -> Html {
    let of_clouds: Vec<(&str, &CloudPartView)> =
        view.clouds.iter().filter_map(|cloud| Some((cloud.label.as_str(), cloud.parts.get(at)?))).collect();
    let id = format!("part-{at}");
    html! {
        <section class="card" aria-labelledby={id.clone()}>
            <h2 {id}>{&part.title}{ for part.class.map(|class| html! { <small>{" · "}{class.name()}</small> }) }</h2>
            <p class="part-files">{ for part.files.iter().map(|file| html! { <bdi class="file-name">{path_text(file)}</bdi> }) }</p>
            <p class="hint">{code_text(&part.text)}</p>
            if part.differences.is_empty() {
                <p>{NO_DIFFERENCES}</p>
            }
            { for part.differences.iter().map(|view| differences(part, view)) }
            {matrix(part, &of_clouds)}
            { for of_clouds.iter().map(|(label, of_cloud)| cloud(part, label, of_cloud)) }
        </section>
    }
}

/// What differs in the standards, old and new side by side.
fn differences(part: &PartView, view: &DifferencesView) -> Html {
    html! {
        <div class="scrolls" tabindex="0" role="region" aria-label={texts::region(&part.title, &part.files, &view.topic)}>
            <table class="impact-table">
                <caption>{&view.topic}</caption>
                <thead><tr>
                    <th scope="col">{texts::WHAT}</th>
                    <th scope="col">{texts::BEFORE}</th>
                    <th scope="col">{texts::AFTER}</th>
                </tr></thead>
                <tbody>
                    { for view.rows.iter().map(|row| html! {
                        <tr><th scope="row">{code_text(&row.what)}</th><td>{code_text(&row.before)}</td><td>{code_text(&row.after)}</td></tr>
                    }) }
                </tbody>
            </table>
            if view.more > 0 {
                <p class="hint">{texts::more(view.more)}</p>
            }
        </div>
    }
}

/// Clouds × test cases that turn somewhere, in the scope versions that count.
fn matrix(part: &PartView, clouds: &[(&str, &CloudPartView)]) -> Html {
    let mut rows: BTreeMap<&str, Vec<Option<&TurnedView>>> = BTreeMap::new();
    for (at, (_, part)) in clouds.iter().enumerate() {
        for version in part.versions.iter().filter(|version| version.counts) {
            for turned in &version.turned {
                let cells = rows.entry(&turned.id).or_insert_with(|| vec![None; clouds.len()]);
                if let Some(cell) = cells.get_mut(at).filter(|cell| cell.is_none()) {
                    *cell = Some(turned);
                }
            }
        }
    }
    if clouds.len() < 2 || rows.is_empty() {
        return html! {};
    }
    html! {
        <div class="scrolls" tabindex="0" role="region" aria-label={texts::region(&part.title, &part.files, texts::MATRIX)}>
            <table class="impact-table">
                <thead><tr>
                    <th scope="col">{texts::TEST_CASE}</th>
                    { for clouds.iter().map(|(label, _)| html! { <th scope="col"><bdi>{label.to_string()}</bdi></th> }) }
                </tr></thead>
                <tbody>
                    { for rows.iter().map(|(id, cells)| html! {
                        <tr><th scope="row"><code>{id.to_string()}</code></th>{ for cells.iter().copied().map(matrix_cell) }</tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn matrix_cell(turned: Option<&TurnedView>) -> Html {
    match turned {
        Some(turned) => html! { <td class={turned.is_breaking.then_some("is-fail")}>{&turned.turn}</td> },
        None => html! { <td class="none">{texts::STAYS}</td> },
    }
}

fn cloud(of: &PartView, label: &str, part: &CloudPartView) -> Html {
    let (counting, others): (Vec<_>, Vec<_>) = part.versions.iter().partition(|version| version.counts);
    html! {
        <section class="impact-cloud" aria-label={texts::region(&of.title, &of.files, label)}>
            <h3><bdi>{label.to_owned()}</bdi><small>{" · "}{part.class.name()}</small></h3>
            { for counting.into_iter().map(version) }
            if !others.is_empty() {
                <Folded class="others" summary={html! { texts::OTHER_VERSIONS }}>
                    { for others.into_iter().map(version) }
                </Folded>
            }
        </section>
    }
}

fn version(version: &VersionEffectView) -> Html {
    let [before, after] = &version.validity;
    let validity = texts::validity(before.as_deref(), after.as_deref());
    let [was, is] =
        version.main.map(|verdict| verdict.map(|verdict| verdict_badge(verdict, page::verdict(verdict))));
    html! {
        <div class="impact-version">
            <p>
                <b>{&version.version}</b>{" "}<small>{validity}</small>{" "}
                {was.unwrap_or_default()}<span>{"→"}</span>{is.unwrap_or_default()}
                <small>{texts::unchanged(version.unchanged)}</small>
            </p>
            if version.turned.is_empty() {
                <p class="hint">{texts::NOTHING_TURNS}</p>
            } else {
                <ul class="turned">{ for version.turned.iter().map(turned) }</ul>
            }
        </div>
    }
}

fn turned(turned: &TurnedView) -> Html {
    html! {
        <li class={turned.is_breaking.then_some("is-fail")}>
            <b>{&turned.turn}</b>{" "}<code>{&turned.id}</code>{": "}{code_text(&turned.title)}
            <p class="hint">{standing(&turned.before)}{" → "}{standing(&turned.after)}</p>
            {witnesses(&turned.witnesses, turned.witness_count)}
        </li>
    }
}

/// The first names of records, of as many as there are.
pub(super) fn witnesses(names: &[String], count: usize) -> Html {
    if names.is_empty() {
        return html! {};
    }
    let more = count.saturating_sub(names.len());
    html! {
        <p class="witnesses">
            { for names.iter().map(|name| html! { <><bdi class="file-name">{name}</bdi>{" "}</> }) }
            if more > 0 { {texts::more(more)} }
        </p>
    }
}

pub(super) fn standing(standing: &StandingView) -> String {
    match &standing.demand {
        Some(demand) => texts::standing(demand, standing.verdict.map(page::verdict)),
        None => texts::NOT_ASKED.to_owned(),
    }
}
