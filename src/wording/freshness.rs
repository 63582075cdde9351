//! How old an export is, and another reference date for it.

/// Of when the newest record is, a sentence.
pub fn newest_record(date: &str) -> String {
    format!("The newest record is of {date}.")
}

/// What the button says that takes the offer.
pub fn take_offered_date(date: &str) -> String {
    format!("Judge as of {date}")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_sentences;
    use super::*;

    #[test]
    fn the_offer_reads_well() {
        check_sentences(&newest_record("2026-01-08"));
        assert_eq!(take_offered_date("2026-01-08"), "Judge as of 2026-01-08");
    }
}
