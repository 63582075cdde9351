//! What a name promises as extra specs of the flavor, and which names extra specs promise (scs-0103, scs-0100).

use super::grammar::{Grammar, Syntax, find};
use super::name::{Disk, FlavorName};
use super::print::{canonical, short};

/// More disks than this are not spelled out, since every disk is an extra spec of its own.
pub const MAX_DISKS: u64 = 64;

const CPU_TYPE: &str = "scs:cpu-type";
const NAME: &str = "scs:name-v";
const DISK_TYPE: (&str, &str) = ("scs:disk", "-type");

/// The extra specs that a flavor of this name should have: CPU type, disk types, then its names.
///
/// The names are the long and, if it differs, the short one, each in v1 and v2 syntax. None with more than
/// [`MAX_DISKS`] disks.
#[must_use]
pub fn extra_specs(name: &FlavorName, grammar: &Grammar) -> Option<Vec<(String, String)>> {
    let mut specs = Vec::new();
    if let Some(cpu_type) = find(&grammar.cpu_types, &name.cpus.cpu_type) {
        specs.push((CPU_TYPE.to_owned(), cpu_type.extra_spec.clone()));
    }
    if let Some(disk) = &name.disk {
        specs.extend(disk_specs(disk, grammar)?);
    }
    let names = spellings(name, grammar);
    specs.extend((1..).zip(names).map(|(number, name): (u32, _)| (format!("{NAME}{number}"), name)));
    Some(specs)
}

fn disk_specs(disk: &Disk, grammar: &Grammar) -> Option<Vec<(String, String)>> {
    let count = disk.count.to_u64().filter(|&count| count <= MAX_DISKS)?;
    let code = disk.disk_type.as_ref().unwrap_or(&grammar.unstated_disk_type);
    let Some(disk_type) = find(&grammar.disk_types, code) else {
        return Some(Vec::new());
    };
    let (before, after) = DISK_TYPE;
    Some((0..count).map(|disk| (format!("{before}{disk}{after}"), disk_type.extra_spec.clone())).collect())
}

fn spellings(name: &FlavorName, grammar: &Grammar) -> Vec<String> {
    let both = |name: &FlavorName| [Syntax::V1, Syntax::V2].map(|syntax| canonical(name, syntax));
    let (long, brief) = (both(name), both(&short(name, grammar)));
    if long == brief { long.to_vec() } else { [long, brief].concat() }
}

/// An extra spec out of a numbered series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberedSpec<'a> {
    /// Its number: from 1 for names, from 0 for disks.
    pub number: u32,
    /// Its value.
    pub value: &'a str,
}

/// The extra specs of a flavor that say the same as a name. Values are as given, known to the grammar or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpecNames<'a> {
    /// Values of `scs:name-vN` by N.
    pub names: Vec<NumberedSpec<'a>>,
    /// Value of `scs:cpu-type`.
    pub cpu_type: Option<&'a str>,
    /// Values of `scs:diskN-type` by N.
    pub disk_types: Vec<NumberedSpec<'a>>,
}

/// Collects the extra specs that have to do with names; numbers may have gaps.
pub fn names_in<'a>(specs: impl IntoIterator<Item = (&'a str, &'a str)>) -> SpecNames<'a> {
    let mut found = SpecNames::default();
    for (key, value) in specs {
        if key == CPU_TYPE {
            found.cpu_type = Some(value);
        } else if let Some(number) = name_number(key) {
            found.names.push(NumberedSpec { number, value });
        } else if let Some(number) = disk_number(key) {
            found.disk_types.push(NumberedSpec { number, value });
        }
    }
    found.names.sort_by_key(|spec| spec.number);
    found.disk_types.sort_by_key(|spec| spec.number);
    found
}

fn name_number(key: &str) -> Option<u32> {
    parse_number(key.strip_prefix(NAME)?).filter(|&number| number > 0)
}

fn disk_number(key: &str) -> Option<u32> {
    let (before, after) = DISK_TYPE;
    parse_number(key.strip_prefix(before)?.strip_suffix(after)?)
}

/// Only plain digits: `+1` and `01` are other keys than `1`.
fn parse_number(digits: &str) -> Option<u32> {
    let number: u32 = digits.parse().ok()?;
    (number.to_string() == digits).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flavor_name::testing::{grammar, parse_any};

    fn specs_of(name: &str) -> Option<Vec<(String, String)>> {
        extra_specs(&parse_any(name), grammar())
    }

    fn owned(specs: &[(&str, &str)]) -> Vec<(String, String)> {
        specs.iter().map(|&(key, value)| (key.to_owned(), value.to_owned())).collect()
    }

    #[test]
    fn two_names_if_there_is_nothing_to_shorten() {
        let expected = owned(&[
            ("scs:cpu-type", "shared-core"),
            ("scs:disk0-type", "ssd"),
            ("scs:name-v1", "SCS-2V:4:20s"),
            ("scs:name-v2", "SCS-2V-4-20s"),
        ]);
        assert_eq!(specs_of("SCS-2V-4-20s"), Some(expected));
    }

    #[test]
    fn four_names_otherwise() {
        let expected = owned(&[
            ("scs:cpu-type", "dedicated-core"),
            ("scs:disk0-type", "network"),
            ("scs:disk1-type", "network"),
            ("scs:name-v1", "SCS-2C:4:2x-kvm"),
            ("scs:name-v2", "SCS-2C-4-2x_kvm"),
            ("scs:name-v3", "SCS-2C:4:2x"),
            ("scs:name-v4", "SCS-2C-4-2x"),
        ]);
        assert_eq!(specs_of("SCS-2C-4-2x_kvm"), Some(expected));
    }

    #[test]
    fn disks_have_a_cap() {
        assert_eq!(specs_of("SCS-1L-1-64x5").unwrap().len(), 1 + 64 + 2);
        assert_eq!(specs_of("SCS-1L-1-65x5"), None);
        assert_eq!(specs_of("SCS-1L-1-99999999999999999999999x5"), None);
    }

    #[test]
    fn names_come_back_in_order_with_gaps() {
        let specs = [
            ("scs:name-v10", "J"),
            ("scs:name-v2", "B"),
            ("scs:name-v0", "no"),
            ("scs:name-v01", "no"),
            ("scs:name-v+3", "no"),
            ("scs:name-v", "no"),
            ("scs:disk1-type", "ssd"),
            ("scs:disk0-type", "nvme"),
            ("scs:disk-type", "no"),
            ("scs:cpu-type", "shared-core"),
            ("hw_rng:allowed", "true"),
        ];
        let found = names_in(specs);
        let pairs = |list: &[NumberedSpec]| -> Vec<_> {
            list.iter().map(|spec| (spec.number, spec.value.to_owned())).collect()
        };
        assert_eq!(pairs(&found.names), [(2, "B".to_owned()), (10, "J".to_owned())]);
        assert_eq!(pairs(&found.disk_types), [(0, "nvme".to_owned()), (1, "ssd".to_owned())]);
        assert_eq!(found.cpu_type, Some("shared-core"));
    }

    #[test]
    fn extra_specs_give_the_name_back() {
        let specs = specs_of("SCS-4T:16:2x50p-xen").unwrap();
        let found = names_in(specs.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        assert_eq!(found.names.len(), 4);
        assert_eq!(found.names.first().unwrap().value, "SCS-4T:16:2x50p-xen");
        assert_eq!(found.disk_types.len(), 2);
    }
}
