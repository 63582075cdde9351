//! What the official suite, written in Python, takes for white space, digits and numbers.

use crate::inventory::{Number, Value};

/// The zeros of all runs of decimal digits of Unicode 14 (category Nd), sorted; nine more digits follow each.
const ZEROS: [u32; 66] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50,
    0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40,
    0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066,
    0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950,
    0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
    0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];

/// The value of a decimal digit of any script.
pub(super) fn digit_value(letter: char) -> Option<u32> {
    let code = u32::from(letter);
    let runs_begun = ZEROS.partition_point(|zero| *zero <= code);
    let zero = ZEROS.get(runs_begun.checked_sub(1)?)?;
    (code - zero < 10).then_some(code - zero)
}

/// Whether the text is one or more decimal digits and nothing else.
pub(super) fn is_all_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| digit_value(letter).is_some())
}

/// White space: Unicode's, and four old separators.
pub(crate) fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{1c}'..='\u{1f}')
}

/// Digits that are no decimal digits: superscripts, circled ones and the like, as ranges of Unicode 14.
const OTHER_DIGITS: [(u32, u32); 20] = [
    (0xb2, 0xb3),
    (0xb9, 0xb9),
    (0x1369, 0x1371),
    (0x19da, 0x19da),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x2474, 0x247c),
    (0x2488, 0x2490),
    (0x24ea, 0x24ea),
    (0x24f5, 0x24fd),
    (0x24ff, 0x24ff),
    (0x2776, 0x277e),
    (0x2780, 0x2788),
    (0x278a, 0x2792),
    (0x10a40, 0x10a43),
    (0x10e60, 0x10e68),
    (0x11052, 0x1105a),
    (0x1f100, 0x1f10a),
];

/// More digits than this are no integer to Python.
const MAX_DIGITS: usize = 4300;

/// Reads a size or count as the official suite's client library does: numbers are cut to integers, text of digits is
/// converted, anything else but null counts as 0. `None` for null.
pub(crate) fn read_integer(value: &Value) -> Option<i64> {
    match value {
        Value::Null => None,
        Value::Bool(value) => Some(i64::from(*value)),
        Value::Number(Number::Integer(value)) => Some(*value),
        // The cast saturates at the limits: more than any flavor offers.
        #[expect(clippy::cast_possible_truncation, reason = "cutting the fraction off is the point")]
        Value::Number(Number::Real(value)) => Some(*value as i64),
        Value::Text(text) if is_all_digits(text) => {
            let digits = text.chars().filter_map(digit_value);
            Some(
                digits
                    .fold(0_i64, |number, digit| number.saturating_mul(10).saturating_add(i64::from(digit))),
            )
        }
        Value::Text(_) | Value::Composite { .. } => Some(0),
    }
}

/// Whether the client library takes the value for an integer and then fails to convert it.
pub(super) fn is_no_integer_after_all(value: &Value) -> bool {
    let Some(text) = value.as_text() else { return false };
    let is_other_digit = |letter: char| {
        let code = u32::from(letter);
        OTHER_DIGITS.iter().any(|(first, last)| (*first..=*last).contains(&code))
    };
    let is_digit = |letter: char| digit_value(letter).is_some() || is_other_digit(letter);
    !text.is_empty()
        && text.chars().all(is_digit)
        && (text.chars().any(is_other_digit) || text.chars().count() > MAX_DIGITS)
}

/// Whether the text is a number with fraction: digits of any script with single `_` between them, perhaps a sign, a
/// point and an exponent, with white space around; or a word for what is no ordinary number.
pub(super) fn is_float(text: &str) -> bool {
    let text = text.trim_matches(is_space);
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if ["inf", "infinity", "nan"].iter().any(|word| unsigned.eq_ignore_ascii_case(word)) {
        return true;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let is_group = |group: &str| group.split('_').all(is_all_digits);
    let is_mantissa = match mantissa.split_once('.') {
        Some((whole, "")) => is_group(whole),
        Some(("", fraction)) => is_group(fraction),
        Some((whole, fraction)) => is_group(whole) && is_group(fraction),
        None => is_group(mantissa),
    };
    is_mantissa && exponent.is_none_or(is_group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_all_scripts_have_values() {
        assert_eq!(
            ["7", "٣", "９", "𝟘"].map(|text| text.chars().next().and_then(digit_value)),
            [Some(7), Some(3), Some(9), Some(0)]
        );
        assert_eq!(['/', ':', '²', 'Ⅷ', 'a'].map(digit_value), [None; 5]);
        assert!(ZEROS.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn integers_are_read_as_the_official_client_library_reads_them() {
        let cases: [(Value, Option<i64>); 11] = [
            (Value::Null, None),
            (4096.into(), Some(4096)),
            (Value::Number(Number::Real(4096.9)), Some(4096)),
            (Value::Number(Number::Real(1e300)), Some(i64::MAX)),
            (Value::Number(Number::Real(-1.5)), Some(-1)),
            (true.into(), Some(1)),
            ("4096".into(), Some(4096)),
            ("٤٠٩٦".into(), Some(4096)),
            (" 7 ".into(), Some(0)),
            ("a lot".into(), Some(0)),
            (Value::Composite { is_empty: false }, Some(0)),
        ];
        for (value, expected) in cases {
            assert_eq!(read_integer(&value), expected, "{value:?}");
        }
        assert!(
            is_no_integer_after_all(&"²".into())
                && is_no_integer_after_all(&"1".repeat(4301).as_str().into())
        );
        assert!(!is_no_integer_after_all(&"1a²".into()) && !is_no_integer_after_all(&"17".into()));
    }

    #[test]
    fn floats() {
        for text in ["1", "1.0", "1.", ".5", "+1e5", "-1E-5", " 1_000.5\u{a0}", "٣", "nan", "-Infinity"] {
            assert!(is_float(text), "{text}");
        }
        for text in ["", ".", "_1", "1__0", "1e", "0x1", "²", "1,5", "one"] {
            assert!(!is_float(text), "{text}");
        }
    }

    #[test]
    fn spaces() {
        assert!([' ', '\t', '\u{a0}', '\u{1d}', '\u{3000}'].into_iter().all(is_space));
        assert!(!is_space('\u{200b}'));
    }
}
