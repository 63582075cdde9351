//! The lines of a text, with what they take of it.

/// Goes through a text line by line. A line ends with `\n`, `\r\n` or, on old systems, `\r`.
#[derive(Clone)]
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Lines<'t> {
        Lines { text, at: 0 }
    }

    /// The line to come, without its end.
    pub(super) fn peek(&self) -> Option<&'t str> {
        self.clone().next()
    }

    /// How many bytes the lines so far took.
    pub(super) fn consumed(&self) -> usize {
        self.at
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = rest.get(..end)?;
        let after = rest.get(end..)?;
        let mark = if after.starts_with("\r\n") { 2 } else { after.len().min(1) };
        self.at += end + mark;
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ends_of_lines() {
        let mut lines = Lines::new("a\r\nb\n\nc\rd");
        assert_eq!(lines.peek(), Some("a"));
        assert_eq!(lines.next(), Some("a"));
        assert_eq!(lines.consumed(), 3);
        assert_eq!(lines.collect::<Vec<_>>(), ["b", "", "c", "d"]);
    }
}
