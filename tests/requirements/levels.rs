//! How strongly each version of the scope asks, by the modules that it includes.

use super::inputs::{CATALOGUE, requirement};
use scs_checker::catalogue::Level;

/// Table 1.2 of the digest of the standards: scs-0100 and scs-0102-v1 from v3 on, scs-0101, scs-0103 and scs-0104 from
/// v4, the others from v5.1; second versions of scs-0102 and scs-0123 in `next` alone.
#[test]
fn each_version_asks_by_its_modules() {
    use Level::{Hint, Must, Preview, Should};
    let table: [(&str, [Option<Level>; 4]); 24] = [
        ("T-0100-01", [Some(Must); 4]),
        ("T-0100-05", [Some(Should); 4]),
        ("T-0100-07", [Some(Hint); 4]),
        ("T-0101-02", [None, Some(Must), Some(Must), Some(Must)]),
        ("T-0102-01", [Some(Must); 4]),
        ("T-0102-11", [Some(Should); 4]),
        ("T-0102-12", [Some(Should), Some(Should), Some(Should), None]),
        ("T-0102-17", [None, None, None, Some(Should)]),
        ("T-0102-18b", [Some(Hint); 4]),
        ("T-0103-01", [None, Some(Must), Some(Must), Some(Must)]),
        ("T-0103-07", [None, Some(Should), Some(Should), Some(Should)]),
        ("T-0104-02", [None, Some(Must), Some(Must), Some(Must)]),
        ("T-0104-03a", [None, Some(Must), None, None]),
        ("T-0104-03b", [None, None, Some(Must), Some(Must)]),
        ("scs-0104-image-quota", [Some(Hint); 4]),
        ("scs-0104-v2-source", [Some(Preview); 4]),
        ("T-0114-02", [None, None, Some(Hint), Some(Hint)]),
        ("T-0115-01", [None, None, Some(Should), Some(Should)]),
        ("T-0116-01", [None, None, Some(Must), Some(Must)]),
        ("T-0117-01", [None, None, Some(Should), Some(Should)]),
        ("T-0123-01a", [None, None, Some(Must), None]),
        ("T-0123-01b", [None, None, None, Some(Must)]),
        ("T-0123-04", [None, None, None, Some(Should)]),
        ("T-0125-01", [Some(Preview); 4]),
    ];
    for (id, expected) in table {
        let levels = ["v3", "v4", "v5.1", "next"]
            .map(|version| requirement(id).level_in(CATALOGUE.version(version).unwrap()));
        assert_eq!(levels, expected, "{id}");
    }
}

#[test]
fn every_requirement_is_asked_for_by_some_version_at_its_level() {
    for requirement in &CATALOGUE.requirements {
        let levels = CATALOGUE.versions.iter().filter_map(|version| requirement.level_in(version));
        assert_eq!(levels.min(), Some(requirement.level()), "{}", requirement.testcase.id);
    }
}
