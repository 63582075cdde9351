//! Texts of the Impact page.

#![expect(missing_docs, reason = "a text says what it is")]

use crate::catalogue::Subject;

pub const NAV_IMPACT: &str = "Impact";
pub const QUESTION: &str = "Which clouds would this change turn red?";
pub const WHAT_THIS_IS: &str = "Give this page a change of the SCS standards and exports of clouds. It shows which rules change, which verdicts turn, and which records show it.";

/// What the rule that is written on the page is called where files are listed.
pub const OWN_RULE: &str = "your rule";

/// What the cloud of the Check page is called if it has no name.
pub const CHECKED_CLOUD: &str = "cloud of the Check page";

pub const PULL: &str = "Pull request of the standards";
pub const PULL_HINT: &str = "Its number or address. When you load it, your browser asks the code host for it, and sends nothing of your clouds or rules.";
pub const FETCH: &str = "Load";
pub const FETCHING: &str = "Asking for the pull request…";
pub const CANCEL_FETCH: &str = "Cancel";
pub const CHANGE: &str = "The change";
pub const CHANGE_HINT: &str = "Files of the standards as they are after the change: the scope, lists of images and flavors, texts, code of the test suite, or rules of your own. What they were before is optional; without it they are compared with the embedded standards.";
pub const ADD_AFTER: &str = "Choose changed files";
pub const ADD_BEFORE: &str = "What they were before";
pub const AFTER_FOLDER: &str = "Choose a changed folder";
pub const BEFORE_FOLDER: &str = "The folder as it was";
pub const PASTE: &str = "Paste a changed file";
pub const PASTED: &str = "Its text";
pub const PASTED_NAME: &str = "Its name";
pub const PASTED_SIDE: &str = "It is the file";
pub const BEFORE_CHANGE: &str = "before the change";
pub const PASTED_HINT: &str = "The name of a text says which standard it is, as in scs-0103-v1-standard-flavors.md. Without one, rules in YAML are told by their keys.";
pub const ADD_PASTED: &str = "Add the text";
pub const DROP_HERE: &str = "Drop changed files of the standards, or exports of clouds";
pub const UNCLEAR: &str = "What is in these files does not tell whether they are changed files of the standards or exports of clouds.";
pub const A_CHANGE: &str = "A changed file";
pub const AN_EXPORT: &str = "An export";
pub const QUESTION_ASKED: &str = "There is a question about the files that came.";
pub const CHANGES: &str = "Changed files";
pub const BEFORE_AND_AFTER: &str = "before and after";
pub const ADDED: &str = "added by the change";
pub const REMOVED: &str = "removed by the change";
pub const ONLY_AFTER: &str = "after the change";
pub const NOT_LOADED: &str = "not loaded: it holds no rules";
pub const COULD_NOT_BE_LOADED: &str = "could not be loaded";
pub const REMOVE_CHANGES: &str = "Remove all changed files";
pub const RULE: &str = "A rule of your own";
pub const RULE_HINT: &str =
    "In a few lines of YAML, for what a change says in prose only. It is judged as you type.";
pub const STARTERS: &str = "Start from …";
pub const SAVE_RULE: &str = "Save as a file";
pub const STATE_RULE: &str = "State this as a rule…";
pub const WHAT_IF: &str = "What if";
pub const WHAT_IF_WORD: &str = "were";
pub const WRITE_WHAT_IF: &str = "Write it down";
pub const WHAT_IF_HINT: &str = "It is written into your rules as YAML, where you can go on. What a list says of an image or a flavor, the scope asks for: both are changed.";
pub const CLOUDS: &str = "Clouds";
pub const CLOUDS_HINT: &str = "Exports as the Check page takes them. The files of a folder are one cloud.";
pub const ADD_CLOUDS: &str = "Choose exports";
pub const ADD_CLOUD_FOLDER: &str = "Choose a folder";
pub const ADD_EXAMPLES: &str = "Take the example clouds";
pub const USE_CHECKED: &str = "The cloud of the Check page, too";
pub const ONE_CLOUD: &str = "All are one cloud";
pub const EACH_CLOUD: &str = "Each is a cloud of its own";
pub const RESULT: &str = "What the change does";
pub const FILES: &str = "Files";
pub const FILE: &str = "File";
pub const READ_BY: &str = "Read by";
pub const EFFECT: &str = "What became of it";
pub const RULES_AS_UNDERSTOOD: &str = "Rules as they were understood";
pub const WHAT: &str = "What";
pub const BEFORE: &str = "Before";
pub const AFTER: &str = "After";
pub const OTHER_VERSIONS: &str = "Scope versions that do not count: no certificates can be had";
pub const NOTHING_TURNS: &str = "No answer turns.";
pub const MATRIX: &str = "Clouds and test cases";
pub const TEST_CASE: &str = "Test case";
pub const STAYS: &str = "stays";
pub const SCOPE: &str = "Scope version";
pub const CERTIFIABLE: &str = "those of which certificates can be had";
pub const DATE: &str = "Reference date";
pub const DATE_HINT: &str = "YYYY-MM-DD; empty: today.";
pub const COPY_MARKDOWN: &str = "Copy as Markdown";
pub const SAVE_JSON: &str = "Save as JSON";
pub const SAVE_SARIF: &str = "Save as SARIF";
pub const SAVE_TEXT: &str = "Save as text";
pub const SAVE_MARKDOWN: &str = "Save as Markdown";
pub const SAVE_DIFFERENCES: &str = "Save the differences";
pub const NOT_ASKED: &str = "not asked";
pub const COMPARE: &str = "Compare two exports of one cloud";
pub const COMPARE_HINT: &str = "Before and after, or of two regions: which answers turned under the same standards, and which records differ. Several files of a side are one export.";
pub const EXPORT_BEFORE: &str = "Choose the export before";
pub const EXPORT_AFTER: &str = "Choose the export after";
pub const FOLDER_BEFORE: &str = "Choose a folder before";
pub const FOLDER_AFTER: &str = "Choose a folder after";
pub const COMPARING: &str = "Comparing…";
pub const COMPARED: &str = "Exports that are compared";

/// What an export of these files is called.
pub fn export_label(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [first, rest @ ..] => format!("{first} {}", more(rest.len())),
    }
}

/// "flavors: 3 differences".
pub fn changes_of(kind: &str, count: usize) -> String {
    format!("{kind}: {count} {}", if count == 1 { "difference" } else { "differences" })
}

/// The reference date.
pub fn as_of(date: &str) -> String {
    format!("As of {date}.")
}

/// "2 exports came at once. Are they of one cloud?"
pub fn ask_grouping(count: usize) -> String {
    format!("{count} exports came at once. Are they of one cloud?")
}

/// No scope version has that id.
pub fn no_such_version(id: &str) -> String {
    format!("There is no scope version {}.", super::quote::code(id))
}

/// The name of a region of the page: what it is about, and what it holds.
pub fn region(about: &str, files: &[String], what: &str) -> String {
    format!("{about}, {}: {what}", files.join(", "))
}

/// What a certificate of a version is worth, before and after.
pub fn validity(before: Option<&str>, after: Option<&str>) -> String {
    let word = |validity: Option<&str>| validity.unwrap_or("not listed").to_owned();
    if before == after { word(after) } else { format!("{} → {}", word(before), word(after)) }
}

/// How many answers stay.
pub fn unchanged(count: usize) -> String {
    format!("{count} answers unchanged")
}

/// How many more there are.
pub fn more(count: usize) -> String {
    format!("and {count} more")
}

/// What is asked and the answer.
pub fn standing(demand: &str, verdict: Option<&str>) -> String {
    format!("{demand}: {}", verdict.unwrap_or("unknown"))
}

/// A button that removes something.
pub fn remove(name: &str) -> String {
    format!("Remove {name}")
}

/// "3 files of exports".
pub fn files(count: usize) -> String {
    if count == 1 { "1 export".to_owned() } else { format!("{count} exports") }
}

/// What a cloud is called whose files came in a folder.
pub fn cloud_of_folder(folder: &str) -> String {
    folder.to_owned()
}

/// The names of reports as files.
pub const JSON_FILE: &str = "impact.json";
pub const SARIF_FILE: &str = "impact.sarif";
pub const DIFFERENCES_FILE: &str = "differences.md";
pub const COMPARISON_TEXT_FILE: &str = "comparison.txt";
pub const COMPARISON_MARKDOWN_FILE: &str = "comparison.md";
pub const COMPARISON_JSON_FILE: &str = "comparison.json";

/// The name of the rules that were written, as a file.
pub const RULE_FILE: &str = "rules.yaml";

/// What a file is called that was pasted without a name.
pub fn pasted_name(number: u32, ending: &str) -> String {
    if number == 1 { format!("pasted.{ending}") } else { format!("pasted-{number}.{ending}") }
}

/// The name of a button that says of a file what it is.
pub fn said_of(name: &str, label: &str) -> String {
    format!("{name}: {label}")
}

/// The name of a button that states as a rule what a file says.
pub fn state_rule_of(path: &str) -> String {
    format!("State as a rule what {path} asks for")
}

/// What a rule is for.
pub fn rule_about(path: &str) -> String {
    format!("For {}: rules that fit come first.", super::quote::code(path))
}

/// What is changed in a word, in groups.
pub fn subject_group(subject: &Subject) -> String {
    match subject {
        Subject::Image { list, .. } => format!("Images of {list}"),
        Subject::Flavor(_) => "Standard flavors".to_owned(),
        Subject::Version(_) => "Scope versions, from the reference date on".to_owned(),
        Subject::TestCase(_) => "Test cases".to_owned(),
    }
}

/// The word for what something is.
pub fn subject_word<'w>(subject: &Subject, word: &'w str) -> &'w str {
    match (subject, word) {
        (Subject::Version(_), "") => "not listed",
        (_, "") => "not asked for",
        (_, word) => word,
    }
}

/// "SCS-1V-4 (mandatory)".
pub fn subject_now(subject: &Subject, now: &str) -> String {
    format!("{subject} ({})", subject_word(subject, now))
}

/// Nothing could be put on the clipboard.
pub fn not_copied() -> super::Notice {
    super::Notice {
        what: "The browser does not let this page use the clipboard.".to_owned(),
        advice: Some("Allow it for this page, or save the review as JSON.".to_owned()),
        ..super::Notice::default()
    }
}

/// What came.
pub fn fetched(number: u64, repository: &str, files: usize) -> String {
    let files = if files == 1 { "1 file".to_owned() } else { format!("{files} files") };
    format!("Number {number} of {repository}, {files}:")
}

/// An embedded document that can be changed by hand.
pub fn changed_by_hand(name: &str) -> String {
    format!("What if: {name} as it is, to be changed")
}
