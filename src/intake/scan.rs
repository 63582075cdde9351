//! One text → the exports in it, whatever stands around them: prompts, log lines, quotes of mails, fences of Markdown.
//!
//! The text is read from the top. Where a line may begin an export of some format, that format's reader tries; what it
//! takes is delivered, and the search goes on behind it. Other lines are counted as passed over. Attempts that fail are
//! limited to a multiple of the text, so that the time stays linear.

use super::cells::{Misfit, Sheet};
use super::csv::{named_separator, read_csv, separator_of};
use super::decode::is_blank;
use super::definitions::{self, Planned, looks_like_definitions, merged_json, read_definitions};
use super::error::{IntakeNote, SyntaxProblem};
use super::file::{FileReader, Mark, Place};
use super::html::{has_references, read_html_table, unescape};
use super::json::{JsonError, read_quoted, read_value};
use super::lenient::mend;
use super::lines::Lines;
use super::shell::{is_shell_line, read_shell};
use super::table::{Table, is_markdown_rule, is_rule, read_markdown_table, read_table};
use super::values::{kind_of_line, read_values};
use super::yaml::{self, YamlStop};
use crate::inventory::{Format, Kind};
use std::borrow::Cow;

/// Reads everything in the text that some format's reader understands.
pub(super) fn read_text(text: &str, reader: &mut FileReader<'_>) {
    let text = undressed(text);
    reader.is_as_given &= matches!(text, Cow::Borrowed(_));
    scan(&text, reader);
    if reader.has_found_nothing() {
        if has_references(&text) {
            reader.start_over();
            reader.is_as_given = false;
            scan(&unescape(&text), reader);
        } else {
            scan_within_lines(&text, reader);
        }
    }
}

/// The text without the marks that mails and listings put before each line.
fn undressed(text: &str) -> Cow<'_, str> {
    let is_quoted = || {
        let (quoted, all) = Lines::new(text)
            .filter(|line| !line.trim().is_empty())
            .fold((0, 0), |(quoted, all), line| (quoted + usize::from(line.starts_with('>')), all + 1));
        quoted * 2 > all
    };
    if (text.starts_with('>') || text.contains("\n>")) && is_quoted() {
        let mut plain = String::with_capacity(text.len());
        for line in Lines::new(text) {
            let mut line = line;
            while let Some(rest) = line.strip_prefix('>') {
                line = rest.strip_prefix(' ').filter(|rest| rest.starts_with('>')).unwrap_or(rest);
            }
            plain.push_str(line.strip_prefix(' ').unwrap_or(line));
            plain.push('\n');
        }
        return plain.into();
    }
    if text.contains(['│', '┃']) {
        return text.chars().map(ascii_of_box).collect::<String>().into();
    }
    without_line_numbers(text).map_or(text.into(), Into::into)
}

/// Tables may be drawn with `─`, `│` and `┼`; the OpenStack client draws them with `-`, `|` and `+`.
fn ascii_of_box(letter: char) -> char {
    match letter {
        '─' | '━' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍' | '═' => '-',
        '│' | '┃' | '┆' | '┇' | '┊' | '┋' | '║' => '|',
        '┌'..='╋' | '╒'..='╬' | '╭'..='╰' => '+',
        other => other,
    }
}

/// The text without numbers before its lines, if each line has the next one.
fn without_line_numbers(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut expected = None;
    for line in Lines::new(text) {
        if line.trim().is_empty() && expected.is_some() {
            continue;
        }
        let trimmed = line.trim_start();
        let digits = trimmed.bytes().take(9).take_while(u8::is_ascii_digit).count();
        let (number, rest) = trimmed.split_at_checked(digits)?;
        let number: u32 = number.parse().ok()?;
        let rest = ["\t", ": ", " | ", "  "].iter().find_map(|mark| rest.strip_prefix(mark))?;
        if expected.is_some_and(|expected| expected != number) {
            return None;
        }
        expected = Some(number.checked_add(1)?);
        plain.push_str(rest);
        plain.push('\n');
    }
    Some(plain)
}

fn scan(text: &str, reader: &mut FileReader<'_>) {
    Scanner::new(text, 0).run(reader);
}

/// What setting a reader to work costs, in bytes that could have been looked at instead.
const ATTEMPT: usize = 4096;

/// As a last resort, lists and objects that begin within a line.
fn scan_within_lines(text: &str, reader: &mut FileReader<'_>) {
    const STARTS: [&str; 5] = ["[{", "{\"", "{'", "[\n", "{\n"];
    const MOST: usize = 16;
    let places = text.match_indices(['[', '{']).filter(|(at, _)| {
        text.get(*at..).is_some_and(|rest| STARTS.iter().any(|start| rest.starts_with(start)))
    });
    for (at, _) in places.take(MOST) {
        let mut scanner = Scanner::new(text, at);
        if scanner.json(reader) {
            scanner.run(reader);
            return;
        }
    }
}

#[derive(Clone, Copy)]
struct Scanner<'t> {
    text: &'t str,
    /// Everything before this was read or passed over.
    at: usize,
    /// How many bytes were looked at in vain.
    wasted: usize,
    /// The text stood as a text within another.
    is_inner: bool,
    /// Where a list of values ended, and whether a line was passed over since.
    values: Values,
    /// Where the line that interrupts one begins.
    interrupted_at: usize,
}

/// How lists of values stand one after the other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Values {
    /// There was none.
    None,
    /// The last line was of one.
    Read,
    /// There was one, and then a line that is none of its own.
    Interrupted,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, at: usize) -> Scanner<'t> {
        Scanner { text, at, wasted: 0, is_inner: false, values: Values::None, interrupted_at: 0 }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn run(mut self, reader: &mut FileReader<'_>) {
        let mut is_line_start = true;
        loop {
            let rest = self.rest();
            let start = rest.trim_start_matches(|letter| is_blank(letter) || letter == ',');
            // Commas stand between records that lost the brackets around them, and perhaps others with these.
            if !is_line_start && rest.trim_start_matches(is_blank).starts_with(',') {
                reader.cut_off();
            }
            is_line_start |=
                rest.get(..rest.len() - start.len()).is_some_and(|gap| gap.contains(['\n', '\r']));
            if start.is_empty() {
                break;
            }
            self.at = self.text.len() - start.len();
            if start.starts_with(['[', '{']) && self.json(reader) {
                is_line_start = false;
                continue;
            }
            if is_line_start && self.other(reader) {
                continue;
            }
            self.pass_over(reader);
            is_line_start = true;
        }
        // The last record of a list of values may be cut off.
        if self.values == Values::Interrupted {
            let last = self.text.get(self.interrupted_at..).unwrap_or_default();
            let is_prompt = last.trim_end().ends_with(['$', '#', '>', '%']);
            if !last.contains('\n') && !is_prompt {
                reader.cut_off();
            }
        }
    }

    /// Whether there may be another attempt that comes to nothing. If not, what was found may not be all.
    fn may_try(&self, reader: &mut FileReader<'_>) -> bool {
        let may_try = self.wasted <= self.text.len().saturating_mul(4).saturating_add(1 << 20);
        if !may_try {
            reader.give_up();
        }
        may_try
    }

    /// Where a place in the rest is in the whole text.
    fn place(&self, at: usize) -> Place {
        let before = self.text.get(..self.at + at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Place { line: before.matches('\n').count() + 1, column: before.len() - line_start + 1 }
    }

    /// Reads a list or object, or what is nearly one.
    fn json(&mut self, reader: &mut FileReader<'_>) -> bool {
        if !self.may_try(reader) {
            return false;
        }
        let rest = self.rest();
        let mark = reader.mark();
        reader.begin_document(Format::Json);
        let error = match read_value(rest, reader) {
            Ok(length) => {
                let document = rest.get(..length).unwrap_or(rest);
                if reader.may_define() && document.len() <= definitions::SIZE_LIMIT {
                    let planned = read_definitions(document);
                    if !planned.is_empty() {
                        reader.roll_back(&mark);
                        Scanner::planned(planned, reader);
                    }
                }
                self.at += length;
                return true;
            }
            Err(error) => error,
        };
        let has_records = reader.has_grown(&mark);
        self.wasted += error.at;
        if error.problem == SyntaxProblem::Malformed {
            reader.roll_back(&mark);
            if self.mended(has_records, &mark, reader) {
                return true;
            }
            reader.roll_back(&mark);
            if !has_records {
                if rest.starts_with("{\"") || rest.starts_with("{'") {
                    reader.cut_off_lone();
                }
                reader.stopped(Format::Json, SyntaxProblem::Malformed, false, || self.place(error.at));
                return false;
            }
            reader.begin_document(Format::Json);
            let _ = read_value(rest, reader);
        }
        self.salvage(error, has_records, reader)
    }

    /// Reads what is nearly a list or object. Where JSON had records, all of it has to make sense.
    fn mended(&mut self, has_records: bool, mark: &Mark, reader: &mut FileReader<'_>) -> bool {
        let mended = match mend(self.rest()) {
            Ok(mended) => mended,
            Err(looked_at) => return self.in_vain(looked_at),
        };
        reader.begin_document(mended.format);
        let result = read_value(&mended.json, reader);
        if !reader.has_grown(mark) || (has_records && result.is_err()) {
            return self.in_vain(mended.length);
        }
        if mended.format == Format::Json {
            reader.note(IntakeNote::Mended);
        }
        if let Err(stop) = result {
            self.cut(stop.problem, mended.length, mended.format, reader);
        }
        self.at += mended.length;
        true
    }

    /// Keeps the records that stood before an error, and goes on behind it.
    fn salvage(&mut self, error: JsonError, has_records: bool, reader: &mut FileReader<'_>) -> bool {
        if has_records {
            self.cut(error.problem, error.at, Format::Json, reader);
        } else {
            // What is cut off may be the last of several documents.
            let is_cut = error.problem == SyntaxProblem::EndsEarly && reader.cut_off_all();
            reader.stopped(Format::Json, error.problem, is_cut, || self.place(error.at));
        }
        if error.problem == SyntaxProblem::EndsEarly {
            self.at = self.text.len();
            return true;
        }
        if has_records || error.problem != SyntaxProblem::Malformed {
            self.at += error.at.max(1);
            while !self.text.is_char_boundary(self.at) {
                self.at += 1;
            }
            return true;
        }
        false
    }

    /// Notes that a list ends too early, `at` bytes from here.
    fn cut(&mut self, problem: SyntaxProblem, at: usize, format: Format, reader: &mut FileReader<'_>) {
        reader.cut_off();
        reader.stopped(format, problem, true, || self.place(at));
    }

    /// Whether the line to come is not indented.
    fn is_at_margin(&self) -> bool {
        self.text.get(..self.at).is_none_or(|before| before.is_empty() || before.ends_with(['\n', '\r']))
    }

    /// Tries the formats other than JSON on the line to come.
    fn other(&mut self, reader: &mut FileReader<'_>) -> bool {
        let rest = self.rest();
        let mut lines = Lines::new(rest);
        let line = lines.next().unwrap_or_default();
        let second = lines.next().unwrap_or_default();
        if is_rule(line.trim_end()) && self.may_try(reader) {
            return match read_table(rest) {
                Some(table) => self.table(&table, reader),
                None => self.in_vain(ATTEMPT),
            };
        }
        if line.starts_with('|') && is_markdown_rule(second) {
            return read_markdown_table(rest).is_some_and(|table| self.table(&table, reader));
        }
        if line.starts_with('<') {
            return self.html(line, reader);
        }
        if line.starts_with("\"[") || line.starts_with("\"{") {
            return self.quoted(reader);
        }
        if let Some(at) = line.find("=> {").or_else(|| line.find("=> [")) {
            self.at += at + "=> ".len();
            return self.json(reader);
        }
        if !self.is_inner && line.trim_end().ends_with("=>") && second.starts_with(' ') {
            self.at += line.len();
            return self.indented(reader);
        }
        if let Some(separator) = named_separator(line) {
            self.at += line.len();
            self.at += self.rest().len() - self.rest().trim_start().len();
            return self.csv(separator, reader);
        }
        if let Some(separator) = separator_of(line) {
            return self.csv(separator, reader);
        }
        if is_shell_line(line) {
            let (json, length) = read_shell(rest);
            return length > 0 && self.translated(&json, length, Format::Shell, reader);
        }
        if self.is_at_margin() && yaml::begins_yaml(line) {
            return self.yaml(reader);
        }
        self.values(line, reader)
    }

    /// Reads the JSON that a piece of another format was translated to.
    fn translated(&mut self, json: &str, length: usize, format: Format, reader: &mut FileReader<'_>) -> bool {
        let mark = reader.mark();
        reader.begin_document(format);
        let mut rest = json.trim_start();
        while !rest.is_empty() {
            match read_value(rest, reader) {
                Ok(length) => rest = rest.get(length..).unwrap_or_default().trim_start(),
                // Too deep, for what is written here is JSON.
                Err(error) => {
                    self.cut(error.problem, 0, format, reader);
                    break;
                }
            }
        }
        self.at += length;
        reader.has_grown(&mark) || reader.has_looked_at_more(&mark)
    }

    /// Reads a list of a table, of CSV or of values.
    fn sheet(&mut self, sheet: &Sheet, length: usize, format: Format, reader: &mut FileReader<'_>) {
        let documents = sheet.documents(reader.names_mut());
        for json in documents {
            reader.begin_document(format);
            let _ = read_value(&json, reader);
        }
        reader.titles(&sheet.titles);
        self.at += length;
    }

    fn table(&mut self, table: &Table, reader: &mut FileReader<'_>) -> bool {
        if table.sheet.rows.is_empty() && !table.is_closed {
            return self.in_vain(table.length);
        }
        let start = self.at;
        self.sheet(&table.sheet, table.length, Format::Table, reader);
        self.misfit(start, table.misfit, &table.sheet, Format::Table, reader);
        if !table.is_closed {
            self.cut(SyntaxProblem::EndsEarly, 0, Format::Table, reader);
        }
        if table.is_folded {
            reader.note(IntakeNote::Folded);
        }
        true
    }

    /// Counts what an attempt looked at in vain.
    fn in_vain(&mut self, length: usize) -> bool {
        self.wasted += length;
        false
    }

    /// A row that does not fit ends a list, of which more may follow.
    fn misfit(
        &self,
        start: usize,
        misfit: Option<Misfit>,
        sheet: &Sheet,
        format: Format,
        reader: &mut FileReader<'_>,
    ) {
        let Some(Misfit { line, found }) = misfit else { return };
        reader.cut_off();
        let problem = SyntaxProblem::FieldCount { found, expected: sheet.titles.len() };
        reader.stopped(format, problem, true, || {
            let first = Scanner { at: start, ..*self }.place(0);
            Place { line: first.line + line, column: 1 }
        });
    }

    /// A table in a line of a web page.
    fn html(&mut self, line: &str, reader: &mut FileReader<'_>) -> bool {
        let tag = line.get(..15).unwrap_or(line).to_ascii_lowercase();
        if tag.starts_with("<!doctype html") || tag.starts_with("<html") {
            reader.web_page();
        }
        let Some(at) = line.find("<table").filter(|_| self.may_try(reader)) else { return false };
        match self.rest().get(at..).and_then(read_html_table) {
            Some(table) => {
                self.at += at;
                self.table(&table, reader)
            }
            None => self.in_vain(self.rest().len()),
        }
    }

    /// JSON inside a JSON text.
    fn quoted(&mut self, reader: &mut FileReader<'_>) -> bool {
        // A text within the inner text is not looked for.
        if self.is_inner || !self.may_try(reader) {
            return false;
        }
        let Some((inner, length)) = read_quoted(self.rest()) else { return self.in_vain(self.rest().len()) };
        self.at += length;
        reader.is_as_given = false;
        Scanner { is_inner: true, ..Scanner::new(&inner, 0) }.run(reader);
        true
    }

    /// YAML that is indented as a whole, as Ansible prints it below the name of a host.
    fn indented(&mut self, reader: &mut FileReader<'_>) -> bool {
        let rest = self.rest().trim_start_matches(['\r', '\n']);
        self.at = self.text.len() - rest.len();
        let margin = rest.len() - rest.trim_start_matches(' ').len();
        let mut lines = Lines::new(rest);
        let mut inner = String::new();
        while let Some(line) = lines.peek().filter(|line| line.is_empty() || line.starts_with(' ')) {
            inner.push_str(line.get(margin..).unwrap_or(line.trim_start()));
            inner.push('\n');
            lines.next();
        }
        self.at += lines.consumed();
        reader.is_as_given = false;
        Scanner { is_inner: true, ..Scanner::new(&inner, 0) }.run(reader);
        true
    }

    fn csv(&mut self, separator: char, reader: &mut FileReader<'_>) -> bool {
        let rest = self.rest();
        let Some(list) = self.may_try(reader).then(|| read_csv(rest, separator)).flatten() else {
            return false;
        };
        // Titles alone are the client's empty list; elsewhere they are words of a sentence.
        let is_last = list.length >= rest.trim_end().len();
        if list.sheet.rows.is_empty() && !is_last && !rest.starts_with('"') {
            return self.in_vain(list.length + ATTEMPT);
        }
        let start = self.at;
        self.sheet(&list.sheet, list.length, Format::Csv, reader);
        if list.is_cut {
            self.cut(SyntaxProblem::EndsEarly, 0, Format::Csv, reader);
        }
        // A row of another length is damage, unless something else begins there.
        let rest = self.rest().trim_start_matches(['\r', '\n']);
        let mut lines = Lines::new(rest);
        let (next, after) = (lines.next().unwrap_or_default(), lines.next());
        let looks_like_row = next.contains(separator) || next.starts_with('"');
        let is_start_of_row = after.is_none() && !rest.ends_with('\n') && !next.contains(' ');
        let goes_on = after.is_some_and(|after| {
            after.split(separator).count() == list.sheet.titles.len() && separator_of(after).is_none()
        });
        let is_row = (looks_like_row || is_start_of_row || goes_on) && separator_of(next).is_none();
        self.misfit(start, list.misfit.filter(|_| is_row), &list.sheet, Format::Csv, reader);
        true
    }

    fn yaml(&mut self, reader: &mut FileReader<'_>) -> bool {
        if !self.may_try(reader) {
            return false;
        }
        let rest = self.rest();
        let length = yaml::length(rest);
        let piece = rest.get(..length).unwrap_or(rest);
        let is_small = piece.len() <= definitions::SIZE_LIMIT;
        if !is_small && looks_like_definitions(piece) {
            reader.definitions_too_large(definitions::SIZE_LIMIT);
            self.at += length;
            return true;
        }
        let planned = if is_small { read_definitions(piece) } else { Vec::new() };
        if !planned.is_empty() {
            Scanner::planned(planned, reader);
            self.at += length;
            return true;
        }
        let merged = if is_small && piece.contains("<<:") { merged_json(piece) } else { None };
        let (json, stop) = merged.map_or_else(|| yaml::to_json(piece), |json| (json, None));
        let start = self.at;
        if !self.translated(&json, length, Format::Yaml, reader) {
            self.at = start;
            if let Some(stop) = stop {
                reader.stopped(Format::Yaml, stop.problem, false, || self.place_of_yaml(&stop));
            }
            return self.in_vain(length);
        }
        if let Some(stop) = stop {
            reader.cut_off();
            let first = Scanner { at: start, ..*self };
            reader.stopped(Format::Yaml, stop.problem, true, || first.place_of_yaml(&stop));
        }
        true
    }

    /// The place of an error in YAML that begins here.
    fn place_of_yaml(&self, stop: &YamlStop) -> Place {
        Place { line: self.place(0).line + stop.line - 1, column: stop.column }
    }

    /// Reads what definitions would create.
    fn planned(planned: Vec<Planned>, reader: &mut FileReader<'_>) {
        for part in planned {
            reader.begin_document(Format::Yaml);
            reader.plan(part.form, part.plan);
            let _ = read_value(&part.json, reader);
        }
    }

    /// `-f value`, if it is known of what.
    fn values(&mut self, line: &str, reader: &mut FileReader<'_>) -> bool {
        let Some(kind) = reader.named_kind() else {
            if kind_of_line(line).is_some() {
                reader.values_of_unknown_kind();
            }
            return false;
        };
        let Some((sheet, length)) = read_values(self.rest(), kind) else {
            if kind_of_line(line).is_some() {
                reader.values_of_unknown_kind();
            }
            return false;
        };
        self.sheet(&sheet, length, Format::Values, reader);
        reader.note(IntakeNote::ColumnsGuessed(kind));
        // A line between two that fit may be a record that does not.
        if std::mem::replace(&mut self.values, Values::Read) == Values::Interrupted {
            reader.cut_off();
        }
        true
    }

    /// Passes over a line that begins nothing.
    fn pass_over(&mut self, reader: &mut FileReader<'_>) {
        let mut lines = Lines::new(self.rest());
        let line = lines.next().unwrap_or_default();
        // Fences of Markdown and comments say nothing.
        if !line.starts_with("```") && !line.starts_with("~~~") && !line.starts_with('#') {
            reader.passed_over(line, || self.place(0).line);
            let is_command = line.starts_with("$ ") || line.contains("openstack ");
            if self.values == Values::Read && !is_command {
                self.values = Values::Interrupted;
                self.interrupted_at = self.at;
            }
        }
        self.at += lines.consumed();
    }
}

/// What a line that is no export tells of, if it is an error message of a client or an API.
pub(super) fn error_message(line: &str) -> Option<&str> {
    // What people typed may be a password.
    const TYPED: [&str; 3] = [": command not found", ": unrecognized arguments", ": not found"];
    const SIGNS: [&str; 9] = [
        "Exception: ",
        "is not an openstack command",
        "Missing value auth-url",
        "(HTTP 4",
        "(HTTP 5",
        "Unable to establish connection",
        "ModuleNotFoundError",
        "public endpoint for",
        "Could not find requested endpoint",
    ];
    let line = line.trim();
    if let Some(sign) = TYPED.into_iter().find(|sign| line.contains(sign)) {
        return Some(sign.trim_start_matches(": "));
    }
    let is_error = SIGNS.iter().any(|sign| line.contains(sign))
        || line.starts_with("ERROR")
        || line.starts_with("Error");
    (is_error && !line.starts_with("WARNING")).then_some(line)
}

/// Whether the line holds access data for a cloud.
pub(super) fn is_access_data(line: &str) -> bool {
    ["OS_PASSWORD=", "OS_AUTH_URL=", "OS_APPLICATION_CREDENTIAL_SECRET="]
        .iter()
        .any(|name| line.contains(name))
}

/// Whether the line prints objects of openstacksdk as Python shows them.
pub(super) fn prints_sdk_objects(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("[openstack.")
        || line.starts_with("openstack.") && line.contains('(')
        || line.starts_with("<openstack")
        || line.starts_with("[<openstack")
}

/// Kinds that a file's name speaks of, for lists that do not say it themselves.
pub(super) fn kind_of_name(name: &str) -> Option<Kind> {
    const WORDS: [(&str, Kind); 7] = [
        ("usage", Kind::ImageUsage),
        ("flavor", Kind::Flavor),
        ("image", Kind::Image),
        ("volume", Kind::VolumeType),
        ("rule", Kind::SecurityGroupRule),
        ("catalog", Kind::Service),
        ("service", Kind::Service),
    ];
    // Folders may be called by anything.
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
    WORDS.into_iter().find(|(word, _)| name.contains(word)).map(|(_, kind)| kind)
}
