//! The checksums of all files, as `sha256sum --check` reads them.

use std::{fmt::Write, path::Path};

use sha2::{Digest, Sha256};

use crate::files::{self, FileError};

/// What the file with the checksums is called. It lists all but itself.
pub(crate) const NAME: &str = "SHA256SUMS";

/// Writes the checksums of all files in a folder.
pub(crate) fn write(folder: &Path) -> Result<(), FileError> {
    let mut lines = String::new();
    for file in files::below(folder)?.into_iter().filter(|file| file.name != NAME) {
        let digest = Sha256::digest(files::read(&file.path)?);
        for byte in digest {
            // A string takes whatever is written.
            let _ = write!(lines, "{byte:02x}");
        }
        let _ = writeln!(lines, "  {}", file.name);
    }
    files::write(&folder.join(NAME), lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::testing::Folder;

    #[test]
    fn all_files_but_itself_are_listed_by_name() {
        let folder = Folder::new("sums", &[("b.txt", b"abc"), ("a/c.txt", b""), (NAME, b"old")]);
        for _ in ["first", "again"] {
            write(folder.path()).unwrap();
            // The checksums are those of the standard, FIPS 180-2.
            assert_eq!(
                folder.text(NAME),
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a/c.txt\n\
                 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.txt\n"
            );
        }
    }
}
