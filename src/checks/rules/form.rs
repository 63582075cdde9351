//! Forms of dates and numbers.

use crate::catalogue::DateForm;
use crate::date::Moment;

/// Whether the text is of the form.
pub(super) fn is_of_form(text: &str, form: DateForm) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = |text: &str| text.len() == 10 && text.parse::<Moment>().is_ok();
    // Hours, minutes and seconds.
    let is_time = |text: &str, limits: &[u8]| {
        let is_part = |part: &str, limit: u8| {
            part.len() == 2 && is_number(part) && part.parse().is_ok_and(|number: u8| number < limit)
        };
        let parts: Vec<&str> = text.split(':').collect();
        parts.len() == limits.len() && parts.iter().zip(limits).all(|(part, limit)| is_part(part, *limit))
    };
    let is_day_and_time =
        |limits: &[u8]| text.split_once(' ').is_some_and(|(day, time)| is_date(day) && is_time(time, limits));
    match form {
        DateForm::Date => is_date(text),
        DateForm::Minute => is_day_and_time(&[24, 60]),
        DateForm::Second => is_day_and_time(&[24, 60, 60]),
        DateForm::Last => text.strip_prefix("last-").is_some_and(is_number),
        DateForm::Number => text.split('.').all(is_number),
    }
}
