//! The part of the page that reads and judges, for a Web Worker. `www/start-worker.js` loads it.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// Answers what comes in at a port, or at a worker's global object.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn serve(port: &web_sys::MessagePort) {
    scs_checker::worker::service::serve(port);
}
