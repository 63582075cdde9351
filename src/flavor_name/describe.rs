//! A name in words.

use super::grammar::{Coded, Grammar, find};
use super::name::{Cpus, Disk, FlavorName, Gpu, Memory, Part, PartSpan, Processor};
use super::print::push_gib;

/// The whole name in one phrase, without full stop.
#[must_use]
pub fn describe(name: &FlavorName, grammar: &Grammar) -> String {
    let processor = match &name.processor {
        Some(processor) => processor_text(processor, grammar),
        None => grammar.unstated_cpu.label.clone(),
    };
    let cpus = cpus_text(&name.cpus, &processor, grammar);
    let mut phrases = vec![format!("{cpus} with {}", memory_text(&name.memory))];
    let rest = [Part::Hypervisor, Part::HardwareVirtualization, Part::Disk, Part::Gpu, Part::Infiniband];
    phrases.extend(rest.into_iter().filter_map(|part| part_text(name, part, grammar)));
    phrases.join(", ")
}

/// Each part of the name with its meaning, in the order of the name.
#[must_use]
pub fn describe_parts(name: &FlavorName, grammar: &Grammar) -> Vec<(PartSpan, String)> {
    let parts = name.parts().into_iter();
    parts.filter_map(|place| part_text(name, place.part, grammar).map(|text| (place, text))).collect()
}

fn part_text(name: &FlavorName, part: Part, grammar: &Grammar) -> Option<String> {
    match part {
        Part::Cpus => Some(cpus_text(&name.cpus, "", grammar)),
        Part::Memory => Some(memory_text(&name.memory)),
        Part::Disk => name.disk.as_ref().map(|disk| disk_text(disk, grammar)),
        Part::Hypervisor => {
            let code = &name.hypervisor.as_ref()?.code;
            Some(format!("on {}", label(&grammar.hypervisors, code)))
        }
        Part::HardwareVirtualization => {
            name.hardware_virtualization.as_ref().map(|_| "hardware virtualization".to_owned())
        }
        Part::Processor => name.processor.as_ref().map(|processor| processor_text(processor, grammar)),
        Part::Gpu => name.gpu.as_ref().map(|gpu| gpu_text(gpu, grammar)),
        Part::Infiniband => name.infiniband.as_ref().map(|_| "InfiniBand".to_owned()),
    }
}

fn cpus_text(cpus: &Cpus, processor: &str, grammar: &Grammar) -> String {
    let kind = match find(&grammar.cpu_types, &cpus.cpu_type) {
        Some(cpu_type) if cpus.count.is_one() => &cpu_type.singular,
        Some(cpu_type) => &cpu_type.plural,
        None => &cpus.cpu_type,
    };
    words(&[cpus.count.as_str(), processor, kind, if cpus.insecure { "(insecure)" } else { "" }])
}

fn memory_text(memory: &Memory) -> String {
    let mut text = String::new();
    push_gib(&mut text, memory.gib);
    let marks = match (memory.no_ecc, memory.oversubscribed) {
        (false, false) => "",
        (true, false) => "(no ECC)",
        (false, true) => "(oversubscribed)",
        (true, true) => "(no ECC, oversubscribed)",
    };
    words(&[&text, "GiB of memory", marks])
}

/// Generation 0 is left out: it says no more than none.
fn processor_text(processor: &Processor, grammar: &Grammar) -> String {
    let generation = processor.known_generation().map_or("", |generation| {
        let vendor = find(&grammar.cpu_vendors, &processor.vendor);
        vendor.map_or(generation.as_str(), |vendor| label(&vendor.generations, generation.as_str()))
    });
    words(&[
        label(&grammar.cpu_frequencies, &processor.frequency),
        label(&grammar.cpu_vendors, &processor.vendor),
        generation,
    ])
}

fn disk_text(disk: &Disk, grammar: &Grammar) -> String {
    let count = if disk.count.is_one() { String::new() } else { format!("{} ×", disk.count) };
    let kind = disk.disk_type.as_deref().map_or("disk", |code| label(&grammar.disk_types, code));
    let size = match &disk.size_gb {
        Some(size_gb) => format!("of {size_gb} GB"),
        None => "of automatic size".to_owned(),
    };
    words(&[&count, kind, &size])
}

fn gpu_text(gpu: &Gpu, grammar: &Grammar) -> String {
    let brand = find(&grammar.gpu_brands, &gpu.brand);
    let generation =
        brand.map_or(gpu.generation.as_str(), |brand| label(&brand.generations, &gpu.generation));
    let model =
        words(&[label(&grammar.gpu_modes, &gpu.mode), label(&grammar.gpu_brands, &gpu.brand), generation]);

    let frequency = label(&grammar.gpu_frequencies, &gpu.frequency);
    let unit = brand.map_or("units", |brand| &brand.unit.code);
    let units = match &gpu.units {
        Some(units) => words(&[units.as_str(), frequency, unit]),
        None if frequency.is_empty() => String::new(),
        None => words(&[frequency, unit]),
    };
    let bandwidth = label(&grammar.vram_bandwidths, &gpu.bandwidth);
    let vram = gpu.vram_gib.as_ref().map(|gib| words(&[gib.as_str(), "GiB of", bandwidth, "VRAM"]));

    let numbers: Vec<_> =
        [units, vram.unwrap_or_default()].into_iter().filter(|text| !text.is_empty()).collect();
    if numbers.is_empty() { model } else { format!("{model} with {}", numbers.join(" and ")) }
}

/// What a code means; a code that the grammar does not have stands for itself.
fn label<'a, T: Coded>(table: &'a [T], code: &'a str) -> &'a str {
    find(table, code).map_or(code, Coded::label)
}

/// The words with single blanks between them; empty ones are left out.
fn words(words: &[&str]) -> String {
    let present: Vec<_> = words.iter().copied().filter(|word| !word.is_empty()).collect();
    present.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flavor_name::testing::{accepted_names, grammar, parse_any};

    #[test]
    fn names_in_words() {
        for (name, expected) in [
            ("SCS-1V-4", "1 generic x86-64 vCPU with 4 GiB of memory"),
            (
                "SCS-2L-0.5uo-",
                "2 generic x86-64 heavily oversubscribed vCPUs with 0.5 GiB of memory (no ECC, oversubscribed), disk of automatic size",
            ),
            (
                "SCS-2Ci:4o:3x10s-bms-hwv-z3h-ib",
                "2 high-frequency (above 2.75 GHz) AMD Zen 3 (Milan) dedicated cores (insecure) with 4 GiB of memory (oversubscribed), on bare metal, hardware virtualization, 3 × local SSD of 10 GB, InfiniBand",
            ),
            (
                "SCS-2T-4u_a0_GNa-14h-6hh",
                "2 ARM dedicated SMT threads with 4 GiB of memory (no ECC), passed-through GPU Nvidia Ampere with 14 high-frequency SM and 6 GiB of very-high-bandwidth VRAM",
            ),
            (
                "SCS-2V-4_gIh-64",
                "2 generic x86-64 vCPUs with 4 GiB of memory, virtual GPU Intel with high-frequency EU and 64 GiB of VRAM",
            ),
            ("SCS-2V-4_GA", "2 generic x86-64 vCPUs with 4 GiB of memory, passed-through GPU AMD"),
        ] {
            assert_eq!(describe(&parse_any(name), grammar()), expected);
        }
    }

    #[test]
    fn every_part_has_words() {
        let grammar = grammar();
        for name in accepted_names() {
            let parsed = parse_any(&name);
            let parts = describe_parts(&parsed, grammar);
            let spans: Vec<_> = parts.iter().map(|(place, _)| place.clone()).collect();
            assert_eq!(spans, parsed.parts(), "{name}");
            assert!(parts.iter().all(|(_, text)| !text.trim().is_empty()), "{name}");
        }
    }
}
