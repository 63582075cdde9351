//! gzip, unpacked within a limit. The page lets the browser do it, before the bytes come here.

/// The most bytes that a packed file may unpack to. A list of 100,000 flavors and as many images takes 200 MB.
pub const UNPACKED_LIMIT: usize = 512 * 1024 * 1024;

#[cfg(not(target_arch = "wasm32"))]
pub(super) use native::unpack;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::UNPACKED_LIMIT;
    use crate::intake::error::GzipProblem;
    use flate2::read::MultiGzDecoder;
    use std::io::Read as _;

    /// Unpacks all members of a gzip file.
    ///
    /// # Errors
    /// It is damaged, or unpacks to more than [`UNPACKED_LIMIT`] bytes.
    pub(in crate::intake) fn unpack(packed: &[u8]) -> Result<Vec<u8>, GzipProblem> {
        unpack_within(packed, UNPACKED_LIMIT)
    }

    fn unpack_within(packed: &[u8], limit: usize) -> Result<Vec<u8>, GzipProblem> {
        let mut unpacked = Vec::new();
        let at_most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        match MultiGzDecoder::new(packed).take(at_most).read_to_end(&mut unpacked) {
            Ok(_) if unpacked.len() > limit => Err(GzipProblem::TooLarge),
            Ok(_) => Ok(unpacked),
            Err(_) => Err(GzipProblem::Damaged),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use flate2::{Compression, write::GzEncoder};
        use std::io::Write as _;

        fn packed(bytes: &[u8]) -> Vec<u8> {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        }

        #[test]
        fn members_are_joined_and_limits_kept() {
            let two = [packed(b"ab"), packed(b"cd")].concat();
            assert_eq!(unpack(&two), Ok(b"abcd".to_vec()));
            assert_eq!(unpack_within(&two, 4), Ok(b"abcd".to_vec()));
            assert_eq!(unpack_within(&two, 3), Err(GzipProblem::TooLarge));
            assert_eq!(unpack(&two[..two.len() - 3]), Err(GzipProblem::Damaged));
            assert_eq!(unpack(b"\x1f\x8b\x08"), Err(GzipProblem::Damaged));
        }
    }
}
