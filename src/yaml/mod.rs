//! Located YAML: text → nodes that know their line and column → serde types.
//!
//! Scalars keep their source text, so that `"24.04"` and `24.04` read the same into a string field and a date
//! stays what was written. Problems name their place.

mod de;
mod error;
mod node;

pub use de::from_node;
pub use error::{Location, YamlError, YamlProblem};
pub use node::{Content, Node, parse};

/// Reads the one document of the text into a type.
///
/// # Errors
/// The first place where the text is no YAML, or does not fit the type.
pub fn from_str<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    let mut documents = parse(text)?.into_iter();
    let (first, second) = (documents.next(), documents.next());
    match (first, second) {
        (Some(document), None) => from_node(&document),
        (None, _) => Err(YamlError { location: None, problem: YamlProblem::NoDocument }),
        (Some(_), Some(second)) => {
            Err(YamlError { location: Some(second.location), problem: YamlProblem::SecondDocument })
        }
    }
}
