//! A text in Markdown → its tables, each under its headings, and all else in one form.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A table of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// The heading of the section that it stands in.
    pub(super) heading: String,
    /// The cells of the head.
    pub(super) head: Vec<String>,
    /// The cells of each row.
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    /// The table in one form, however it is laid out.
    fn to_text(&self) -> String {
        let line = |cells: &Vec<String>| format!("| {} |", cells.join(" | "));
        std::iter::once(&self.head).chain(&self.rows).map(line).collect::<Vec<_>>().join("\n")
    }
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A heading, paragraph, item, block of code.
    Prose(String),
    /// A table.
    Table(Table),
}

impl Piece {
    /// The piece in one form.
    pub(super) fn to_text(&self) -> String {
        match self {
            Piece::Prose(text) => text.clone(),
            Piece::Table(table) => table.to_text(),
        }
    }
}

/// Takes a text apart. Comments are left out; emphasis is no meaning.
pub(super) fn pieces_of(text: &str) -> Vec<Piece> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::default();
    for event in Parser::new_ext(text, options) {
        reader.take(event);
    }
    reader.end_piece();
    reader.pieces
}

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    /// What was read of the piece that is open.
    open: String,
    heading: String,
    table: Option<Table>,
    is_verbatim: bool,
    /// The addresses of the links that are open.
    links: Vec<String>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.open.push_str(&text),
            Event::Code(code) => {
                // In a table, the quotes of code are looks.
                if self.table.is_some() {
                    self.open.push_str(&code);
                } else {
                    self.open.extend(["`", &code, "`"]);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => self.open.push_str(&html),
            Event::SoftBreak | Event::HardBreak => self.open.push(if self.is_verbatim { '\n' } else { ' ' }),
            Event::Rule
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Table(_) => {
                self.end_piece();
                self.table = Some(Table { heading: self.heading.clone(), ..Table::default() });
            }
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::TableHead | Tag::TableCell => self.open.clear(),
            Tag::Heading { level, .. } => {
                self.end_piece();
                self.open.push_str(&"#".repeat(level as usize));
                self.open.push(' ');
            }
            Tag::Item => {
                self.end_piece();
                self.open.push_str("- ");
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.end_piece();
                self.is_verbatim = true;
            }
            Tag::Paragraph => {
                // The first paragraph of an item stands behind its dash.
                if self.open != "- " {
                    self.end_piece();
                }
            }
            Tag::List(_) | Tag::BlockQuote(_) | Tag::HtmlBlock => self.end_piece(),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links.push(dest_url.into_string());
            }
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Table => {
                self.pieces.extend(self.table.take().map(Piece::Table));
                self.open.clear();
            }
            TagEnd::TableCell => {
                let cell = normalized(&self.open);
                self.open.clear();
                if let Some(table) = &mut self.table {
                    table.rows.last_mut().unwrap_or(&mut table.head).push(cell);
                }
            }
            TagEnd::Heading(_) => {
                self.heading = normalized(self.open.trim_start_matches('#'));
                self.end_piece();
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => {
                self.end_piece();
                self.is_verbatim = false;
            }
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::List(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::HtmlBlock => {
                self.open = without_comments(&self.open);
                self.end_piece();
            }
            TagEnd::Link | TagEnd::Image => {
                if let Some(address) = self.links.pop()
                    && self.table.is_none()
                {
                    self.open.extend(["(", &address, ")"]);
                }
            }
            TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
        }
    }

    fn end_piece(&mut self) {
        let text = std::mem::take(&mut self.open);
        let lines: Vec<String> = if self.is_verbatim {
            text.lines().map(normalized).filter(|line| !line.is_empty()).collect()
        } else {
            vec![normalized(&text)]
        };
        let text = lines.join("\n");
        if !text.is_empty() && text != "-" {
            self.pieces.push(Piece::Prose(text));
        }
    }
}

fn without_comments(text: &str) -> String {
    let mut pieces = text.split("<!--");
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        // Without an end, all that follows is comment.
        kept.push_str(piece.split_once("-->").map(|(_, after)| after).unwrap_or_default());
    }
    kept
}

fn normalized(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_know_their_sections() {
        let text = "# One\n\n| a | b |\n|---|:-:|\n| `x` | **y** z |\n| q |\n\n## Two\n\n- item\n\n  | c |\n  |---|\n  \
                    | d\\_e |\n\n```text\n| no |\n|----|\n| x |\n```\n";
        let pieces = pieces_of(text);
        let tables: Vec<Table> = (pieces.into_iter())
            .filter_map(|piece| match piece {
                Piece::Table(table) => Some(table),
                Piece::Prose(_) => None,
            })
            .collect();
        let table = |heading: &str, head: &[&str], rows: &[&[&str]]| Table {
            heading: heading.to_owned(),
            head: head.iter().map(|cell| (*cell).to_owned()).collect(),
            rows: rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect(),
        };
        assert_eq!(
            tables,
            [table("One", &["a", "b"], &[&["x", "y z"], &["q", ""]]), table("Two", &["c"], &[&["d_e"]])]
        );
    }

    #[test]
    fn the_form_of_a_text_is_no_change() {
        let one = "---\ntitle:  A\n---\n\nIt *must*\nbe `so`.\n<!-- no\nno -->\n\n* item\n  more\n* [b](c)\n\n|a|b|\n|-|-|\n|1|2|\n";
        let other = "---\ntitle: A\n---\nIt must be `so`.\n\n-   item more\n-   [b](c)\n\n| a   | b   |\n| --- | --- |\n| 1   | 2   |";
        let text = |text| pieces_of(text).iter().map(Piece::to_text).collect::<Vec<_>>();
        assert_eq!(text(one), text(other));
        assert_eq!(
            text(one),
            ["title: A", "It must be `so`.", "- item more", "- b(c)", "| a | b |\n| 1 | 2 |"]
        );
        assert_ne!(text("# a"), text("## a"));
        assert_ne!(text("a ~~b~~"), text("a b"));
    }
}
