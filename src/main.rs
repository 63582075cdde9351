//! Starts the page in the browser and the command line elsewhere; nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    scs_checker::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    scs_checker::cli::main()
}
