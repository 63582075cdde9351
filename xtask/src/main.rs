//! Finishes the page that Trunk built, and measures and examines it.
//!
//! - `xtask post-build` is Trunk's hook, for all that the page needs where it is served: it gives hashes to names, puts the
//!   script that starts the page into a file, and the hosts of `IMPACT_HOSTS`, the hashes of files and the content security
//!   policy into the staged page. It adds the licences of all parts and the bill of materials.
//! - `xtask finish` makes of `dist/`, or another folder, what is put on a host: the service worker, the page as one file,
//!   packed siblings and checksums. A second time changes nothing.
//! - `xtask hosts FOLDER` puts the hosts of `IMPACT_HOSTS` into a page that was built before, and finishes it.
//! - `xtask sizes` compares the compressed sizes of `dist/` with `assets.ratchet.json`;
//!   `xtask sizes --accept` writes them there.
//! - `xtask traces` looks for paths of this machine in `dist/`.

mod bom;
mod csp;
mod files;
mod hashed;
mod hosts;
mod integrity;
mod licences;
mod offline;
mod packed;
mod parts;
mod single;
mod sizes;
mod start;
mod sums;
mod traces;

use std::{env, io, path::Path, process::ExitCode};

use thiserror::Error;

const DIST: &str = "dist";
const RATCHET: &str = "assets.ratchet.json";
const PAGE: &str = "index.html";
/// The variable that names cargo's plan of the build.
const UNITS: &str = "PAGE_UNITS";

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "what a task says goes to whoever called it")]
fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["post-build"] => post_build(),
        ["finish"] => finish(Path::new(DIST)),
        ["finish", folder] => finish(Path::new(folder)),
        ["hosts", folder] => replace_hosts(Path::new(folder), hosts_of_variable().as_deref()),
        ["sizes"] => compare_sizes(),
        ["sizes", "--accept"] => accept_sizes(),
        ["traces"] => look_for_traces(),
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
    let staging = Path::new(&staging);
    hashed::rename(staging)?;
    let page = staging.join(PAGE);
    let html = start::moved(staging, &files::read_text(&page)?)?;
    let html = hosts::replaced(&html, hosts_of_variable().as_deref())?;
    let html = integrity::added(staging, &html)?;
    files::write(&page, csp::secured(&html)?)?;

    let plan = env::var_os(UNITS).ok_or(Error::OutsideMake)?;
    let parts =
        parts::planned(&files::read_text(Path::new(&plan))?, &env::current_dir().map_err(Error::Here)?)?;
    files::write(&staging.join(licences::NAME), licences::of_parts(&parts)?)?;
    files::write(&staging.join(bom::NAME), bom::from_parts(&parts))?;
    Ok(String::new())
}

fn hosts_of_variable() -> Option<String> {
    // What is not UTF-8 is no host.
    env::var_os(hosts::VARIABLE).map(|value| value.to_string_lossy().into_owned())
}

fn replace_hosts(dist: &Path, value: Option<&str>) -> Result<String, Error> {
    let page = dist.join(PAGE);
    let html = csp::unsecured(&files::read_text(&page)?)?;
    let html = hosts::replaced(&html, value)?;
    files::write(&page, csp::secured(&html)?)?;
    finish(dist)
}

/// What adds files comes before what packs all of them, and that before what lists all of them.
fn finish(dist: &Path) -> Result<String, Error> {
    let keeps = env::var_os(offline::VARIABLE).is_none_or(|value| !value.is_empty());
    offline::write(dist, keeps)?;
    single::write(dist)?;
    packed::write(dist)?;
    sums::write(dist)?;
    Ok(String::new())
}

fn look_for_traces() -> Result<String, Error> {
    let found = traces::found(Path::new(DIST), &traces::folders()?)?;
    if found.is_empty() {
        Ok("The page names no folder of this machine.\n".to_owned())
    } else {
        Err(Error::Traces(found))
    }
}

fn compare_sizes() -> Result<String, Error> {
    let sizes = sizes::measured(Path::new(DIST))?;
    let path = Path::new(RATCHET);
    let accepted =
        if path.exists() { sizes::from_json(&files::read_text(path)?)? } else { sizes::Sizes::new() };
    let comparison = sizes::Comparison::new(&sizes, &accepted);
    if comparison.faults().is_empty() {
        Ok(comparison.to_string())
    } else {
        Err(Error::Sizes(comparison.to_string()))
    }
}

fn accept_sizes() -> Result<String, Error> {
    let sizes = sizes::measured(Path::new(DIST))?;
    files::write(Path::new(RATCHET), sizes::to_json(&sizes))?;
    Ok(sizes::Comparison::new(&sizes, &sizes).to_string())
}

/// Why a task was not done.
#[derive(Debug, Error)]
enum Error {
    #[error(
        "say one of: xtask post-build, xtask finish [FOLDER], xtask hosts FOLDER, xtask sizes, xtask sizes --accept, \
         xtask traces"
    )]
    Usage,
    #[error("post-build is a hook of Trunk, which sets TRUNK_STAGING_DIR; build the page with `make dist`")]
    OutsideTrunk,
    #[error(
        "post-build takes cargo's plan of the build, which {UNITS} names; build the page with `make dist` or `make run`"
    )]
    OutsideMake,
    #[error("the present folder is not known: {0}")]
    Here(io::Error),
    #[error(transparent)]
    File(#[from] files::FileError),
    #[error(transparent)]
    Hashed(#[from] hashed::HashedError),
    #[error("the hosts cannot be put into index.html: {0}")]
    Hosts(#[from] hosts::HostsError),
    #[error("the policy cannot be put into index.html: {0}")]
    Csp(#[from] csp::CspError),
    #[error("the script that starts the page cannot be taken out of index.html: {0}")]
    Start(#[from] start::StartError),
    #[error("hashes of files cannot be put into index.html: {0}")]
    Integrity(#[from] integrity::IntegrityError),
    #[error("what the page is built of is not known: {0}")]
    Parts(#[from] parts::PartsError),
    #[error("the licences are not whole: {0}")]
    Licences(#[from] licences::LicencesError),
    #[error("the page cannot be packed: {0}")]
    Packed(#[from] packed::PackedError),
    #[error(transparent)]
    LookForTraces(#[from] traces::TracesError),
    #[error("the page tells where it was built\n\n{}", .0.join("\n"))]
    Traces(Vec<String>),
    #[error("the page cannot be made one file: {0}")]
    Single(#[from] single::SingleError),
    #[error("the page cannot be kept for use without a network: {0}")]
    Offline(#[from] offline::OfflineError),
    #[error("the built page cannot be measured: {0}")]
    Measure(#[from] sizes::SizesError),
    #[error("the sizes of the built page are not those that were accepted\n\n{0}")]
    Sizes(String),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::single::testing::built;

    #[test]
    fn finishing_again_changes_nothing() {
        let folder = built("finish");
        folder.put("samples/c.txt", "text ".repeat(100).as_bytes());
        finish(folder.path()).unwrap();
        let once = folder.contents();
        let made = [single::FILE, sums::NAME, "samples/c.txt.br", "samples/c.txt.gz"];
        assert!(made.iter().all(|name| folder.names().iter().any(|is| is == name)), "{:?}", folder.names());
        finish(folder.path()).unwrap();
        assert_eq!(folder.contents(), once);
    }

    #[test]
    fn hosts_of_a_page_that_was_built_are_replaced_wherever_they_stand() {
        let folder = built("hosts");
        finish(folder.path()).unwrap();
        let html = folder.text(PAGE);
        replace_hosts(folder.path(), None).unwrap();
        assert_eq!(folder.text(PAGE), html);
        replace_hosts(folder.path(), Some("")).unwrap();
        let without = folder.text(PAGE);
        assert!(!without.contains(".example") && without.contains("; connect-src 'self'; "), "{without}");
        let sum = folder.text(sums::NAME);
        replace_hosts(folder.path(), Some("https://a.example https://b.example")).unwrap();
        assert_eq!(folder.text(PAGE), html);
        assert_ne!(folder.text(sums::NAME), sum);
    }
}
