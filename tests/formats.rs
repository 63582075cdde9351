//! One inventory, printed in every format, gives the same records and the same verdicts.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm,
    clippy::format_collect,
    clippy::semicolon_if_nothing_returned,
    reason = "a test tells that it fails by panicking, and may read the clock"
)]

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use scs_checker::assessment::assess;
use scs_checker::catalogue::Catalogue;
use scs_checker::checks::{Options, Verdict};
use scs_checker::intake::{Intake, Upload, read_files};
use scs_checker::inventory::{
    Flavor, Image, Properties, Record as _, SecurityGroupRule, Service, Value as Field_, VolumeType,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::embedded().unwrap());

// What is made up.

/// Words that no format prints like something else.
fn words() -> impl Strategy<Value = String> {
    "[A-Za-zäöüß雲][A-Za-z0-9äöüß雲\"|;{}<>&._:=-]{0,10}( [A-Za-zäß(),\"|;:._-]{1,8}){0,3}"
        .prop_filter("a word for nothing", |text| !matches!(text.as_str(), "None" | "True" | "False"))
}

fn specs() -> impl Strategy<Value = BTreeMap<String, String>> {
    let key = prop_oneof![
        Just("scs:cpu-type".to_owned()),
        Just("scs:name-v1".to_owned()),
        Just("scs:name-v2".to_owned()),
        Just("scs:disk0-type".to_owned()),
        "[a-z]{1,6}(:[a-z_]{1,8})?"
    ];
    let value = prop_oneof![
        Just("shared-core".to_owned()),
        Just("SCS-1V-4".to_owned()),
        Just("SCS-1V:4".to_owned()),
        "[A-Za-z0-9äß ,.:=\"()-]{0,12}".prop_map(|text| text.trim().to_owned())
    ];
    proptest::collection::btree_map(key, value, 0..5)
}

fn flavors() -> impl Strategy<Value = Vec<Value>> {
    let name = prop_oneof![Just("SCS-1V-4".to_owned()), Just("SCS-2V:8:20".to_owned()), words()];
    let flavor = (name, 0..20_i64, 0..70_000_i64, 0..200_i64, any::<bool>(), specs()).prop_map(
        |(name, vcpus, ram, disk, is_public, specs)| {
            json!({"ID": "", "Name": name, "RAM": ram, "Disk": disk, "Ephemeral": 0, "VCPUs": vcpus,
                   "Is Public": is_public, "Swap": 0, "RXTX Factor": 1.0, "Properties": specs})
        },
    );
    numbered(proptest::collection::vec(flavor, 2..6))
}

fn volume_types() -> impl Strategy<Value = Vec<Value>> {
    let description = prop_oneof![
        Just("[scs:encrypted,replicated] both".to_owned()),
        Just("[scs:replicated, encrypted]".to_owned()),
        words()
    ];
    let volume_type = (words(), any::<bool>(), description, specs()).prop_map(
        |(name, is_public, description, specs)| {
            json!({"ID": "", "Name": name, "Is Public": is_public, "Description": description, "Properties": specs})
        },
    );
    numbered(proptest::collection::vec(volume_type, 2..6))
}

/// Images as `openstack image list --long` prints them.
fn images() -> impl Strategy<Value = Vec<Value>> {
    let tags = proptest::collection::vec("[a-z][a-z0-9:_]{0,6}( [a-z]{1,4})?", 0..3);
    let visibility = prop_oneof![Just("public"), Just("community")];
    let image = (words(), 0..i64::MAX, visibility, any::<bool>(), tags).prop_map(
        |(name, size, visibility, protected, tags)| {
            json!({"ID": "", "Name": name, "Disk Format": "raw", "Container Format": "bare", "Size": size,
                   "Checksum": "1", "Status": "active", "Visibility": visibility, "Protected": protected,
                   "Project": "2", "Hash Algorithm": "md5", "Hash Value": "3", "Tags": tags})
        },
    );
    numbered(proptest::collection::vec(image, 2..6))
}

fn rules() -> impl Strategy<Value = Vec<Value>> {
    let protocol = proptest::option::of(prop_oneof![Just("tcp"), Just("udp"), Just("icmp"), Just("51")]);
    let ports = prop_oneof![
        Just(String::new()),
        Just("type=8:code=1".to_owned()),
        (1..9_i64, 1..65_535_i64).prop_map(|(low, high)| format!("{low}:{high}"))
    ];
    let group = proptest::option::of(Just("PARENT"));
    let rule = (protocol, ports, group, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(protocol, ports, group, is_four, is_ingress, is_used)| {
            json!({"ID": "", "IP Protocol": protocol, "Ethertype": if is_four { "IPv4" } else { "IPv6" },
                   "IP Range": "10.0.0.0/8", "Port Range": ports,
                   "Direction": if is_ingress { "ingress" } else { "egress" }, "Remote Security Group": group,
                   "Remote Address Group": null, "Used in default Security Group": is_used,
                   "Used in custom Security Group": true})
        },
    );
    numbered(proptest::collection::vec(rule, 2..6))
}

fn services() -> impl Strategy<Value = Vec<Value>> {
    let interface = prop_oneof![Just("public"), Just("internal"), Just("admin")];
    let url = "https?://[a-z]{1,9}(-[a-z]{1,5})?[.]example(:[0-9]{2,5})?(/[a-zA-Z0-9_%()$]{0,9}){0,3}";
    let region = prop_oneof![Just("RegionOne".to_owned()), "[a-z]{1,5}-[0-9]"];
    let endpoint = (interface, url, region).prop_map(|(interface, url, region)| {
        json!({"id": "1", "interface": interface, "region": region, "region_id": region, "url": url})
    });
    let service_type = "[a-z]{1,8}(-[a-z0-9]{1,5})?";
    let service = (service_type, proptest::collection::vec(endpoint, 0..4)).prop_map(
        |(service_type, endpoints)| json!({"Name": "", "Type": service_type, "Endpoints": endpoints}),
    );
    proptest::collection::vec(service, 2..6).prop_map(|mut services| {
        for (at, service) in services.iter_mut().enumerate() {
            service["Name"] = format!("service{at}").into();
        }
        services
    })
}

/// Gives each record an id of its own.
fn numbered(records: impl Strategy<Value = Vec<Value>>) -> impl Strategy<Value = Vec<Value>> {
    records.prop_map(|mut records| {
        for (at, record) in records.iter_mut().enumerate() {
            record["ID"] = format!("1f00b111-2b01-4301-8401-00c0ffee{at:04}").into();
        }
        records
    })
}

// How it is printed.

/// Python's `repr`.
fn python(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => {
            let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
            let escaped = text.replace('\\', "\\\\").replace('\n', "\\n");
            format!("{quote}{}{quote}", if quote == '\'' { escaped.replace('\'', "\\'") } else { escaped })
        }
        Value::Array(items) => format!("[{}]", items.iter().map(python).collect::<Vec<_>>().join(", ")),
        Value::Object(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", python(&key.as_str().into()), python(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// `k='v', k2='v2'`, as tables and old clients have it.
fn pairs(properties: &Map<String, Value>) -> String {
    let pairs = properties.iter().map(|(key, value)| format!("{key}='{}'", value.as_str().unwrap()));
    pairs.collect::<Vec<_>>().join(", ")
}

/// A region and an address a line, as tables and old clients have them.
fn endpoints(list: &[Value]) -> String {
    let lines = list.iter().map(|endpoint| {
        let text = |key: &str| endpoint[key].as_str().unwrap();
        format!("{}\n  {}: {}\n", text("region"), text("interface"), text("url"))
    });
    lines.collect()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Array(items) if items.iter().any(Value::is_object) => endpoints(items),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join(", "),
        Value::Object(properties) => pairs(properties),
        Value::String(text) => text.clone(),
        other => python(other),
    }
}

fn titles(records: &[Value]) -> Vec<String> {
    let order = [
        "ID",
        "IP Protocol",
        "Ethertype",
        "IP Range",
        "Port Range",
        "Direction",
        "Remote Security Group",
        "Remote Address Group",
        "Used in default Security Group",
        "Used in custom Security Group",
        "Name",
        "Type",
        "Endpoints",
        "Disk Format",
        "Container Format",
        "Size",
        "Checksum",
        "Status",
        "Visibility",
        "Protected",
        "Project",
        "Hash Algorithm",
        "Hash Value",
        "Tags",
        "RAM",
        "Disk",
        "Ephemeral",
        "VCPUs",
        "Is Public",
        "Swap",
        "RXTX Factor",
        "Description",
        "Properties",
    ];
    order.into_iter().filter(|title| records[0].get(*title).is_some()).map(ToOwned::to_owned).collect()
}

fn yaml(records: &[Value]) -> String {
    let mut text = String::new();
    for record in records {
        let mut mark = "- ";
        for (key, value) in record.as_object().unwrap() {
            match value {
                Value::Object(properties) if properties.is_empty() => {
                    writeln!(text, "{mark}{key}: {{}}").unwrap()
                }
                Value::Object(properties) => {
                    writeln!(text, "{mark}{key}:").unwrap();
                    for (name, value) in properties {
                        writeln!(text, "    {}: {value}", Value::from(name.as_str())).unwrap();
                    }
                }
                other => writeln!(text, "{mark}{key}: {other}").unwrap(),
            }
            mark = "  ";
        }
    }
    text
}

fn csv(records: &[Value], separator: char) -> String {
    let titles = titles(records);
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let separator = separator.to_string();
    let mut text = titles.iter().map(|title| quoted(title)).collect::<Vec<_>>().join(&separator);
    for record in records {
        let cells = titles.iter().map(|title| match &record[title] {
            Value::String(text) => quoted(text),
            value @ (Value::Object(_) | Value::Array(_)) => quoted(&python(value)),
            Value::Null => quoted(""),
            other => python(other),
        });
        text.push('\n');
        text.push_str(&cells.collect::<Vec<_>>().join(&separator));
    }
    text + "\n"
}

/// How many columns of a terminal a text takes.
fn width(text: &str) -> usize {
    text.chars().map(|letter| if letter == '雲' { 2 } else { 1 }).sum()
}

fn table(records: &[Value]) -> String {
    let titles = titles(records);
    let rows = records.iter().flat_map(|record| {
        let cells: Vec<String> = titles.iter().map(|title| cell(&record[title])).collect();
        let height = cells.iter().map(|cell| cell.split('\n').count()).max().unwrap();
        let line = move |at: usize| {
            cells.iter().map(|cell| cell.split('\n').nth(at).unwrap_or_default().to_owned()).collect()
        };
        (0..height).map(line).collect::<Vec<Vec<String>>>()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let widths: Vec<usize> = (0..titles.len())
        .map(|at| rows.iter().map(|row| width(&row[at])).chain([width(&titles[at])]).max().unwrap())
        .collect();
    let rule: String =
        widths.iter().map(|width| format!("+{}", "-".repeat(width + 2))).collect::<String>() + "+\n";
    let line = |cells: &[String]| {
        let cells = cells
            .iter()
            .zip(&widths)
            .map(|(cell, column)| format!("| {cell}{} ", " ".repeat(column - width(cell))));
        cells.collect::<String>() + "|\n"
    };
    let body: String = rows.iter().map(|row| line(row)).collect();
    format!("{rule}{}{rule}{body}{rule}", line(&titles))
}

fn values(records: &[Value]) -> String {
    let titles = titles(records);
    let lines = records.iter().map(|record| {
        let cells = titles.iter().map(|title| match &record[title] {
            value @ (Value::Object(_) | Value::Array(_)) => python(value),
            other => cell(other),
        });
        cells.collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

fn markdown(records: &[Value]) -> String {
    let titles = titles(records);
    let line = |cells: Vec<String>| {
        let escaped = cells.iter().map(|cell| {
            cell.replace('\\', "\\\\").replace('|', "\\|").replace('`', "\\`").replace('&', "&amp;")
        });
        format!("| {} |\n", escaped.collect::<Vec<_>>().join(" | "))
    };
    let rule = format!("|{}\n", "---|".repeat(titles.len()));
    let rows = records.iter().map(|record| line(titles.iter().map(|title| cell(&record[title])).collect()));
    format!("Some words before.\n\n{}{rule}{}", line(titles.clone()), rows.collect::<String>())
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn utf16(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// Every way to write the list down.
fn printed(records: &[Value]) -> Vec<(&'static str, Vec<u8>)> {
    let list = Value::from(records.to_vec());
    let json = serde_json::to_string_pretty(&list).unwrap();
    let lines = |separator: &str| records.iter().map(Value::to_string).collect::<Vec<_>>().join(separator);
    let old: Vec<Value> = records
        .iter()
        .map(|record| {
            let mut record = record.clone();
            for column in ["Properties", "Endpoints", "Tags"] {
                if let Some(value) = record.get_mut(column) {
                    *value = cell(value).into();
                }
            }
            record
        })
        .collect();
    let prompt = |text: &str| format!("me@host:~$ openstack x list\n{text}me@host:~$ \n");
    let text = |name: &'static str, text: String| (name, text.into_bytes());
    let mut printed = vec![
        text("JSON", json.clone()),
        text("JSON in one line", list.to_string()),
        text("JSON of an old client", Value::from(old.clone()).to_string()),
        text("JSON with Windows lines", json.replace('\n', "\r\n")),
        text("JSON between prompts", prompt(&format!("{json}\n"))),
        text("JSON in a mail", json.lines().map(|line| format!("> {line}\n")).collect()),
        text("JSON for HTML", json.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")),
        text("JSON in a text of JSON", Value::from(json.as_str()).to_string()),
        text("JSON with a comma too many", json.replace("\n]", ",\n]")),
        ("JSON packed", gzip(&json)),
        ("JSON in UTF-16", utf16(&json)),
        text("NDJSON", lines("\n")),
        text("JSON values in a row", lines("")),
        text("Python", python(&list)),
        text("YAML", yaml(records)),
        text("YAML of an old client", yaml(&old)),
        text("CSV", csv(records, ',')),
        text("CSV of a spreadsheet", format!("sep=;\r\n{}", csv(records, ';').replace('\n', "\r\n"))),
        text("CSV with tabs", csv(records, '\t')),
        text("CSV of an old client", csv(&old, ',')),
        text("table", table(records)),
        text("table between prompts", prompt(&table(records))),
        text(
            "table with numbered lines",
            table(records).lines().enumerate().map(|(at, line)| format!("{:6}\t{line}\n", at + 1)).collect(),
        ),
        text("values", values(records)),
    ];
    // Cells of Markdown have one line.
    if records[0].get("Endpoints").is_none() {
        printed.push(text("table of Markdown", markdown(records)));
    }
    printed
}

// What is read.

fn read(name: &str, bytes: &[u8]) -> Intake {
    read_files(&[Upload { name, bytes, kind: None }])
}

fn text(value: Option<&Field_>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn properties(properties: Option<&Properties>) -> String {
    let properties = properties.unwrap().iter().map(|(name, value)| format!("{name}={value}"));
    properties.collect::<Vec<_>>().join("\n")
}

fn flavor(flavor: &Flavor) -> Vec<String> {
    let fields = [
        &flavor.identity.name,
        &flavor.vcpus,
        &flavor.ram_mib,
        &flavor.disk_gb,
        &flavor.swap_mib,
        &flavor.is_public,
    ];
    let fields = fields.into_iter().map(|value| text(value.as_ref()));
    fields.chain([flavor.id().unwrap().to_owned(), properties(flavor.extra_specs.as_ref())]).collect()
}

fn volume_type(volume_type: &VolumeType) -> Vec<String> {
    let fields = [&volume_type.identity.name, &volume_type.description, &volume_type.is_public];
    let fields = fields.into_iter().map(|value| text(value.as_ref()));
    fields
        .chain([volume_type.id().unwrap().to_owned(), properties(volume_type.extra_specs.as_ref())])
        .collect()
}

fn image(image: &Image) -> Vec<String> {
    let fields =
        [&image.identity.name, &image.size_bytes, &image.visibility, &image.protected, &image.os_hash_algo];
    let fields = fields.into_iter().map(|value| text(value.as_ref()));
    fields
        .chain(image.id().map(ToOwned::to_owned))
        .chain(image.tags.iter().map(ToString::to_string))
        .collect()
}

/// With the types of values: null is no text, and a port is a number.
fn rule(rule: &SecurityGroupRule) -> Vec<String> {
    let fields = [
        &rule.direction,
        &rule.ethertype,
        &rule.protocol,
        &rule.port_range_min,
        &rule.port_range_max,
        &rule.used_in_default_sg,
        &rule.used_in_non_default_sg,
    ];
    let fields = fields.into_iter().map(|value| format!("{value:?}"));
    // CSV has no null, and checks do not mind which nothing it is.
    let group = rule.remote_group_id.as_ref().filter(|group| group.is_truthy());
    fields.chain([rule.id().unwrap().to_owned(), text(group)]).collect()
}

fn service(service: &Service) -> Vec<String> {
    let fields = [text(service.identity.name.as_ref()), text(service.service_type.as_ref())];
    fields.into_iter().chain([format!("{:?}", service.endpoints.as_ref().unwrap())]).collect()
}

/// The records of an intake, field by field, and the verdicts on it.
fn outcome(intake: &Intake) -> (Vec<Vec<String>>, Vec<String>) {
    let inventory = &intake.inventory;
    let flavors = inventory.flavors.iter().flat_map(|list| &list.items).map(flavor);
    let volume_types = inventory.volume_types.iter().flat_map(|list| &list.items).map(volume_type);
    let images = inventory.images.iter().flat_map(|list| &list.items).map(image);
    let rules = inventory.rules.iter().flat_map(|list| &list.items).map(rule);
    let services = inventory.services.iter().flat_map(|list| &list.items).map(service);
    let records = flavors.chain(volume_types).chain(images).chain(rules).chain(services).collect();
    let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
    let verdicts = assess(inventory, &CATALOGUE, options);
    let verdicts = verdicts
        .outcomes
        .iter()
        .filter(|(_, outcome)| !matches!(outcome.verdict, Verdict::Undecided(_)))
        .map(|(testcase, outcome)| format!("{} {:?}", testcase.id, outcome.verdict))
        .collect();
    (records, verdicts)
}

fn check(name: &str, records: &[Value]) -> Result<(), TestCaseError> {
    let mut expected = None;
    for (format, bytes) in printed(records) {
        let intake = read(name, &bytes);
        let outcome = outcome(&intake);
        prop_assert_eq!(
            outcome.0.len(),
            records.len(),
            "{}: {:?}\n{}",
            format,
            intake.files,
            String::from_utf8_lossy(&bytes)
        );
        let expected = expected.get_or_insert_with(|| outcome.clone());
        prop_assert_eq!(
            &outcome,
            expected,
            "{}: {:?}\n{}",
            format,
            intake.files,
            String::from_utf8_lossy(&bytes)
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(std::env::var("CASES").map_or(64, |n| n.parse().unwrap())) })]

    #[test]
    fn flavors_are_the_same_in_every_format(flavors in flavors()) {
        check("flavors", &flavors)?;
    }

    #[test]
    fn volume_types_are_the_same_in_every_format(volume_types in volume_types()) {
        check("volume-types", &volume_types)?;
    }

    #[test]
    fn images_are_the_same_in_every_format_of_a_list(images in images()) {
        check("images", &images)?;
    }

    #[test]
    fn rules_are_the_same_in_every_format(rules in rules()) {
        check("default-security-group-rules", &rules)?;
    }

    #[test]
    fn services_are_the_same_in_every_format(services in services()) {
        check("catalog", &services)?;
    }

    #[test]
    fn images_are_the_same_in_every_format_of_show(
        images in proptest::collection::vec((words(), specs(), 0..90_i64, any::<bool>()), 2..4)
    ) {
        images_of_show(&images)?;
    }
}

/// `show` of single images, appended to one file.
fn images_of_show(images: &[(String, BTreeMap<String, String>, i64, bool)]) -> Result<(), TestCaseError> {
    let records = images.iter().enumerate().map(|(at, (name, specs, min_disk, is_hidden))| {
        let mut properties: Map<String, Value> =
            specs.iter().map(|(key, value)| (key.replace(':', "_"), value.as_str().into())).collect();
        properties.insert("os_hidden".into(), (*is_hidden).into());
        properties.insert("os_hash_algo".into(), "sha512".into());
        json!({"id": format!("id-{at}"), "name": name, "visibility": "public", "min_disk": min_disk, "min_ram": 64,
               "created_at": "2026-01-01T00:00:00Z", "disk_format": "raw", "size": 5, "virtual_size": 7, "tags": [name.replace(',', ""), "b"],
               "properties": properties})
    });
    let records: Vec<Value> = records.collect();
    let each = |print: &dyn Fn(&Value) -> String| records.iter().map(print).collect::<String>();
    let field_table = |record: &Value| {
        let rows: Vec<Value> = record
            .as_object()
            .unwrap()
            .iter()
            .map(|(key, value)| {
                let value = match value {
                    Value::Object(properties) => {
                        let texts = properties.iter().map(|(key, value)| (key.clone(), cell(value).into()));
                        pairs(&texts.collect())
                    }
                    other => cell(other),
                };
                json!({"Field": key, "Value": value})
            })
            .collect();
        rows_table(&rows)
    };
    let shell = |record: &Value| {
        let lines = record.as_object().unwrap().iter().map(|(key, value)| {
            let value = if let Value::String(text) = value { text.clone() } else { python(value) };
            format!("{key}=\"{}\"\n", value.replace('"', "\\\""))
        });
        lines.collect::<String>()
    };
    let formats = [
        ("JSON", each(&|record| format!("{record}\n"))),
        (
            "YAML",
            each(&|record| {
                yaml(std::slice::from_ref(record)).lines().map(|line| format!("{}\n", &line[2..])).collect()
            }),
        ),
        ("table", each(&field_table)),
        ("shell", each(&shell)),
    ];
    let mut expected = None;
    for (format, text_of_all) in formats {
        let intake = read("paste 1", text_of_all.as_bytes());
        let list = intake.inventory.images.as_ref().map(|list| list.items.as_slice()).unwrap_or_default();
        let of_image = |image: &Image| {
            let fields = [
                &image.identity.name,
                &image.min_disk_gib,
                &image.os_hidden,
                &image.size_bytes,
                &image.os_hash_algo,
            ];
            let fields = fields.into_iter().map(|value| text(value.as_ref()));
            let virtual_size = format!("{:?}", image.property("virtual_size"));
            fields
                .chain([virtual_size, image.tags.join("\n"), properties(image.properties.as_ref())])
                .collect::<Vec<_>>()
        };
        let outcome = (list.iter().map(of_image).collect::<Vec<_>>(), outcome(&intake).1);
        prop_assert_eq!(list.len(), records.len(), "{}: {:?}\n{}", format, intake.files, text_of_all);
        let expected = expected.get_or_insert_with(|| outcome.clone());
        prop_assert_eq!(&outcome, expected, "{}: {:?}\n{}", format, intake.files, text_of_all);
    }
    Ok(())
}

/// A table of fields and values.
fn rows_table(rows: &[Value]) -> String {
    let column = |title: &str| {
        let cells = rows.iter().map(|row| width(row[title].as_str().unwrap()));
        cells.chain([title.len()]).max().unwrap()
    };
    let (fields, values) = (column("Field"), column("Value"));
    let rule = format!("+{}+{}+\n", "-".repeat(fields + 2), "-".repeat(values + 2));
    let line = |field: &str, value: &str| {
        format!(
            "| {field}{} | {value}{} |\n",
            " ".repeat(fields - width(field)),
            " ".repeat(values - width(value))
        )
    };
    let body: String =
        rows.iter().map(|row| line(row["Field"].as_str().unwrap(), row["Value"].as_str().unwrap())).collect();
    format!("{rule}{}{rule}{body}{rule}", line("Field", "Value"))
}
