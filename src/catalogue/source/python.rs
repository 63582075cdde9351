//! As much of Python as tables of constants need: words of a program by line, and values that are plainly written down.
//! Nothing is run.

use std::collections::{BTreeMap, BTreeSet};

/// How deep values may nest.
const MAX_DEPTH: usize = 32;
/// How many values a file may have, with those that names stand for.
const MAX_VALUES: usize = 100_000;

/// A word of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A name, or a keyword.
    Name(String),
    /// A number as it is written.
    Number(String),
    /// A text, escapes resolved.
    Text(String),
    /// A text that is more than one: formatted, or of bytes; with its prefix.
    Special(String, String),
    /// Any other character.
    Sign(char),
}

impl Word {
    fn is_name(&self, name: &str) -> bool {
        matches!(self, Word::Name(own) if own == name)
    }

    /// Whether it is the sign.
    pub(super) fn is_sign(&self, sign: char) -> bool {
        *self == Word::Sign(sign)
    }
}

/// A logical line: one statement, or the head of a compound one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// How many blocks it is in.
    pub(super) depth: usize,
    /// Its words, without comments.
    pub(super) words: Vec<Word>,
}

impl Line {
    /// Whether it is nothing but a text, which documents what it stands in.
    pub(super) fn is_documentation(&self) -> bool {
        self.words.iter().all(|word| matches!(word, Word::Text(_)))
    }

    /// The line with one blank between words.
    pub(super) fn to_text(&self) -> String {
        let mut text = "  ".repeat(self.depth);
        for (at, word) in self.words.iter().enumerate() {
            if at > 0 {
                text.push(' ');
            }
            match word {
                Word::Name(word) | Word::Number(word) => text.push_str(word),
                Word::Text(inner) => super::draft::quote(&mut text, inner),
                Word::Special(prefix, inner) => {
                    text.push_str(prefix);
                    super::draft::quote(&mut text, inner);
                }
                Word::Sign(sign) => text.push(*sign),
            }
        }
        text
    }
}

/// Takes a program apart.
pub(super) fn lines_of(text: &str) -> Vec<Line> {
    let mut reader = Reader { rest: text, lines: Vec::new(), open: Line::default(), indents: vec![0] };
    reader.read();
    reader.lines
}

struct Reader<'t> {
    rest: &'t str,
    lines: Vec<Line>,
    open: Line,
    /// The widths of the blocks that are open, from the outermost.
    indents: Vec<usize>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut brackets = 0_usize;
        let mut is_at_start = true;
        while let Some(letter) = self.rest.chars().next() {
            if is_at_start {
                is_at_start = false;
                self.indent();
                continue;
            }
            match letter {
                '\n' | '\r' => {
                    self.next();
                    if brackets == 0 {
                        self.end_line();
                        is_at_start = true;
                    }
                }
                '#' => self.take_while(|letter| letter != '\n' && letter != '\r').truncate(0),
                '\\' => {
                    self.next();
                    if self.rest.starts_with("\r\n") {
                        self.next();
                    }
                    self.next();
                }
                ';' if brackets == 0 => {
                    self.next();
                    self.end_line();
                }
                '"' | '\'' => self.text(""),
                letter if letter.is_whitespace() => self.next(),
                letter if letter.is_alphabetic() || letter == '_' => self.name(),
                letter if letter.is_ascii_digit() => {
                    let number =
                        self.take_while(|letter| letter.is_ascii_alphanumeric() || ".._".contains(letter));
                    self.open.words.push(Word::Number(number));
                }
                letter => {
                    match letter {
                        '(' | '[' | '{' => brackets += 1,
                        ')' | ']' | '}' => brackets = brackets.saturating_sub(1),
                        _ => {}
                    }
                    self.next();
                    self.open.words.push(Word::Sign(letter));
                }
            }
        }
        self.end_line();
    }

    fn next(&mut self) {
        let mut letters = self.rest.chars();
        letters.next();
        self.rest = letters.as_str();
    }

    fn take_while(&mut self, is_part: impl Fn(char) -> bool) -> String {
        let rest = self.rest.trim_start_matches(is_part);
        let Some((taken, rest)) = self.rest.split_at_checked(self.rest.len() - rest.len()) else {
            return String::new();
        };
        self.rest = rest;
        taken.to_owned()
    }

    /// Reads the blanks at the beginning of a line. One without words opens and ends no block.
    fn indent(&mut self) {
        let blanks = self.take_while(|letter| matches!(letter, ' ' | '\t' | '\u{c}'));
        if self.rest.is_empty() || self.rest.starts_with(['\n', '\r', '#']) {
            return;
        }
        let width = blanks.chars().fold(0, |width: usize, blank| match blank {
            '\t' => (width / 8 + 1) * 8,
            _ => width + 1,
        });
        while self.indents.len() > 1 && self.indents.last().is_some_and(|last| *last > width) {
            self.indents.pop();
        }
        if self.indents.last().is_some_and(|last| *last < width) {
            self.indents.push(width);
        }
        self.open.depth = self.indents.len() - 1;
    }

    fn end_line(&mut self) {
        let depth = self.open.depth;
        if !self.open.words.is_empty() {
            self.lines.push(std::mem::take(&mut self.open));
        }
        self.open.depth = depth;
    }

    fn name(&mut self) {
        let name = self.take_while(|letter| letter.is_alphanumeric() || letter == '_');
        let is_prefix = name.len() <= 2 && name.chars().all(|letter| "rRbBuUfFtT".contains(letter));
        if is_prefix && self.rest.starts_with(['"', '\'']) {
            self.text(&name);
        } else {
            self.open.words.push(Word::Name(name));
        }
    }

    /// Reads a text in quotes. One that does not end goes to the end of its line, or with three quotes of the file.
    fn text(&mut self, prefix: &str) {
        let quote = if self.rest.starts_with('"') { "\"" } else { "'" };
        let triple = quote.repeat(3);
        let (end, is_long) =
            if self.rest.starts_with(&triple) { (triple.as_str(), true) } else { (quote, false) };
        self.rest = self.rest.strip_prefix(end).unwrap_or(self.rest);
        let prefix = prefix.to_ascii_lowercase();
        let is_raw = prefix.contains('r');
        let mut text = String::new();
        loop {
            if let Some(rest) = self.rest.strip_prefix(end) {
                self.rest = rest;
                break;
            }
            let Some(letter) = self.rest.chars().next() else { break };
            if letter == '\n' && !is_long {
                break;
            }
            self.next();
            if letter == '\\' {
                self.escaped(is_raw, &mut text);
            } else {
                text.push(letter);
            }
        }
        let special: String = prefix.chars().filter(|letter| "bft".contains(*letter)).collect();
        self.open.words.push(if special.is_empty() {
            Word::Text(text)
        } else {
            Word::Special(special, text)
        });
    }

    /// Reads what follows a backslash in a text.
    fn escaped(&mut self, is_raw: bool, text: &mut String) {
        let Some(letter) = self.rest.chars().next() else {
            text.push('\\');
            return;
        };
        self.next();
        if is_raw {
            text.extend(['\\', letter]);
            return;
        }
        let digits = match letter {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        match letter {
            '\n' => {}
            '\\' | '\'' | '"' => text.push(letter),
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' => text.push('\r'),
            'x' | 'u' | 'U' => {
                let code = self.rest.get(..digits);
                let letter_of =
                    code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
                if let (Some(code), Some(letter)) = (code, letter_of) {
                    self.rest = self.rest.strip_prefix(code).unwrap_or(self.rest);
                    text.push(letter);
                } else {
                    text.extend(['\\', letter]);
                }
            }
            letter => text.extend(['\\', letter]),
        }
    }
}

/// A value that is plainly written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// True or false.
    Truth(bool),
    /// None.
    Nothing,
    /// A tuple, list or set.
    List(Vec<Value>),
    /// A dictionary.
    Table(Vec<(Value, Value)>),
    /// A call of a function, with what it is given.
    Call(String, Vec<Value>),
    /// A name that stands for something else.
    Name(String),
}

impl Value {
    /// The text that it is.
    pub(super) fn text(&self) -> Option<&str> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }

    /// The number that it is.
    pub(super) fn integer(&self) -> Option<i64> {
        if let Value::Integer(number) = self { Some(*number) } else { None }
    }

    /// The items of the list that it is.
    pub(super) fn list(&self) -> Option<&[Value]> {
        if let Value::List(items) = self { Some(items) } else { None }
    }

    /// The entries of the dictionary that it is.
    pub(super) fn table(&self) -> Option<&[(Value, Value)]> {
        if let Value::Table(pairs) = self { Some(pairs) } else { None }
    }

    /// The function that it calls, and what that is given.
    pub(super) fn call(&self) -> Option<(&str, &[Value])> {
        if let Value::Call(function, given) = self { Some((function, given)) } else { None }
    }
}

/// A name that is given a value, in a module or a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Constant {
    /// The class, or nothing.
    pub(super) class: String,
    /// The name.
    pub(super) name: String,
    /// What it stands for.
    pub(super) value: Value,
    /// Which line says so.
    pub(super) line: usize,
}

/// The constants of a program. A name that is given two values, or whose value is changed, is none.
pub(super) fn constants_of(lines: &[Line]) -> Vec<Constant> {
    let mut known: BTreeMap<String, Value> = BTreeMap::new();
    let mut changed: BTreeSet<&str> = BTreeSet::new();
    let mut given: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut twice: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut constants = Vec::new();
    let mut budget = MAX_VALUES;
    let mut class = "";
    for (at, line) in lines.iter().enumerate() {
        if line.depth == 0 {
            class = match line.words.as_slice() {
                [first, Word::Name(name), ..] if first.is_name("class") => name,
                _ => "",
            };
        }
        let [Word::Name(name), Word::Sign(sign), value @ ..] = line.words.as_slice() else { continue };
        if *sign != '=' || value.first().is_some_and(|word| word.is_sign('=')) {
            changed.insert(name);
            continue;
        }
        if line.depth > usize::from(!class.is_empty()) {
            continue;
        }
        if !given.insert((class, name)) {
            twice.insert((class, name));
        }
        let mut parser = Parser { words: value, known: &known, budget };
        let parsed = parser.sum(0).filter(|_| parser.words.is_empty());
        budget = parser.budget;
        if let Some(value) = parsed {
            if class.is_empty() {
                known.insert(name.clone(), value.clone());
            }
            constants.push(Constant { class: class.to_owned(), name: name.clone(), value, line: at });
        }
    }
    constants.retain(|constant| {
        !twice.contains(&(constant.class.as_str(), constant.name.as_str()))
            && (!constant.class.is_empty() || !changed.contains(constant.name.as_str()))
    });
    constants
}

struct Parser<'w> {
    words: &'w [Word],
    known: &'w BTreeMap<String, Value>,
    budget: usize,
}

impl Parser<'_> {
    fn next(&mut self) -> Option<&Word> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    fn accept(&mut self, sign: char) -> bool {
        let is_next = self.words.first().is_some_and(|word| word.is_sign(sign));
        if is_next {
            self.next();
        }
        is_next
    }

    fn spend(&mut self, values: usize) -> Option<()> {
        self.budget = self.budget.checked_sub(values)?;
        Some(())
    }

    fn sum(&mut self, depth: usize) -> Option<Value> {
        let mut value = self.product(depth)?;
        while self.accept('+') {
            value = match (value, self.product(depth)?) {
                (Value::Integer(one), Value::Integer(other)) => Value::Integer(one.checked_add(other)?),
                (Value::List(mut one), Value::List(other)) => {
                    one.extend(other);
                    Value::List(one)
                }
                (Value::Text(one), Value::Text(other)) => Value::Text(one + &other),
                _ => return None,
            };
        }
        Some(value)
    }

    fn product(&mut self, depth: usize) -> Option<Value> {
        let mut value = self.value(depth)?;
        while self.accept('*') {
            value = match (value, self.value(depth)?) {
                (Value::Integer(one), Value::Integer(other)) => Value::Integer(one.checked_mul(other)?),
                _ => return None,
            };
        }
        Some(value)
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        self.spend(1)?;
        match self.next()?.clone() {
            Word::Text(mut text) => {
                while let Some(Word::Text(more)) = self.words.first() {
                    text.push_str(more);
                    self.next();
                }
                Some(Value::Text(text))
            }
            Word::Number(number) => number.replace('_', "").parse().ok().map(Value::Integer),
            Word::Sign('-') => {
                let number = self.value(depth + 1)?.integer()?;
                Some(Value::Integer(number.checked_neg()?))
            }
            Word::Sign('(') => {
                let (items, commas) = self.items(')', depth + 1)?;
                match (items.as_slice(), commas) {
                    // Brackets alone make no tuple.
                    ([_], 0) => items.into_iter().next(),
                    _ => Some(Value::List(items)),
                }
            }
            Word::Sign('[') => Some(Value::List(self.items(']', depth + 1)?.0)),
            Word::Sign('{') => self.table(depth + 1),
            Word::Name(name) => self.named(name, depth),
            Word::Special(..) | Word::Sign(_) => None,
        }
    }

    fn named(&mut self, name: String, depth: usize) -> Option<Value> {
        match name.as_str() {
            "True" => return Some(Value::Truth(true)),
            "False" => return Some(Value::Truth(false)),
            "None" => return Some(Value::Nothing),
            _ => {}
        }
        let mut name = name;
        while self.accept('.') {
            let Word::Name(part) = self.next()?.clone() else { return None };
            name = format!("{name}.{part}");
        }
        if self.accept('(') {
            return Some(Value::Call(name, self.items(')', depth + 1)?.0));
        }
        match self.known.get(&name) {
            Some(value) => {
                let value = value.clone();
                self.spend(size(&value))?;
                Some(value)
            }
            None => Some(Value::Name(name)),
        }
    }

    /// Reads values up to a bracket. Tells how many commas there were, too.
    fn items(&mut self, end: char, depth: usize) -> Option<(Vec<Value>, usize)> {
        let mut items = Vec::new();
        let mut commas = 0;
        loop {
            if self.accept(end) {
                return Some((items, commas));
            }
            items.push(self.sum(depth)?);
            if self.accept(',') {
                commas += 1;
            } else if !self.words.first().is_some_and(|word| word.is_sign(end)) {
                return None;
            }
        }
    }

    /// Reads a dictionary, or a set.
    fn table(&mut self, depth: usize) -> Option<Value> {
        let mut pairs = Vec::new();
        let mut items = Vec::new();
        while !self.accept('}') {
            let key = self.sum(depth)?;
            if self.accept(':') {
                pairs.push((key, self.sum(depth)?));
            } else {
                items.push(key);
            }
            if !self.accept(',') && !self.words.first().is_some_and(|word| word.is_sign('}')) {
                return None;
            }
        }
        match (items.is_empty(), pairs.is_empty()) {
            (true, _) => Some(Value::Table(pairs)),
            (false, true) => Some(Value::List(items)),
            (false, false) => None,
        }
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::List(items) | Value::Call(_, items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Table(pairs) => 1 + pairs.iter().map(|(key, value)| size(key) + size(value)).sum::<usize>(),
        Value::Text(_) | Value::Integer(_) | Value::Truth(_) | Value::Nothing | Value::Name(_) => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(values: &[&str]) -> Value {
        Value::List(values.iter().map(|value| Value::Text((*value).to_owned())).collect())
    }

    fn constant(program: &str) -> Option<Value> {
        constants_of(&lines_of(program))
            .into_iter()
            .find(|constant| constant.name == "X")
            .map(|found| found.value)
    }

    #[test]
    fn plain_values_are_read() {
        let cases = [
            ("X = ('a', \"b\")", Some(texts(&["a", "b"]))),
            ("X = ('a',) + (\n  # c\n  'b' 'c',\n)", Some(texts(&["a", "bc"]))),
            ("X = ['a'];Y = 1", Some(texts(&["a"]))),
            ("X = {'a', 'b'}", Some(texts(&["a", "b"]))),
            ("X = ('a')", Some(Value::Text("a".to_owned()))),
            ("X = r'\\.' '\\x41\\u00e4\\n\\q'", Some(Value::Text("\\.Aä\n\\q".to_owned()))),
            ("X = '''a\n'b' \\\nc'''", Some(Value::Text("a\n'b' c".to_owned()))),
            ("X = 2 * 60 \\\n * 60 + 1_000", Some(Value::Integer(8200))),
            ("X = -1", Some(Value::Integer(-1))),
            ("Y = ('a',)\nX = Y + ('b',)", Some(texts(&["a", "b"]))),
            (
                "X = {None: True, 1: 'b'}",
                Some(Value::Table(vec![
                    (Value::Nothing, Value::Truth(true)),
                    (Value::Integer(1), Value::Text("b".to_owned())),
                ])),
            ),
            (
                "X = a.b(c, 'd')",
                Some(Value::Call(
                    "a.b".to_owned(),
                    vec![Value::Name("c".to_owned()), Value::Text("d".to_owned())],
                )),
            ),
            ("X = tuple(x for x in y)", None),
            ("X = 1.5", None),
            ("X = f'a'", None),
            ("X == 1", None),
            ("X = ('a'", None),
            ("X = 'a' 1", None),
            ("X = {'a': 1, 'b'}", None),
            ("X = 9223372036854775807 + 1", None),
            ("X = ['a']\nX += ['b']", None),
            ("X = ['a']\ndef f():\n    X.append('b')", None),
            ("X = 1\nX = 2", None),
            ("def f():\n    X = 1", None),
            ("if y:\n  X = 1", None),
        ];
        for (program, expected) in cases {
            assert_eq!(constant(program), expected, "{program}");
        }
    }

    #[test]
    fn constants_of_a_class_bear_its_name() {
        let program = "class A:\n    '''doc'''\n    x = 1\n\n    def f(self):\n        y = 2\nclass B(A):\n    x = 3\nx = 4";
        let found = constants_of(&lines_of(program));
        let found: Vec<(&str, &str)> =
            found.iter().map(|found| (found.class.as_str(), found.name.as_str())).collect();
        assert_eq!(found, [("A", "x"), ("B", "x"), ("", "x")]);
    }

    #[test]
    fn the_form_of_a_program_is_no_change() {
        let one = "def f( a,b ):\n  # why\n  return {'x':1,\n          'y':f\"{a}\"}\n";
        let other = "\n\ndef f(a, b):\n\n\treturn {\"x\": 1, 'y': f'{a}'}";
        let text = |program| lines_of(program).iter().map(Line::to_text).collect::<Vec<_>>();
        assert_eq!(text(one), text(other));
        assert_eq!(text(one)[1], "  return { \"x\" : 1 , \"y\" : f\"{a}\" }");
        assert_ne!(text("if a:\n b\nc"), text("if a:\n b\n c"), "blocks are meaning");
    }

    #[test]
    fn values_that_grow_without_end_are_given_up() {
        let doubling: String = (1..60).fold("A0 = ('a', 'b')\n".to_owned(), |program, n| {
            format!("{program}A{n} = A{} + A{}\n", n - 1, n - 1)
        });
        assert!(constants_of(&lines_of(&doubling)).len() < 20);
        assert_eq!(constant(&format!("X = {}{}", "(".repeat(100_000), ")".repeat(100_000))), None);
        assert_eq!(constant(&format!("X = {}1", "-".repeat(100_000))), None);
    }
}
