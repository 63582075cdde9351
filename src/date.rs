//! The reference date: the moment for which a cloud is judged.

use std::fmt;
use thiserror::Error;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A moment in UTC, in whole seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

/// A text that is neither a date nor a time.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{found}` is neither a date (YYYY-MM-DD) nor an RFC 3339 time")]
pub struct DateError {
    /// The text.
    pub found: Box<str>,
}

impl std::str::FromStr for Moment {
    type Err = DateError;

    /// Reads `YYYY-MM-DD`, which stands for its first second in UTC, or a full RFC 3339 time.
    fn from_str(text: &str) -> Result<Moment, DateError> {
        let is_date = text.len() == 10;
        let full = if is_date { format!("{text}T00:00:00Z") } else { text.to_owned() };
        let Ok(moment) = OffsetDateTime::parse(&full, &Rfc3339) else {
            return Err(DateError { found: text.into() });
        };
        Ok(Moment(moment.unix_timestamp()))
    }
}

impl Moment {
    /// The date alone, `YYYY-MM-DD`.
    pub fn date(self) -> String {
        self.to_string().chars().take_while(|letter| *letter != 'T').collect()
    }
}

/// RFC 3339 in UTC.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text =
            OffsetDateTime::from_unix_timestamp(self.0).ok().and_then(|moment| moment.format(&Rfc3339).ok());
        // A moment outside of the years 0 to 9999 can only come from a bad clock.
        f.write_str(text.as_deref().unwrap_or("an impossible date"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_are_read_as_utc() {
        let cases = [
            ("1970-01-02", 86_400),
            ("2026-11-23", 1_795_392_000),
            ("2026-11-23T01:00:00+01:00", 1_795_392_000),
            ("2026-11-23T00:00:00.9Z", 1_795_392_000),
        ];
        for (text, seconds) in cases {
            assert_eq!(text.parse(), Ok(Moment(seconds)), "{text}");
        }
        for text in ["", "yesterday", "2026-02-30", "2026-11-23T00:00:00", "23.11.2026"] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }

    #[test]
    fn moments_are_written_as_rfc_3339() {
        assert_eq!(Moment(1_795_392_000).to_string(), "2026-11-23T00:00:00Z");
        assert_eq!(Moment(1_795_392_000).date(), "2026-11-23");
    }
}
