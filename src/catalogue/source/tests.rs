use super::*;
use crate::catalogue::{Change, Check, OverlayFile, Target};
use std::fmt::Write as _;

fn embedded() -> Catalogue {
    Catalogue::embedded().unwrap()
}

fn reading(path: &str, text: &str) -> SourceReading {
    match read_source(path, text, &embedded()).unwrap() {
        Source::Related(reading) => reading,
        Source::Unrelated => panic!("{path} is about the standards"),
    }
}

fn overlaid(path: &str, text: &str) -> Catalogue {
    let reading = reading(path, text);
    let files: Vec<OverlayFile<'_>> =
        reading.rules.iter().map(|text| OverlayFile { name: path, text }).collect();
    Catalogue::overlaid(&files).unwrap_or_else(|error| panic!("{path}: {error}\n{:?}", reading.rules))
}

/// What the rules of a file change: "+id", "~id" and "-id".
fn changes(path: &str, text: &str) -> Vec<String> {
    let sign = |change: &Change| match change.changed.name() {
        "added" => '+',
        "replaced" => '~',
        _ => '-',
    };
    let catalogue = overlaid(path, text);
    let effects = catalogue.provenance.overlays.iter();
    let mut told: Vec<String> = effects
        .flat_map(|effect| &effect.changes)
        .map(|change| format!("{}{}/{}", sign(change), change.section, change.id))
        .collect();
    told.sort();
    told
}

const NOTHING: [&str; 0] = [];

#[test]
fn readers_show_by_name_and_content() {
    let program = "x = 1";
    let draft = "remove: [debian-10]";
    let scope = "name: Tea-compatible IaaS\nmodules: []\ntimeline: []\nversions: []\nscripts: []";
    let cases = [
        ("Tests/scs-compatible-iaas.yaml", scope, Some(Reader::OfficialTest)),
        ("scs-compatible-iaas.yaml", "[", Some(Reader::OfficialTest)),
        ("draft.yaml", scope, Some(Reader::OfficialTest)),
        ("Tests/scs-compatible-kaas.yaml", scope, None),
        ("other.yaml", "name: Tea-compatible KaaS\nmodules: []\ntimeline: []\nversions: []", None),
        ("Tests/testing/scs-0103-v1-flavors-wrong.yaml", "flavor_groups: []", None),
        ("Tests/iaas/scs-0104-v1-images-v9.yaml", "images: []", Some(Reader::NeighbouringTool)),
        ("flavors.yaml", "flavor_groups: []", Some(Reader::NeighbouringTool)),
        ("SCS-Spec.Tea.yaml", "SCS-Spec: {Tea: []}", Some(Reader::NeighbouringTool)),
        ("draft.yaml", draft, Some(Reader::Draft)),
        ("rules\\draft.yml", draft, Some(Reader::Draft)),
        ("draft.yaml", "testcases:\n  - id: [", Some(Reader::Draft)),
        ("playbooks/draft.yaml", draft, None),
        (".github/workflows/draft.yml", draft, None),
        ("notes.yaml", "tea: green", None),
        ("notes.yaml", "tea: [", None),
        ("Tests/iaas/scs_0199_tea/tea.py", program, Some(Reader::OfficialTest)),
        ("openstack_test.py", program, Some(Reader::OfficialTest)),
        ("standard_flavors.py", program, Some(Reader::OfficialTest)),
        ("unknown.py", "SCS_0103_V9 = ()", Some(Reader::OfficialTest)),
        ("Tests/iaas/flavor-naming/flavor-name-check.py", program, Some(Reader::OfficialTest)),
        ("Tests/iaas/x/flavor-name-check.py", "from flavor_names import x", None),
        ("Tests/iaas/scs_0100_flavor_naming/cli.py", program, None),
        ("Tests/iaas/secure-connections/tls-checker.py", program, Some(Reader::NeighbouringTool)),
        ("Tests/kaas/plugin/tea.py", program, None),
        ("Tests/chk_adrs.py", program, None),
        ("Tests/iaas/requirements.txt", "tea==1", None),
        ("Tests/iaas/x/tea.lst", "tea", Some(Reader::NeighbouringTool)),
        ("Standards/scs-0102-v2-tea.md", "", Some(Reader::Text)),
        ("Standards/scs-0115-v1-tea.md", "", Some(Reader::Text)),
        ("Standards/scs-01xx-v1-tea.md", "", Some(Reader::Text)),
        ("Standards/scs-0302-v1-tea.md", "", Some(Reader::Text)),
        ("Standards/scs-0501-v5-tea.md", "", Some(Reader::Text)),
        ("scs-0100-w1-tea.md", "", Some(Reader::Text)),
        ("Design-Docs/flavor-naming.md", "", Some(Reader::Text)),
        ("Standards/scs-XXXX-v1-tea.md", "---\ntrack: IaaS\n---\n", Some(Reader::Text)),
        ("Standards/scs-XXXX-v1-tea.md", "---\ntrack: KaaS\n---\n", None),
        ("Standards/scs-0003-v1-tea.md", "", None),
        ("Standards/scs-0210-v2-tea.md", "", None),
        ("README.md", "", None),
        ("", "", None),
        ("/", "", None),
    ];
    for (path, text, expected) in cases {
        let reader = match read_source(path, text, &embedded()).unwrap() {
            Source::Unrelated => None,
            Source::Related(reading) => Some(reading.reader),
        };
        assert_eq!(reader, expected, "{path}");
    }
}

#[test]
fn yaml_in_the_forms_of_overlays_stays_as_it_is() {
    for (path, text) in [
        ("draft.yaml", "# why\nremove: [debian-10]\n"),
        ("Tests/iaas/scs-0104-v1-images.yaml", "images: [{name: x"),
        ("f.yaml", "flavor_groups: [] # none"),
        ("Tests/scs-compatible-iaas.yaml", "name: x\nscripts: []\nmodules: []\ntimeline: []\nversions: []"),
    ] {
        let reading = reading(path, text);
        assert_eq!((reading.rules, reading.rest.as_str()), (vec![text.to_owned()], ""), "{path}");
    }
    let by_name = reading("SCS-Spec.Tea.yaml", "SCS-Spec:\n  # green\n  Tea: [SCS-1V:4,\n    SCS-2V:8]");
    assert!(by_name.rules.is_empty());
    assert_eq!(by_name.rest, "SCS-Spec:\n  Tea:\n    - SCS-1V:4\n    - SCS-2V:8\n");
}

#[test]
fn what_is_too_large_or_too_old_is_refused() {
    let refused = |path: &str, text: &str| match read_source(path, text, &embedded()) {
        Err(error) => {
            let [problem] = error.problems.as_slice() else { panic!("{error}") };
            assert_eq!(&*problem.place.as_ref().unwrap().file, path);
            problem.fault.clone()
        }
        Ok(source) => panic!("{source:?}"),
    };
    let large = " ".repeat(SIZE_LIMIT + 1);
    for path in ["scs-compatible-iaas.yaml", "standard_flavors.py", "scs-0103-v1-tea.md"] {
        assert_eq!(refused(path, &large), CatalogueFault::TooLarge { limit: SIZE_LIMIT });
    }
    for text in [
        "name: Tea IaaS\niaas: [{version: v1, standards: [{name: n, check_tools: [{executable: e}]}]}]",
        "name: Tea IaaS\nversions: [{version: v1, standards: [{name: n, checks: []}]}]",
    ] {
        assert_eq!(refused("scs-compatible-iaas.yaml", text), CatalogueFault::OldScope);
        assert_eq!(refused("dropped.yaml", text), CatalogueFault::OldScope);
    }
}

const TAGGED: &str = "
name: Tea-compatible IaaS
modules:
  - id: tea-v1
    url: https://example.org/tea
    run: [{executable: kettle, args: '{testcases}'}]
    testcases:
      - {id: scs-0100-syntax-check, tags: [mandatory], description: d}
      - {id: scs-0199-leaves, tags: [], description: Leaves are dry}
      - {id: scs-0199-water, tags: [mandatory, hot]}
  - id: cup-v1
    testcases:
      - {id: scs-0199-handle, tags: [nice], lifetime: year}
timeline: [{date: 2024-12-24, versions: {v1: warn, v2: effective}}]
versions:
  - {version: v1, stabilized_at: 2024-01-02, include: [tea-v1], targets: {main: mandatory}}
  - version: v2
    include: [{ref: tea-v1, parameters: {x: y}}, cup-v1]
    targets: {main: 'mandatory !hot', preview: nice/cold, dessert: cake}
";

#[test]
fn selectors_of_older_scopes_become_targets() {
    let catalogue = overlaid("Tests/scs-compatible-iaas.yaml", TAGGED);
    let ids = |version: &str, target: Target| -> Vec<String> {
        let chosen = catalogue.version(version).unwrap().target(target);
        chosen.iter().map(ToString::to_string).collect()
    };
    assert_eq!(ids("v1", Target::Main), ["scs-0100-syntax-check", "scs-0199-water"]);
    assert_eq!(ids("v2", Target::Main), ["scs-0100-syntax-check"]);
    assert_eq!(ids("v2", Target::Preview), ["scs-0199-handle"]);
    assert_eq!(ids("v2", Target::Recommended), NOTHING);
    assert_eq!(&*catalogue.testcase("scs-0199-leaves").unwrap().holds, "Leaves are dry");
    assert_eq!(catalogue.version("v1").unwrap().stabilized_at.unwrap().date(), "2024-01-02");
    let reading = reading("scs-compatible-iaas.yaml", TAGGED);
    assert_eq!(reading.rest, "\"v2/dessert\": cake\n", "a target that is not known");
    // What all versions take of a module stays in it, so that modules are those of later forms.
    let plain = TAGGED.replace("mandatory !hot", "mandatory");
    let rules = self::reading("scs-compatible-iaas.yaml", &plain).rules.concat();
    assert!(!rules.contains("selected-by"), "{rules}");
    // Many versions of many test cases.
    let mut large = "modules:\n- id: m\n  testcases:\n".to_owned();
    (0..2000).for_each(|n| writeln!(large, "  - {{id: t{n}, tags: [a]}}").unwrap());
    large.push_str("versions:\n");
    (0..2000)
        .for_each(|n| writeln!(large, "- {{version: v{n}, include: [m], targets: {{main: a}}}}").unwrap());
    assert!(read_source("scs-compatible-iaas.yaml", &large, &embedded()).is_err());
}

const FLAVORS_HEAD: &str = "| Recommended name | vCPUs | vCPU type | RAM [GiB] | Root disk [GB] | Disk type |\n|---|---|---|---|---|---|\n";

/// The embedded flavors as the text of the standard has them.
fn flavors_text(more: &str) -> String {
    let catalogue = embedded();
    let rows = |is_mandatory| {
        let flavors = catalogue.flavors.iter().filter(move |flavor| flavor.is_mandatory == is_mandatory);
        flavors.fold(String::new(), |rows, flavor| {
            let spec = |key| flavor.extra_specs.iter().find(|(own, _)| &**own == key).map_or("", |(_, v)| v);
            let kind = match spec("scs:disk0-type") {
                "network" => "(any)",
                other => other,
            };
            let disk = if flavor.disk_gb == 0 { String::new() } else { flavor.disk_gb.to_string() };
            let (cpus, cpu, ram) = (flavor.cpus, spec("scs:cpu-type"), flavor.ram_mib / 1024);
            format!("{rows}| {} | {cpus} | {cpu} | {ram} | {disk} | {kind} |\n", flavor.name)
        })
    };
    format!(
        "# Tea\n\nSee below.\n\n## Mandatory\n\n{FLAVORS_HEAD}{}\n## Recommended, part 2\n\n{FLAVORS_HEAD}{}{more}\n",
        rows(true),
        rows(false)
    )
}

#[test]
fn tables_of_flavors_are_read() {
    let path = "Standards/scs-0103-v1-tea.md";
    assert_eq!(changes(path, &flavors_text("")), NOTHING);
    let more = "| SCS-3V-0.5-7 | 3 | shared-core | 0.5 | 7 | (any) |\n";
    assert_eq!(
        changes(path, &flavors_text(more)),
        ["+flavors/SCS-3V-0.5-7", "+testcases/scs-0103-flavor-3v-0.5-7"]
    );
    let catalogue = overlaid(path, &flavors_text(more));
    let flavor = catalogue.flavor("SCS-3V-0.5-7").unwrap();
    assert_eq!((flavor.cpus, flavor.ram_mib, flavor.disk_gb, flavor.is_mandatory), (3, 512, 7, false));
    let specs: Vec<(&str, &str)> = flavor.extra_specs.iter().map(|(key, value)| (&**key, &**value)).collect();
    assert_eq!(
        specs,
        [
            ("scs:cpu-type", "shared-core"),
            ("scs:disk0-type", "network"),
            ("scs:name-v1", "SCS-3V:0.5:7"),
            ("scs:name-v2", "SCS-3V-0.5-7"),
        ]
    );
    assert_eq!(reading(path, &flavors_text("")).rest, reading(path, &flavors_text(more)).rest);
    // One row that is not plain, and nothing is taken over.
    let unclear = reading(path, &flavors_text("| SCS-3V-12 | some | shared-core | 12 | | |\n"));
    assert!(unclear.rules.is_empty());
    assert!(unclear.rest.contains("| SCS-3V-12 | some | shared-core | 12 |  |  |"));
    // Examples are no rules.
    let fenced =
        format!("## Mandatory\n\n```text\n{FLAVORS_HEAD}| SCS-1V-4 | 1 | shared-core | 4 | | |\n```\n");
    assert!(reading(path, &fenced).rules.is_empty());
}

#[test]
fn tables_of_values_are_read() {
    let purposes =
        |values: &str| format!("- `os_purpose`\n\n  | `os_purpose` value | Tea |\n  |--|--|\n{values}");
    let v1 = "  | `gpu` | a |\n  | `generic` | a |\n  | `minimal` | a |\n  | `k8snode` | a |\n  | `network` | a |\n  | `custom` | a |\n";
    assert_eq!(changes("scs-0102-v1-tea.md", &purposes(v1)), NOTHING);
    let more = format!("{v1}  | `tea` | b |\n");
    assert_eq!(changes("scs-0102-v1-tea.md", &purposes(&more)), ["~vocabularies/os_purpose/scs-v1"]);
    assert_eq!(changes("scs-0102-v9-tea.md", &purposes(v1)), ["+vocabularies/os_purpose/scs-v9"]);
    assert!(reading("scs-0102-w1-tea.md", &purposes(v1)).rules.is_empty(), "of no version");
    let frequencies = "| `replace_frequency` | meaning |\n|--|--|\n| `yearly` | now and then |\n";
    let told = changes("scs-0102-v2-tea.md", frequencies);
    assert_eq!(told.len(), 6, "{told:?}");
    assert!(
        reading("scs-0102-v2-tea.md", frequencies).rest.contains("now and then"),
        "how often is in words"
    );
    let unknown = reading("scs-0102-v2-tea.md", &format!("{frequencies}| `hourly` | often |\n"));
    assert!(unknown.rules.is_empty() && unknown.rest.contains("| hourly | often |"));
}

/// The tables of the grammar, as the text of the standard has them, in words of our own.
const GRAMMAR: &str = "
### [REQUIRED] CPU Suffixes

| Suffix | Meaning |
| --- | --- |
| C | c |
| T | t |
| V | v |
| L | l |

### Disks

| Disk type | Meaning |
| --- | --- |
| n | n |
| h | h |
| s | s |
| p | p |

### Hypervisors

| hyp | Meaning |
| --- | --- |
| kvm | k |
| chy | k |
| xen | k |
| vmw | k |
| hyv | k |
| bms | k |

### Vendors

| Letter | vendor/architecture | Corresponding image architecture |
| --- | --- | --- |
| (none) | x | `x86_64` |
| `i` | x | `x86_64` |
| `z` | x | `x86_64` |
| `a` | x | `aarch64` |
| `r` | x | (none yet) |

| Generation | i (I) | z (Z) | a (A) | r (R) |
| --- | --- | --- | --- | --- |
| 0 | a | b | c | TBD |
| 1 | a | b | c | TBD |
| 2 | a | b | c | TBD |
| 3 | a | b | c | TBD |
| 4 | a | b | c | TBD |
| 5 | a | b | c | TBD |
| 6 | a | b |   | TBD |

#### Frequency Suffixes

| Suffix | Meaning |
| --- | --- |
| h | a |
| hh | a |
| hhh | a |

### GPUs

| letter X | vendor | processing units |
| --- | --- | --- |
| `N` | n | stirring spoons (SMs) |
| `A` | a | cup units (CUs) |
| `I` | i | egg units (EUs) |
";

#[test]
fn tables_of_codes_are_read() {
    let path = "Standards/scs-0100-v3-tea.md";
    assert_eq!(changes(path, GRAMMAR), NOTHING);
    let with = |from: &str, to: &str| {
        assert!(GRAMMAR.contains(from), "{from}");
        GRAMMAR.replace(from, to)
    };
    assert_eq!(
        changes(path, &with("| bms | k |\n", "| tea | Teapot |\n")),
        ["+hypervisors/tea", "-hypervisors/bms"]
    );
    assert_eq!(changes(path, &with("| 6 | a | b |   |", "| 6 | a | b | d |")), ["~cpu_vendors/a"]);
    assert_eq!(
        changes(path, &with("| `r` | x | (none yet) |", "| `r` | x | `riscv64` |")),
        ["~cpu_vendors/r"]
    );
    assert_eq!(changes(path, &with("| hhh | a |\n", "")), ["-cpu_frequencies/hhh"]);
    assert_eq!(changes(path, &format!("{GRAMMAR}| `T` | Tea | tea units (TUs) |\n")), ["+gpu_brands/T"]);
    let catalogue = overlaid(path, &format!("{GRAMMAR}| `T` | Tea | tea units (TUs) |\n"));
    let brand = catalogue.grammar.gpu_brands.iter().find(|brand| brand.code == "T").unwrap();
    assert_eq!((brand.unit.code.as_str(), brand.unit.label.as_str()), ("TU", "tea units"));
    // A new type needs more than the text tells.
    let types = reading(path, &with("| p | p |\n", "| p | p |\n| t | tea |\n"));
    assert!(types.rest.contains("| t | tea |"), "{}", types.rest);
    // What a known code is said to mean is kept, for its label is ours.
    let before = reading(path, GRAMMAR).rest;
    assert_ne!(before, reading(path, &with("| hh | a |", "| hh | b |")).rest);
    assert_eq!(before, reading(path, &with("| hhh | a |\n", "| hhh | a |\n| hhhh | tea |\n")).rest);
    // Of versions that are replaced, tables are no rules.
    assert!(reading("Standards/scs-0100-v2-tea.md", GRAMMAR).rules.is_empty());
}

#[test]
fn tables_of_sources_are_read() {
    let head = "| `os_distro` | `os_version` | permissible `image_source` form(s) |\n|--|--|--|\n";
    let rows = "| debian | NN | `https://cdimage.debian.org/cdimage/cloud/{codename}/...` |\n\
                | | | `https://cloud.debian.org/images/cloud/{codename}/...` |\n\
                | ubuntu | NN | `https://cloud-images.ubuntu.com/releases/{codename}/...` |\n\
                | | | `https://cloud-images.ubuntu.com/{codename}/...` |\n";
    let path = "Standards/scs-0104-v2-tea.md";
    assert_eq!(changes(path, &format!("{head}{rows}")), NOTHING);
    let more = format!(
        "{head}{rows}| | | `https://example.org/{{codename}}/...` |\n| tea | 1 | `https://example.org/...` |\n"
    );
    assert_eq!(changes(path, &more), ["+distributions/tea", "~distributions/ubuntu"]);
    assert!(reading(path, &format!("{head}{rows}| | | tea |\n")).rules.is_empty());
}

#[test]
fn tuples_of_flavors_are_read() {
    let catalogue = embedded();
    let tuple = |is_mandatory| {
        let names = catalogue.flavors.iter().filter(move |flavor| flavor.is_mandatory == is_mandatory);
        names.fold(String::new(), |names, flavor| format!("{names}    \"{}\",\n", flavor.name))
    };
    let program = |more: &str| {
        format!(
            "import tea\nSCS_0103_V1_MANDATORY = (\n{})\nSCS_0103_V1_RECOMMENDED = (\n{}) + (\n # more\n{more})\n\
             SCS_0103_CANONICAL_NAMES = tuple(sorted(set(SCS_0103_V1_MANDATORY)))\n",
            tuple(true),
            tuple(false)
        )
    };
    let path = "Tests/iaas/scs_0103_standard_flavors/standard_flavors.py";
    assert_eq!(changes(path, &program("")), NOTHING);
    let more = program("'SCS-3C-12-9p',");
    assert_eq!(changes(path, &more), ["+flavors/SCS-3C-12-9p", "+testcases/scs-0103-flavor-3c-12-9p"]);
    let catalogue = overlaid(path, &more);
    let flavor = catalogue.flavor("SCS-3C-12-9p").unwrap();
    assert_eq!((flavor.cpus, flavor.ram_mib, flavor.disk_gb), (3, 12288, 9));
    assert!(flavor.extra_specs.contains(&("scs:disk0-type".into(), "nvme".into())));
    assert_eq!(reading(path, &program("")).rest, reading(path, &more).rest);
    // One tuple is not all of them, and a name that is none tells nothing.
    assert!(reading(path, "SCS_0103_V1_MANDATORY = ('SCS-1V-4',)").rules.is_empty());
    assert!(reading(path, &program("'SCS-tea',")).rules.is_empty());
    // The older list has both kinds.
    let older = format!("SCS_0103_CANONICAL_NAMES = (\n{}{})", tuple(true), tuple(false));
    assert_eq!(changes(path, &older), NOTHING);
}

#[test]
fn tables_of_images_are_read() {
    let catalogue = embedded();
    let entry = |key: &str, sources: &[Box<str>], scheme: &str| {
        let sources = sources.iter().rev().fold(String::new(), |all, source| format!("{all}  - {source}\n"));
        format!("\"{key}\":\n{scheme}  source:\n{sources}")
    };
    let table = catalogue.images.iter().fold(String::new(), |table, image| match &image.scheme {
        None => table + &entry(&image.name, &image.sources, ""),
        Some(scheme) => {
            let expression = scheme.to_string();
            let expression = expression.strip_prefix("^(?:").unwrap().strip_suffix(')').unwrap();
            let number = image.id.strip_prefix("capi").unwrap();
            let scheme = format!("  name_scheme: {}\n", serde_json::to_string(expression).unwrap());
            table + &entry(&format!("{}{number}", image.name), &image.sources, &scheme)
        }
    });
    let program = |table: &str| {
        format!("import yaml\n_specs = yaml.safe_load(r\"\"\"\n{table}\"\"\")\nX = f(_specs)\n")
    };
    let path = "standard_images.py";
    assert_eq!(changes(path, &program(&table)), NOTHING);
    let more = format!("{table}\"Tea 1.2\":\n  source: https://example.org/\n");
    assert_eq!(
        changes(path, &program(&more)),
        ["+images/tea-12", "+testcases/scs-0104-image-tea-12", "+testcases/scs-0104-source-tea-12"]
    );
    let fewer = table.replace("Debian 10", "Tea 10");
    assert_eq!(
        changes(path, &program(&fewer)),
        [
            "+images/tea-10",
            "+testcases/scs-0104-image-tea-10",
            "+testcases/scs-0104-source-tea-10",
            "-images/debian-10",
            "-requirements/T-0104-02",
            "-testcases/scs-0104-image-debian-10",
            "-testcases/scs-0104-source-debian-10",
        ]
    );
    let renamed = table.replace("-image-v", "-image_v");
    assert_eq!(changes(path, &program(&renamed)), ["~images/capi-2"]);
    for unclear in ["\"Tea\":\n  source: x\n  status: y\n", "- x\n", "x: [\n"] {
        let reading = reading(path, &program(unclear));
        assert!(reading.rules.is_empty() && reading.rest.contains("safe_load"), "{unclear}");
    }
}

#[test]
fn values_of_properties_are_read() {
    let path = "image_metadata.py";
    let program = "ARCHITECTURES = ('x86_64', 'aarch64', 'risc-v')\nHW_DISK_BUSES = ('scsi', 'virtio', None)\n\
                   HYPERVISOR_TYPES = ('qemu', 'kvm', 'xen', 'hyper-v', 'esxi', None)\nHW_RNG_MODELS = ('virtio', None)\n\
                   OS_PURPOSES = ('generic', 'oldgeneric', 'minimal', 'k8snode', 'gpu', 'network', 'custom')\n\
                   FREQ_TO_SEC = {\n 'never': 0, 'critical_bug': 0, 'yearly': 365 * 24 * 3600, 'quarterly': 92 * 24 * 3600,\n\
                   'monthly': 31 * 24 * 3600, 'weekly': 7 * 25 * 3600, 'daily': 25 * 3600}\n";
    assert_eq!(changes(path, program), NOTHING);
    assert_eq!(reading(path, program).rest, "");
    let with = |from: &str, to: &str| program.replace(from, to);
    assert_eq!(changes(path, &with("'custom'", "'custom', 'tea'")), ["~testcases/scs-0102-prop-os_purpose"]);
    let catalogue = overlaid(path, &with("'custom'", "'custom', 'tea'"));
    let decided = &catalogue.testcase("scs-0102-prop-os_purpose").unwrap().decided;
    assert!(!decided.contains("custom"), "no text with former values: {decided}");
    assert_eq!(
        changes(path, &with("('virtio', None)", "('virtio',)")),
        ["~testcases/scs-0102-prop-hw_rng_model"]
    );
    assert_eq!(
        changes(path, &with("'daily': 25", "'hourly': 1")),
        ["+frequencies/hourly", "-frequencies/daily"]
    );
    assert_eq!(changes(path, &with("7 * 25", "7 * 24")), ["~frequencies/weekly"]);
    for unclear in
        ["OS_PURPOSES = ('tea', x)", "FREQ_TO_SEC = {'daily': -1}", "FREQ_TO_SEC = {'a': 1, 'a': 2}"]
    {
        let reading = reading(path, unclear);
        assert!(reading.rules.is_empty() && !reading.rest.is_empty(), "{unclear}");
    }
    let path = "volume_types.py";
    assert_eq!(changes(path, "RECOGNIZED_FEATURES = ('replicated', 'encrypted')"), NOTHING);
    assert_eq!(
        changes(path, "RECOGNIZED_FEATURES = ('replicated', 'encrypted', 'tea')"),
        ["~testcases/scs-0114-syntax-check"]
    );
}

#[test]
fn services_that_are_looked_for_are_read() {
    let path = "Tests/iaas/openstack_test.py";
    let service = |id: &str, types: &str| {
        format!(
            "    c.add_function('{id}', lambda c: compute_scs_0123_service_presence(c.lookup, {types}))\n"
        )
    };
    let catalogue = embedded();
    let services = catalogue.testcases.iter().filter(|testcase| *testcase.standard == *"scs-0123");
    let registered = services.fold(String::new(), |all, testcase| {
        let Check::ServicePresent { types } = &testcase.check else { return all };
        let types: Vec<String> = types.iter().rev().map(|of| format!("'{of}'")).collect();
        all + &service(&testcase.id.as_str().replace('-', "_"), &types.join(", "))
    });
    let program = format!("def make(cloud):\n    c.add_function('tea', lambda c: tea(c))\n{registered}");
    assert_eq!(changes(path, &program), NOTHING);
    let more = format!("{program}{}", service("scs_0123_service_tea", "'tea', \"kettle\""));
    assert_eq!(changes(path, &more), ["+testcases/scs-0123-service-tea"]);
    assert_eq!(reading(path, &program).rest, reading(path, &more).rest);
    assert_eq!(
        changes(path, &program.replace("'image'", "'picture'")),
        ["~testcases/scs-0123-service-image"]
    );
    let fewer = program.replace("scs_0123_service_image", "scs_0123_service_picture");
    assert_eq!(
        changes(path, &fewer),
        ["+testcases/scs-0123-service-picture", "~testcases/scs-0123-service-image"]
    );
    let catalogue = overlaid(path, &fewer);
    assert!(matches!(catalogue.testcase("scs-0123-service-image").unwrap().check, Check::Withdrawn { .. }));
}

#[test]
fn codes_of_flavor_names_are_read() {
    let path = "Tests/iaas/scs_0100_flavor_naming/flavor_names.py";
    let program = "CPUTYPE_KEY = {'V': 'shared-core', 'L': 'crowded-core', 'T': 'dedicated-thread', 'C': 'dedicated-core'}\n\
        DISKTYPE_KEY = {'n': 'network', 'h': 'hdd', 's': 'ssd', 'p': 'nvme'}\n\
        class Hype:\n    \"\"\"Tea\"\"\"\n    hype = TblAttr('Tea', {'kvm': 'k', 'chy': 'c', 'xen': 'x', 'hyv': 'h', 'vmw': 'v', 'bms': 'b'})\n\
        class CPUBrand:\n    cpuvendor = TblAttr('V', {'i': 'I', 'z': 'Z', 'a': 'A', 'r': 'R'})\n    \
        cpugen = DepTblAttr('G', cpuvendor, {\n        'i': {None: '-', 0: 'a', 1: 'a', 2: 'a', 3: 'a', 4: 'a', 5: 'a', 6: 'a'},\n\
        'z': {None: '-', 0: 'a', 1: 'a', 2: 'a', 3: 'a', 4: 'a', 5: 'a', 6: 'a'},\n\
        'a': {None: '-', 0: 'a', 1: 'a', 2: 'a', 3: 'a', 4: 'a', 5: 'a'}, 'r': {None: '-', 0: 'a'}})\n    \
        perf = TblAttr('P', {'': '-', 'h': 'a', 'hh': 'a', 'hhh': 'a'})\n\
        class SyntaxV1:\n    hype = re.compile(r'\\-(kvm|xen|vmw|hyv|bms)')\n\
        class SyntaxV2:\n    hype = re.compile(r'_(kvm|xen|vmw|hyv|bms|chy)')\n";
    assert_eq!(changes(path, program), NOTHING);
    let with = |from: &str, to: &str| {
        assert!(program.contains(from), "{from}");
        program.replace(from, to)
    };
    assert_eq!(changes(path, &with("|chy", "")), ["~hypervisors/chy"]);
    assert_eq!(changes(path, &with("'bms': 'b'", "'bms': 'b', 'tea': 'Tea'")), ["+hypervisors/tea"]);
    assert_eq!(changes(path, &with("'p': 'nvme'", "'p': 'nvme', 't': 'tea'")), ["+disk_types/t"]);
    assert_eq!(changes(path, &with("'shared-core'", "'tea-core'")), ["~cpu_types/V"]);
    assert_eq!(changes(path, &with(" 6: 'a'},\n'z'", " 6: 'a', 7: 'Tea Lake'},\n'z'")), ["~cpu_vendors/i"]);
    assert_eq!(changes(path, &with(", 'r': {None: '-', 0: 'a'}", "")), ["~cpu_vendors/r"]);
    assert_eq!(changes(path, &with("'r': 'R'", "'r': 'R', 't': 'Tea'")), ["+cpu_vendors/t"]);
    assert_eq!(changes(path, &with(", 'hhh': 'a'", "")), ["-cpu_frequencies/hhh"]);
    let rest = reading(path, program).rest;
    assert!(
        rest.starts_with("class Hype :\nclass CPUBrand :\nclass SyntaxV1 :\nclass SyntaxV2 :\n"),
        "{rest}"
    );
    assert_ne!(rest, reading(path, &with("3: 'a'", "3: 'b'")).rest, "another meaning of a known code");
    assert_eq!(rest, reading(path, &with("'bms': 'b'", "'bms': 'b', 'tea': 'Tea'")).rest);
}

#[test]
fn hostile_files_are_read_in_time() {
    let nested = |open: &str| open.repeat(SIZE_LIMIT / open.len());
    for piece in [
        "(",
        "[",
        "{",
        "x = (",
        "'",
        "\"\"\"",
        "\\",
        "\\\n",
        " ",
        "\n ",
        "a.b(",
        "-",
        "{1:",
        "x = 'a' + ",
        ";",
        "#",
        "> ",
        "- ",
        "* a\n  ",
        "|",
        "| a ",
        "|-",
        "<!--",
        "`",
        "[a](",
        "![",
        "_a ",
        "\u{85}",
        "&a [*a, ",
        "---\n",
        "# a\n",
        "1. ",
        "<a>",
    ] {
        let text = nested(piece);
        for path in
            ["standard_flavors.py", "scs-0100-v3-tea.md", "scs-compatible-iaas.yaml", "draft.yaml", "x.lst"]
        {
            let _ = read_source(path, &text, &embedded());
        }
    }
    let table = format!("{FLAVORS_HEAD}{}", nested("|\n").get(..100_000).unwrap());
    assert!(reading("scs-0103-v1-tea.md", &table).rules.is_empty());
}

#[test]
fn the_order_of_what_is_read_is_one() {
    let reading = || reading("scs-0100-v3-tea.md", GRAMMAR);
    assert_eq!(reading(), reading());
}

#[cfg_attr(not(reference_data), ignore = "the files of the SCS project are not there")]
#[test]
fn the_files_of_the_scs_project_change_nothing() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/upstream");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        match read_source(&name, &text, &embedded()).unwrap() {
            Source::Unrelated => {}
            Source::Related(_) => {
                assert_eq!(changes(&name, &text), NOTHING, "{name}");
                read += 1;
            }
        }
    }
    assert!(read >= 4);
}

#[test]
fn a_file_of_several_documents_is_a_draft_with_all_of_them() {
    let text = "requirements: []\n---\nmandatory: []\n---\nremove: [debian-10]\n";
    for path in ["rules.yaml", "Tests/rules.yaml"] {
        let reading = reading(path, text);
        assert_eq!((reading.reader, reading.rules.len()), (Reader::Draft, 3));
    }
    assert_eq!(read_source("other.yaml", "a: 1\n---\nb: 2\n", &embedded()), Ok(Source::Unrelated));
    let broken = reading("rules.yaml", "requirements: []\n---\nremove: [\n");
    let files: Vec<OverlayFile<'_>> =
        broken.rules.iter().map(|text| OverlayFile { name: "rules.yaml", text }).collect();
    let place = Catalogue::overlaid(&files).unwrap_err().problems.remove(0).place.unwrap();
    assert!(place.location.is_some_and(|at| at.line >= 3), "places are those of the file: {place:?}");
}

#[test]
fn what_is_laid_over_the_standards_may_have_any_form_that_is_understood() {
    let taken = |name: &str, text: &str| rules_in(name, text, &embedded());
    let purposes = "Text.\n\n| `os_purpose` value | meaning |\n|--|--|\n| `generic` | a |\n";
    let (rules, holds_more) = taken("scs-0102-v2-tea.md", purposes).unwrap();
    assert_eq!((rules.len(), holds_more), (1, true));
    // Whatever YAML is called, and whatever is wrong with it: that is told when it is laid.
    for (name, text) in [("paste 1", "remove: [debian-10]"), ("x.json", "{}"), ("Tests/kaas/x.yaml", "[")] {
        assert_eq!(taken(name, text), Ok((vec![text.to_owned()], false)), "{name}");
    }
    let refused = |name: &str, text: &str| taken(name, text).unwrap_err().problems.remove(0).fault;
    assert_eq!(refused("scs-0103-v1-tea.md", "# Tea\n\nText.\n"), CatalogueFault::NoRules);
    assert_eq!(refused("README.md", "# Tea\n"), CatalogueFault::NoStandards);
    assert_eq!(refused("scs-compatible-iaas.yaml", "iaas: [{standards: []}]"), CatalogueFault::OldScope);
}
