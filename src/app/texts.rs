//! The fixed texts of the page; code-like words stand between backticks.
#![expect(missing_docs, reason = "each text says what it is")]

use super::route::Route;
use super::state::Theme;
use crate::inventory::Kind;
use crate::present::{
    CauseView, Choices, FindingView, ProvenanceView, Share, TestCaseView, VerdictView, WaiverView,
};
use crate::wording::Notice;

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
pub const COPY_FAILED: &str = "Select and copy by hand";

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

pub const EXAMPLES: [Example; 2] = [
    Example {
        title: "A conformant cloud",
        text: "all that an export can show is met",
        file: "example-conformant.json",
    },
    Example {
        title: "A cloud with faults",
        text: "missing extra specs, an outdated image and more",
        file: "example-with-faults.json",
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
pub const IT_LISTS: &str = "It lists";

pub fn paste_name(number: u32) -> String {
    format!("paste {number}")
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

/// A message about a file, with its name.
pub fn about_file(name: &str, notice: &Notice) -> Notice {
    Notice { place: Some(format!("`{name}`")), ..notice.clone() }
}

pub fn file_not_read(name: &str) -> Notice {
    Notice {
        what: format!("`{name}` could not be read."),
        place: None,
        expected: Some(
            "A file. A folder cannot be read, nor a file that was moved or deleted meanwhile.".into(),
        ),
        advice: Some("Choose the file again; of a folder, choose the files in it.".into()),
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

pub fn standards_broken(reason: &str) -> Notice {
    Notice {
        what: "The standards that are built into this page cannot be read: a fault of ours.".into(),
        place: Some(reason.to_owned()),
        expected: None,
        advice: Some("Please report it with the text above.".into()),
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
pub fn explains(cause: &CauseView) -> String {
    match cause.testcases.len() {
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
pub fn waiver_facts(waiver: &WaiverView) -> String {
    let until = waiver.until.as_ref().map(|until| format!("until {until}, ")).unwrap_or_default();
    let findings =
        if waiver.findings == 1 { "1 finding".to_owned() } else { format!("{} findings", waiver.findings) };
    format!("{until}{findings}:")
}

/// What stands before the difference of text and official test.
pub fn contradiction(verdict: VerdictView) -> &'static str {
    match verdict {
        VerdictView::Fail | VerdictView::Open => "Text and official test differ here",
        VerdictView::Pass => "Text and official test differ",
    }
}

// The test cases.
pub const TEST_CASES: &str = "Test cases";
pub const SEARCH: &str = "Search test cases";
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

pub fn show_more(left: usize) -> String {
    format!("Show more ({left} left)")
}

/// "required" goes without saying.
pub fn level(testcase: &TestCaseView) -> Option<&'static str> {
    (!testcase.level.is_required()).then(|| crate::wording::demand_name(testcase.level))
}

/// What stands for a value that there is none of.
pub fn value(value: Option<&str>) -> &str {
    value.unwrap_or("–")
}

/// What a finding is called where its verdict is not plain.
pub fn remark(finding: &FindingView) -> Option<&'static str> {
    (!finding.is_fault).then_some(REMARK)
}

// The standards.
pub fn provenance(provenance: &ProvenanceView) -> String {
    format!("standards of {} · {}", provenance.date, short_commit(&provenance.commit))
}

pub fn short_commit(commit: &str) -> &str {
    commit.get(..7).unwrap_or(commit)
}

pub fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "System",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    }
}

pub fn theme_button(now: Theme) -> String {
    format!("Colours: {}. Change to {}", theme(now), theme(now.next()))
}

pub fn title(route: Route) -> String {
    match route {
        Route::Check => PRODUCT.to_owned(),
        Route::About => format!("{} – {PRODUCT}", route.name()),
    }
}

/// The date that stands in its field.
pub fn date_value(choices: &Choices, judged: &str) -> String {
    if choices.date.is_empty() { judged.to_owned() } else { choices.date.clone() }
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
            "All reading and judging happens in this browser tab. What you drop or paste is not sent, not stored and \
             not put into the address; closing the tab forgets it.",
            "There are no cookies, no trackers and no fonts or scripts from elsewhere. The page’s own security policy \
             forbids the browser to contact any other place. Links to the standards’ texts are followed only when you \
             click them.",
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
