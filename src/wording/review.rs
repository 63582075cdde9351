//! What a change of the standards does, in sentences.

use crate::catalogue::Reader;
use crate::impact::{Class, FileEffect, Side, Turn};

/// Who reads a changed file, and so what it changes; a heading.
pub fn reader_title(reader: Reader) -> &'static str {
    match reader {
        Reader::OfficialTest => "Official test suite",
        Reader::Text => "Text of the standards",
        Reader::NeighbouringTool => "Files of neighbouring tools",
        Reader::Draft => "Rules written for this review",
    }
}

/// What a change of such files changes.
pub fn reader_text(reader: Reader) -> &'static str {
    match reader {
        Reader::OfficialTest => "The official test suite reads these files: they change official verdicts.",
        Reader::Text => {
            "Only people read these files: they change what the text demands, and no official verdict."
        }
        Reader::NeighbouringTool => {
            "The official test suite does not read these files; tools beside it do. They change no official verdict."
        }
        Reader::Draft => "These rules are read by this program alone. They change no official verdict.",
    }
}

/// The word for what became of a file in reports.
pub fn file_effect_name(effect: &FileEffect) -> &'static str {
    match effect {
        FileEffect::Unrelated => "unrelated",
        FileEffect::Same => "same",
        FileEffect::RulesChanged => "rules changed",
        FileEffect::RulesAndMoreChanged => "rules and more changed",
        FileEffect::OnlyMoreChanged => "not understood",
        FileEffect::NotCompared => "not compared",
        FileEffect::Unreadable(_) => "unreadable",
    }
}

/// What became of a file.
pub fn file_effect_text(effect: &FileEffect, reader: Option<Reader>) -> &'static str {
    let is_code = reader == Some(Reader::OfficialTest);
    match effect {
        FileEffect::Unrelated => "Not about these standards.",
        FileEffect::Same => "Nothing that carries meaning changed.",
        FileEffect::RulesChanged => "Rules changed, and all of it was understood.",
        FileEffect::RulesAndMoreChanged if is_code => {
            "Rules changed. Other code changed, too, and was not understood: read it."
        }
        FileEffect::RulesAndMoreChanged => "Rules changed. Other text changed, too: read it.",
        FileEffect::OnlyMoreChanged if is_code => {
            "Code of the test suite changed, and was not understood: read it. Verdicts may change."
        }
        FileEffect::OnlyMoreChanged => {
            "Text changed, but no rule that is understood. If it asks for something new, write that down as a rule."
        }
        FileEffect::NotCompared => {
            "What it was before is not known, so only its rules could be compared with the embedded standards."
        }
        FileEffect::Unreadable(_) => "It could not be read.",
    }
}

/// How an answer turns.
pub fn turn_name(turn: Turn) -> &'static str {
    match turn {
        Turn::NewlyFailing => "newly failing",
        Turn::NewlyOpen => "newly undecided",
        Turn::NewlyAdvised => "newly advised",
        Turn::Eased => "failing, now only advised",
        Turn::NewlyPassing => "newly passing",
        Turn::NewlyAsked => "newly asked",
        Turn::NoLongerAsked => "no longer asked",
    }
}

/// What a change means.
pub fn class_name(class: Class) -> &'static str {
    match class {
        Class::Preserving => "preserving",
        Class::Undecided => "undecided",
        Class::Breaking => "breaking",
    }
}

/// What a change means for the clouds at hand, of which there are some; never more.
pub fn change_class_text(class: Class, clouds: usize, is_understood: bool) -> String {
    let these = if clouds == 1 { "this cloud".to_owned() } else { format!("these {clouds} clouds") };
    let (word, why) = match class {
        Class::Preserving => ("Preserving", "nothing that a certificate needs turns to a failure"),
        Class::Undecided if is_understood => {
            ("Undecided", "something that a certificate needs cannot be decided after the change")
        }
        Class::Undecided => ("Undecided", "not everything that changed was understood"),
        Class::Breaking => ("Breaking", "something that a certificate needs turns to a failure"),
    };
    let more = if class == Class::Breaking && !is_understood {
        " Not everything that changed was understood, so there may be more."
    } else {
        ""
    };
    format!("{word} for {these}: {why}.{more}")
}

/// What a part of a change means that changes no official verdict, behind the headline.
pub fn beside_class_text(reader: &str, class: Class) -> String {
    format!("{reader}: {}.", class_name(class))
}

/// What differs in the standards; a heading.
pub const DIFFERENCES: &str = "Differences of the standards";

/// What is said without a cloud.
pub const NO_CLOUD: &str = "No cloud was given, so only the standards are compared. With exports of clouds it shows which verdicts turn.";

/// What is said where no scope version counts.
pub const NOTHING_COUNTS: &str = "Undecided: of no scope version can certificates be had at the reference date, and no known one was asked for.";

/// Rules of a side that do not fit together.
pub fn refused_side(reader: Reader, side: Side) -> String {
    let side = match side {
        Side::Before => "before the change",
        Side::After => "after the change",
    };
    format!("{}: the rules {side} cannot be used.", reader_title(reader))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_sentences;
    use super::*;
    use crate::catalogue::CatalogueError;

    #[test]
    fn effects_readers_and_classes_are_told() {
        let effects = [
            FileEffect::Unrelated,
            FileEffect::Same,
            FileEffect::RulesChanged,
            FileEffect::RulesAndMoreChanged,
            FileEffect::OnlyMoreChanged,
            FileEffect::NotCompared,
            FileEffect::Unreadable(CatalogueError { problems: Vec::new() }),
        ];
        for effect in &effects {
            check_sentences(file_effect_text(effect, None));
            for reader in Reader::ALL {
                check_sentences(file_effect_text(effect, Some(reader)));
            }
        }
        for reader in Reader::ALL {
            check_sentences(reader_text(reader));
            check_sentences(&refused_side(reader, Side::Before));
            check_sentences(&refused_side(reader, Side::After));
        }
        for class in [Class::Preserving, Class::Undecided, Class::Breaking] {
            for clouds in [1, 20] {
                check_sentences(&change_class_text(class, clouds, true));
                check_sentences(&change_class_text(class, clouds, false));
            }
        }
        check_sentences(NO_CLOUD);
        // Words of reports tell things apart.
        let names: std::collections::BTreeSet<_> = Turn::ALL.map(turn_name).into_iter().collect();
        assert_eq!(names.len(), Turn::ALL.len());
        let names: std::collections::BTreeSet<_> = effects.iter().map(file_effect_name).collect();
        assert_eq!(names.len(), effects.len());
    }
}
