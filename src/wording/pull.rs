//! Pull requests that a code host is asked for.

use super::Notice;
use super::quote::{code, sentence_list, shown_within};
use crate::date::Moment;
use crate::pull::{
    Failure, Hosts, InputError, LeftOut, LeftOutReason, LimitEnd, MAX_ANSWER_BYTES, MAX_FILE_BYTES,
    MAX_FILES, Progress, PullError, PullId, Side,
};

/// How long an address may be where it is shown.
const ADDRESS: usize = 200;

/// What a person wrote is no pull request.
pub fn pull_input_error(error: &InputError) -> Notice {
    let what = match error {
        InputError::Empty => "There is no number of a pull request.".to_owned(),
        InputError::OtherHost { found, known } => {
            format!("{} is another place than {}, which this page can ask.", code(found), code(known))
        }
        InputError::NotUnderstood { found } => {
            format!("{} is neither a number nor the address of a pull request.", code(found))
        }
    };
    Notice {
        what,
        place: None,
        expected: Some("A number such as `1266`, or the address of the pull request.".into()),
        advice: Some("Pull requests of other places: drop the files that they change here.".into()),
    }
}

/// A pull request was not loaded.
pub fn pull_failure(failure: &Failure, id: &PullId, hosts: &Hosts) -> Notice {
    let pull = format!("{} of {}", id.number, code(&id.repository.to_string()));
    let by_hand = by_hand(&failure.wanted, id, hosts);
    let what = match &failure.error {
        PullError::IsIssue => format!("Number {pull} is an issue, not a pull request."),
        PullError::NotFound => format!("There is no number {pull}, or not for everybody."),
        PullError::RateLimited { ends } => {
            format!("The host was asked too often from your network{}.", limit_end(*ends))
        }
        PullError::Server { status } => {
            format!("The host has a fault (status {status}): pull request {pull} is not loaded.")
        }
        PullError::Refused { status } => {
            format!(
                "The host does not give what was asked for (status {status}): pull request {pull} is not loaded."
            )
        }
        PullError::Unreachable => format!("No answer could be read: pull request {pull} is not loaded."),
        PullError::NotUnderstood { detail } => {
            format!(
                "The host’s answer is not what it promises ({}): pull request {pull} is not loaded.",
                code(detail)
            )
        }
        PullError::TooLarge => format!(
            "The host’s answer is larger than {} MiB: pull request {pull} is not loaded.",
            MAX_ANSWER_BYTES / (1024 * 1024)
        ),
    };
    let expected = match &failure.error {
        PullError::IsIssue | PullError::NotFound => Some("The number of a public pull request."),
        PullError::RateLimited { .. } => {
            Some("Some 60 questions an hour from one network; a pull request takes two or more.")
        }
        PullError::Unreachable => Some(
            "A connection to the host, and leave to read its answers: a browser does not say whether the network is \
             off, or a policy, an extension or the host itself refused.",
        ),
        PullError::Server { .. }
        | PullError::Refused { .. }
        | PullError::NotUnderstood { .. }
        | PullError::TooLarge => None,
    };
    let advice = match &failure.error {
        PullError::IsIssue | PullError::NotFound => {
            "Check the number: that of a pull request stands behind its title.".to_owned()
        }
        PullError::RateLimited { ends: Some(_) } => format!("Wait until then, or do it by hand. {by_hand}"),
        PullError::RateLimited { ends: None } => format!("Try again in an hour, or do it by hand. {by_hand}"),
        PullError::Unreachable => format!("Check the connection and try again, or do it by hand. {by_hand}"),
        PullError::Server { .. } | PullError::Refused { .. } => {
            format!("Try again later, or do it by hand. {by_hand}")
        }
        PullError::NotUnderstood { .. } | PullError::TooLarge => format!("Do it by hand. {by_hand}"),
    };
    Notice {
        what,
        place: failure.address.as_ref().map(|address| shown_within(address, ADDRESS)),
        expected: expected.map(ToOwned::to_owned),
        advice: Some(advice),
    }
}

/// A person stopped the loading.
pub fn pull_cancelled(id: &PullId) -> Notice {
    Notice {
        what: format!(
            "Cancelled: pull request {} of {} is not loaded.",
            id.number,
            code(&id.repository.to_string())
        ),
        place: None,
        expected: None,
        advice: Some("Ask again when you like.".into()),
    }
}

/// How to do without asking a host.
fn by_hand(wanted: &[String], id: &PullId, hosts: &Hosts) -> String {
    let files = if wanted.is_empty() {
        "the changed ones of `scs-compatible-iaas.yaml` and of the files of flavors, images and texts of standards"
            .to_owned()
    } else {
        sentence_list(wanted, "and")
    };
    format!(
        "On {}, open “View file” of {files}, download the whole file (a diff does not do) and drop it here.",
        code(&hosts.files_page(id))
    )
}

fn limit_end(end: Option<LimitEnd>) -> String {
    match end {
        Some(LimitEnd::At(seconds)) => {
            // `2026-11-23T14:05:00Z`, or a text without these letters for what is no date.
            let time = Moment(seconds).to_string();
            match time.split_once('T').zip(time.rsplit_once(':')) {
                Some(((date, _), (minutes, _))) => {
                    let clock = minutes.rsplit_once('T').map_or("", |(_, clock)| clock);
                    format!(": it answers again from {date}, {clock} UTC, on")
                }
                None => String::new(),
            }
        }
        Some(LimitEnd::After(seconds)) => format!(": it answers again in {seconds} seconds"),
        None => String::new(),
    }
}

/// A state of a file is missing.
pub fn pull_left_out(left_out: &LeftOut) -> String {
    let side = match left_out.side {
        Side::Base => "before",
        Side::Head => "after",
    };
    let path = code(&left_out.path);
    match left_out.reason {
        LeftOutReason::TooLarge => {
            format!(
                "{path}, {side} the change, is not read: it is larger than {} KiB.",
                MAX_FILE_BYTES / 1024
            )
        }
        LeftOutReason::TooMany => {
            format!("{path}, {side} the change, is not read: there are more than {MAX_FILES} files.")
        }
        LeftOutReason::NotText => format!("{path}, {side} the change, is not read: it is no text in UTF-8."),
        LeftOutReason::NotThere => {
            format!("{path}, {side} the change, is not read: the host does not have it.")
        }
        LeftOutReason::NoAddress => {
            format!("{path}, {side} the change, is not read: no file can have this path.")
        }
    }
}

/// Files that are not even listed; at least one.
pub fn pull_unlisted(count: usize) -> String {
    match count {
        1 => "One more file is changed, which the host did not name.".to_owned(),
        _ => format!("{count} more files are changed, which are not listed."),
    }
}

/// How far the loading is.
pub fn pull_progress(progress: Progress) -> String {
    match progress {
        Progress::Describing => "Asking for the pull request…".to_owned(),
        Progress::Listing { done, all } => format!("Asking which files it changes ({done} of {all})…"),
        Progress::Reading { done, all } => format!("Loading its files ({done} of {all})…"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_sentences, check_text, values};
    use super::*;

    fn hosts() -> Hosts {
        Hosts::parse("https://api.code.example https://raw.code.example").unwrap()
    }

    fn id() -> PullId {
        PullId::parse("o/n#7", &hosts()).unwrap()
    }

    fn failure(error: PullError) -> Failure {
        Failure {
            error,
            address: Some("https://api.code.example/repos/o/n/pulls/7".into()),
            wanted: Vec::new(),
        }
    }

    #[test]
    fn every_failure_reads_well() {
        let ends = [None, Some(LimitEnd::At(0)), Some(LimitEnd::At(i64::MAX)), Some(LimitEnd::After(60))];
        for value in values() {
            let errors = [
                PullError::IsIssue,
                PullError::NotFound,
                PullError::Server { status: 503 },
                PullError::Refused { status: 403 },
                PullError::Unreachable,
                PullError::NotUnderstood { detail: value.clone() },
                PullError::TooLarge,
            ];
            for error in errors.into_iter().chain(ends.map(|ends| PullError::RateLimited { ends })) {
                for wanted in [vec![], vec![value.clone()], vec![value.clone(); 300]] {
                    let failure =
                        Failure { error: error.clone(), address: Some(format!("https://{value}")), wanted };
                    let notice = pull_failure(&failure, &id(), &hosts());
                    check_sentences(&notice.what);
                    notice.expected.iter().chain(&notice.advice).for_each(|text| check_sentences(text));
                    check_text(&notice.place.unwrap());
                }
            }
        }
    }

    #[test]
    fn what_a_person_wrote_is_answered() {
        for value in values() {
            for error in [
                InputError::Empty,
                InputError::OtherHost { found: value.clone(), known: "code.example".into() },
                InputError::NotUnderstood { found: value.clone() },
            ] {
                let notice = pull_input_error(&error);
                check_sentences(&notice.what);
                notice.expected.iter().chain(&notice.advice).for_each(|text| check_sentences(text));
            }
        }
    }

    #[test]
    fn what_is_missing_reads_well() {
        use LeftOutReason::{NoAddress, NotText, NotThere, TooLarge, TooMany};
        for path in values() {
            for reason in [NoAddress, NotText, NotThere, TooLarge, TooMany] {
                for side in [Side::Base, Side::Head] {
                    check_sentences(&pull_left_out(&LeftOut { path: path.clone(), side, reason }));
                }
            }
        }
        for count in [1, 2] {
            check_sentences(&pull_unlisted(count));
        }
        assert_eq!(pull_progress(Progress::Reading { done: 1, all: 4 }), "Loading its files (1 of 4)…");
    }

    #[test]
    fn a_failure_says_when_to_ask_again_and_which_files_to_get_by_hand() {
        let error = PullError::RateLimited { ends: Some(LimitEnd::At(1_795_392_300)) };
        let wanted = vec!["Tests/scs-compatible-iaas.yaml".to_owned(), "Tests/b.yaml".to_owned()];
        let notice = pull_failure(&Failure { wanted, ..failure(error) }, &id(), &hosts());
        assert_eq!(
            notice.what,
            "The host was asked too often from your network: it answers again from 2026-11-23, 00:05 UTC, on."
        );
        assert_eq!(
            notice.advice.unwrap(),
            "Wait until then, or do it by hand. On `https://code.example/o/n/pull/7/files`, open “View file” of \
             `Tests/scs-compatible-iaas.yaml` and `Tests/b.yaml`, download the whole file (a diff does not do) and \
             drop it here."
        );
        let notice = pull_failure(&failure(PullError::IsIssue), &id(), &hosts());
        assert_eq!(notice.what, "Number 7 of `o/n` is an issue, not a pull request.");
    }
}
