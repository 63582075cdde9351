//! Located YAML: text → nodes that know their line and column → fields of a schema.
//!
//! Scalars keep their source text, so that `"24.04"` and `24.04` are the same and a date stays what was written. Reading
//! goes on after a problem, so that all problems of a file are told at once, each with its place.

mod error;
mod fields;
mod node;

pub use error::{Found, Location, YamlError, YamlProblem};
pub use fields::{Fields, Problems};
pub use node::{Content, Node, parse};

/// Reads the one document of a text by a schema.
///
/// # Errors
/// Everything that is no YAML, or does not fit the schema.
pub fn read_document<T>(text: &str, read: impl FnOnce(&mut Fields<'_>) -> T) -> Result<T, Vec<YamlError>> {
    let document = parse_document(text).map_err(|error| vec![error])?;
    read_node(&document, read)
}

/// Parses the one document of a text.
///
/// # Errors
/// The first place where the text is no YAML, or that there is not just one document.
pub fn parse_document(text: &str) -> Result<Node, YamlError> {
    let mut documents = parse(text)?.into_iter();
    match (documents.next(), documents.next()) {
        (Some(document), None) => Ok(document),
        (None, _) => Err(YamlError { location: None, problem: YamlProblem::NoDocument }),
        (Some(_), Some(second)) => {
            Err(YamlError { location: Some(second.location), problem: YamlProblem::SecondDocument })
        }
    }
}

/// Reads a document by a schema.
///
/// # Errors
/// Everything that does not fit the schema.
pub fn read_node<T>(document: &Node, read: impl FnOnce(&mut Fields<'_>) -> T) -> Result<T, Vec<YamlError>> {
    let problems = Problems::default();
    let value = Fields::read(document, &problems, read);
    let problems = problems.into_vec();
    if problems.is_empty() { Ok(value) } else { Err(problems) }
}
