//! Finishes the page that Trunk built and measures it.
//!
//! - `xtask post-build` is Trunk's hook: it gives hashes to names and puts the hosts of `IMPACT_HOSTS` and the content
//!   security policy into the staged page.
//! - `xtask finish` adds to `dist/`, or another folder, what a page that is put on a host needs: the service worker.
//! - `xtask sizes` compares the compressed sizes of `dist/` with `assets.ratchet.json`;
//!   `xtask sizes --accept` writes them there.

mod csp;
mod hashed;
mod hosts;
mod offline;
mod sizes;

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use thiserror::Error;

const DIST: &str = "dist";
const RATCHET: &str = "assets.ratchet.json";

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "what a task says goes to whoever called it")]
fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["post-build"] => post_build(),
        ["finish"] => finish(DIST),
        ["finish", folder] => finish(folder),
        ["sizes"] => compare_sizes(),
        ["sizes", "--accept"] => accept_sizes(),
        _ => Err(Error::Usage),
    };
    match done {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn post_build() -> Result<String, Error> {
    let staging = env::var_os("TRUNK_STAGING_DIR").ok_or(Error::OutsideTrunk)?;
    hashed::rename(Path::new(&staging))?;
    let page = Path::new(&staging).join("index.html");
    // What is not UTF-8 is no host.
    let hosts = env::var_os(hosts::VARIABLE).map(|value| value.to_string_lossy().into_owned());
    let html = hosts::replaced(&read(&page)?, hosts.as_deref())?;
    write(&page, &csp::secured(&html)?)?;
    Ok(String::new())
}

fn finish(folder: &str) -> Result<String, Error> {
    let keeps = env::var_os(offline::VARIABLE).is_none_or(|value| !value.is_empty());
    offline::write(Path::new(folder), keeps)?;
    Ok(String::new())
}

fn compare_sizes() -> Result<String, Error> {
    let sizes = sizes::measured(Path::new(DIST))?;
    let path = Path::new(RATCHET);
    let accepted = if path.exists() { sizes::from_json(&read(path)?)? } else { sizes::Sizes::new() };
    let comparison = sizes::Comparison::new(&sizes, &accepted);
    if comparison.faults().is_empty() {
        Ok(comparison.to_string())
    } else {
        Err(Error::Sizes(comparison.to_string()))
    }
}

fn accept_sizes() -> Result<String, Error> {
    let sizes = sizes::measured(Path::new(DIST))?;
    write(Path::new(RATCHET), &sizes::to_json(&sizes))?;
    Ok(sizes::Comparison::new(&sizes, &sizes).to_string())
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_owned(), source })
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(|source| Error::Write { path: path.to_owned(), source })
}

/// Why a task was not done.
#[derive(Debug, Error)]
enum Error {
    #[error("say one of: xtask post-build, xtask finish [FOLDER], xtask sizes, xtask sizes --accept")]
    Usage,
    #[error("post-build is a hook of Trunk, which sets TRUNK_STAGING_DIR; build the page with `make dist`")]
    OutsideTrunk,
    #[error("{} cannot be read: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("{} cannot be written: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Hashed(#[from] hashed::HashedError),
    #[error("the hosts cannot be put into index.html: {0}")]
    Hosts(#[from] hosts::HostsError),
    #[error("the policy cannot be put into index.html: {0}")]
    Csp(#[from] csp::CspError),
    #[error("the page cannot be kept for use without a network: {0}")]
    Offline(#[from] offline::OfflineError),
    #[error("the built page cannot be measured: {0}")]
    Measure(#[from] sizes::SizesError),
    #[error("the sizes of the built page are not those that were accepted\n\n{0}")]
    Sizes(String),
}
