//! What a person would answer where a remedy asks for a fact.

use super::cloud::BUILT;
use scs_checker::remedy::{Command, Fact};

/// The suggestion, else the first value that is allowed, else something plausible.
pub(crate) fn answer(fact: &Fact) -> String {
    if let Some(suggestion) = &fact.suggestion {
        return suggestion.to_string();
    }
    let is_pattern = |value: &str| value.contains('…') || value.contains("YYYY") || value.contains("-N");
    if let Some(value) = fact.allowed.iter().find(|value| !is_pattern(value)) {
        return value.to_string();
    }
    let of_pattern = || fact.allowed.first().and_then(|value| value.strip_suffix('…')).map(str::to_owned);
    match fact.about.as_ref() {
        "image_build_date" | "maintained_until" => BUILT.to_owned(),
        "hotfix_hours" => "24".to_owned(),
        "min_ram" => "1024".to_owned(),
        "name" => fact.allowed[0].replace("YYYYMMDD", "20261001"),
        "tags" => of_pattern().unwrap() + "us",
        "image_source" => of_pattern().unwrap() + "image.qcow2",
        "os_version" => "1".to_owned(),
        "replace_frequency" => "monthly".to_owned(),
        "image_original_user" | "image_description" | "hw_scsi_model" => "something".to_owned(),
        about => panic!("nobody knows {about}: {fact:?}"),
    }
}

/// The arguments of a command with its facts answered.
pub(crate) fn answered(command: &Command) -> Vec<String> {
    let whole = command.arguments.iter().map(|argument| {
        let fact = argument.fact.as_ref().map(answer).unwrap_or_default();
        format!("{}{fact}", argument.text)
    });
    whole.collect()
}
