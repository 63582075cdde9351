//! What the built page weighs, and what it may.
//!
//! Every file counts with its size under brotli (quality 11), which is what hosts send. A file may
//! grow by [`TOLERANCE_PERCENT`] over its size in the ratchet file, and all files of a first visit
//! together stay below [`FIRST_LOAD_LIMIT`]. A first visit is taken to load everything but what is
//! in [`ON_DEMAND`]. What no page loads is not measured: packed siblings, and [`FOR_HOSTERS`].

use std::{
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
};

use thiserror::Error;

use crate::files::{self, FileError};
use crate::packed::{self, PackedError};
use crate::{bom, licences, single, sums};

/// What files are called, from the beginning, that are loaded only when a person does something: examples, the part that
/// reads and judges, pictures for those who install the page, and the page as one file. The service worker, and the
/// script that asks for it, come when the page stands.
const ON_DEMAND: &[&str] = &[
    "icons/icon-",
    "keep-page.js",
    "samples/",
    "scs-checker-worker",
    "start-worker",
    "sw.js",
    licences::NAME,
    single::FILE,
];
/// Files for those who put the page on a host.
const FOR_HOSTERS: &[&str] = &[bom::NAME, sums::NAME];
const FIRST_LOAD_LIMIT: u64 = 256_000;
const TOLERANCE_PERCENT: u64 = 2;
/// Compressed sizes in bytes, by the path of the file with the hash in its name removed.
pub(crate) type Sizes = BTreeMap<String, u64>;

/// The sizes of all files below a folder that a page may load.
pub(crate) fn measured(folder: &Path) -> Result<Sizes, SizesError> {
    let mut sizes = Sizes::new();
    let (originals, _) = packed::apart(files::below(folder)?);
    for file in originals.iter().filter(|file| !FOR_HOSTERS.contains(&file.name.as_str())) {
        let bytes = files::read(&file.path)?;
        // Files that differ only by their hash share an entry.
        *sizes.entry(without_hash(&file.name)).or_default() += packed::brotli(&bytes)?.len() as u64;
    }
    if sizes.is_empty() { Err(SizesError::Empty(folder.to_owned())) } else { Ok(sizes) }
}

/// Removes the hash that Trunk appends to a name: `a-0123456789abcdef_bg.wasm` is `a_bg.wasm`.
pub(crate) fn without_hash(name: &str) -> String {
    let is_digit = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    for (at, _) in name.rmatch_indices('-') {
        let (stem, tail) = (name.get(..at), name.get(at + 1..).unwrap_or_default());
        let rest = tail.trim_start_matches(is_digit);
        // 64 bits without leading zeros: fewer than 12 digits would be one build in 65,000.
        let digits = tail.len() - rest.len();
        if (12..=16).contains(&digits) && rest.starts_with(['.', '_']) {
            return format!("{}{rest}", stem.unwrap_or_default());
        }
    }
    name.to_owned()
}

/// Reads a ratchet file.
pub(crate) fn from_json(text: &str) -> Result<Sizes, SizesError> {
    serde_json::from_str(text).map_err(SizesError::Ratchet)
}

/// Writes a ratchet file.
pub(crate) fn to_json(sizes: &Sizes) -> String {
    // `:#` prints the map with one entry per line.
    format!("{:#}\n", serde_json::json!(sizes))
}

/// The sizes of a build beside those that were accepted.
pub(crate) struct Comparison {
    rows: Vec<Row>,
}

struct Row {
    name: String,
    now: Option<u64>,
    accepted: Option<u64>,
}

impl Comparison {
    /// Puts the two side by side.
    pub(crate) fn new(now: &Sizes, accepted: &Sizes) -> Self {
        let mut names: Vec<&String> = now.keys().chain(accepted.keys()).collect();
        names.sort_unstable();
        names.dedup();
        let row = |name: &String| Row {
            name: name.clone(),
            now: now.get(name).copied(),
            accepted: accepted.get(name).copied(),
        };
        Self { rows: names.into_iter().map(row).collect() }
    }

    /// What is wrong, in sentences.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults: Vec<String> = self.rows.iter().filter_map(Row::fault).collect();
        let first_load = self.first_load();
        if first_load > FIRST_LOAD_LIMIT {
            faults.push(format!(
                "A first visit loads {first_load} bytes, more than the {FIRST_LOAD_LIMIT} allowed; this limit is not \
                 raised by accepting."
            ));
        }
        faults
    }

    fn first_load(&self) -> u64 {
        self.rows.iter().filter(|row| !row.is_on_demand()).filter_map(|row| row.now).sum()
    }
}

impl Row {
    fn is_on_demand(&self) -> bool {
        ON_DEMAND.iter().any(|start| self.name.starts_with(start))
    }

    fn fault(&self) -> Option<String> {
        let name = &self.name;
        match (self.now, self.accepted) {
            (Some(now), Some(accepted)) => {
                let allowed = accepted + accepted * TOLERANCE_PERCENT / 100;
                (now > allowed).then(|| {
                    format!(
                        "{name} has grown from {accepted} to {now} bytes; up to {allowed} go without asking."
                    )
                })
            }
            (Some(_), None) => Some(format!("{name} is new.")),
            (None, Some(_)) => Some(format!("{name} is gone.")),
            (None, None) => None,
        }
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.rows.iter().map(|row| row.name.len()).max().unwrap_or_default().max(10);
        let number = |size: Option<u64>| size.map_or_else(|| "-".to_owned(), |size| size.to_string());
        writeln!(f, "{:width$}  {:>8}  {:>8}  loaded", "brotli 11", "bytes", "accepted")?;
        for row in &self.rows {
            let (now, accepted) = (number(row.now), number(row.accepted));
            let when = if row.is_on_demand() { "on demand" } else { "at once" };
            writeln!(f, "{:width$}  {now:>8}  {accepted:>8}  {when}", row.name)?;
        }
        writeln!(
            f,
            "{:width$}  {:>8}  {FIRST_LOAD_LIMIT:>8}  at once, limit",
            "first load",
            self.first_load()
        )?;
        let faults = self.faults();
        if !faults.is_empty() {
            writeln!(f)?;
            for fault in faults {
                writeln!(f, "{fault}")?;
            }
            writeln!(
                f,
                "If that is intended, `make sizes-accept` writes the new sizes to the ratchet file."
            )?;
        }
        Ok(())
    }
}

/// Why sizes could not be compared.
#[derive(Debug, Error)]
pub(crate) enum SizesError {
    #[error("{0}; `make dist` builds it")]
    Unreadable(#[from] FileError),
    #[error("{} holds no file; `make dist` builds it", .0.display())]
    Empty(PathBuf),
    #[error(transparent)]
    Packed(#[from] PackedError),
    #[error("assets.ratchet.json is not a JSON object of sizes: {0}")]
    Ratchet(serde_json::Error),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::testing::Folder;

    fn sizes(entries: &[(&str, u64)]) -> Sizes {
        entries.iter().map(|&(name, size)| (name.to_owned(), size)).collect()
    }

    fn faults(now: &[(&str, u64)], accepted: &[(&str, u64)]) -> Vec<String> {
        Comparison::new(&sizes(now), &sizes(accepted)).faults()
    }

    #[test]
    fn hashes_are_removed_from_names() {
        for (name, expected) in [
            ("scs-checker-28390bf1f23d32d5.js", "scs-checker.js"),
            ("scs-checker-28390bf1f23d32d5_bg.wasm", "scs-checker_bg.wasm"),
            ("tokens-38aaca66ca2c55.css", "tokens.css"),
            ("samples/image-list.json", "samples/image-list.json"),
            ("samples/added-facade.json", "samples/added-facade.json"),
            ("index.html", "index.html"),
        ] {
            assert_eq!(without_hash(name), expected);
        }
    }

    #[test]
    fn a_file_may_grow_by_two_percent() {
        assert!(faults(&[("a.wasm", 10_200)], &[("a.wasm", 10_000)]).is_empty());
        assert_eq!(
            faults(&[("a.wasm", 10_201)], &[("a.wasm", 10_000)]),
            ["a.wasm has grown from 10000 to 10201 bytes; up to 10200 go without asking."]
        );
    }

    #[test]
    fn shrinking_is_no_fault() {
        assert!(faults(&[("a.wasm", 1)], &[("a.wasm", 10_000)]).is_empty());
    }

    #[test]
    fn files_that_come_or_go_are_faults() {
        assert_eq!(faults(&[("b.js", 1)], &[("a.js", 1)]), ["a.js is gone.", "b.js is new."]);
    }

    #[test]
    fn what_is_loaded_on_demand_does_not_count_for_the_first_load() {
        let now = [("a.wasm", FIRST_LOAD_LIMIT), ("samples/b.json", 500_000)];
        assert!(faults(&now, &now).is_empty());
    }

    #[test]
    fn accepting_does_not_raise_the_limit_of_the_first_load() {
        let now = [("a.wasm", FIRST_LOAD_LIMIT), ("c.css", 1)];
        let faults = faults(&now, &now);
        assert!(
            matches!(faults.as_slice(), [fault] if fault.starts_with("A first visit loads 256001 bytes"))
        );
    }

    #[test]
    fn a_ratchet_file_is_read_as_it_was_written() {
        let sizes = sizes(&[("a.js", 12), ("b.wasm", 345)]);
        assert_eq!(to_json(&sizes), "{\n  \"a.js\": 12,\n  \"b.wasm\": 345\n}\n");
        assert_eq!(from_json(&to_json(&sizes)).unwrap(), sizes);
    }

    #[test]
    fn what_no_page_loads_is_not_measured() {
        let text = "text ".repeat(100);
        let folder =
            Folder::new("sizes", &[("a.txt", text.as_bytes()), (bom::NAME, b"{}"), ("b.gz", b"no sibling")]);
        packed::write(folder.path()).unwrap();
        sums::write(folder.path()).unwrap();
        let names: Vec<String> = measured(folder.path()).unwrap().into_keys().collect();
        assert_eq!(names, ["a.txt", "b.gz"]);
    }

    #[test]
    fn a_missing_folder_says_how_to_build_it() {
        let error = measured(Path::new("no-such-folder")).unwrap_err();
        assert!(error.to_string().contains("`make dist` builds it"), "{error}");
    }
}
