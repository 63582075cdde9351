//! Letters that look like those of flavor names and are others: a name with one is not the name that it seems to be.

use std::borrow::Cow;

/// Letters of other scripts with the letter, digit or sign of a flavor name that each looks like. Not all of Unicode: what
/// keyboards, spreadsheets and word processors put in the place of ASCII.
const LOOK_ALIKES: [(&str, &str); 4] = [
    // Cyrillic.
    ("АВЕЅІЈКМНОРСТХѴУавеѕіјкморстхѵугьԁһӏԛԝ", "ABESIJKMHOPCTXVYabesijkmopctxvyrbdhlqw"),
    // Greek.
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικαρτυχ", "ABEZHIKMNOPTYXovikaptux"),
    // Hyphens, dashes and minus signs.
    ("‐‑‒–—―−﹘﹣⁃", "----------"),
    // What else stands for a sign of names.
    ("‗﹍․。ꓸ٠۰∶ː։", "__...00:::"),
];

/// The letter, digit or sign of ASCII that a character looks like, if it is one of these.
#[must_use]
pub fn look_alike(letter: char) -> Option<char> {
    // Full-width forms stand in the order of ASCII.
    if matches!(letter, '\u{ff01}'..='\u{ff5e}') {
        return char::from_u32(u32::from(letter) - 0xfee0);
    }
    LOOK_ALIKES.iter().find_map(|(others, plain)| {
        others.chars().zip(plain.chars()).find(|(other, _)| *other == letter).map(|(_, plain)| plain)
    })
}

/// The name that this one seems to be.
#[must_use]
pub fn seeming(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.chars().map(|letter| look_alike(letter).unwrap_or(letter)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_look_alike_has_what_it_looks_like() {
        for (others, plain) in LOOK_ALIKES {
            assert_eq!(others.chars().count(), plain.chars().count(), "{others}");
            assert!(!others.contains(|letter: char| letter.is_ascii()) && plain.is_ascii(), "{others}");
        }
    }

    #[test]
    fn names_are_read_as_they_seem() {
        for (name, expected) in [
            ("SCS-2V-8", "SCS-2V-8"),
            ("S\u{421}S-2V-8", "SCS-2V-8"),
            ("\u{405}\u{421}\u{405}\u{2011}2\u{474}\u{2212}8", "SCS-2V-8"),
            ("\u{ff33}CS-\u{ff12}V-8", "SCS-2V-8"),
            ("flävor \u{4e2d}", "flävor \u{4e2d}"),
        ] {
            assert_eq!(seeming(name), expected);
        }
    }
}
