//! Two exports of one cloud: pickers, and what turned between them.

use super::result::{standing, witnesses};
use crate::app::browser::files;
use crate::app::comparison::{CompareAction, Comparison};
use crate::app::components::{Folded, Icon, Tone, code_text, notice_box, verdict_badge};
use crate::app::review::Side;
use crate::present::{CloudsComparedView, ComparedVersionView, RecordChangesView, TurnedAnswerView};
use crate::wording::{NO_RECORD_CHANGES, impact_page as texts, page};
use crate::worker::messages::{Compared, SessionCloud};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Folded: most come for a change of the standards.
pub(super) fn comparison(comparison: &Comparison, act: &Callback<CompareAction>) -> Html {
    html! {
        <section class="card" aria-label={texts::COMPARE}>
            <Folded class="others" summary={html! { texts::COMPARE }}>
                <p class="hint" id="compare-hint">{texts::COMPARE_HINT}</p>
                <div class="pickers">
                    {picker("compare-before", texts::EXPORT_BEFORE, Side::Before, act)}
                    {picker("compare-after", texts::EXPORT_AFTER, Side::After, act)}
                </div>
                <ul class="given" role="list" aria-label={texts::COMPARED}>
                    {chip(&comparison.session.before, texts::BEFORE, Side::Before, act)}
                    {chip(&comparison.session.after, texts::AFTER, Side::After, act)}
                </ul>
                { for comparison.problem.iter().map(|problem| notice_box(problem, Tone::Error)) }
                <div role="status">
                    if let Some(told) = &comparison.told {
                        <p><b>{code_text(&told.view.summary)}</b></p>
                    }
                </div>
                { for comparison.told.iter().map(|told| result(told)) }
            </Folded>
        </section>
    }
}

fn picker(id: &'static str, label: &'static str, side: Side, act: &Callback<CompareAction>) -> Html {
    let act = act.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        files::take_for_review(files::listed(input.files()), &act, |files| CompareAction::Give(side, files));
        // The same file can be chosen again.
        input.set_value("");
    });
    html! {
        <div>
            <input type="file" {id} class="unseen" multiple={true} aria-describedby="compare-hint" {onchange} />
            <label for={id} class="button">{label}</label>
        </div>
    }
}

fn chip(export: &SessionCloud, side_name: &'static str, side: Side, act: &Callback<CompareAction>) -> Html {
    if export.files.is_empty() {
        return html! {};
    }
    html! {
        <li class="chip">
            <span class="hint">{side_name}</span>
            <bdi class="file-name">{&*export.label}</bdi>
            <button type="button" class="round" aria-label={texts::remove(&export.label)}
                onclick={act.reform(move |_| CompareAction::Clear(side))}>{Icon::Cross.draw()}</button>
        </li>
    }
}

fn result(told: &Compared) -> Html {
    let CloudsComparedView { versions, records, date, .. } = &told.view;
    html! {<>
        if let Some(error) = &told.choice_error {
            <p class="hint error">{code_text(error)}</p>
        }
        { for told.problems.iter().map(|problem| notice_box(problem, Tone::Error)) }
        { for versions.iter().map(version) }
        if records.is_empty() {
            <p class="hint">{NO_RECORD_CHANGES}</p>
        }
        { for records.iter().map(record_changes) }
        <p class="hint">{texts::as_of(date)}</p>
    </>}
}

fn version(version: &ComparedVersionView) -> Html {
    let [was, is] =
        version.main.map(|verdict| verdict.map(|verdict| verdict_badge(verdict, page::verdict(verdict))));
    html! {
        <div class="impact-version">
            <p>
                <b>{&version.version}</b>{" "}<small>{texts::validity(version.validity.as_deref(), version.validity.as_deref())}</small>{" "}
                {was.unwrap_or_default()}<span>{"→"}</span>{is.unwrap_or_default()}
                <small>{version.counts_text()}</small>
            </p>
            if !version.turned.is_empty() {
                <ul class="turned">{ for version.turned.iter().map(turned) }</ul>
            }
        </div>
    }
}

fn turned(turned: &TurnedAnswerView) -> Html {
    html! {
        <li class={turned.is_regression.then_some("is-fail")}>
            <b>{&turned.turn}</b>{" "}<code>{&turned.id}</code>{": "}{code_text(&turned.title)}
            <p class="hint">{standing(&turned.before)}{" → "}{standing(&turned.after)}</p>
            {witnesses(&turned.witnesses, turned.witness_count)}
        </li>
    }
}

fn record_changes(RecordChangesView { kind, changes, more }: &RecordChangesView) -> Html {
    html! {
        <Folded class="others" summary={html! { texts::changes_of(kind, changes.len() + more) }}>
            <ul>{ for changes.iter().map(|change| html! { <li>{code_text(change)}</li> }) }</ul>
            if *more > 0 {
                <p class="hint">{texts::more(*more)}</p>
            }
        </Folded>
    }
}
