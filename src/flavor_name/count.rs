//! Whole numbers of a flavor name: of any size, since the official parser knows no upper bound either.

use std::fmt;

/// The official parser (Python's `int`) refuses numbers of more digits than this, leading zeros included.
pub const MAX_DIGITS: usize = 4300;

/// A whole number of any size, kept as decimal digits without leading zeros.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Count(String);

impl Count {
    /// The number 1.
    #[must_use]
    pub fn one() -> Self {
        Self("1".to_owned())
    }

    /// Reads ASCII digits; none if there are no digits, more than [`MAX_DIGITS`], or other characters.
    #[must_use]
    pub fn from_digits(digits: &str) -> Option<Self> {
        if digits.is_empty() || digits.len() > MAX_DIGITS || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let significant = digits.trim_start_matches('0');
        Some(Self(if significant.is_empty() { "0" } else { significant }.to_owned()))
    }

    /// The digits, without leading zeros.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value; none if it is larger than any `u64`.
    #[must_use]
    pub fn to_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    /// True for 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0 == "0"
    }

    /// True for 1.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.0 == "1"
    }
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_zeros_go() {
        for (digits, expected) in [("0", "0"), ("00", "0"), ("007", "7"), ("10", "10")] {
            assert_eq!(Count::from_digits(digits).unwrap().as_str(), expected);
        }
    }

    #[test]
    fn only_ascii_digits_within_the_limit() {
        assert_eq!(Count::from_digits(""), None);
        assert_eq!(Count::from_digits("+1"), None);
        assert_eq!(Count::from_digits("٣"), None);
        assert!(Count::from_digits(&"9".repeat(MAX_DIGITS)).is_some());
        assert_eq!(Count::from_digits(&"0".repeat(MAX_DIGITS + 1)), None);
    }

    #[test]
    fn values_beyond_u64_are_told_apart() {
        assert_eq!(Count::from_digits("18446744073709551615").unwrap().to_u64(), Some(u64::MAX));
        assert_eq!(Count::from_digits("18446744073709551616").unwrap().to_u64(), None);
        assert!(Count::one().is_one());
        assert!(Count::from_digits("000").unwrap().is_zero());
    }
}
