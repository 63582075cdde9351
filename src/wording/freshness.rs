//! Offers another reference date.

/// That an export is old, and a day to judge it by, in sentences.
pub fn offered_date_text(date: &str) -> String {
    format!("The newest record is from about {date}.")
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
        check_sentences(&offered_date_text("2026-01-08"));
        assert_eq!(take_offered_date("2026-01-08"), "Judge as of 2026-01-08");
    }
}
