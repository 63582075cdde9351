//! What can be wrong with a file of waivers.

use crate::yaml::YamlError;
use thiserror::Error;

/// Everything that is wrong with a file, at once.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", problems.iter().map(|problem| format!("{file}: {problem}")).collect::<Vec<_>>().join("; "))]
pub struct WaiversError {
    /// The name of the file.
    pub file: Box<str>,
    /// The problems in the order of the file; never empty.
    pub problems: Vec<YamlError>,
}
