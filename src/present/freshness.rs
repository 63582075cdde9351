//! How old an export is, by the dates that stand in it.

use crate::date::Moment;
use crate::inventory::{Image, Inventory, Value};

const DAY: i64 = 86_400;

/// An export of that age is probably still meant to be judged as of now.
const FRESH: i64 = 7 * DAY;

/// The newest date that stands in the exports: when an image was built, registered or changed. `None` where there is
/// none that can be read.
pub fn newest_date(inventory: &Inventory) -> Option<Moment> {
    let images = inventory.images.iter().flat_map(|list| &list.items);
    let exported = images.filter(|image| !inventory.is_planned(*image));
    exported.flat_map(dates).max()
}

/// The day, `YYYY-MM-DD`, to offer as the reference date: the first at which nothing in the exports lies in the future.
/// `None` if they may have been made within the last week, or speak of the future.
pub fn offered_date(inventory: &Inventory, now: Moment) -> Option<String> {
    let Moment(newest) = newest_date(inventory).filter(|newest| newest.0 < now.0.saturating_sub(FRESH))?;
    // A date stands for its first second.
    let days = newest.div_euclid(DAY) + i64::from(newest.rem_euclid(DAY) > 0);
    Some(Moment(days * DAY).date())
}

fn dates(image: &Image) -> impl Iterator<Item = Moment> {
    let texts = [image.created_at.as_ref(), image.property("updated_at"), image.property("image_build_date")];
    texts.into_iter().flatten().filter_map(Value::as_text).filter_map(moment)
}

/// A date, or a time as services print it; of any other form the last second of the date that it begins with.
fn moment(text: &str) -> Option<Moment> {
    let end_of_day = || {
        let Moment(start) = text.get(..10)?.parse().ok()?;
        Some(Moment(start + DAY - 1))
    };
    text.parse().ok().or_else(end_of_day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Upload, read_files};

    fn inventory(images: &str) -> Inventory {
        let text = format!("{{\"images\": [{images}]}}");
        read_files(&[Upload { name: "images.json", bytes: text.as_bytes(), kind: None }]).inventory
    }

    fn image(keys: &str) -> String {
        format!(
            "{{\"id\": \"1\", \"name\": \"a\", \"visibility\": \"public\", \"status\": \"active\", {keys}}}"
        )
    }

    fn offered(keys: &str, now: &str) -> Option<String> {
        offered_date(&inventory(&image(keys)), now.parse().unwrap())
    }

    #[test]
    fn the_newest_of_all_dates_counts() {
        let newest = |keys: &str| newest_date(&inventory(&image(keys))).map(|newest| newest.to_string());
        let cases = [
            ("\"created_at\": \"2026-01-02T03:04:05Z\"", Some("2026-01-02T03:04:05Z")),
            ("\"created_at\": \"2026-01-02T03:04:05.123456\"", Some("2026-01-02T23:59:59Z")),
            (
                "\"created_at\": \"2026-01-02T03:04:05Z\", \"updated_at\": \"2026-02-02T00:00:00Z\"",
                Some("2026-02-02T00:00:00Z"),
            ),
            (
                "\"created_at\": \"2026-01-02T03:04:05Z\", \"image_build_date\": \"2026-01-03 10:00\"",
                Some("2026-01-03T23:59:59Z"),
            ),
            ("\"created_at\": null, \"image_build_date\": \"soon\"", None),
            ("\"created_at\": \"2026-02-30T00:00:00Z\"", None),
            ("\"created_at\": \"ääääää\"", None),
            ("\"created_at\": 1767322800", None),
        ];
        for (keys, expected) in cases {
            assert_eq!(newest(keys).as_deref(), expected, "{keys}");
        }
        assert_eq!(newest_date(&Inventory::default()), None);
    }

    #[test]
    fn a_day_is_offered_a_week_later() {
        let built = "\"image_build_date\": \"2026-01-08\"";
        assert_eq!(offered(built, "2026-01-15"), None);
        assert_eq!(offered(built, "2026-01-15T00:00:01Z").as_deref(), Some("2026-01-08"));
        assert_eq!(offered(built, "2026-01-07"), None, "in the future");
        let registered = "\"created_at\": \"2026-12-31T00:00:01Z\"";
        let minute = "\"image_build_date\": \"2026-01-08 10:00\"";
        assert_eq!(offered(minute, "2026-11-23").as_deref(), Some("2026-01-09"));
        assert_eq!(offered(registered, "2027-11-23").as_deref(), Some("2027-01-01"), "the next first second");
    }

    #[test]
    fn definitions_are_no_export() {
        let text = "images: [{name: Ubuntu 24.04, enable: true, format: qcow2, login: ubuntu, min_disk: 8, min_ram: 512, \
            status: active, visibility: public, multi: true, tags: [], meta: {}, versions: [{version: '20200108', \
            build_date: 2020-01-08, url: 'https://x/'}]}]";
        let intake = read_files(&[Upload { name: "images.yml", bytes: text.as_bytes(), kind: None }]);
        assert_eq!(intake.inventory.images.as_ref().map(|images| images.items.len()), Some(1));
        assert_eq!(newest_date(&intake.inventory), None);
    }
}
