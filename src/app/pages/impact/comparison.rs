//! Two exports of one cloud: pickers, and what turned between them.

use super::choices::{Chooser, choices};
use super::result::{standing, witnesses};
use super::{chosen, picker};
use crate::app::browser::files;
use crate::app::comparison::{CompareAction, Comparison};
use crate::app::components::{Folded, Icon, Tone, code_text, notice_box, verdict_badge};
use crate::app::review::Side;
use crate::app::state::Action;
use crate::present::{CloudsComparedView, ComparedVersionView, RecordChangesView, TurnedAnswerView};
use crate::wording::{NO_RECORD_CHANGES, impact_page as texts, page};
use crate::worker::messages::{CompareForm, Compared, SessionCloud};
use yew::prelude::*;

/// Folded: most come for a change of the standards.
pub(super) fn comparison(comparison: &Comparison, page_act: &Callback<Action>) -> Html {
    let act = &page_act.reform(Action::Compare);
    let pick = |id, label, side, is_folder| {
        let taken = chosen(act, move |files| CompareAction::Give(side, files), CompareAction::Failed);
        picker((id, label, "compare-hint"), is_folder, files::EXPORTS, taken)
    };
    html! {
        <section class="card" aria-label={texts::COMPARE}>
            <Folded class="others" summary={html! { texts::COMPARE }}>
                <p class="hint" id="compare-hint">{texts::COMPARE_HINT}</p>
                <div class="pickers">
                    {pick("compare-before", texts::EXPORT_BEFORE, Side::Before, false)}
                    {pick("compare-before-folder", texts::FOLDER_BEFORE, Side::Before, true)}
                </div>
                <div class="pickers">
                    {pick("compare-after", texts::EXPORT_AFTER, Side::After, false)}
                    {pick("compare-after-folder", texts::FOLDER_AFTER, Side::After, true)}
                </div>
                <ul class="given" role="list" aria-label={texts::COMPARED}>
                    {chip(&comparison.session.before, texts::BEFORE, Side::Before, act)}
                    {chip(&comparison.session.after, texts::AFTER, Side::After, act)}
                </ul>
                { for comparison.problem.iter().map(|problem| notice_box(problem, Tone::Error)) }
                if let Some(told) = &comparison.told {
                    {choices(Chooser::Comparison, &comparison.session.choices, &told.versions, told.choice_error.as_ref(), page_act)}
                }
                <div role="status">
                    if comparison.is_judging() {
                        <p class="hint">{texts::COMPARING}</p>
                    } else if let Some(told) = &comparison.told {
                        <p><b>{code_text(&told.view.summary)}</b></p>
                    }
                </div>
                { for comparison.told.iter().map(|told| result(told, act)) }
            </Folded>
        </section>
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

fn result(told: &Compared, act: &Callback<CompareAction>) -> Html {
    let CloudsComparedView { versions, records, date, .. } = &told.view;
    let report = |form: CompareForm, label: &'static str| {
        html! { <button type="button" class="button small" onclick={act.reform(move |_| CompareAction::Report(form))}>{label}</button> }
    };
    html! {<>
        <div class="answer-tools">
            {report(CompareForm::Text, texts::SAVE_TEXT)}
            {report(CompareForm::Markdown, texts::SAVE_MARKDOWN)}
            {report(CompareForm::Json, texts::SAVE_JSON)}
        </div>
        { for told.problems.iter().map(|problem| notice_box(problem, Tone::Error)) }
        { for told.notes.iter().map(|note| notice_box(note, Tone::Note)) }
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
