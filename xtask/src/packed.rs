//! Files packed as hosts send them.
//!
//! Many hosts send `a.js.br` or `a.js.gz` instead of `a.js` to a browser that takes it, packed once and as small as it
//! gets.

use std::{
    collections::BTreeSet,
    io::{self, Write},
    path::Path,
};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};
use thiserror::Error;

use crate::files::{self, File, FileError};
use crate::sums;

const ENDINGS: [&str; 2] = [".br", ".gz"];

/// Writes the packed siblings of all files in a folder, where they are smaller. Those that are there are made anew.
pub(crate) fn write(folder: &Path) -> Result<(), PackedError> {
    let (originals, siblings) = apart(files::below(folder)?);
    for sibling in siblings {
        files::remove(&sibling.path)?;
    }
    for File { name, path } in originals {
        if name == sums::NAME {
            continue;
        }
        let bytes = files::read(&path)?;
        for (ending, packed) in ENDINGS.into_iter().zip([brotli(&bytes)?, gzip(&bytes)?]) {
            if packed.len() < bytes.len() {
                files::write(&folder.join(format!("{name}{ending}")), packed)?;
            }
        }
    }
    Ok(())
}

/// Files, and those of them that are packed siblings of others.
pub(crate) fn apart(files: Vec<File>) -> (Vec<File>, Vec<File>) {
    let names: BTreeSet<String> = files.iter().map(|file| file.name.clone()).collect();
    let is_original = |file: &File| {
        let mut stems = ENDINGS.iter().filter_map(|ending| file.name.strip_suffix(ending));
        !stems.any(|stem| names.contains(stem))
    };
    files.into_iter().partition(is_original)
}

/// Brotli at its best.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>, PackedError> {
    let parameters =
        BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters).map_err(PackedError::Stopped)?;
    Ok(out)
}

/// Gzip at its best, the same at any time and on any system.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>, PackedError> {
    const UNKNOWN_SYSTEM: u8 = 255;
    let header = GzBuilder::new().mtime(0).operating_system(UNKNOWN_SYSTEM);
    let mut encoder = header.write(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(PackedError::Stopped)
}

/// Why something could not be packed.
#[derive(Debug, Error)]
pub(crate) enum PackedError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error("packing stopped: {0}")]
    Stopped(io::Error),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::testing::Folder;
    use std::io::Read;

    const TEXT: &str = "the same sentence once more. ";

    #[test]
    fn what_packing_makes_smaller_gets_siblings_with_the_same_content() {
        let text = TEXT.repeat(100);
        let folder =
            Folder::new("packed", &[("s/a.txt", text.as_bytes()), ("b.txt", b"b"), (sums::NAME, b"")]);
        write(folder.path()).unwrap();
        assert_eq!(folder.names(), [sums::NAME, "b.txt", "s/a.txt", "s/a.txt.br", "s/a.txt.gz"]);

        let mut unpacked = String::new();
        let packed = files::read(&folder.path().join("s/a.txt.gz")).unwrap();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        let mut unpacked = Vec::new();
        let packed = files::read(&folder.path().join("s/a.txt.br")).unwrap();
        brotli::BrotliDecompress(&mut packed.as_slice(), &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
    }

    #[test]
    fn a_second_time_gives_the_same_and_nothing_stays_of_what_was() {
        let text = TEXT.repeat(100);
        let folder = Folder::new("packed-twice", &[("a.txt", text.as_bytes()), ("c.gz", b"no sibling")]);
        write(folder.path()).unwrap();
        let once = folder.contents();
        write(folder.path()).unwrap();
        assert_eq!(folder.contents(), once);

        folder.put("a.txt", b"a");
        write(folder.path()).unwrap();
        assert_eq!(folder.names(), ["a.txt", "c.gz"]);
    }

    #[test]
    fn gzip_tells_neither_time_nor_system() {
        let packed = gzip(TEXT.as_bytes()).unwrap();
        let header = packed.first_chunk::<10>().unwrap();
        assert_eq!(header, &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
    }

    #[test]
    fn brotli_is_at_its_best() {
        assert!(brotli(TEXT.repeat(1000).as_bytes()).unwrap().len() < 100);
    }
}
