//! From parts to text.

use std::fmt::Write;

use super::grammar::{
    Grammar, HARDWARE_VIRTUALIZATION, INFINIBAND, INSECURE, NO_ECC, OVERSUBSCRIBED, PREFIX, Syntax, TIMES,
};
use super::name::{Cpus, Disk, FlavorName, Gpu, Memory, Processor};

/// The one canonical spelling of a name: no leading zeros, no `1x`, no CPU generation 0.
///
/// Parsing it again gives the same spelling. In v1 syntax, a name with a hypervisor that v1 does not know cannot
/// be parsed again.
#[must_use]
pub fn canonical(name: &FlavorName, syntax: Syntax) -> String {
    let mut text = PREFIX.to_owned();
    push_cpus(&mut text, &name.cpus);
    push_memory(&mut text, &name.memory, syntax);
    if let Some(disk) = &name.disk {
        push_disk(&mut text, disk, syntax);
    }
    if let Some(hypervisor) = &name.hypervisor {
        push_extension(&mut text, &hypervisor.code, syntax);
    }
    if name.hardware_virtualization.is_some() {
        push_extension(&mut text, HARDWARE_VIRTUALIZATION, syntax);
    }
    if let Some(processor) = &name.processor {
        push_processor(&mut text, processor, syntax);
    }
    if let Some(gpu) = &name.gpu {
        push_gpu(&mut text, gpu, syntax);
    }
    if name.infiniband.is_some() {
        push_extension(&mut text, INFINIBAND, syntax);
    }
    text
}

/// The same flavor with fewer promises, as the standard recommends to offer it besides: without hypervisor,
/// hardware virtualization and all classes of frequency and bandwidth. Of the CPU only the vendor is kept, and only
/// if its architecture is not the one that a name without vendor implies. Spans stay those of the long name.
///
/// Its spelling is not always a valid name: from `SCS-1V-4_GNah_ib` comes `SCS-1V-4_GNa_ib`, which the official parser
/// refuses.
#[must_use]
pub fn short(name: &FlavorName, grammar: &Grammar) -> FlavorName {
    let processor = name.processor.as_ref().filter(|processor| {
        grammar.image_architecture(Some(&processor.vendor)) != grammar.image_architecture(None)
    });
    FlavorName {
        hypervisor: None,
        hardware_virtualization: None,
        processor: processor.map(|processor| Processor {
            generation: None,
            frequency: String::new(),
            ..processor.clone()
        }),
        gpu: name.gpu.as_ref().map(|gpu| Gpu {
            frequency: String::new(),
            bandwidth: String::new(),
            ..gpu.clone()
        }),
        ..name.clone()
    }
}

fn push_cpus(text: &mut String, cpus: &Cpus) {
    text.push_str(cpus.count.as_str());
    text.push_str(&cpus.cpu_type);
    if cpus.insecure {
        text.push(INSECURE);
    }
}

fn push_memory(text: &mut String, memory: &Memory, syntax: Syntax) {
    text.push(syntax.inner());
    push_gib(text, memory.gib);
    if memory.no_ecc {
        text.push(NO_ECC);
    }
    if memory.oversubscribed {
        text.push(OVERSUBSCRIBED);
    }
}

/// All digits of the number, never an exponent; halves with one decimal.
pub(super) fn push_gib(text: &mut String, gib: f64) {
    let decimals = usize::from(gib.fract() > 0.0);
    // Writing to a string cannot fail.
    let _ = write!(text, "{gib:.decimals$}");
}

fn push_disk(text: &mut String, disk: &Disk, syntax: Syntax) {
    text.push(syntax.inner());
    if !disk.count.is_one() {
        text.push_str(disk.count.as_str());
        text.push(TIMES);
    }
    if let Some(size_gb) = &disk.size_gb {
        text.push_str(size_gb.as_str());
    }
    if let Some(disk_type) = &disk.disk_type {
        text.push_str(disk_type);
    }
}

fn push_processor(text: &mut String, processor: &Processor, syntax: Syntax) {
    push_extension(text, &processor.vendor, syntax);
    if let Some(generation) = processor.known_generation() {
        text.push_str(generation.as_str());
    }
    text.push_str(&processor.frequency);
}

fn push_gpu(text: &mut String, gpu: &Gpu, syntax: Syntax) {
    push_extension(text, &gpu.mode, syntax);
    text.push_str(&gpu.brand);
    text.push_str(&gpu.generation);
    if let Some(units) = &gpu.units {
        text.push(syntax.inner());
        text.push_str(units.as_str());
    }
    text.push_str(&gpu.frequency);
    if let Some(vram_gib) = &gpu.vram_gib {
        text.push(syntax.inner());
        text.push_str(vram_gib.as_str());
    }
    text.push_str(&gpu.bandwidth);
}

fn push_extension(text: &mut String, code: &str, syntax: Syntax) {
    text.push(syntax.outer());
    text.push_str(code);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flavor_name::parse;
    use crate::flavor_name::testing::{accepted_names, grammar, parse_any};

    #[test]
    fn canonical_and_short_spellings() {
        // Examples of the digest of the standard, each tried with the official parser.
        for (name, long, brief) in [
            ("SCS-2C-4-_ib", "SCS-2C-4-_ib", "SCS-2C-4-_ib"),
            ("SCS-01V-04-010", "SCS-1V-4-10", "SCS-1V-4-10"),
            ("SCS-1V-.5", "SCS-1V-0.5", "SCS-1V-0.5"),
            ("SCS-2C-4-x10", "SCS-2C-4-10", "SCS-2C-4-10"),
            ("SCS-2C-4_i00", "SCS-2C-4_i", "SCS-2C-4"),
            ("SCS-2C-4_ih_ib", "SCS-2C-4_ih_ib", "SCS-2C-4_ib"),
            ("SCS-2C-4_GNh-64", "SCS-2C-4_GNh-64", "SCS-2C-4_GN-64"),
            ("SCS-2C:4:3xs-bms-z3h-GNa:64-ib", "SCS-2C-4-3xs_bms_z3h_GNa-64_ib", "SCS-2C-4-3xs_GNa-64_ib"),
            (
                "SCS-2Ci-4uo-2x10p_chy_hwv_a5hhh_gI0.95-128hh-16hh_ib",
                "SCS-2Ci-4uo-2x10p_chy_hwv_a5hhh_gI0.95-128hh-16hh_ib",
                "SCS-2Ci-4uo-2x10p_a_gI0.95-128-16_ib",
            ),
            ("SCS-1V-9007199254740993", "SCS-1V-9007199254740992", "SCS-1V-9007199254740992"),
        ] {
            let parsed = parse_any(name);
            assert_eq!(canonical(&parsed, Syntax::V2), long);
            assert_eq!(canonical(&short(&parsed, grammar()), Syntax::V2), brief);
        }
    }

    #[test]
    fn canonical_spellings_stay() {
        let grammar = grammar();
        for name in accepted_names() {
            let parsed = parse_any(&name);
            for syntax in [Syntax::V1, Syntax::V2] {
                let text = canonical(&parsed, syntax);
                let known = parsed.hypervisor.as_ref().is_none_or(|hypervisor| {
                    grammar.hypervisors_in(syntax).any(|known| known.code == hypervisor.code)
                });
                match parse(&text, syntax, grammar) {
                    Ok(again) => assert_eq!(canonical(&again, syntax), text),
                    Err(_) => assert!(!known, "{text}"),
                }
            }
        }
    }

    #[test]
    fn a_short_name_can_be_invalid() {
        let parsed = parse_any("SCS-1V-4_GNah_ib");
        let text = canonical(&short(&parsed, grammar()), Syntax::V2);
        assert_eq!(text, "SCS-1V-4_GNa_ib");
        assert!(parse(&text, Syntax::V2, grammar()).is_err());
    }
}
