//! The page's root: holds the state and the host.

use super::browser::document::save;
use super::browser::listener::Listener;
use super::browser::offline::Keeper;
use super::browser::pulling::{Pulling, fetch_pull};
use super::browser::{clipboard, contents, document, keyboard, memory, pull, transfer};
use super::comparison::CompareAction;
use super::components::{Tone, notice_box};
use super::offline::Build;
use super::pages::{HELP, about_page, check_page, footer, header, help, impact_page};
use super::rehearsal::rehearse;
use super::review::ReviewAction;
use super::route::Route;
use super::state::{Action, CASE_PREFIX, Effect, Focus, State};
use crate::present::ProvenanceView;
use crate::wording::{impact_page as impact_texts, offline as offline_texts, page as texts};
use crate::worker::dispatch::Event;
use crate::worker::host::{Host, StartScript, trusted};
use crate::worker::messages::{Progress, Response};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen_futures::spawn_local;
use yew::platform::time::sleep;
use yew::prelude::*;

/// What the shell calls the address of the script that starts the side that reads and judges.
const WORKER: &str = "data-worker";

/// What the shell calls what it says of the build, if the page can be kept for use without a network.
const OFFLINE: &str = "data-offline";

/// The first of these tells that a person is there, and will soon need that side.
const SIGNS_OF_A_PERSON: [&str; 4] = ["pointermove", "pointerdown", "keydown", "dragenter"];

/// Puts the page in place of the loading text.
pub fn start() {
    if let Some(place) = document::mount_point() {
        let props = AppProps {
            worker: document::shell_value(WORKER).into(),
            build: Build::parse(&document::shell_value(OFFLINE)),
        };
        yew::Renderer::<App>::with_root_and_props(place, props).render();
    }
}

/// What [`App`] needs to know of its shell.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// The address of the script that starts the side that reads and judges.
    pub worker: AttrValue,
    /// What can be kept for use without a network.
    pub build: Option<Build>,
}

/// Something that the page may draw anew for.
pub enum Message {
    /// Somebody did something, or something came back.
    Act(Action),
    /// What was to be drawn with an answer is to be drawn without it.
    Due,
}

/// How long a person does not miss what is being done: most answers are there before it is over, and drawing twice would
/// only delay them.
const PATIENCE: Duration = Duration::from_millis(100);

/// How often something that is to get the focus is looked for.
const FOCUS_TRIES: u32 = 50;

/// Whether what is being done is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Waiting {
    /// Nothing is being done.
    No,
    /// It is drawn when the answer is there, or when patience is over.
    Patiently,
    /// It is drawn.
    Visibly,
}

/// The whole page: skip link, banner, navigation, main, footer and the live region.
pub struct App {
    state: Rc<State>,
    host: Host,
    /// Reviews changes of the standards, in a program of its own: neither waits for the other.
    reviewing: Host,
    /// Compares exports, in one more: it starts when it is first needed, and holds no files but its own.
    comparing: Host,
    /// Has the page kept for use without a network, if it can be.
    keeper: Option<Keeper>,
    /// The pull request that is being asked for.
    pulling: Option<Pulling>,
    script: StartScript,
    act: Callback<Action>,
    has_shortcuts: Rc<Cell<bool>>,
    /// The page is to be printed after drawing.
    prints: bool,
    waiting: Waiting,
    /// How often what is to get the focus was not there.
    focus_tries: u32,
    provenance: ProvenanceView,
    _listeners: Vec<Listener>,
}

impl Component for App {
    type Message = Message;
    type Properties = AppProps;

    fn create(context: &Context<App>) -> App {
        let link = context.link();
        let act = link.callback(Message::Act);
        let AppProps { worker, build } = context.props();
        let (keep, keeps) = build.as_ref().map_or(("", ""), |build| (&build.script, &build.worker));
        let [script, keep, keeps] = trusted([worker, keep, keeps]);
        let keeper = build.is_some().then(|| Keeper::new(keep, keeps, &act));
        let script = StartScript::new(script);
        let host = Host::new(
            script.clone(),
            contents::get,
            link.callback(|event| Message::Act(Action::Told(event))),
        );
        let reviewing = Host::new(
            script.clone(),
            contents::get,
            link.callback(|event| Message::Act(Action::Review(ReviewAction::Told(event)))),
        );
        let comparing = Host::new(
            script.clone(),
            contents::get,
            link.callback(|event| Message::Act(Action::Compare(CompareAction::Told(event)))),
        );
        let mut listeners = transfer::listeners(&act);
        let go = act.clone();
        listeners.push(Listener::new("hashchange", move |_| go.emit(Action::Go(document::location()))));
        let has_shortcuts = Rc::new(Cell::new(true));
        listeners.push(keyboard::listener(Rc::clone(&has_shortcuts), &act));
        listeners.extend(SIGNS_OF_A_PERSON.map(|sign| {
            let host = host.clone();
            Listener::new(sign, move |_| host.warm_up())
        }));
        listeners.extend(keeper.as_ref().map(Keeper::begin));
        link.send_message(Message::Act(Action::Go(document::location())));
        memory::recall(&act);
        App {
            state: Rc::new(State::of_page(pull::hosts(), build.clone())),
            host,
            reviewing,
            comparing,
            keeper,
            pulling: None,
            script,
            act,
            has_shortcuts,
            prints: false,
            waiting: Waiting::No,
            focus_tries: 0,
            provenance: ProvenanceView::embedded(),
            _listeners: listeners,
        }
    }

    fn update(&mut self, context: &Context<App>, message: Message) -> bool {
        match message {
            Message::Act(Action::Told(Event::Answer(Response::Rehearsed(told)))) => {
                // Later, it would only be in the way.
                if self.state.told.is_none() && !self.state.is_busy() {
                    rehearse(told);
                }
                false
            }
            Message::Act(action) => {
                let can_wait = action.can_wait();
                let has_changed = self.act(action);
                self.is_to_be_drawn(has_changed, can_wait, context)
            }
            Message::Due => {
                let is_due = self.waiting == Waiting::Patiently;
                if is_due {
                    self.waiting = Waiting::Visibly;
                }
                // What is to get the focus may be there by now.
                is_due || self.state.focus.is_some()
            }
        }
    }

    fn view(&self, _: &Context<App>) -> Html {
        whole_page(&self.state, &self.provenance, &self.act)
    }

    fn rendered(&mut self, context: &Context<App>, _: bool) {
        if std::mem::take(&mut self.prints) {
            document::print();
        }
        if self.state.is_help_open {
            document::open_dialog(HELP);
        }
        let Some(focus) = Rc::make_mut(&mut self.state).focus.take() else { return };
        let is_there = match &focus {
            Focus::Main => document::focus("main"),
            // Whoever is typing a search is not to be torn away.
            Focus::Headline => document::focused_id() == "search" || document::focus("headline"),
            Focus::Undo => document::focus("undo"),
            Focus::Case(id) => document::focus(&format!("{CASE_PREFIX}{id}")),
            Focus::Search => document::focus("search"),
            Focus::Resource => document::focus("resource"),
            // Its row may be out of view by now.
            Focus::Row(index) => document::focus(&format!("resource-{index}")) || document::focus("search"),
            Focus::Paste => document::focus("paste"),
            Focus::Problem => document::focus("problems"),
            Focus::Memory => document::focus("remember"),
            Focus::Id(id) => document::focus(id) || document::focus("main"),
        };
        // Some come with an answer, or a frame later.
        self.focus_tries = if is_there { 0 } else { self.focus_tries + 1 };
        if (1..=FOCUS_TRIES).contains(&self.focus_tries) && matches!(focus, Focus::Case(_) | Focus::Resource)
        {
            Rc::make_mut(&mut self.state).focus = Some(focus);
            send_after(PATIENCE, Message::Due, context);
        } else {
            self.focus_tries = 0;
        }
    }
}

impl App {
    /// Does what an action does; tells whether the page is another one then.
    fn act(&mut self, action: Action) -> bool {
        let before = Rc::clone(&self.state);
        let state = Rc::make_mut(&mut self.state);
        let effects = state.reduce(action);
        let in_use: BTreeSet<_> = state.files_in_use().collect();
        for id in before.files_in_use().filter(|id| !in_use.contains(id)) {
            contents::forget(id);
        }
        for effect in effects {
            match effect {
                Effect::Send(request) => self.host.send(*request),
                Effect::SendReview(request) => self.reviewing.send(*request),
                Effect::SendComparison(request) => self.comparing.send(*request),
                Effect::FetchPull(id) => self.pulling = fetch_pull(id, self.script.clone(), &self.act),
                Effect::CancelPull => {
                    if let Some(pulling) = self.pulling.take() {
                        pulling.cancel();
                    }
                }
                Effect::CopyReport(text) => {
                    let act = self.act.clone();
                    spawn_local(async move {
                        let is_there = clipboard::copy(&text).await;
                        act.emit(Action::Review(ReviewAction::Copied(is_there)));
                    });
                }
                Effect::Save(name, text) => save(name, &text),
                Effect::Stop => self.host.stop(),
                Effect::Remember { remembered, is_first } => {
                    memory::remember(remembered, is_first, &self.act);
                }
                Effect::Forget => memory::forget_all(&self.act),
                Effect::Keep(wish) => {
                    if let Some(keeper) = &self.keeper {
                        keeper.ask(wish);
                    }
                }
                Effect::Print => self.prints = true,
                Effect::Copy(of, text) => {
                    let act = self.act.clone();
                    spawn_local(async move { act.emit(Action::Copied(of, clipboard::copy(&text).await)) });
                }
            }
        }
        self.has_shortcuts.set(self.state.has_shortcuts());
        if self.state.display != before.display {
            document::set_display(self.state.display);
        }
        if self.state.route != before.route {
            document::set_title(&self.state.route.title());
        }
        let hash = self.state.location().to_hash();
        if hash != before.location().to_hash() {
            document::set_hash(&hash);
        }
        self.prints || self.state != before
    }

    /// Whether the page is to be drawn now, or after a while, which starts then.
    fn is_to_be_drawn(&mut self, has_changed: bool, can_wait: bool, context: &Context<App>) -> bool {
        if !self.state.is_busy() {
            self.waiting = Waiting::No;
        } else if can_wait && self.waiting == Waiting::No {
            self.waiting = Waiting::Patiently;
            send_after(PATIENCE, Message::Due, context);
        }
        has_changed && !(can_wait && self.waiting == Waiting::Patiently)
    }
}

fn send_after(time: Duration, message: Message, context: &Context<App>) {
    let link = context.link().clone();
    spawn_local(async move {
        sleep(time).await;
        link.send_message(message);
    });
}

/// All that is drawn; `embedded` are the standards before anything is judged.
pub fn whole_page(state: &Rc<State>, embedded: &ProvenanceView, act: &Callback<Action>) -> Html {
    let provenance = state.told.as_ref().map_or(embedded, |told| &told.provenance);
    let is_check = state.route == Route::Check;
    // The address stays as it is: it names the place.
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        document::focus("main");
    });
    html! {<>
        <a class="skip" href="#main" onclick={skip}>{texts::SKIP}</a>
        {header(state, provenance, act)}
        <main id="main" class="wrap" tabindex="-1" aria-busy={state.is_busy().then_some("true")}>
            if state.offline.has_new_version {
                {new_version(state, act)}
            }
            // Hidden, not gone: what was typed stays.
            <div hidden={!is_check}>
                {check_page(state, act)}
            </div>
            if state.route == Route::Impact {
                {impact_page(state, act)}
            }
            if state.route == Route::About {
                {about_page(state, provenance, act)}
            }
        </main>
        {footer(provenance)}
        <p class="unseen" role="status">{&state.announcement}</p>
        if state.is_busy() {
            {busy(state, act)}
        }
        {help(state, act)}
        if state.is_dragging {
            <div class="drop-target"><p>{if state.route == Route::Impact { impact_texts::DROP_HERE } else { texts::DROP_HERE }}</p></div>
        }
    </>}
}

/// What is to be known of the version that waits, with a button that starts it.
fn new_version(state: &State, act: &Callback<Action>) -> Html {
    html! {
        <section class="problem" aria-label={offline_texts::NEW_VERSION}>
            {notice_box(&offline_texts::new_version(state.memory.is_on()), Tone::Note)}
            <button type="button" class="button small" onclick={act.reform(|_| Action::NewVersion(true))}>{offline_texts::RELOAD}</button>
            <button type="button" class="button small" onclick={act.reform(|_| Action::NewVersion(false))}>{texts::DISMISS}</button>
        </section>
    }
}

/// What is being done, with a button that stops it.
fn busy(state: &State, act: &Callback<Action>) -> Html {
    let text = match &state.progress {
        Some(Progress::Reading { name, done, total }) => {
            texts::reading(name, done.saturating_mul(100).checked_div(*total).unwrap_or_default())
        }
        Some(Progress::Judging) | None => texts::BUSY.to_owned(),
    };
    html! {
        <div class="busy">
            <p>{text}</p>
            if state.is_judging() {
                <button type="button" class="button small" onclick={act.reform(|_| Action::Cancel)}>{texts::CANCEL}</button>
            }
        </div>
    }
}
