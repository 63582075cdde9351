//! The resources of the cloud: a table for each list, and one record at a time with all that is known of it.

use crate::app::components::{Icon, VirtualTable, code_text, verdict_badge, verdict_mark};
use crate::inventory::Kind;
use crate::present::{
    Cell, Column, ColumnView, Direction, Fact, KindView, Mark, NameView, Only, PropertiesView,
    ResourceFindingView, ResourceQuery, ResourceRow, ResourceRows, ResourceView, VerdictView,
};
use crate::wording::demand_name;
use crate::wording::resources as words;
use std::ops::Range;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the resources are shown of, and who gets what a person does.
#[derive(Clone, Copy)]
pub struct Resources<'a> {
    /// The rows that are there: those of the query, or of the one before it; `None` until the first come.
    pub rows: Option<&'a ResourceRows>,
    /// What is wanted.
    pub query: &'a ResourceQuery,
    /// The record that is open.
    pub open: Option<&'a ResourceView>,
    /// Gets another query.
    pub on_query: &'a Callback<ResourceQuery>,
    /// Gets the record to open.
    pub on_open: &'a Callback<(Kind, usize)>,
    /// Is told to close the record.
    pub on_close: &'a Callback<()>,
    /// Gets the test case to go to.
    pub on_testcase: &'a Callback<Rc<str>>,
}

/// A button for each list, a search field, the open record and the table.
pub fn resources(lens: &Resources<'_>) -> Html {
    let Resources { rows, query, open, on_close, on_testcase, .. } = lens;
    let status = match rows {
        Some(rows) => words::shown(rows.matching, rows.total, rows.kind),
        None => words::LOADING.to_owned(),
    };
    html! {
        <div class="resources">
            <p class="lens-status" role="status">{status}</p>
            if let Some(rows) = rows {
                {filter(rows, lens)}
                if let Some(view) = open {
                    {resource_panel(view, on_close, on_testcase)}
                }
                if rows.matching == 0 {
                    {no_rows(rows, query, lens.on_query)}
                } else {
                    {table(rows, lens)}
                }
            }
        </div>
    }
}

/// Which list, and which of its rows.
fn filter(rows: &ResourceRows, lens: &Resources<'_>) -> Html {
    let Resources { query, on_query, .. } = *lens;
    let toggle =
        |is_on: bool, mark: Option<VerdictView>, name: &'static str, count: usize, next: ResourceQuery| {
            let onclick = on_query.reform(move |_: MouseEvent| next.clone());
            html! {
                <button type="button" class="toggle" aria-pressed={is_on.to_string()} {onclick}>
                    if let Some(verdict) = mark {
                        {verdict_mark(verdict)}
                    }
                    {name}{" "}<b>{count}</b>
                </button>
            }
        };
    let kinds = rows.kinds.iter().map(|view| {
        toggle(
            view.kind == query.kind,
            None,
            words::list_title(view.kind),
            view.total,
            ResourceQuery::new(view.kind),
        )
    });
    let KindView { total, with_faults, left_out, .. } = rows
        .kinds
        .iter()
        .find(|view| view.kind == query.kind)
        .copied()
        .unwrap_or(KindView { kind: query.kind, total: 0, with_faults: 0, left_out: 0 });
    let choice = |only: Only, mark: Option<VerdictView>, name: &'static str, count: usize| {
        toggle(query.only == only, mark, name, count, query.narrowed(&query.search, only))
    };
    let oninput = {
        let query = query.clone();
        on_query.reform(move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            query.narrowed(&input.map(|input| input.value()).unwrap_or_default(), query.only)
        })
    };
    let label = words::search_label(query.kind);
    html! {<>
        <div class="toggles resources-kinds" role="group" aria-label={words::LISTS}>{ for kinds }</div>
        <div class="filter">
            <input type="search" id="search" class="field search" aria-label={label.clone()} placeholder={label} autocomplete="off"
                spellcheck="false" value={query.search.clone()} {oninput} />
            <div class="toggles" role="group" aria-label={words::SHOW}>
                {choice(Only::Everything, None, words::EVERYTHING, total)}
                {choice(Only::WithFaults, Some(VerdictView::Fail), words::WITH_FAULTS, with_faults)}
                if left_out > 0 {
                    {choice(Only::LeftOut, None, words::LEFT_OUT, left_out)}
                }
            </div>
        </div>
    </>}
}

fn no_rows(rows: &ResourceRows, query: &ResourceQuery, on_query: &Callback<ResourceQuery>) -> Html {
    let all = query.narrowed("", Only::Everything);
    html! {
        <p class="no-match">
            if rows.total == 0 {
                {words::EMPTY}
            } else {
                {words::NO_MATCH}{" "}
                <button type="button" class="button small" onclick={on_query.reform(move |_: MouseEvent| all.clone())}>
                    {words::SHOW_ALL}
                </button>
            }
        </p>
    }
}

fn table(rows: &ResourceRows, lens: &Resources<'_>) -> Html {
    let Resources { query, on_query, on_open, open, .. } = *lens;
    let on_range = {
        let query = query.clone();
        on_query.reform(move |range: Range<usize>| ResourceQuery { range, ..query.clone() })
    };
    let open = open.filter(|view| view.kind == rows.kind).map(|view| view.index);
    let cells = rows
        .rows
        .iter()
        .map(|row| row_cells(row, &rows.columns, rows.kind, open == Some(row.index), on_open));
    html! {
        <VirtualTable label={words::list_title(rows.kind)} class={classes!("resources-table", width_class(rows.kind))}
            head={html! { <>{ for rows.columns.iter().map(|column| head(column, rows, query, on_query)) }</> }}
            columns={rows.columns.len()} total={rows.matching} start={rows.range.start} rows={cells.collect::<Vec<_>>()}
            of={rows_id(query)} {on_range} />
    }
}

/// A text that is the same as long as the rows are the same and in the same order.
fn rows_id(query: &ResourceQuery) -> String {
    let sort = query.sort.map_or((u8::MAX, 0), |sort| (sort.column as u8, sort.direction as u8));
    format!("{} {} {} {} {}", query.kind as u8, query.only as u8, sort.0, sort.1, query.search)
}

/// Lists of many columns are scrolled to the side on narrow screens.
fn width_class(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Flavor | Kind::Image => Some("is-broad"),
        Kind::VolumeType | Kind::SecurityGroupRule | Kind::Service => Some("is-middling"),
        Kind::ImageUsage => None,
    }
}

/// The head of a column: a button that sorts.
fn head(
    column: &ColumnView,
    rows: &ResourceRows,
    query: &ResourceQuery,
    on_query: &Callback<ResourceQuery>,
) -> Html {
    let direction = rows.sort.filter(|sort| sort.column == column.column).map(|sort| sort.direction);
    let sort = match direction {
        Some(Direction::Ascending) => "ascending",
        Some(Direction::Descending) => "descending",
        None => "none",
    };
    let next = query.sorted_by(column.column);
    html! {
        <th scope="col" class={column_class(column)} aria-sort={sort}>
            <button type="button" class="sort" onclick={on_query.reform(move |_: MouseEvent| next.clone())}>
                {&column.title}{Icon::Chevron.draw()}
            </button>
        </th>
    }
}

fn column_class(column: &ColumnView) -> Classes {
    classes!(
        column.is_number.then_some("is-number"),
        column.is_wide.then_some("is-wide"),
        (column.column == Column::Findings).then_some("is-findings"),
    )
}

/// The cells of a record; the first opens it.
fn row_cells(
    row: &ResourceRow,
    columns: &[ColumnView],
    kind: Kind,
    is_open: bool,
    on_open: &Callback<(Kind, usize)>,
) -> Html {
    let index = row.index;
    let onclick = on_open.reform(move |_: MouseEvent| (kind, index));
    let first = row.cells.first().unwrap_or(&Cell::Nothing);
    let is_name = *first == Cell::Text(row.name.clone());
    let rest = columns.iter().zip(&row.cells).skip(1).map(|(column, cell)| {
        html! {
            <td class={column_class(column)}>
                <div class="clamp">{ if *cell == Cell::Mark { mark(row.mark) } else { value(cell) } }</div>
            </td>
        }
    });
    html! {<>
        <th scope="row">
            <button type="button" id={format!("resource-{index}")} class="open-resource" aria-current={is_open.then_some("true")} {onclick}>
                <span class="clamp">
                    {value(first)}
                    if !is_name {
                        <span class="unseen">{" "}<bdi>{&row.name}</bdi></span>
                    }
                </span>
            </button>
        </th>
        { for rest }
    </>}
}

/// A value; what there is none of in a weaker tone.
fn value(cell: &Cell) -> Html {
    match cell {
        Cell::Text(text) => html! { <bdi>{text}</bdi> },
        Cell::Mark | Cell::Nothing => html! { <span class="none">{words::NOTHING}</span> },
        Cell::NotSet => html! { <span class="none">{words::NOT_SET}</span> },
        Cell::Unknown => html! { <span class="none">{words::UNKNOWN}</span> },
    }
}

/// What there is to say against a record, in numbers.
fn mark(mark: Mark) -> Html {
    html! {<>
        if mark.faults > 0 {
            {verdict_badge(VerdictView::Fail, words::faults(mark.faults))}
        }
        if mark.advised > 0 {
            <span class="advised">{words::advised(mark.advised)}</span>
        }
        if mark.is_waived {
            <span class="tag">{words::WAIVED}</span>
        }
        if mark.is_left_out {
            <span class="tag">{words::LEFT_OUT}</span>
        }
        if mark == Mark::default() {
            {value(&Cell::Nothing)}
        }
    </>}
}

/// One record: its name part by part, what was found about it with links to the test cases, and its fields.
pub fn resource_panel(view: &ResourceView, on_close: &Callback<()>, on_testcase: &Callback<Rc<str>>) -> Html {
    let lines = [(words::ID, &view.id), (words::PLACE, &view.place), (words::CLASS, &view.class)];
    let lines = lines.into_iter().filter_map(|(title, text)| Some((title, text.as_ref()?)));
    html! {
        <section class="resource" aria-labelledby="resource">
            <div class="resource-head">
                <h3 id="resource" tabindex="-1"><bdi>{&view.name}</bdi></h3>
                if view.mark != Mark::default() {
                    <div class="resource-mark">{mark(view.mark)}</div>
                }
                <button type="button" class="button small" onclick={on_close.reform(|_: MouseEvent| ())}>
                    {Icon::Cross.draw()}{words::CLOSE}
                </button>
            </div>
            if let Some(why) = &view.left_out {
                <p class="hint">{code_text(why)}</p>
            }
            <div class="resource-columns">
                <div>
                    <dl class="facts">
                        { for lines.map(|(title, text)| html! { <div><dt>{title}</dt><dd><bdi>{text}</bdi></dd></div> }) }
                    </dl>
                    if let Some(name) = &view.decoded {
                        {decoded(name)}
                    }
                    <h4>{words::FINDINGS}</h4>
                    {findings(view, on_testcase)}
                </div>
                <div>
                    <h4>{words::FIELDS}</h4>
                    {facts(&view.facts)}
                    if let Some(known) = &view.properties {
                        {properties(known)}
                    }
                </div>
            </div>
        </section>
    }
}

fn decoded(name: &NameView) -> Html {
    let parts = name.parts.iter().map(|part| {
        html! { <div><dt><code>{&part.text}</code>{" "}{&part.part}</dt><dd>{&part.meaning}</dd></div> }
    });
    html! {<>
        <h4>{words::MEANING}</h4>
        <p class={classes!((!name.is_valid).then_some("resource-wrong"))}>{code_text(&name.text)}</p>
        if !name.parts.is_empty() {
            <dl class="facts">{ for parts }</dl>
        }
    </>}
}

fn findings(view: &ResourceView, on_testcase: &Callback<Rc<str>>) -> Html {
    if view.findings.is_empty() {
        return html! { <p class="hint">{words::NO_FINDINGS}</p> };
    }
    html! {<>
        <ul class="resource-findings">{ for view.findings.iter().map(|found| finding(found, on_testcase)) }</ul>
        if view.findings_left > 0 {
            <p class="hint">{words::more(view.findings_left)}</p>
        }
    </>}
}

fn finding(found: &ResourceFindingView, on_testcase: &Callback<Rc<str>>) -> Html {
    let id = Rc::clone(&found.testcase);
    let level = (!found.level.is_required()).then(|| demand_name(found.level));
    html! {
        <li>
            <p class="resource-case">
                if found.finding.is_fault {
                    {verdict_mark(found.verdict)}
                }
                <button type="button" class="link" title={found.title.to_string()} onclick={on_testcase.reform(move |_: MouseEvent| Rc::clone(&id))}>
                    {&*found.testcase}
                </button>
                { for level.map(|level| html! { <span class="tag">{level}</span> }) }
                if !found.finding.is_fault {
                    <span class="tag">{words::REMARK}</span>
                }
            </p>
            <p>{code_text(&found.finding.message)}</p>
            if let Some(waived) = &found.finding.waived {
                <p class="waived">{code_text(waived)}</p>
            }
        </li>
    }
}

fn facts(facts: &[Fact]) -> Html {
    html! {
        <dl class="facts">
            { for facts.iter().map(|fact| html! {
                <div><dt><code><bdi>{&fact.name}</bdi></code></dt><dd>{value(&fact.value)}</dd></div>
            }) }
        </dl>
    }
}

fn properties(known: &PropertiesView) -> Html {
    html! {<>
        <h4>{&known.title}</h4>
        if known.values.is_empty() {
            <p class="hint">{ if known.is_known { words::NONE } else { words::UNKNOWN } }</p>
        } else {
            {facts(&known.values)}
        }
        if known.left > 0 {
            <p class="hint">{words::more(known.left)}</p>
        }
    </>}
}
