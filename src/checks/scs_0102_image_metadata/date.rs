//! Dates as scs-0102 writes them and the official test code reads them (a little more freely).

use crate::checks::official_text::{digit_value, is_space};
use time::{Date, Month};

/// Which forms of a date are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Forms {
    /// `Y-M-DTh:m:sZ` only, as the image service writes times.
    ServiceTime,
    /// That, and `Y-M-D h:m:s`, `Y-M-D h:m`, `Y-M-D`.
    Any,
}

/// Reads a date as seconds in UTC. `None` also for the first second of 1970, which the official suite takes for
/// "no date".
///
/// Month, day, hour, minute and second may lack their leading zero, a day may have a blank instead of it; the digits
/// of the year, and some others, may be of any script.
pub(super) fn parse_date(text: &str, forms: Forms) -> Option<i64> {
    let (days, rest) = parse_day(text)?;
    let seconds = match rest.strip_prefix(['T', 't']) {
        Some(time) => parse_time(time.strip_suffix(['Z', 'z'])?, true)?,
        None if forms == Forms::ServiceTime => return None,
        None if rest.is_empty() => 0,
        None => parse_time(rest.strip_prefix(is_space)?.trim_start_matches(is_space), false)?,
    };
    Some(days + seconds).filter(|seconds| *seconds != 0)
}

/// `Y-M-D`: the first second of the day, and what follows.
fn parse_day(text: &str) -> Option<(i64, &str)> {
    let (year, rest) = parse_year(text)?;
    let (month, rest) = parse_month(rest.strip_prefix('-')?)?;
    let (day, rest) = parse_day_of_month(rest.strip_prefix('-')?)?;
    let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()?;
    Some((date.midnight().assume_utc().unix_timestamp(), rest))
}

fn parse_year(text: &str) -> Option<(i32, &str)> {
    let mut letters = text.chars();
    let mut year = 0;
    for _ in 0..4 {
        year = year * 10 + i32::try_from(digit_value(letters.next()?)?).ok()?;
    }
    // There is no year 0.
    (year > 0).then_some((year, letters.as_str()))
}

/// Takes two letters that the pattern allows, as a number.
fn two(text: &str, allows: impl Fn(char, char) -> bool) -> Option<(u8, &str)> {
    let mut letters = text.chars();
    let (tens, ones) = (letters.next()?, letters.next()?);
    if !allows(tens, ones) {
        return None;
    }
    // A blank instead of the leading zero counts as one.
    let value = digit_value(tens).unwrap_or(0) * 10 + digit_value(ones)?;
    Some((u8::try_from(value).ok()?, letters.as_str()))
}

fn one(text: &str, allows: impl Fn(char) -> bool) -> Option<(u8, &str)> {
    let mut letters = text.chars();
    let digit = letters.next().filter(|digit| allows(*digit))?;
    Some((u8::try_from(digit_value(digit)?).ok()?, letters.as_str()))
}

fn is_digit(letter: char) -> bool {
    digit_value(letter).is_some()
}

fn parse_month(text: &str) -> Option<(u8, &str)> {
    two(text, |tens, ones| matches!((tens, ones), ('1', '0'..='2') | ('0', '1'..='9')))
        .or_else(|| one(text, |digit| matches!(digit, '1'..='9')))
}

fn parse_day_of_month(text: &str) -> Option<(u8, &str)> {
    two(text, |tens, ones| match tens {
        '3' => matches!(ones, '0' | '1'),
        '1' | '2' => is_digit(ones),
        '0' | ' ' => matches!(ones, '1'..='9'),
        _ => false,
    })
    .or_else(|| one(text, |digit| matches!(digit, '1'..='9')))
}

fn parse_hour(text: &str) -> Option<(u8, &str)> {
    two(text, |tens, ones| match tens {
        '2' => matches!(ones, '0'..='3'),
        '0' | '1' => is_digit(ones),
        _ => false,
    })
    .or_else(|| one(text, is_digit))
}

fn parse_minute(text: &str) -> Option<(u8, &str)> {
    two(text, |tens, ones| matches!(tens, '0'..='5') && is_digit(ones)).or_else(|| one(text, is_digit))
}

fn parse_second(text: &str) -> Option<(u8, &str)> {
    // Leap seconds, and one more, for they once came in pairs.
    two(text, |tens, ones| matches!((tens, ones), ('6', '0' | '1'))).or_else(|| parse_minute(text))
}

/// `h:m:s`, or `h:m` unless seconds are needed; nothing may follow.
fn parse_time(text: &str, needs_seconds: bool) -> Option<i64> {
    let (hour, rest) = parse_hour(text)?;
    let (minute, rest) = parse_minute(rest.strip_prefix(':')?)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => parse_second(rest)?,
        None if needs_seconds => return None,
        None => (0, rest),
    };
    rest.is_empty().then(|| i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    #[test]
    fn forms_of_dates() {
        let cases = [
            ("1970-01-02", Some(DAY)),
            ("1970-1-2", Some(DAY)),
            ("1970-01- 2", Some(DAY)),
            ("1970-01-02 00:01", Some(DAY + 60)),
            ("1970-01-02 0:1:1", Some(DAY + 61)),
            ("1970-01-02 \t\u{a0}0:1", Some(DAY + 60)),
            ("1970-01-02T00:00:61Z", Some(DAY + 61)),
            ("1970-01-02t00:00:00z", Some(DAY)),
            ("1969-12-31", Some(-DAY)),
            ("١٩٧٠-01-02", Some(DAY)),
            ("1970-01-1٣", Some(12 * DAY)),
            ("1970-01-01", None),
            ("0000-01-02", None),
            ("2026-02-30", None),
            ("2026-13-01", None),
            ("2026-01-32", None),
            ("1970-01-02T00:00Z", None),
            ("1970-01-02T00:00:00", None),
            ("1970-01-02 00:00:00Z", None),
            ("1970-01-02 24:00", None),
            ("1970-01-02 00:00:62", None),
            ("1970-01-02 ", None),
            (" 1970-01-02", None),
            ("1970-01-02\n", None),
            ("70-01-02", None),
            ("1970-٠1-02", None),
            ("1970–01–02", None),
            ("19700102", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_date(text, Forms::Any), expected, "{text:?}");
        }
    }

    #[test]
    fn the_service_writes_one_form() {
        assert_eq!(parse_date("1970-01-02T0:0:0Z", Forms::ServiceTime), Some(DAY));
        assert_eq!(parse_date("1970-01-02 00:00:00", Forms::ServiceTime), None);
        assert_eq!(parse_date("1970-01-02", Forms::ServiceTime), None);
    }
}
