//! From text to parts, exactly as the official parser of scs-0100 reads it.

use super::count::{Count, MAX_DIGITS};
use super::cursor::Cursor;
use super::error::{NameError, NameProblem, Quantity};
use super::grammar::{
    Coded, Grammar, HARDWARE_VIRTUALIZATION, INFINIBAND, INSECURE, NO_ECC, OVERSUBSCRIBED, PERFORMANCE,
    PREFIX, Syntax, TIMES, Term, codes, find,
};
use super::leftover;
use super::name::{Cpus, Disk, FlavorName, Gpu, HypervisorChoice, Memory, Processor, Span};

/// How to read: the syntax and the tables.
#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    pub(super) syntax: Syntax,
    pub(super) grammar: &'a Grammar,
}

/// Takes a name apart in one syntax (scs-0100-v3, for V1 scs-0100-v1).
///
/// The official suite does not try one syntax only; see [`read`](super::read()).
pub fn parse(name: &str, syntax: Syntax, grammar: &Grammar) -> Result<FlavorName, NameError> {
    let rules = Rules { syntax, grammar };
    let mut cursor = Cursor::new(name);
    if !cursor.eat_str(PREFIX) {
        return Err(NameError { at: 0, problem: NameProblem::PrefixMissing { expected: PREFIX.to_owned() } });
    }
    let name = FlavorName {
        cpus: parse_cpus(&mut cursor, rules)?,
        memory: parse_memory(&mut cursor, rules)?,
        disk: parse_disk(&mut cursor, rules)?,
        hypervisor: parse_hypervisor(&mut cursor, rules),
        hardware_virtualization: parse_mark(&mut cursor, rules, HARDWARE_VIRTUALIZATION),
        processor: parse_processor(&mut cursor, rules)?,
        gpu: parse_gpu(&mut cursor, rules)?,
        infiniband: parse_mark(&mut cursor, rules, INFINIBAND),
    };
    match cursor.peek() {
        None => Ok(name),
        Some(found) => Err(leftover::explain(found, cursor, &name, rules)),
    }
}

fn parse_cpus(cursor: &mut Cursor, rules: Rules) -> Result<Cpus, NameError> {
    let start = cursor.at();
    let digits = cursor.digits();
    let count = positive(digits, start, Quantity::Vcpus)?;
    let Some(count) = count else {
        return Err(missing(*cursor, Quantity::Vcpus));
    };
    let Some(cpu_type) = eat_code(cursor, &rules.grammar.cpu_types) else {
        return Err(no_cpu_letter(*cursor, rules));
    };
    let insecure = cursor.eat(INSECURE);
    Ok(Cpus { count, cpu_type: cpu_type.code.clone(), insecure, span: start..cursor.at() })
}

fn no_cpu_letter(cursor: Cursor, rules: Rules) -> NameError {
    let table = &rules.grammar.cpu_types;
    let allowed = codes(table);
    let mut behind = cursor;
    let late_letter = if behind.eat(INSECURE) { eat_code(&mut behind, table) } else { None };
    let problem = match (late_letter, cursor.peek()) {
        (Some(cpu_type), _) => NameProblem::InsecureBeforeCpuLetter { letter: cpu_type.code.clone() },
        (None, Some(found)) if !is_delimiter(found) && found != INSECURE => {
            wrong_case(&found.to_string(), &allowed)
                .unwrap_or(NameProblem::CpuLetterUnknown { found, allowed })
        }
        (None, _) => NameProblem::CpuLetterMissing { allowed },
    };
    NameError { at: cursor.at(), problem }
}

fn parse_memory(cursor: &mut Cursor, rules: Rules) -> Result<Memory, NameError> {
    let start = cursor.at();
    if !cursor.eat(rules.syntax.inner()) {
        return Err(no_delimiter(*cursor, rules.syntax.inner()));
    }
    let gib = parse_gib(cursor)?;
    let no_ecc = cursor.eat(NO_ECC);
    let oversubscribed = cursor.eat(OVERSUBSCRIBED);
    Ok(Memory { gib, no_ecc, oversubscribed, span: start..cursor.at() })
}

/// The memory size. The checks are done in doubles, because the official ones are: `4.00000000000000000001` is 4.
fn parse_gib(cursor: &mut Cursor) -> Result<f64, NameError> {
    let start = cursor.at();
    let before = *cursor;
    let found = cursor.run(|c| c.is_ascii_digit() || c == '.');
    let mut points = found.chars().enumerate().filter(|&(_, c)| c == '.').map(|(index, _)| index);
    if let Some(second) = points.nth(1) {
        return Err(NameError {
            at: start.saturating_add(second),
            problem: NameProblem::SecondPoint { found: found.to_owned() },
        });
    }
    let (whole, fraction) = found.split_once('.').unwrap_or((found, ""));
    if whole.is_empty() && fraction.is_empty() {
        return Err(missing(before, Quantity::Memory));
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let gib: f64 = minimal_lexical::parse_float(whole.as_bytes().iter(), fraction.as_bytes().iter(), 0);
    let halves = gib * 2.0;
    let problem = if halves.is_infinite() {
        NameProblem::MemoryOverflow
    } else if halves <= 0.0 {
        NameProblem::Zero { quantity: Quantity::Memory }
    } else if halves.fract() > 0.0 {
        NameProblem::NotInHalves { found: found.to_owned() }
    } else {
        return Ok(gib);
    };
    Err(NameError { at: start, problem })
}

fn parse_disk(cursor: &mut Cursor, rules: Rules) -> Result<Option<Disk>, NameError> {
    let start = cursor.at();
    if !cursor.eat(rules.syntax.inner()) {
        return Ok(None);
    }
    let mut number = (cursor.at(), cursor.digits());
    let mut count = None;
    if cursor.eat(TIMES) {
        count = positive(number.1, number.0, Quantity::Disks)?;
        number = (cursor.at(), cursor.digits());
    }
    let size_gb = positive(number.1, number.0, Quantity::DiskSize)?;
    let disk_type = eat_code(cursor, &rules.grammar.disk_types).map(|disk_type| disk_type.code.clone());
    Ok(Some(Disk { count: count.unwrap_or_else(Count::one), size_gb, disk_type, span: start..cursor.at() }))
}

fn parse_hypervisor(cursor: &mut Cursor, rules: Rules) -> Option<HypervisorChoice> {
    let mut attempt = *cursor;
    if !attempt.eat(rules.syntax.outer()) {
        return None;
    }
    let code = eat_code(&mut attempt, rules.grammar.hypervisors_in(rules.syntax))?.code.clone();
    let span = cursor.at()..attempt.at();
    *cursor = attempt;
    Some(HypervisorChoice { code, span })
}

fn parse_mark(cursor: &mut Cursor, rules: Rules, mark: &str) -> Option<Span> {
    let mut attempt = *cursor;
    if !(attempt.eat(rules.syntax.outer()) && attempt.eat_str(mark)) {
        return None;
    }
    let span = cursor.at()..attempt.at();
    *cursor = attempt;
    Some(span)
}

pub(super) fn parse_processor(cursor: &mut Cursor, rules: Rules) -> Result<Option<Processor>, NameError> {
    let mut attempt = *cursor;
    if !attempt.eat(rules.syntax.outer()) {
        return Ok(None);
    }
    let Some(vendor) = eat_code(&mut attempt, &rules.grammar.cpu_vendors) else {
        return Ok(None);
    };
    let generation_at = attempt.at();
    let digits = attempt.digits();
    let class = Class::take(&mut attempt);
    // Without this look ahead, `_ib` would be Intel and a stray `b`.
    if attempt.peek().is_some_and(|next| next != rules.syntax.outer()) {
        return Ok(None);
    }
    let generation = whole(digits, generation_at, Quantity::CpuGeneration)?;
    if let Some(number) = &generation
        && find(&vendor.generations, number.as_str()).is_none()
    {
        let problem =
            NameProblem::CpuGeneration { found: digits.to_owned(), allowed: codes(&vendor.generations) };
        return Err(NameError { at: generation_at, problem });
    }
    let frequency = class.checked(&rules.grammar.cpu_frequencies, Quantity::CpuFrequency)?;
    let span = cursor.at()..attempt.at();
    *cursor = attempt;
    Ok(Some(Processor { vendor: vendor.code.clone(), generation, frequency, span }))
}

pub(super) fn parse_gpu(cursor: &mut Cursor, rules: Rules) -> Result<Option<Gpu>, NameError> {
    let mut attempt = *cursor;
    if !attempt.eat(rules.syntax.outer()) {
        return Ok(None);
    }
    let Some(mode) = eat_code(&mut attempt, &rules.grammar.gpu_modes) else {
        return Ok(None);
    };
    let Some(brand) = eat_code(&mut attempt, &rules.grammar.gpu_brands) else {
        return Ok(None);
    };
    let generation = parse_gpu_generation(&mut attempt, rules, &brand.generations)?;
    let units = parse_gpu_number(&mut attempt, rules, Quantity::GpuUnits)?;
    let frequency =
        Class::take(&mut attempt).checked(&rules.grammar.gpu_frequencies, Quantity::GpuFrequency)?;
    let vram_gib = parse_gpu_number(&mut attempt, rules, Quantity::Vram)?;
    let bandwidth =
        Class::take(&mut attempt).checked(&rules.grammar.vram_bandwidths, Quantity::VramBandwidth)?;
    let span = cursor.at()..attempt.at();
    *cursor = attempt;
    Ok(Some(Gpu {
        mode: mode.code.clone(),
        brand: brand.code.clone(),
        generation,
        units,
        frequency,
        vram_gib,
        bandwidth,
        span,
    }))
}

/// The text of the standard would end a generation at the next extension, too; the official parser does not.
fn parse_gpu_generation(cursor: &mut Cursor, rules: Rules, table: &[Term]) -> Result<String, NameError> {
    let start = cursor.at();
    let mut proper = *cursor;
    let found = cursor.run(|c| c != rules.syntax.inner() && c != PERFORMANCE);
    let known = |generation: &str| generation.is_empty() || find(table, generation).is_some();
    if known(found) {
        return Ok(found.to_owned());
    }
    if known(proper.run(|c| !is_delimiter(c) && c != PERFORMANCE)) {
        return Err(no_end_of_generation(proper, rules.syntax));
    }
    let problem = NameProblem::GpuGeneration { found: found.to_owned(), allowed: codes(table) };
    Err(NameError { at: start, problem })
}

/// Says what follows a known generation, so that the official parser takes both together for an unknown one.
fn no_end_of_generation(cursor: Cursor, syntax: Syntax) -> NameError {
    let mut behind = cursor;
    let is_extension = behind.eat(syntax.outer()) && !behind.peek().is_some_and(|next| next.is_ascii_digit());
    if !is_extension {
        return no_delimiter(cursor, syntax.inner());
    }
    let found = format!("{}{}", syntax.outer(), behind.run(|c| !is_delimiter(c)));
    NameError { at: cursor.at(), problem: NameProblem::ExtensionInGeneration { found } }
}

/// A delimiter and a number, or nothing: a delimiter without digits is left for the complaint at the end.
fn parse_gpu_number(
    cursor: &mut Cursor,
    rules: Rules,
    quantity: Quantity,
) -> Result<Option<Count>, NameError> {
    let mut attempt = *cursor;
    if !attempt.eat(rules.syntax.inner()) {
        return Ok(None);
    }
    let at = attempt.at();
    let number = positive(attempt.digits(), at, quantity)?;
    if number.is_some() {
        *cursor = attempt;
    }
    Ok(number)
}

/// A run of `h`.
struct Class<'a> {
    at: usize,
    run: &'a str,
}

impl<'a> Class<'a> {
    fn take(cursor: &mut Cursor<'a>) -> Self {
        Self { at: cursor.at(), run: cursor.run(|c| c == PERFORMANCE) }
    }

    fn checked(&self, table: &[Term], quantity: Quantity) -> Result<String, NameError> {
        if self.run.is_empty() || find(table, self.run).is_some() {
            return Ok(self.run.to_owned());
        }
        let (found, limit) = (self.run.len(), table.len());
        let problem = NameProblem::TooManyClasses { quantity, found, limit };
        Err(NameError { at: self.at.saturating_add(limit), problem })
    }
}

fn whole(digits: &str, at: usize, quantity: Quantity) -> Result<Option<Count>, NameError> {
    if digits.len() > MAX_DIGITS {
        let problem = NameProblem::TooManyDigits { quantity, found: digits.len(), limit: MAX_DIGITS };
        return Err(NameError { at, problem });
    }
    Ok(Count::from_digits(digits))
}

fn positive(digits: &str, at: usize, quantity: Quantity) -> Result<Option<Count>, NameError> {
    let number = whole(digits, at, quantity)?;
    if number.as_ref().is_some_and(Count::is_zero) {
        return Err(NameError { at, problem: NameProblem::Zero { quantity } });
    }
    Ok(number)
}

fn missing(cursor: Cursor, quantity: Quantity) -> NameError {
    NameError { at: cursor.at(), problem: NameProblem::NumberMissing { quantity, found: cursor.peek() } }
}

fn no_delimiter(cursor: Cursor, expected: char) -> NameError {
    let problem = match cursor.peek() {
        Some(found) if is_delimiter(found) => NameProblem::WrongDelimiter { found, expected },
        found => NameProblem::DelimiterMissing { found, expected },
    };
    NameError { at: cursor.at(), problem }
}

/// True for what delimits anything in any syntax.
pub(super) fn is_delimiter(c: char) -> bool {
    [Syntax::V1, Syntax::V2].into_iter().any(|syntax| c == syntax.inner() || c == syntax.outer())
}

/// The complaint that one of these codes is meant, but written in another case.
pub(super) fn wrong_case(found: &str, codes: &[String]) -> Option<NameProblem> {
    let expected = codes.iter().find(|code| code.eq_ignore_ascii_case(found))?.clone();
    Some(NameProblem::WrongCase { found: found.to_owned(), expected })
}

/// Reads whichever code of the table comes next; no code is the beginning of another.
pub(super) fn eat_code<'g, T: Coded>(
    cursor: &mut Cursor,
    table: impl IntoIterator<Item = &'g T>,
) -> Option<&'g T> {
    table.into_iter().find(|entry| cursor.eat_str(entry.code()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flavor_name::testing::{accepted_names, grammar, parse_any};

    fn problem(name: &str, syntax: Syntax) -> (usize, NameProblem) {
        let error = parse(name, syntax, grammar()).unwrap_err();
        (error.at, error.problem)
    }

    fn strings(list: &[&str]) -> Vec<String> {
        list.iter().map(|&item| item.to_owned()).collect()
    }

    #[test]
    fn all_parts() {
        let name = parse_any("SCS-2Ci-4.5uo-3x10p_chy_hwv_a5hhh_gI0.95-128hh-16h_ib");
        let count = |digits| Count::from_digits(digits).unwrap();
        let expected = FlavorName {
            cpus: Cpus { count: count("2"), cpu_type: "C".into(), insecure: true, span: 4..7 },
            memory: Memory { gib: 4.5, no_ecc: true, oversubscribed: true, span: 7..13 },
            disk: Some(Disk {
                count: count("3"),
                size_gb: Some(count("10")),
                disk_type: Some("p".into()),
                span: 13..19,
            }),
            hypervisor: Some(HypervisorChoice { code: "chy".into(), span: 19..23 }),
            hardware_virtualization: Some(23..27),
            processor: Some(Processor {
                vendor: "a".into(),
                generation: Some(count("5")),
                frequency: "hhh".into(),
                span: 27..33,
            }),
            gpu: Some(Gpu {
                mode: "g".into(),
                brand: "I".into(),
                generation: "0.95".into(),
                units: Some(count("128")),
                frequency: "hh".into(),
                vram_gib: Some(count("16")),
                bandwidth: "h".into(),
                span: 33..50,
            }),
            infiniband: Some(50..53),
        };
        assert_eq!(name, expected);
    }

    #[test]
    fn absent_parts_and_defaults() {
        let name = parse_any("SCS-1V-.5-x");
        assert_eq!(name.parts().len(), 3);
        assert_eq!(
            name.disk,
            Some(Disk { count: Count::one(), size_gb: None, disk_type: None, span: 9..11 })
        );
        let gpu = parse_any("SCS-1V-4_GNh-64").gpu.unwrap();
        assert_eq!((gpu.generation.as_str(), gpu.units, gpu.frequency.as_str()), ("", None, "h"));
        assert_eq!(gpu.vram_gib.unwrap().to_u64(), Some(64));
    }

    #[test]
    fn numbers_of_any_size_up_to_the_limit() {
        let accepted = |name: &str| parse(name, Syntax::V2, grammar()).is_ok();
        let (long, longer) = ("9".repeat(MAX_DIGITS), "9".repeat(MAX_DIGITS + 1));
        assert!(accepted(&format!("SCS-{long}V-4-{long}x{long}_GNa-{long}-{long}")));
        for name in [
            format!("SCS-{longer}V-4"),
            format!("SCS-1V-4-{longer}x1"),
            format!("SCS-1V-4-{longer}"),
            format!("SCS-1V-4_i{}", "0".repeat(MAX_DIGITS + 1)),
            format!("SCS-1V-4_GN-{longer}"),
            format!("SCS-1V-4_GN-1-{longer}"),
        ] {
            assert!(!accepted(&name));
        }
        // No such limit for the memory size, which is a double.
        assert!(accepted(&format!("SCS-1V-{}4", "0".repeat(MAX_DIGITS))));
        assert!(accepted(&format!("SCS-1V-4.{}1", "0".repeat(MAX_DIGITS))));
    }

    #[test]
    fn memory_in_doubles() {
        for (size, problem) in [
            ("0", Some(NameProblem::Zero { quantity: Quantity::Memory })),
            ("0.25", Some(NameProblem::NotInHalves { found: "0.25".into() })),
            ("9007199254740992.25", None),
            ("4.00000000000000000001", None),
        ] {
            let result = parse(&format!("SCS-1V-{size}"), Syntax::V2, grammar());
            assert_eq!(result.err(), problem.map(|problem| NameError { at: 7, problem }), "{size}");
        }
    }

    #[test]
    fn reasons_in_the_main_part() {
        use NameProblem as P;
        let letters = || strings(&["L", "V", "T", "C"]);
        let quantity = Quantity::Vcpus;
        for (name, at, expected) in [
            ("SCS-", 4, P::NumberMissing { quantity, found: None }),
            ("SCS-V-4", 4, P::NumberMissing { quantity, found: Some('V') }),
            ("SCS-0V-4", 4, P::Zero { quantity }),
            ("SCS-2-4-10n", 5, P::CpuLetterMissing { allowed: letters() }),
            ("SCS-2", 5, P::CpuLetterMissing { allowed: letters() }),
            ("SCS-2i-4", 5, P::CpuLetterMissing { allowed: letters() }),
            ("SCS-2iT-4-10n", 5, P::InsecureBeforeCpuLetter { letter: "T".into() }),
            ("SCS-2v-4", 5, P::WrongCase { found: "v".into(), expected: "V".into() }),
            ("SCS-1e1V-4", 5, P::CpuLetterUnknown { found: 'e', allowed: letters() }),
            ("SCS-2V", 6, P::DelimiterMissing { found: None, expected: '-' }),
            ("SCS-2V8", 6, P::DelimiterMissing { found: Some('8'), expected: '-' }),
            ("SCS-2V:8", 6, P::WrongDelimiter { found: ':', expected: '-' }),
            ("SCS-2V_8", 6, P::WrongDelimiter { found: '_', expected: '-' }),
            ("SCS-1V-", 7, P::NumberMissing { quantity: Quantity::Memory, found: None }),
            ("SCS-1V-.", 7, P::NumberMissing { quantity: Quantity::Memory, found: Some('.') }),
            ("SCS-1V-4.5.5", 10, P::SecondPoint { found: "4.5.5".into() }),
        ] {
            assert_eq!(problem(name, Syntax::V2), (at, expected), "{name}");
        }
        let expected = P::PrefixMissing { expected: "SCS-".into() };
        assert_eq!(problem("scs-1V-4", Syntax::V1), (0, expected));
    }

    #[test]
    fn reasons_in_the_parts_behind() {
        use NameProblem as P;
        for (name, at, expected) in [
            ("SCS-1V-4-0", 9, P::Zero { quantity: Quantity::DiskSize }),
            ("SCS-1V-4-0x10", 9, P::Zero { quantity: Quantity::Disks }),
            (
                "SCS-1V-4_a06",
                10,
                P::CpuGeneration { found: "06".into(), allowed: strings(&["0", "1", "2", "3", "4", "5"]) },
            ),
            (
                "SCS-2C-4_z6hhhh",
                14,
                P::TooManyClasses { quantity: Quantity::CpuFrequency, found: 4, limit: 3 },
            ),
            (
                "SCS-2C-4_GNa-64hhh",
                17,
                P::TooManyClasses { quantity: Quantity::GpuFrequency, found: 3, limit: 2 },
            ),
            (
                "SCS-2C-4_GNa-64-8hhh",
                19,
                P::TooManyClasses { quantity: Quantity::VramBandwidth, found: 3, limit: 2 },
            ),
            ("SCS-2C-4_GN-0", 12, P::Zero { quantity: Quantity::GpuUnits }),
            ("SCS-2C-4_GN-1-0", 14, P::Zero { quantity: Quantity::Vram }),
            (
                "SCS-2C-4_GI5-1",
                11,
                P::GpuGeneration {
                    found: "5".into(),
                    allowed: strings(&["0.9", "0.95", "1", "2", "3", "4"]),
                },
            ),
            ("SCS-2C-4_GNa_ib", 12, P::ExtensionInGeneration { found: "_ib".into() }),
            ("SCS-2C-4_GN_hwv", 11, P::ExtensionInGeneration { found: "_hwv".into() }),
            ("SCS-2C-4_GNa:64", 12, P::WrongDelimiter { found: ':', expected: '-' }),
            ("SCS-2C-4_GNa_64", 12, P::WrongDelimiter { found: '_', expected: '-' }),
        ] {
            assert_eq!(problem(name, Syntax::V2), (at, expected), "{name}");
        }
    }

    /// Changes one character of an accepted name, or draws a whole text from the grammar's alphabet.
    #[test]
    fn no_text_panics_and_positions_are_inside() {
        let alphabet: Vec<char> =
            "SCS-SCS-0123459.LVTCiuoxnhsp:_-kvmxenhwvbmschyizarGgNAI\n äß٣".chars().collect();
        let grammar = grammar();
        let accepted = accepted_names();
        let mut state = 1_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % below
        };
        for round in 0..20_000 {
            let mut text: Vec<char> = if round % 4 == 0 {
                let length = next(20);
                (0..length).map(|_| alphabet[next(alphabet.len())]).collect()
            } else {
                let mut text: Vec<char> = accepted[next(accepted.len())].chars().collect();
                let at = next(text.len());
                text[at] = alphabet[next(alphabet.len())];
                text
            };
            if round % 3 == 0 {
                text.splice(0..0, PREFIX.chars());
            }
            let name: String = text.iter().collect();
            for syntax in [Syntax::V1, Syntax::V2] {
                if let Err(error) = parse(&name, syntax, grammar) {
                    assert!(error.at <= text.len(), "{name}");
                    assert!(!error.to_string().is_empty());
                }
            }
        }
    }
}
