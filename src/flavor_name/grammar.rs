//! The tables of the grammar as they stand in `catalogue/data/flavor_name_grammar.yaml`, and the few spellings
//! that are part of the syntax itself.

/// What every name under the standard starts with.
pub(super) const PREFIX: &str = "SCS-";
/// After the CPU letter: without the mitigations against CPU vulnerabilities.
pub(super) const INSECURE: char = 'i';
/// After the memory size: memory without error correction.
pub(super) const NO_ECC: char = 'u';
/// After the memory size: more memory promised than there is.
pub(super) const OVERSUBSCRIBED: char = 'o';
/// Between the number of disks and their size.
pub(super) const TIMES: char = 'x';
/// Repeated: a class of frequency or bandwidth.
pub(super) const PERFORMANCE: char = 'h';
/// The extension for hardware virtualization (nested virtualization).
pub(super) const HARDWARE_VIRTUALIZATION: &str = "hwv";
/// The extension for InfiniBand.
pub(super) const INFINIBAND: &str = "ib";

/// The two ways to spell a name. Names after v3 of the standard are spelled as in v2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// `SCS-2V:8:20-kvm`
    V1,
    /// `SCS-2V-8-20_kvm`, also that of v3.
    V2,
}

impl Syntax {
    /// `v1` or `v2`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
        }
    }

    /// Separates CPU, memory and disk, and the numbers of a GPU.
    #[must_use]
    pub fn inner(self) -> char {
        match self {
            Self::V1 => ':',
            Self::V2 => '-',
        }
    }

    /// Starts an extension: hypervisor, CPU vendor and so on.
    #[must_use]
    pub fn outer(self) -> char {
        match self {
            Self::V1 => '-',
            Self::V2 => '_',
        }
    }
}

/// The tables of the grammar (scs-0100-v3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grammar {
    /// Weakest promise first.
    pub cpu_types: Vec<CpuType>,
    /// Weakest promise first.
    pub disk_types: Vec<DiskType>,
    /// Code of the disk type that extra specs state where the name gives none.
    pub unstated_disk_type: String,
    /// Hypervisors; a name without one promises none.
    pub hypervisors: Vec<Hypervisor>,
    /// What a name without a CPU vendor means.
    pub unstated_cpu: UnstatedCpu,
    /// CPU vendors with their generations.
    pub cpu_vendors: Vec<CpuVendor>,
    /// Frequency classes of CPUs, lowest first.
    pub cpu_frequencies: Vec<Term>,
    /// How a GPU is handed to the guest.
    pub gpu_modes: Vec<Term>,
    /// GPU brands with their generations.
    pub gpu_brands: Vec<GpuBrand>,
    /// Frequency classes of GPUs, lowest first.
    pub gpu_frequencies: Vec<Term>,
    /// Bandwidth classes of video memory, lowest first.
    pub vram_bandwidths: Vec<Term>,
}

/// How much of a CPU a vCPU is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CpuType {
    /// Letter in the name.
    pub code: String,
    /// Value of `scs:cpu-type`.
    pub extra_spec: String,
    /// One of them in words.
    pub singular: String,
    /// Several in words.
    pub plural: String,
}

/// What a disk is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskType {
    /// Letter in the name.
    pub code: String,
    /// Value of `scs:diskN-type`.
    pub extra_spec: String,
    /// In words.
    pub label: String,
}

/// A hypervisor that a name can promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hypervisor {
    /// Letters in the name.
    pub code: String,
    /// In words.
    pub label: String,
    /// The syntaxes that know it.
    pub syntaxes: Vec<Syntax>,
}

/// The CPU of a name that gives no vendor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnstatedCpu {
    /// In words.
    pub label: String,
    /// The Glance image property `architecture` that fits.
    pub image_architecture: String,
}

/// A CPU vendor or instruction set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CpuVendor {
    /// Letter in the name.
    pub code: String,
    /// In words.
    pub label: String,
    /// The Glance image property `architecture` that fits; absent where Glance has none.
    pub image_architecture: Option<String>,
    /// The generations; their codes are numbers without leading zeros.
    pub generations: Vec<Term>,
}

/// A GPU brand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GpuBrand {
    /// Letter in the name.
    pub code: String,
    /// In words.
    pub label: String,
    /// What the number of units counts, abbreviated and in words.
    pub unit: Term,
    /// The generations; their codes are compared as text.
    pub generations: Vec<Term>,
}

/// A code and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As it stands in the name.
    pub code: String,
    /// In words.
    pub label: String,
}

/// An entry of a table, found by its code.
pub(super) trait Coded {
    /// As it stands in the name.
    fn code(&self) -> &str;

    /// What it means; for several of a kind, the plural.
    fn label(&self) -> &str;
}

impl Coded for CpuType {
    fn code(&self) -> &str {
        &self.code
    }

    fn label(&self) -> &str {
        &self.plural
    }
}

impl Coded for DiskType {
    fn code(&self) -> &str {
        &self.code
    }

    fn label(&self) -> &str {
        &self.label
    }
}

impl Coded for Hypervisor {
    fn code(&self) -> &str {
        &self.code
    }

    fn label(&self) -> &str {
        &self.label
    }
}

impl Coded for CpuVendor {
    fn code(&self) -> &str {
        &self.code
    }

    fn label(&self) -> &str {
        &self.label
    }
}

impl Coded for GpuBrand {
    fn code(&self) -> &str {
        &self.code
    }

    fn label(&self) -> &str {
        &self.label
    }
}

impl Coded for Term {
    fn code(&self) -> &str {
        &self.code
    }

    fn label(&self) -> &str {
        &self.label
    }
}

/// The entry with this code.
pub(super) fn find<'a, T: Coded>(table: &'a [T], code: &str) -> Option<&'a T> {
    table.iter().find(|entry| entry.code() == code)
}

/// All codes of a table, for messages.
pub(super) fn codes<'a, T: Coded + 'a>(table: impl IntoIterator<Item = &'a T>) -> Vec<String> {
    table.into_iter().map(|entry| entry.code().to_owned()).collect()
}

impl Grammar {
    /// The Glance image property `architecture` that fits a CPU vendor (none: the vendor that a name without one
    /// implies). Nothing for a vendor whose instruction set Glance does not know.
    #[must_use]
    pub fn image_architecture(&self, vendor: Option<&str>) -> Option<&str> {
        match vendor {
            None => Some(&self.unstated_cpu.image_architecture),
            Some(code) => find(&self.cpu_vendors, code)?.image_architecture.as_deref(),
        }
    }

    /// The hypervisors that a syntax knows.
    pub fn hypervisors_in(&self, syntax: Syntax) -> impl Iterator<Item = &Hypervisor> {
        self.hypervisors.iter().filter(move |hypervisor| hypervisor.syntaxes.contains(&syntax))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flavor_name::testing::grammar;

    #[test]
    fn no_code_hides_another() {
        // The parser takes the first entry whose code comes next in the name.
        fn check<T: Coded>(table: &[T]) {
            for (index, entry) in table.iter().enumerate() {
                assert!(!entry.code().is_empty());
                for later in table.iter().skip(index + 1) {
                    assert!(!later.code().starts_with(entry.code()), "{} {}", entry.code(), later.code());
                }
            }
        }
        let grammar = grammar();
        check(&grammar.cpu_types);
        check(&grammar.disk_types);
        check(&grammar.hypervisors);
        check(&grammar.cpu_vendors);
        check(&grammar.gpu_modes);
        check(&grammar.gpu_brands);
    }

    #[test]
    fn performance_classes_are_runs_of_h() {
        let grammar = grammar();
        for table in [&grammar.cpu_frequencies, &grammar.gpu_frequencies, &grammar.vram_bandwidths] {
            for (index, class) in table.iter().enumerate() {
                assert_eq!(class.code, PERFORMANCE.to_string().repeat(index + 1));
            }
        }
    }

    #[test]
    fn promises_are_in_order() {
        let grammar = grammar();
        assert_eq!(codes(&grammar.cpu_types).concat(), "LVTC");
        assert_eq!(codes(&grammar.disk_types).concat(), "nhsp");
        assert!(find(&grammar.disk_types, &grammar.unstated_disk_type).is_some());
    }

    #[test]
    fn architectures_of_images() {
        let grammar = grammar();
        for (vendor, architecture) in [
            (None, Some("x86_64")),
            (Some("z"), Some("x86_64")),
            (Some("a"), Some("aarch64")),
            (Some("r"), None),
            (Some("?"), None),
        ] {
            assert_eq!(grammar.image_architecture(vendor), architecture);
        }
    }
}
