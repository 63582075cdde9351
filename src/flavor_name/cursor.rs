//! A place in the name, and how to move on from it.

/// What is left to read. Copying it and going on with the copy is how an optional component is tried.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    rest: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, at: 0 }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// How many characters have been read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    pub(super) fn eat(&mut self, expected: char) -> bool {
        match self.rest.strip_prefix(expected) {
            Some(rest) => {
                self.rest = rest;
                self.at += 1;
                true
            }
            None => false,
        }
    }

    pub(super) fn eat_str(&mut self, expected: &str) -> bool {
        match self.rest.strip_prefix(expected) {
            Some(rest) => {
                self.rest = rest;
                self.at += expected.chars().count();
                true
            }
            None => false,
        }
    }

    /// Reads the longest run of characters that belong; it may be empty.
    pub(super) fn run(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        let (run, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        self.at += run.chars().count();
        run
    }

    /// Reads the longest run of ASCII digits.
    pub(super) fn digits(&mut self) -> &'a str {
        self.run(|c| c.is_ascii_digit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters() {
        let mut cursor = Cursor::new("äöx12");
        assert_eq!(cursor.run(|c| c != 'x'), "äö");
        assert_eq!((cursor.at(), cursor.peek()), (2, Some('x')));
        assert!(!cursor.eat('y') && cursor.eat_str("x1"));
        assert_eq!((cursor.digits(), cursor.at(), cursor.rest()), ("2", 5, ""));
    }
}
