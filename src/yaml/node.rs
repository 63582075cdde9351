//! Text → nodes.

use super::error::{Location, YamlError, YamlProblem};
use saphyr_parser::{Event, Parser, ScalarStyle, Span};

/// How deep collections may nest; the parser refuses some hundreds itself.
const MAX_DEPTH: usize = 64;
/// How many nodes a text may have once its aliases are written out.
const MAX_NODES: usize = 1_000_000;

/// A value of a YAML document and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it begins.
    pub location: Location,
    /// What it is.
    pub content: Content,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A scalar in its source text, quotes and escapes resolved.
    Scalar {
        /// The text.
        text: String,
        /// Unquoted, so that it may stand for a number, a boolean or null.
        is_plain: bool,
    },
    /// A sequence.
    Sequence(Vec<Node>),
    /// A mapping in the order of its text; no key stands twice.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// Whether it stands for no value.
    pub fn is_null(&self) -> bool {
        match &self.content {
            Content::Scalar { text, is_plain } => {
                *is_plain && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL")
            }
            Content::Sequence(_) | Content::Mapping(_) => false,
        }
    }
}

/// Reads all documents of a text.
///
/// # Errors
/// The first place where the text is no YAML, or is too deep or too large.
pub fn parse(text: &str) -> Result<Vec<Node>, YamlError> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let location = Location { line: error.marker().line(), column: error.marker().col() + 1 };
            YamlError { location: Some(location), problem: YamlProblem::Syntax(error.info().into()) }
        })?;
        let location = start_of(span);
        builder.take(event, location).map_err(|problem| YamlError { location: Some(location), problem })?;
    }
    Ok(builder.documents)
}

fn start_of(span: Span) -> Location {
    Location { line: span.start.line(), column: span.start.col() + 1 }
}

/// A collection that is not complete yet.
struct Open {
    node: Node,
    anchor: usize,
    /// The key that waits for its value.
    key: Option<Node>,
}

#[derive(Default)]
struct Builder {
    documents: Vec<Node>,
    open: Vec<Open>,
    /// What each anchor stands for, and how many nodes that is; the parser numbers anchors from 1.
    anchors: Vec<Option<(Node, usize)>>,
    nodes: usize,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, location: Location) -> Result<(), YamlProblem> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let content =
                    Content::Scalar { text: text.into_owned(), is_plain: style == ScalarStyle::Plain };
                self.add(Node { location, content }, anchor)
            }
            Event::SequenceStart(anchor, _) => self.begin(Content::Sequence(Vec::new()), anchor, location),
            Event::MappingStart(anchor, _) => self.begin(Content::Mapping(Vec::new()), anchor, location),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(open) => self.add(open.node, open.anchor),
                None => Ok(()),
            },
            Event::Alias(anchor) => {
                let anchored = self.anchors.get(anchor).and_then(Option::as_ref);
                let (node, size) = anchored.ok_or(YamlProblem::UnknownAnchor)?;
                self.nodes += size;
                if self.nodes > MAX_NODES {
                    return Err(YamlProblem::TooLarge);
                }
                let node = node.clone();
                self.add(node, 0)
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
        }
    }

    fn begin(&mut self, content: Content, anchor: usize, location: Location) -> Result<(), YamlProblem> {
        if self.open.len() >= MAX_DEPTH {
            return Err(YamlProblem::TooDeep);
        }
        self.open.push(Open { node: Node { location, content }, anchor, key: None });
        Ok(())
    }

    /// Puts a complete node where it belongs.
    fn add(&mut self, node: Node, anchor: usize) -> Result<(), YamlProblem> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(YamlProblem::TooLarge);
        }
        if anchor > 0 {
            if self.anchors.len() <= anchor {
                self.anchors.resize(anchor + 1, None);
            }
            // What is kept for an alias counts like what is written out.
            let size = size(&node);
            self.nodes += size;
            if self.nodes > MAX_NODES {
                return Err(YamlProblem::TooLarge);
            }
            if let Some(place) = self.anchors.get_mut(anchor) {
                *place = Some((node.clone(), size));
            }
        }
        let Some(parent) = self.open.last_mut() else {
            self.documents.push(node);
            return Ok(());
        };
        match &mut parent.node.content {
            Content::Sequence(items) => items.push(node),
            Content::Mapping(entries) => match parent.key.take() {
                None => parent.key = Some(node),
                Some(key) => entries.push((key, node)),
            },
            Content::Scalar { .. } => {}
        }
        Ok(())
    }
}

fn size(node: &Node) -> usize {
    match &node.content {
        Content::Scalar { .. } => 1,
        Content::Sequence(items) => 1 + items.iter().map(size).sum::<usize>(),
        Content::Mapping(entries) => {
            1 + entries.iter().map(|(key, value)| size(key) + size(value)).sum::<usize>()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_know_their_places() {
        let documents = parse("a: 1\nb:\n  - \"x\"\n").unwrap();
        let Content::Mapping(entries) = &documents[0].content else { panic!("no mapping") };
        assert_eq!(entries[1].0.location, Location { line: 2, column: 1 });
        let Content::Sequence(items) = &entries[1].1.content else { panic!("no sequence") };
        assert_eq!(items[0].location, Location { line: 3, column: 5 });
        assert_eq!(items[0].content, Content::Scalar { text: "x".into(), is_plain: false });
    }

    #[test]
    fn aliases_are_written_out_within_bounds() {
        let documents = parse("a: &x [1, 2]\nb: *x\n").unwrap();
        let Content::Mapping(entries) = &documents[0].content else { panic!("no mapping") };
        assert_eq!(entries[0].1, entries[1].1);
        let bomb: String = (1..40).fold("a0: &a0 [x, x]\n".to_owned(), |text, n| {
            format!("{text}a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1)
        });
        assert_eq!(parse(&bomb).unwrap_err().problem, YamlProblem::TooLarge);
    }

    #[test]
    fn depth_and_syntax_are_errors_with_a_place() {
        assert_eq!(parse(&"[".repeat(MAX_DEPTH + 1)).unwrap_err().problem, YamlProblem::TooDeep);
        let error = parse("a: [1\nb: 2").unwrap_err();
        assert!(matches!(error.problem, YamlProblem::Syntax(_)), "{error}");
        assert!(error.location.is_some());
    }
}
