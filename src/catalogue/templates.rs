//! Rules to start from when one is stated by hand.

use super::load::EMBEDDED;
use crate::yaml::read_document;

/// A rule to start from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// `extra-spec`.
    pub id: Box<str>,
    /// When to use it, in a line.
    pub when: Box<str>,
    /// A file of standards with the rule.
    pub text: Box<str>,
}

/// The embedded documents that a change by hand can start from, as files: their names and texts. Each replaces its like.
pub fn replaceable_documents() -> [(&'static str, &'static str); 4] {
    [
        ("scs-compatible-iaas.yaml", EMBEDDED.scope),
        ("standard-flavors.yaml", EMBEDDED.flavors),
        ("scs-0104-v1-images.yaml", include_str!("data/scs-0104-v1-images.yaml")),
        ("scs-0104-v1-images-v5.yaml", include_str!("data/scs-0104-v1-images-v5.yaml")),
    ]
}

/// The rules to start from, in the order in which people look for them. The tests read the file that they stand in.
pub fn templates() -> Vec<Template> {
    let read = read_document(include_str!("templates.yaml"), |file| {
        file.each("templates", |template| Template {
            id: template.filled_text("id"),
            when: template.filled_text("use"),
            text: template.filled_text("text"),
        })
    });
    read.unwrap_or_default()
}
