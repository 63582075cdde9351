//! Why the text behind the last component that could be read is not one more component.
//!
//! For the official parser all this is just "extra characters"; whether a name is accepted does not depend on
//! anything here.

use super::cursor::Cursor;
use super::error::{NameError, NameProblem, Quantity};
use super::grammar::{HARDWARE_VIRTUALIZATION, INFINIBAND, NO_ECC, OVERSUBSCRIBED, PERFORMANCE, codes, find};
use super::name::{FlavorName, Gpu, Part};
use super::parse::{Rules, eat_code, is_delimiter, parse_gpu, parse_processor, wrong_case};

/// Complains about the text at the cursor, which starts with the given character.
pub(super) fn explain(found: char, cursor: Cursor, name: &FlavorName, rules: Rules) -> NameError {
    let at = cursor.at();
    let last = name.parts().last().map_or(Part::Cpus, |part| part.part);
    if let Some(error) = extension_in_disk(cursor, name, last, rules) {
        return error;
    }
    if found == rules.syntax.outer() {
        return extension(cursor, name, last, rules);
    }
    if found == rules.syntax.inner()
        && let Some(gpu) = &name.gpu
        && last == Part::Gpu
    {
        return gpu_number(cursor, gpu);
    }
    let problem = if is_delimiter(found) {
        delimiter(cursor, found, last, rules)
    } else {
        character(found, name, last, rules)
    };
    NameError { at, problem }
}

/// `-kvm` for `_kvm`: the delimiter has been taken for a disk, and maybe the `h` of `-hwv` for its type.
fn extension_in_disk(cursor: Cursor, name: &FlavorName, last: Part, rules: Rules) -> Option<NameError> {
    let disk = name.disk.as_ref().filter(|_| last == Part::Disk)?;
    let letter = disk.disk_type.as_deref().unwrap_or_default();
    if disk.span.len() > 1 + letter.len() {
        return None;
    }
    let body = format!("{letter}{}", cursor.rest());
    identify(&body, rules)?;
    let problem = NameProblem::WrongDelimiter { found: rules.syntax.inner(), expected: rules.syntax.outer() };
    Some(NameError { at: disk.span.start, problem })
}

/// The part that a text behind an outer delimiter would be, were it in the right place.
fn identify(body: &str, rules: Rules) -> Option<Part> {
    let piece = piece(body);
    if find(&rules.grammar.hypervisors, piece).is_some() {
        return Some(Part::Hypervisor);
    }
    if piece == HARDWARE_VIRTUALIZATION {
        return Some(Part::HardwareVirtualization);
    }
    if piece == INFINIBAND {
        return Some(Part::Infiniband);
    }
    // An error here says that the part is there, with a forbidden value.
    let text = format!("{}{piece}", rules.syntax.outer());
    if !matches!(parse_processor(&mut Cursor::new(&text), rules), Ok(None)) {
        return Some(Part::Processor);
    }
    if !matches!(parse_gpu(&mut Cursor::new(&text), rules), Ok(None)) {
        return Some(Part::Gpu);
    }
    None
}

/// The text up to the next delimiter.
fn piece(body: &str) -> &str {
    Cursor::new(body).run(|c| !is_delimiter(c))
}

fn extension(cursor: Cursor, name: &FlavorName, last: Part, rules: Rules) -> NameError {
    let mut behind = cursor;
    behind.eat(rules.syntax.outer());
    let found = piece(behind.rest());
    let Some(first) = found.chars().next() else {
        let problem = NameProblem::EmptyExtension { delimiter: rules.syntax.outer() };
        return NameError { at: cursor.at(), problem };
    };
    let part = identify(behind.rest(), rules);
    if let Some(problem) = part.and_then(|part| misplaced(found, part, name, last, rules)) {
        return NameError { at: behind.at(), problem };
    }
    if first.is_ascii_digit() && last == Part::Memory {
        let problem =
            NameProblem::WrongDelimiter { found: rules.syntax.outer(), expected: rules.syntax.inner() };
        return NameError { at: cursor.at(), problem };
    }
    unknown(behind, found, last, rules)
}

/// The complaint about a part that is right in itself, but cannot stand here.
fn misplaced(found: &str, part: Part, name: &FlavorName, last: Part, rules: Rules) -> Option<NameProblem> {
    let found = found.to_owned();
    let allowed = codes(rules.grammar.hypervisors_in(rules.syntax));
    if part == Part::Hypervisor && !allowed.contains(&found) {
        return Some(NameProblem::HypervisorNotInSyntax { found, syntax: rules.syntax, allowed });
    }
    if part > last {
        // It could stand here; what is wrong comes behind it, as in `_i-1`.
        return None;
    }
    if name.parts().iter().any(|given| given.part == part) {
        return Some(NameProblem::Repeated { found, part });
    }
    Some(NameProblem::TooLate { found, part, after: last })
}

/// A piece that is no part; the cursor stands at its beginning.
fn unknown(cursor: Cursor, found: &str, last: Part, rules: Rules) -> NameError {
    let vendors = codes(&rules.grammar.cpu_vendors);
    if found.bytes().all(|b| b.is_ascii_digit()) {
        let problem = NameProblem::GenerationWithoutVendor { found: found.to_owned(), allowed: vendors };
        return NameError { at: cursor.at(), problem };
    }
    if let Some(problem) = extension_in_wrong_case(found, &vendors, rules) {
        return NameError { at: cursor.at(), problem };
    }
    let mut inside = cursor;
    if last < Part::Gpu && eat_code(&mut inside, &rules.grammar.gpu_modes).is_some() {
        let problem =
            NameProblem::GpuBrand { found: inside.peek(), allowed: codes(&rules.grammar.gpu_brands) };
        return NameError { at: inside.at(), problem };
    }
    if last < Part::Processor
        && let Some(vendor) = eat_code(&mut inside, &rules.grammar.cpu_vendors)
    {
        inside.digits();
        inside.run(|c| c == PERFORMANCE);
        if let Some(found) = inside.peek() {
            let problem = NameProblem::AfterVendor { found, vendor: vendor.code.clone() };
            return NameError { at: inside.at(), problem };
        }
    }
    NameError { at: cursor.at(), problem: NameProblem::UnknownExtension { found: found.to_owned() } }
}

fn extension_in_wrong_case(found: &str, vendors: &[String], rules: Rules) -> Option<NameProblem> {
    let mut words = codes(rules.grammar.hypervisors_in(rules.syntax));
    words.extend([HARDWARE_VIRTUALIZATION.to_owned(), INFINIBAND.to_owned()]);
    if let Some(problem) = wrong_case(found, &words) {
        return Some(problem);
    }
    let vendor = found.trim_end_matches(PERFORMANCE).trim_end_matches(|c: char| c.is_ascii_digit());
    wrong_case(vendor, vendors).filter(|_| !vendors.iter().any(|code| code == vendor))
}

/// The complaint about an inner delimiter behind a GPU: a number is missing, or there is one too many.
fn gpu_number(cursor: Cursor, gpu: &Gpu) -> NameError {
    if gpu.vram_gib.is_some() {
        return NameError { at: cursor.at(), problem: NameProblem::ThirdGpuNumber };
    }
    let quantity =
        if gpu.units.is_none() && gpu.frequency.is_empty() { Quantity::GpuUnits } else { Quantity::Vram };
    let found = cursor.rest().chars().nth(1);
    NameError { at: cursor.at().saturating_add(1), problem: NameProblem::NumberMissing { quantity, found } }
}

/// Any delimiter but the outer one of this syntax.
fn delimiter(cursor: Cursor, found: char, last: Part, rules: Rules) -> NameProblem {
    let mut behind = cursor;
    behind.eat(found);
    let is_extension = identify(behind.rest(), rules).is_some();
    if is_extension {
        return NameProblem::WrongDelimiter { found, expected: rules.syntax.outer() };
    }
    if found == rules.syntax.inner() {
        return NameProblem::Unexpected { found, after: last };
    }
    NameProblem::WrongDelimiter { found, expected: rules.syntax.inner() }
}

/// Anything but a delimiter.
fn character(found: char, name: &FlavorName, last: Part, rules: Rules) -> NameProblem {
    let memory = &name.memory;
    if last == Part::Memory && found == NO_ECC && memory.oversubscribed && !memory.no_ecc {
        return NameProblem::MarksSwapped;
    }
    let untyped_disk = name.disk.as_ref().filter(|disk| last == Part::Disk && disk.disk_type.is_none());
    if found == '.' && untyped_disk.is_some_and(|disk| disk.size_gb.is_some()) {
        return NameProblem::Fraction { quantity: Quantity::DiskSize };
    }
    let mut possible = Vec::new();
    if untyped_disk.is_some() {
        possible = codes(&rules.grammar.disk_types);
    } else if last == Part::Memory && !memory.oversubscribed {
        possible = vec![NO_ECC.to_string(), OVERSUBSCRIBED.to_string()];
    }
    wrong_case(&found.to_string(), &possible)
        .filter(|_| !possible.contains(&found.to_string()))
        .unwrap_or(NameProblem::Unexpected { found, after: last })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flavor_name::testing::grammar;
    use crate::flavor_name::{Syntax, parse};

    fn check(syntax: Syntax, cases: &[(&str, usize, NameProblem)]) {
        for (name, at, problem) in cases {
            let expected = NameError { at: *at, problem: problem.clone() };
            assert_eq!(parse(name, syntax, grammar()), Err(expected), "{name}");
        }
    }

    #[test]
    fn known_extensions_in_the_wrong_place() {
        use NameProblem as P;
        let late = |found: &str, part, after| P::TooLate { found: found.into(), part, after };
        let repeated = |found: &str, part| P::Repeated { found: found.into(), part };
        let delimiter = |found, expected| P::WrongDelimiter { found, expected };
        let cases = [
            ("SCS-2C-4-10_hwv_xen", 16, late("xen", Part::Hypervisor, Part::HardwareVirtualization)),
            ("SCS-2C-4_ib_z3", 12, late("z3", Part::Processor, Part::Infiniband)),
            ("SCS-2C-4_ib_z9", 12, late("z9", Part::Processor, Part::Infiniband)),
            ("SCS-2C-4_ib_GNa-14", 12, late("GNa", Part::Gpu, Part::Infiniband)),
            ("SCS-2C-4_z3_hwv", 12, late("hwv", Part::HardwareVirtualization, Part::Processor)),
            ("SCS-2C-4_kvm_xen", 13, repeated("xen", Part::Hypervisor)),
            ("SCS-2C-4_ib_ib", 12, repeated("ib", Part::Infiniband)),
            ("SCS-2C-4_i_z", 11, repeated("z", Part::Processor)),
            ("SCS-2C-4-kvm", 8, delimiter('-', '_')),
            ("SCS-2C-4-hwv", 8, delimiter('-', '_')),
            ("SCS-2C-4-2xhwv", 12, P::Unexpected { found: 'w', after: Part::Disk }),
            ("SCS-2C-4-10-kvm", 11, delimiter('-', '_')),
            ("SCS-2C-4-10:kvm", 11, delimiter(':', '_')),
            ("SCS-2C-4:10", 8, delimiter(':', '-')),
            ("SCS-2C-4_10", 8, delimiter('_', '-')),
        ];
        check(Syntax::V2, &cases);
        let hypervisors = ["kvm", "xen", "vmw", "hyv", "bms"].map(str::to_owned).to_vec();
        let unknown =
            P::HypervisorNotInSyntax { found: "chy".into(), syntax: Syntax::V1, allowed: hypervisors };
        check(
            Syntax::V1,
            &[
                ("SCS-2C:4-chy", 9, unknown),
                ("SCS-2C:4-10n", 8, delimiter('-', ':')),
                ("SCS-2C:4_kvm", 8, delimiter('_', '-')),
                ("SCS-2C:4:10:kvm", 11, delimiter(':', '-')),
            ],
        );
    }

    #[test]
    fn unknown_extensions() {
        use NameProblem as P;
        let vendors = ["i", "z", "a", "r"].map(str::to_owned).to_vec();
        let brands = ["N", "A", "I"].map(str::to_owned).to_vec();
        let unknown = |found: &str| P::UnknownExtension { found: found.into() };
        let case =
            |found: &str, expected: &str| P::WrongCase { found: found.into(), expected: expected.into() };
        let behind = |found, vendor: &str| P::AfterVendor { found, vendor: vendor.into() };
        let cases = [
            ("SCS-2C-4_foo", 9, unknown("foo")),
            ("SCS-2C-4_foo_ib", 9, unknown("foo")),
            ("SCS-2C-4_", 8, P::EmptyExtension { delimiter: '_' }),
            ("SCS-2C-4__kvm", 8, P::EmptyExtension { delimiter: '_' }),
            ("SCS-1V-4_KVM", 9, case("KVM", "kvm")),
            ("SCS-1V-4_Hwv", 9, case("Hwv", "hwv")),
            ("SCS-1V-4_Z3h", 9, case("Z", "z")),
            ("SCS-2C-4-n_bms_3", 15, P::GenerationWithoutVendor { found: "3".into(), allowed: vendors }),
            ("SCS-2C-4_i-1", 10, behind('-', "i")),
            ("SCS-1Li-8-500h_a3shhh", 17, behind('s', "a")),
            ("SCS-1V-4_G", 10, P::GpuBrand { found: None, allowed: brands.clone() }),
            ("SCS-1V-4_GX", 10, P::GpuBrand { found: Some('X'), allowed: brands }),
        ];
        check(Syntax::V2, &cases);
    }

    #[test]
    fn other_text() {
        use NameProblem as P;
        let case =
            |found: &str, expected: &str| P::WrongCase { found: found.into(), expected: expected.into() };
        let behind = |found, after| P::Unexpected { found, after };
        let missing = |quantity, found| P::NumberMissing { quantity, found };
        let cases = [
            ("SCS-2C-4ou-10n", 9, P::MarksSwapped),
            ("SCS-2C-4U", 8, case("U", "u")),
            ("SCS-2C-4uu", 9, behind('u', Part::Memory)),
            ("SCS-2C-4e0", 8, behind('e', Part::Memory)),
            ("SCS-2C-4\n", 8, behind('\n', Part::Memory)),
            ("SCS-1V-4-5.0", 10, P::Fraction { quantity: Quantity::DiskSize }),
            ("SCS-2C-4-10N", 11, case("N", "n")),
            ("SCS-2C-4-10ns", 12, behind('s', Part::Disk)),
            ("SCS-2C-4-3x-", 11, behind('-', Part::Disk)),
            ("SCS-2C-4-10-20", 11, behind('-', Part::Disk)),
            ("SCS-2C-4_kvmx", 12, behind('x', Part::Hypervisor)),
            ("SCS-2C-4_ibx", 11, behind('x', Part::Infiniband)),
            ("SCS-2C-4_GNa--24", 13, missing(Quantity::GpuUnits, Some('-'))),
            ("SCS-2C-4_GNa-14-", 16, missing(Quantity::Vram, None)),
            ("SCS-2C-4_GNa-14-6-1", 17, P::ThirdGpuNumber),
        ];
        check(Syntax::V2, &cases);
    }
}
