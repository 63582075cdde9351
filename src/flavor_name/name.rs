//! A parsed name: its parts with their values and their places in the text.

use std::ops::Range;

use super::count::Count;

/// Positions in the name, counted in Unicode characters. A part's span starts with its delimiter, so that the
/// spans of all parts together cover the name without its prefix.
pub type Span = Range<usize>;

/// A flavor name, taken apart (scs-0100-v3). Codes are those of the [`Grammar`](super::Grammar).
#[derive(Clone, Debug, PartialEq)]
pub struct FlavorName {
    /// Number and kind of vCPUs.
    pub cpus: Cpus,
    /// Size and kind of memory.
    pub memory: Memory,
    /// Disks; absent: the flavor has none of its own.
    pub disk: Option<Disk>,
    /// Hypervisor.
    pub hypervisor: Option<HypervisorChoice>,
    /// Where hardware virtualization is promised.
    pub hardware_virtualization: Option<Span>,
    /// Vendor, generation and frequency of the CPU; absent: any x86-64.
    pub processor: Option<Processor>,
    /// GPU.
    pub gpu: Option<Gpu>,
    /// Where InfiniBand is promised.
    pub infiniband: Option<Span>,
}

/// Number and kind of vCPUs: `2Ti`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cpus {
    /// At least 1.
    pub count: Count,
    /// Code of the CPU type.
    pub cpu_type: String,
    /// Mitigations against CPU vulnerabilities are not promised.
    pub insecure: bool,
    /// Place in the name.
    pub span: Span,
}

/// Size and kind of memory: `-8uo`.
#[derive(Clone, Debug, PartialEq)]
pub struct Memory {
    /// GiB, a positive multiple of 0.5.
    pub gib: f64,
    /// Without error correction.
    pub no_ecc: bool,
    /// More memory is promised than there is.
    pub oversubscribed: bool,
    /// Place in the name.
    pub span: Span,
}

/// Disks: `-3x10s`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disk {
    /// At least 1.
    pub count: Count,
    /// GB of each disk, at least 1; absent: sized by the image (text of the standard: "auto").
    pub size_gb: Option<Count>,
    /// Code of the disk type; absent: unspecified.
    pub disk_type: Option<String>,
    /// Place in the name.
    pub span: Span,
}

/// Hypervisor: `_kvm`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HypervisorChoice {
    /// Code of the hypervisor.
    pub code: String,
    /// Place in the name.
    pub span: Span,
}

/// Vendor, generation and frequency of the CPU: `_z3hh`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Processor {
    /// Code of the vendor.
    pub vendor: String,
    /// As written; 0 says no more than none at all.
    pub generation: Option<Count>,
    /// Code of the frequency class; empty: none promised.
    pub frequency: String,
    /// Place in the name.
    pub span: Span,
}

impl Processor {
    /// The generation, if it says anything.
    #[must_use]
    pub fn known_generation(&self) -> Option<&Count> {
        self.generation.as_ref().filter(|generation| !generation.is_zero())
    }
}

/// GPU: `_GNa-14h-6hh`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gpu {
    /// Code of the mode: virtual or passed through.
    pub mode: String,
    /// Code of the brand.
    pub brand: String,
    /// Code of the generation; empty: unspecified.
    pub generation: String,
    /// Number of units (of the kind that the brand counts), at least 1.
    pub units: Option<Count>,
    /// Code of the frequency class; empty: none promised.
    pub frequency: String,
    /// Video memory in whole GiB, at least 1.
    pub vram_gib: Option<Count>,
    /// Code of the bandwidth class of the video memory; empty: none promised.
    pub bandwidth: String,
    /// Place in the name.
    pub span: Span,
}

/// The parts of a name, in their fixed order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Number and kind of vCPUs.
    Cpus,
    /// Size and kind of memory.
    Memory,
    /// Disks.
    Disk,
    /// Hypervisor.
    Hypervisor,
    /// Hardware virtualization.
    HardwareVirtualization,
    /// Vendor, generation and frequency of the CPU.
    Processor,
    /// GPU.
    Gpu,
    /// InfiniBand.
    Infiniband,
}

impl std::fmt::Display for Part {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Cpus => "vCPUs",
            Self::Memory => "memory",
            Self::Disk => "disk",
            Self::Hypervisor => "hypervisor",
            Self::HardwareVirtualization => "hardware virtualization",
            Self::Processor => "CPU vendor",
            Self::Gpu => "GPU",
            Self::Infiniband => "InfiniBand",
        })
    }
}

/// A part and its place in the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartSpan {
    /// Which part.
    pub part: Part,
    /// Its place, with its delimiter.
    pub span: Span,
}

impl FlavorName {
    /// The parts that the name has, in its order. Spans are those of the text that was parsed.
    #[must_use]
    pub fn parts(&self) -> Vec<PartSpan> {
        let spans = [
            (Part::Cpus, Some(&self.cpus.span)),
            (Part::Memory, Some(&self.memory.span)),
            (Part::Disk, self.disk.as_ref().map(|disk| &disk.span)),
            (Part::Hypervisor, self.hypervisor.as_ref().map(|hypervisor| &hypervisor.span)),
            (Part::HardwareVirtualization, self.hardware_virtualization.as_ref()),
            (Part::Processor, self.processor.as_ref().map(|processor| &processor.span)),
            (Part::Gpu, self.gpu.as_ref().map(|gpu| &gpu.span)),
            (Part::Infiniband, self.infiniband.as_ref()),
        ];
        spans
            .into_iter()
            .filter_map(|(part, span)| span.map(|span| PartSpan { part, span: span.clone() }))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::flavor_name::testing::{accepted_names, parse_any};

    #[test]
    fn parts_cover_the_name_in_order() {
        for name in accepted_names() {
            let parts = parse_any(&name).parts();
            assert!(parts.is_sorted_by_key(|part| part.part), "{name}");
            let mut end = "SCS-".len();
            for part in parts {
                assert_eq!(part.span.start, end, "{name}");
                assert!(part.span.end > part.span.start, "{name}");
                end = part.span.end;
            }
            assert_eq!(end, name.chars().count(), "{name}");
        }
    }
}
