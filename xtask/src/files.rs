//! The files of the built page.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use thiserror::Error;

/// A file below a folder.
pub(crate) struct File {
    /// From the folder on, with slashes.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

/// All files below a folder, by name.
pub(crate) fn below(folder: &Path) -> Result<Vec<File>, FileError> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    let named = |path: PathBuf| {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        File { name, path }
    };
    let mut files: Vec<File> = paths.into_iter().map(named).collect();
    files.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), FileError> {
    let unreadable = |source| FileError::new("read", folder, source);
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    fs::read(path).map_err(|source| FileError::new("read", path, source))
}

pub(crate) fn read_text(path: &Path) -> Result<String, FileError> {
    fs::read_to_string(path).map_err(|source| FileError::new("read", path, source))
}

pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), FileError> {
    fs::write(path, content).map_err(|source| FileError::new("written", path, source))
}

pub(crate) fn remove(path: &Path) -> Result<(), FileError> {
    fs::remove_file(path).map_err(|source| FileError::new("removed", path, source))
}

/// Why something could not be done with a file or folder.
#[derive(Debug, Error)]
#[error("{} cannot be {action}: {source}", path.display())]
pub(crate) struct FileError {
    action: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl FileError {
    fn new(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self { action, path: path.to_owned(), source }
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    /// A folder of its own for a test, with these files, which goes with it.
    pub(crate) struct Folder(PathBuf);

    impl Folder {
        pub(crate) fn new(test: &str, files: &[(&str, &[u8])]) -> Self {
            let path = std::env::temp_dir().join(format!("xtask-{test}-{}", std::process::id()));
            let folder = Self(path);
            fs::create_dir_all(&folder.0).unwrap();
            for (name, content) in files {
                folder.put(name, content);
            }
            folder
        }

        pub(crate) fn put(&self, name: &str, content: &[u8]) {
            let path = self.0.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }

        pub(crate) fn path(&self) -> &Path {
            &self.0
        }

        pub(crate) fn names(&self) -> Vec<String> {
            below(&self.0).unwrap().into_iter().map(|file| file.name).collect()
        }

        pub(crate) fn text(&self, name: &str) -> String {
            fs::read_to_string(self.0.join(name)).unwrap()
        }

        /// Everything in it, to be compared.
        pub(crate) fn contents(&self) -> Vec<(String, Vec<u8>)> {
            below(&self.0)
                .unwrap()
                .into_iter()
                .map(|file| (file.name, fs::read(file.path).unwrap()))
                .collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            // A folder that stays in the system's own place for such is no fault of the test.
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn files_are_named_from_the_folder_on_and_sorted() {
        let folder = Folder::new("files", &[("b.txt", b""), ("a/c.txt", b""), ("a.txt", b"")]);
        assert_eq!(folder.names(), ["a.txt", "a/c.txt", "b.txt"]);
    }
}
