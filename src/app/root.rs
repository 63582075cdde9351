//! The page's root: holds the state and the host.

use super::browser::listener::Listener;
use super::browser::{document, regex, transfer};
use super::components::{Tone, notice_box};
use super::pages::{about_page, check_page, footer, header};
use super::route::Route;
use super::state::{Action, State};
use super::texts;
use crate::catalogue::Catalogue;
use crate::wording::Notice;
use crate::worker::host::Host;
use std::rc::Rc;
use yew::prelude::*;

/// Puts the page in place of the loading text.
pub fn start() {
    if let Some(place) = document::mount_point() {
        yew::Renderer::<App>::with_root(place).render();
    }
}

/// The whole page: skip link, banner, navigation, main, footer and the live region.
pub struct App {
    state: Rc<State>,
    host: Result<Host, Notice>,
    act: Callback<Action>,
    /// Where the focus is to go after drawing.
    focus: Option<AttrValue>,
    _listeners: Vec<Listener>,
}

impl Component for App {
    type Message = Action;
    type Properties = ();

    fn create(context: &Context<App>) -> App {
        let link = context.link();
        let act = link.callback(|action| action);
        let host = match Catalogue::embedded_with(regex::is_match) {
            // It lives as long as the page.
            Ok(catalogue) => {
                Ok(Host::start(Box::leak(Box::new(catalogue)), document::now, link.callback(Action::Told)))
            }
            Err(error) => Err(texts::standards_broken(&error.to_string())),
        };
        let mut listeners = transfer::listeners(&act);
        let go = act.clone();
        listeners.push(Listener::new("hashchange", move |_| go.emit(Action::Go(document::route()))));
        link.send_message_batch(vec![Action::Start, Action::Go(document::route())]);
        App { state: Rc::default(), host, act, focus: None, _listeners: listeners }
    }

    fn update(&mut self, _: &Context<App>, action: Action) -> bool {
        let before = Rc::clone(&self.state);
        let is_start = before.told.is_none();
        let requests = Rc::make_mut(&mut self.state).reduce(action);
        if let Ok(host) = &self.host {
            for request in requests {
                host.send(request);
            }
        }
        if self.state.theme != before.theme {
            document::set_theme(self.state.theme);
        }
        if self.state.route != before.route {
            document::set_title(self.state.route);
            self.focus = (!is_start).then_some("main".into());
        }
        // Whoever opens the paste area wants to be in it.
        if self.state.is_input_open && !before.is_input_open {
            self.focus = Some("paste".into());
        }
        if self.state.focused_case != before.focused_case
            && let Some(id) = &self.state.focused_case
        {
            self.focus = Some(format!("case-{id}").into());
        }
        if self.state.focus != before.focus {
            self.focus = Some("headline".into());
        }
        self.state != before
    }

    fn view(&self, _: &Context<App>) -> Html {
        let state = &self.state;
        let act = &self.act;
        let provenance = state.told.as_ref().map(|told| &told.provenance);
        let is_check = state.route == Route::Check;
        // The address stays as it is: it names the place.
        let skip = Callback::from(|event: MouseEvent| {
            event.prevent_default();
            document::focus("main");
        });
        html! {<>
            <a class="skip" href="#main" onclick={skip}>{texts::SKIP}</a>
            {header(state.route, state.theme, provenance, act)}
            <main id="main" class="wrap" tabindex="-1" aria-busy={state.is_busy().then_some("true")}>
                if let Err(notice) = &self.host {
                    {notice_box(notice, Tone::Error)}
                }
                // Hidden, not gone: what was typed stays.
                <div hidden={!is_check}>
                    {check_page(state, act)}
                </div>
                if state.route == Route::About {
                    {about_page(provenance)}
                }
            </main>
            {footer(provenance)}
            <p class="unseen" role="status">{&state.announcement}</p>
            if state.is_busy() {
                <p class="busy">{texts::BUSY}</p>
            }
            if state.is_dragging {
                <div class="drop-target"><p>{texts::DROP_HERE}</p></div>
            }
        </>}
    }

    fn rendered(&mut self, _: &Context<App>, _: bool) {
        if let Some(id) = self.focus.take() {
            document::focus(&id);
        }
    }
}
