//! `-f shell` of the OpenStack client: `name="value"` lines of one record.

use super::cells::object;
use std::collections::HashMap;

/// Whether the line could be one of them.
pub(super) fn is_shell_line(line: &str) -> bool {
    let name = line.split_once("=\"").map_or("", |(name, _)| name);
    !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

/// Reads the lines that the text begins with: the record as JSON, and how many bytes it took. A name that comes again
/// begins another record.
pub(super) fn read_shell(text: &str) -> (String, usize) {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut names: HashMap<Box<str>, usize> = HashMap::new();
    let mut rest = text;
    while is_shell_line(rest.lines().next().unwrap_or_default()) {
        let Some((name, after)) = rest.split_once("=\"") else { break };
        let Some((value, after)) = quoted(after) else { break };
        if names.insert(name.into(), pairs.len()).is_some() {
            break;
        }
        pairs.push((name.to_owned(), value));
        rest = after.trim_start_matches(['\r', '\n']);
    }
    (object(pairs.iter().map(|(name, value)| (name, value))), text.len() - rest.len())
}

/// The text up to its closing quote, where a line ends, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            // Only quotes are escaped: other backslashes are the value's own.
            '\\' if text.get(at + 1..).is_some_and(|rest| rest.starts_with('"')) => {
                letters.next();
                value.push('"');
            }
            '"' => return Some((value, text.get(at + 1..)?)),
            other => value.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record() {
        let text = "id=\"1\"\nproperties=\"{'a': \\\"b\\n\\\"}\"\ndescription=\"two\nlines\"\nid=\"2\"\n";
        let (json, length) = read_shell(text);
        assert_eq!(
            json,
            "{\"id\":\"1\",\"properties\":\"{'a': \\\"b\\\\n\\\"}\",\"description\":\"two\\nlines\"}"
        );
        assert_eq!(text.split_at(length).1, "id=\"2\"\n");
        assert!(!is_shell_line("export OS_CLOUD=\"x\"") && !is_shell_line("a = \"b\""));
    }
}
