//! Names with hashes for the files that Trunk leaves without: those of the worker.
//!
//! A browser, or a host, that keeps an old file under its name cannot mix it with a new page.

use sha2::{Digest, Sha256};
use std::path::Path;
use std::{fs, io};
use thiserror::Error;

/// Each file with those that name it, the named ones first.
const FILES: [(&str, &[&str]); 3] = [
    ("scs-checker-worker_bg.wasm", &["start-worker.js", "scs-checker-worker.js"]),
    ("scs-checker-worker.js", &["start-worker.js"]),
    ("start-worker.js", &["index.html"]),
];

/// Renames the files in a folder, there and in the files that name them.
pub(crate) fn rename(folder: &Path) -> Result<(), HashedError> {
    for (name, users) in FILES {
        let failed = |source| HashedError { name, source };
        let path = folder.join(name);
        let hashed = with_hash(name, &fs::read(&path).map_err(failed)?);
        fs::rename(&path, folder.join(&hashed)).map_err(failed)?;
        for user in users {
            let path = folder.join(user);
            let text = fs::read_to_string(&path).map_err(failed)?;
            if !text.contains(name) {
                return Err(failed(io::Error::other(format!("{user} does not name it"))));
            }
            fs::write(&path, text.replace(name, &hashed)).map_err(failed)?;
        }
    }
    Ok(())
}

/// `a_bg.wasm` is `a-0123456789abcdef_bg.wasm`, as Trunk does it.
pub(crate) fn with_hash(name: &str, content: &[u8]) -> String {
    let hash = digits(&Sha256::digest(content));
    let at = name.find("_bg.").or_else(|| name.rfind('.')).unwrap_or(name.len());
    let (stem, ending) = name.split_at(at);
    format!("{stem}-{hash}{ending}")
}

/// The beginning of a hash, in 16 digits.
pub(crate) fn digits(digest: &[u8]) -> String {
    let beginning = digest.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    format!("{beginning:016x}")
}

/// Why a file could not be renamed.
#[derive(Debug, Error)]
#[error("{name} cannot be given a name with a hash: {source}")]
pub(crate) struct HashedError {
    name: &'static str,
    source: io::Error,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_of_the_content_and_stands_where_trunk_puts_it() {
        let hash = "ba7816bf8f01cfea";
        assert_eq!(with_hash("a_bg.wasm", b"abc"), format!("a-{hash}_bg.wasm"));
        assert_eq!(with_hash("a.js", b"abc"), format!("a-{hash}.js"));
        assert_ne!(with_hash("a.js", b"abd"), with_hash("a.js", b"abc"));
    }

    #[test]
    fn whoever_names_a_file_names_it_anew() {
        let folder = std::env::temp_dir().join(format!("xtask-hashed-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
        write("scs-checker-worker_bg.wasm", "wasm");
        write("scs-checker-worker.js", "new URL('scs-checker-worker_bg.wasm')");
        write("start-worker.js", "import './scs-checker-worker.js'; './scs-checker-worker_bg.wasm'");
        write("index.html", "<div data-worker=\"./start-worker.js\">");
        rename(&folder).unwrap();
        let names: Vec<String> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(names.len(), 4);
        let text: String = names.iter().map(|name| fs::read_to_string(folder.join(name)).unwrap()).collect();
        for name in names.iter().filter(|name| *name != "index.html") {
            assert!(text.contains(name.as_str()), "{name} in {text}");
        }
        for (name, _) in FILES {
            assert!(!text.contains(name), "{name} in {text}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
