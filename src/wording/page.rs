//! The fixed texts of the page; code-like words stand between backticks.
#![expect(missing_docs, reason = "each text says what it is")]

use super::{Notice, name_text};
use crate::assessment::{Share, VerdictView};
use crate::inventory::Kind;

// The frame.
pub const PRODUCT: &str = "SCS Conformance Checker";
pub const SKIP: &str = "Skip to the content";
pub const NAVIGATION: &str = "Main";
pub const NAV_CHECK: &str = "Check";
pub const NAV_ABOUT: &str = "About";
pub const BUSY: &str = "Checking…";
pub const DROP_HERE: &str = "Drop the files to check them";
pub const PRIVACY: &str = "Checked in your browser. Nothing is sent.";
pub const DISMISS: &str = "Dismiss";
pub const COPY: &str = "Copy";
pub const COPIED: &str = "Copied";
pub const COPY_FAILED: &str = "Not copied: the browser did not allow it";

// A notice.
pub const WHERE: &str = "Where";
pub const EXPECTED: &str = "Expected";
pub const ADVICE: &str = "What to do";
pub const EXCERPT: &str = "The text around it";

// The first screen.
pub const QUESTION: &str = "Does your cloud conform to the SCS standards?";
pub const WHAT_THIS_IS: &str = "Give this page what your OpenStack cloud exports. It shows, test case by test case, \
    what the certificate “SCS-compatible IaaS” asks for, what your cloud meets, what it does not, and why.";
pub const DROP_TITLE: &str = "Drop exported files anywhere on this page";
pub const DROP_KINDS: &str = "JSON, YAML, CSV, tables and more: flavors, images, volume types, the service catalog, default security group rules, \
     and definitions of what a cloud will offer";
pub const CHOOSE_FILES: &str = "Choose files";
pub const CHOOSE_FOLDER: &str = "Choose a folder";
pub const PASTE_LABEL: &str = "Or paste an export here";
pub const PASTE_HINT: &str = "[{\"Name\": \"SCS-4V-16\", \"RAM\": 16384, …}]";
pub const CHECK: &str = "Check";
pub const EXAMPLES_TITLE: &str = "Try an example";
pub const EXAMPLES_TEXT: &str = "An invented cloud, so that you see what comes out.";
pub const EXPORT_TITLE: &str = "How do I export this?";
pub const EXPORT_SHORT: &str = "One command for everything, or one for each list, to be copied.";
pub const EXPORT_TEXT: &str = "With the OpenStack client and an ordinary member account of the cloud. They only read. \
    What is missing leaves test cases open; nothing is guessed.";
pub const EXPORT_ALL: &str = "Everything in one file";
pub const EXPORT_ALL_TEXT: &str =
    "For a POSIX shell; it writes `scs-export.json`. Images take a moment each.";
pub const EXPORT_EACH: &str = "Or list by list";

/// An example cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    pub title: &'static str,
    pub text: &'static str,
    /// Its file, in the folder of the samples.
    pub file: &'static str,
}

const CONFORMANT: Example = Example {
    title: "A conformant cloud",
    text: "all that an export can show is met",
    file: "example-conformant.json",
};
const WITH_FAULTS: Example = Example {
    title: "A cloud with faults",
    text: "missing extra specs, an outdated image and more",
    file: "example-with-faults.json",
};

/// The examples that are clouds.
pub const EXAMPLE_CLOUDS: [Example; 2] = [CONFORMANT, WITH_FAULTS];

pub const EXAMPLES: [Example; 3] = [
    CONFORMANT,
    WITH_FAULTS,
    Example {
        title: "A plan of flavors",
        text: "definitions for openstack-flavor-manager, before anything is created",
        file: "example-definitions.yaml",
    },
];

/// What a kind of list is called above the command that exports it.
pub fn export_title(kind: Kind) -> &'static str {
    match kind {
        Kind::Flavor => "Flavors",
        Kind::Image => "Images",
        Kind::VolumeType => "Volume types",
        Kind::Service => "Service catalog",
        Kind::SecurityGroupRule => "Default security group rules",
        Kind::ImageUsage => "Image quotas",
    }
}

// Files.
pub const FILES: &str = "Files";
pub const ADD_MORE: &str = "Add or paste";
pub const START_OVER: &str = "Start over";
pub const NOT_UNDERSTOOD: &str = "not understood";
pub const BEING_READ: &str = "being read…";
pub const NOT_READ: &str = "not read";
pub const IT_LISTS: &str = "It lists";

pub fn paste_name(number: u32) -> String {
    format!("paste {number}")
}

/// A further file of a name that is taken.
pub fn numbered(name: &str, number: u32) -> String {
    format!("{name} ({number})")
}

pub const UNDO: &str = "Undo";
pub const CANCEL: &str = "Cancel";
pub const CANCELLED: &str = "Cancelled; all is as it was before.";

/// "flavors.json removed", "3 files removed".
pub fn removed(first: &str, count: usize) -> String {
    if count == 1 { format!("{first} removed.") } else { format!("{count} files removed.") }
}

/// What is being read: how much of how much, in percent.
pub fn reading(name: &str, percent: usize) -> String {
    format!("Reading {name} ({percent} %)…")
}

/// The part that reads and judges broke down over these files.
pub fn broke_down(names: &[&str]) -> Notice {
    let what = match names {
        [] => "The checker broke down: a fault of ours, or memory ran out.".to_owned(),
        [name] => format!("The checker broke down over `{name}`: a fault of ours, or memory ran out."),
        [first, rest @ ..] => format!(
            "The checker broke down over `{first}` and {} more: a fault of ours, or memory ran out.",
            rest.len()
        ),
    };
    Notice {
        what,
        place: None,
        expected: None,
        advice: Some(if names.is_empty() {
            "It was started again. If the result is missing, reload the page and add the files again.".into()
        } else {
            "What it was reading was left out; all else is as it was. Add the files one by one, or parts of them."
                .into()
        }),
    }
}

pub fn not_started() -> Notice {
    Notice {
        what: "The part of this page that reads and judges could not be started.".into(),
        place: None,
        expected: Some("A connection to where this page came from, and memory for it.".into()),
        advice: Some("Check your connection and add or change something: it is tried again then.".into()),
    }
}

pub fn remove(name: &str) -> String {
    format!("Remove {name}")
}

pub fn notes(count: usize) -> String {
    if count == 1 { "1 note".to_owned() } else { format!("{count} notes") }
}

pub fn notes_of(count: usize, name: &str) -> String {
    format!("{} on {name}", notes(count))
}

/// Not all of a folder was taken.
pub fn left_out_of_folder(count: usize, limit: usize, endings: &[&str]) -> Notice {
    Notice {
        what: if count == 1 {
            "1 file of the folder was left out.".to_owned()
        } else {
            format!("{count} files of the folder were left out.")
        },
        place: None,
        expected: Some(format!("Up to {limit} files that end in {}.", endings.join(", "))),
        advice: Some("Add what is missing as files.".into()),
    }
}

pub fn folder_without_exports(endings: &[&str]) -> Notice {
    Notice {
        what: "Nothing in the folder looks like an export.".into(),
        place: None,
        expected: Some(format!("Files that end in {}.", endings.join(", "))),
        advice: Some("Choose another folder, or add the files themselves.".into()),
    }
}

pub fn example_not_loaded(file: &str) -> Notice {
    Notice {
        what: "The example could not be loaded.".into(),
        place: Some(format!("`samples/{file}`, beside this page")),
        expected: None,
        advice: Some(
            "Check your connection and try again. A page opened as a file cannot load it: drop the file instead."
                .into(),
        ),
    }
}

// The result.
pub const SCOPE: &str = "Scope version";
pub const MORE_VERSIONS: &str = "more";
pub const FEWER_VERSIONS: &str = "fewer";
pub const DATE: &str = "As of";
pub const DATE_HINT: &str = "YYYY-MM-DD; empty for today";
pub const AS_LISTED: &str = "Judge everything listed";
pub const AS_LISTED_HINT: &str = "Also what an ordinary member account is not shown: hidden images, private \
    flavors and volume types.";
pub const RECOMMENDED: &str = "Recommended";

pub fn verdict(verdict: VerdictView) -> &'static str {
    match verdict {
        VerdictView::Pass => "Pass",
        VerdictView::Fail => "Fail",
        VerdictView::Open => "Open",
    }
}

pub fn share(share: Share) -> String {
    format!("{} pass, {} fail, {} open", share.pass, share.fail, share.open)
}

pub fn share_part(count: usize, verdict: VerdictView) -> String {
    let word = match verdict {
        VerdictView::Pass => "pass",
        VerdictView::Fail => "fail",
        VerdictView::Open => "open",
    };
    format!("{count} {word}")
}

/// Those of a standard's test cases, without what there is none of.
pub fn short_share(share: Share) -> String {
    let parts =
        [(share.fail, VerdictView::Fail), (share.open, VerdictView::Open), (share.pass, VerdictView::Pass)];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    parts.map(|(count, verdict)| share_part(count, verdict)).collect::<Vec<_>>().join(" · ")
}

/// "As of 2026-11-01".
pub fn as_of(date: &str) -> String {
    format!("{DATE} {date}")
}

pub fn recommended(share: Share) -> String {
    format!("{} of {} met", share.pass, share.pass + share.fail + share.open)
}

// Causes and remedies.
pub const CAUSES: &str = "Why it fails";
pub const MEND: &str = "How to mend it";
pub const MEND_ALL: &str = "How to mend all of it";
pub const CAUSE_MORE: &str = "What it is about";
pub const RECOMMENDED_ONLY: &str = "recommended only";
pub const LOADING_REMEDY: &str = "Looking up what mends it…";
pub const REMEDY_COMMANDS: &str = "Commands";
pub const REMEDY_FLAVORS: &str = "Or as definitions for openstack-flavor-manager";
pub const REMEDY_IMAGES: &str = "Definitions for openstack-image-manager";
pub const REMEDY_REASONS: &str = "What no command mends";
pub const SAVE: &str = "Save";

pub fn effects(commands: usize) -> String {
    match commands {
        0 => "No command:".to_owned(),
        1 => "1 command:".to_owned(),
        _ => format!("{commands} commands:"),
    }
}

pub fn lines_left(left: usize) -> String {
    format!("… {left} more lines, which are copied and saved, too")
}

/// "Explains 14 failing test cases".
pub fn explains(testcases: usize) -> String {
    match testcases {
        1 => "Explains 1 failing test case".to_owned(),
        count => format!("Explains {count} failing test cases"),
    }
}

/// " and 3 more", if there are more.
pub fn further(count: usize) -> String {
    if count == 0 { String::new() } else { format!("and {count} more") }
}

// Waivers.
pub const WAIVED: &str = "waived";
pub const WAIVE_IT: &str = "Waive it";
pub const WAIVE: &str = "Waive";
pub const UNWAIVE: &str = "Take back";
pub const WAIVERS: &str = "Waivers";
pub const WAIVERS_TEXT: &str = "What is waived still fails, and is counted apart. Save the file to use it again: drop it \
    here, or give it to the command line.";
pub const SAVE_WAIVERS: &str = "Save as file";
pub const WAIVER_RESOURCE: &str = "Resource";
pub const WAIVER_RESOURCE_HINT: &str = "Name or id; * stands for any text. Empty: the whole test case";
pub const WAIVER_REASON: &str = "Reason";
pub const WAIVER_REASON_HINT: &str = "Why the fault is accepted";
pub const WAIVER_UNTIL: &str = "Until";
pub const WAIVER_UNTIL_HINT: &str = "YYYY-MM-DD, the last day";

pub const ACCEPT_SOURCE: &str = "Accept this source";
pub const SOURCE_PREFIX: &str = "Or a mirror of your own";
pub const SOURCE_PREFIX_HINT: &str = "What its addresses begin with, for all images";
pub const SOURCE_REASON_HINT: &str = "Why it is as good as the publisher";

/// "until 2026-12-31, 3 findings:".
pub fn waiver_facts(until: Option<&str>, findings: usize) -> String {
    let until = until.map(|until| format!("until {until}, ")).unwrap_or_default();
    let findings = if findings == 1 { "1 finding".to_owned() } else { format!("{findings} findings") };
    format!("{until}{findings}:")
}

/// What stands before the difference of text and official test.
pub fn contradiction(verdict: VerdictView) -> &'static str {
    match verdict {
        VerdictView::Fail | VerdictView::Open => "Text and official test differ here",
        VerdictView::Pass => "Text and official test differ",
    }
}

// Details.
pub const DETAILS: &str = "Details by";
pub const COPY_MARKDOWN: &str = "Copy as Markdown";
pub const COPY_LINK: &str = "Copy link";
pub const COPY_ID: &str = "Copy id";
pub const COPY_SUMMARY: &str = "the answer";
pub const PRINT: &str = "Print";

// The cloud, and what it is judged by.
pub const STANDARDS: &str = "Standards";
pub const ADD_STANDARDS: &str = "Add newer standards";
pub const STANDARDS_HINT: &str = "Files of the SCS project or of your own, laid over the embedded ones.";
pub const HOW_TO_EXPORT_THE_REST: &str = "How to export what is missing";
pub const MORE_CHOICES: &str = "More choices: name of the cloud, what is judged, newer standards";
pub const CLOUD: &str = "Cloud";
pub const CLOUD_HINT: &str = "Its name, for the print and for tickets";
pub const REGION: &str = "Region";
pub const VERSIONS_SIDE_BY_SIDE: &str = "Scope versions side by side";
pub const VERSIONS_TEXT: &str = "What the versions that are listed at this date make of the same exports.";
pub const DIFFERENCES: &str = "Test cases in which they differ";
pub const TEST_CASE: &str = "Test case";
pub const NOT_IN_VERSION: &str = "–";

// The test cases.
pub const TEST_CASES: &str = "Test cases";
pub const SEARCH: &str = "Search test cases and findings";
pub const FILTERS: &str = "More filters";
pub const BY_LEVEL: &str = "Level";
pub const BY_STANDARD: &str = "Standard";
pub const BY_KIND: &str = "Kind of resource";
pub const BY_WAIVER: &str = "Waivers";
pub const WAIVED_ANY: &str = "All";
pub const WAIVED_ONLY: &str = "Waived";
pub const WAIVED_NOT: &str = "Not waived";
pub const SHOW: &str = "Show";
pub const FAILS: &str = "Fails";
pub const OPEN: &str = "Open";
pub const PASSES: &str = "Passes";
pub const OPTIONAL: &str = "Not required";
pub const SHOW_ALL: &str = "Show all";
pub const NO_MATCH: &str = "No test case matches this choice.";
pub const REASON: &str = "Why it is open";
pub const WHY: &str = "Why it matters";
pub const DECIDED: &str = "How it is decided";
pub const SECTION: &str = "In the standard";
pub const OFFICIAL: &str = "Official test suite";
pub const FINDINGS: &str = "Findings";
pub const LOADING_FINDINGS: &str = "Loading the findings…";
pub const RESOURCE: &str = "Resource";
pub const FIELD: &str = "Field";
pub const FOUND: &str = "Found";
pub const EXPECTED_VALUE: &str = "Expected";
pub const MEANING: &str = "What it means";
pub const REMARK: &str = "Remark";

pub fn shown(shown: usize, total: usize) -> String {
    format!("{shown} of {total} test cases shown")
}

pub fn official(word: &str) -> String {
    format!("says `{word}` on the same data")
}

/// "12 findings match".
pub fn findings_match(count: usize) -> String {
    if count == 1 { "1 finding matches".to_owned() } else { format!("{count} findings match") }
}

/// "gx-scs, region eu-1".
pub fn cloud_name(cloud: &str, region: &str) -> String {
    match (name_text(cloud.trim()).as_str(), name_text(region.trim()).as_str()) {
        (cloud, "") => cloud.to_owned(),
        ("", region) => format!("region {region}"),
        (cloud, region) => format!("{cloud}, region {region}"),
    }
}

/// What stands for a value that there is none of.
pub fn value(value: Option<&str>) -> &str {
    value.unwrap_or("–")
}

// The standards.
/// "standards of 2026-08-21 · 077174d".
pub fn provenance(date: &str, commit: &str) -> String {
    format!("standards of {date} · {}", commit.get(..7).unwrap_or(commit))
}

// The look.
pub const DISPLAY: &str = "Display";
pub const THEME: &str = "Colours";
pub const THEME_SYSTEM: &str = "System";
pub const THEME_LIGHT: &str = "Light";
pub const THEME_DARK: &str = "Dark";
pub const DENSITY: &str = "Density";
pub const DENSITY_COMFORTABLE: &str = "Comfortable";
pub const DENSITY_COMPACT: &str = "Compact";

// The keyboard.
pub const SHORTCUTS: &str = "Keyboard shortcuts";
pub const SHORTCUTS_ON: &str = "Single letters are shortcuts";
pub const SHORTCUTS_TEXT: &str =
    "They work wherever no text is being typed. All of the page can be reached with the Tab key, too.";
pub const CLOSE: &str = "Close";
pub const SHORTCUT_HELP: &str = "Show this list";
pub const SHORTCUT_ADD: &str = "Add or paste an export";
pub const SHORTCUT_SEARCH: &str = "Search";
pub const SHORTCUT_TEST_CASES: &str = "Test cases";
pub const SHORTCUT_RESOURCES: &str = "Resources";
pub const SHORTCUT_NEXT: &str = "Next test case";
pub const SHORTCUT_PREVIOUS: &str = "Previous test case";
pub const SHORTCUT_ANSWER: &str = "To the answer";

/// The title of a place other than the first.
pub fn title(place: &str) -> String {
    format!("{place} – {PRODUCT}")
}

// About.
pub const ABOUT: &str = "About this checker";

/// A section of the About page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    pub title: &'static str,
    pub paragraphs: &'static [&'static str],
}

pub const ABOUT_SECTIONS: [Section; 3] = [
    Section {
        title: "What it does",
        paragraphs: &[
            "It reads what an OpenStack cloud exports and judges it by the test cases of the certificate \
             “SCS-compatible IaaS” of the Sovereign Cloud Stack (SCS). For each version of the certificate’s scope it \
             says what passes, what fails and what an export cannot show.",
            "It never says that a cloud conforms while a test case is open. Some can only be decided on a live cloud; \
             for these, the official test suite or a person has the last word.",
        ],
    },
    Section {
        title: "Privacy",
        paragraphs: &[
            "All reading and judging happens in this browser tab. What you drop or paste is not sent and not put into \
             the address. It is not stored either, and closing the tab forgets it, unless you turn on remembering.",
            "“Remember on this device” is off until you turn it on. Then your files, choices and waivers are kept in \
             this browser’s storage, which other people who use this browser and other pages of the same site can \
             read; nothing is sent. Turning it off deletes them at once.",
            "There are no cookies, no trackers and no fonts or scripts from elsewhere. Only if you load a pull request on \
             the Impact page, your browser asks the code host for it, and sends nothing else than its number and the paths \
             of its files. The page’s own security policy forbids the browser to contact any other place. Links to the \
             standards’ texts are followed only when you click them.",
        ],
    },
    Section {
        title: "How it relates to the official test suite",
        paragraphs: &[
            "Verdicts follow the official test suite, quirks included: the same data give the same answer, which is \
             tested case by case.",
            "Where the suite aborts instead of answering, this page decides by the text of the standard and says so, \
             with the suite’s own word beside it: a legal extra spec is no fault, a missing mandatory property is.",
        ],
    },
];

pub const VERSIONS: &str = "Versions";
pub const VERSION_PROGRAM: &str = "This program";
pub const VERSION_STANDARDS: &str = "Standards of";
pub const VERSION_COMMIT: &str = "Commit";
pub const VERSION_SOURCE: &str = "Repository";
pub const LICENCE: &str = "Licence";
pub const LICENCE_TEXT: &str = "MIT OR Apache-2.0, at your choice.";
pub const LICENCES: &str = "Licences of all parts of this page";
