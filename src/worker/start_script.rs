//! The script that starts the other side, as a worker or in the page's own thread.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessagePort, Worker, WorkerOptions, WorkerType};

/// The script's address, as [`trusted`] gives it.
#[derive(Clone)]
pub struct StartScript {
    address: JsValue,
    kind: WorkerType,
}

#[wasm_bindgen]
extern "C" {
    type TrustedTypes;
    #[wasm_bindgen(method, catch, js_name = createPolicy)]
    fn create_policy(this: &TrustedTypes, name: &str, rules: &Object) -> Result<Policy, JsValue>;
    type Policy;
    #[wasm_bindgen(method, catch, js_name = createScriptURL)]
    fn create_script_url(this: &Policy, address: &str) -> Result<JsValue, JsValue>;

    /// `Worker` again, which takes addresses that are marked as trusted.
    #[wasm_bindgen(js_name = Worker, extends = Worker)]
    type CheckedWorker;
    #[wasm_bindgen(constructor, catch, js_class = "Worker")]
    fn new(address: &JsValue, options: &WorkerOptions) -> Result<CheckedWorker, JsValue>;
}

/// The one policy that the page's own allows. It knows the addresses that it was made with, and no other.
const POLICY: &str = "scs-checker";

/// How addresses of scripts begin that lie on no host.
const MADE_BY_THE_PAGE: &str = "blob:";

/// What the script calls its function where it runs in a page.
const START_HERE: &str = "startCheckerHere";

impl StartScript {
    /// The script of that address.
    pub fn new(address: JsValue) -> StartScript {
        // Where the page is one file, its own start script makes this one, and browsers take no module from there.
        let text = Object::from(address.clone()).to_string();
        let is_made = text.starts_with(MADE_BY_THE_PAGE, 0);
        StartScript { address, kind: if is_made { WorkerType::Classic } else { WorkerType::Module } }
    }

    /// A worker that runs it; `None` where there are no workers.
    pub(super) fn worker(&self) -> Option<Worker> {
        let options = WorkerOptions::new();
        options.set_type(self.kind);
        CheckedWorker::new(&self.address, &options).ok().map(JsCast::unchecked_into)
    }

    /// Runs it in this thread, with a port to listen at.
    pub(super) async fn start_here(&self, port: &MessagePort) -> Option<()> {
        self.call(START_HERE, &Array::of1(port)).await
    }

    /// Calls a function of its that gives a promise, in this thread, and waits for that.
    pub async fn call(&self, function: &str, arguments: &Array) -> Option<()> {
        let global = js_sys::global();
        let there =
            |global: &Object| Reflect::get(global, &function.into()).ok()?.dyn_into::<Function>().ok();
        if there(&global).is_none() {
            JsFuture::from(self.load()?).await.ok()?;
        }
        let promise: Promise = there(&global)?.apply(&JsValue::NULL, arguments).ok()?.dyn_into().ok()?;
        JsFuture::from(promise).await.ok().map(drop)
    }

    /// Has the page load it.
    fn load(&self) -> Option<Promise> {
        let document = web_sys::window()?.document()?;
        let element = document.create_element("script").ok()?;
        element.set_attribute("type", "module").ok()?;
        Reflect::set(&element, &"src".into(), &self.address).ok()?;
        let loaded = Promise::new(&mut |resolve, reject| {
            // Neither can fail for an element and a function.
            let _ = element.add_event_listener_with_callback("load", &resolve);
            let _ = element.add_event_listener_with_callback("error", &reject);
        });
        document.head()?.append_child(&element).ok()?;
        Some(loaded)
    }
}

/// Addresses of scripts, as the browser wants them where they must be marked as trusted. A page makes them once: a second
/// policy is refused.
pub fn trusted<const N: usize>(addresses: [&str; N]) -> [JsValue; N] {
    let policy = policy(&addresses);
    addresses.map(|address| {
        let marked = policy.as_ref().and_then(|policy| policy.create_script_url(address).ok());
        marked.unwrap_or_else(|| address.into())
    })
}

fn policy(addresses: &[&str]) -> Option<Policy> {
    let types = Reflect::get(&js_sys::global(), &"trustedTypes".into()).ok().filter(JsValue::is_object)?;
    let known: Vec<String> = addresses.iter().map(|address| (*address).to_owned()).collect();
    let rule = Closure::<dyn FnMut(String) -> Option<String>>::new(move |asked| {
        known.contains(&asked).then_some(asked)
    });
    let rules = Object::new();
    Reflect::set(&rules, &"createScriptURL".into(), &rule.into_js_value()).ok()?;
    types.unchecked_into::<TrustedTypes>().create_policy(POLICY, &rules).ok()
}
