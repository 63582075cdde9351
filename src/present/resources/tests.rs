//! Queries over small and large lists.

use super::*;
use crate::assessment::assess;
use crate::catalogue::Catalogue;
use crate::checks::Options;
use crate::intake::{Upload, read_files};
use crate::present::VerdictView;
use crate::waivers::{Waiver, Waivers};
use serde_json::{Value, json};

/// A result with its tables.
struct Cloud {
    assessment: Assessment<'static>,
    inventory: Inventory,
    tables: ResourceTables,
}

fn cloud(export: &Value) -> Cloud {
    waived_cloud(&[("export.json", export)], &Waivers::default())
}

fn waived_cloud(exports: &[(&str, &Value)], waivers: &Waivers) -> Cloud {
    let catalogue: &'static Catalogue = Box::leak(Box::new(Catalogue::embedded().unwrap()));
    let texts: Vec<String> = exports.iter().map(|(_, export)| export.to_string()).collect();
    let uploads: Vec<_> = exports
        .iter()
        .zip(&texts)
        .map(|((name, _), text)| Upload { name, bytes: text.as_bytes(), kind: None })
        .collect();
    let inventory = read_files(&uploads).inventory;
    let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
    let assessment = assess(&inventory, catalogue, options).with_waivers(&inventory, waivers);
    let tables = ResourceTables::new(&assessment, "v5.1", &inventory);
    Cloud { assessment, inventory, tables }
}

impl Cloud {
    fn rows(&mut self, query: &ResourceQuery) -> ResourceRows {
        self.tables.rows(query, &self.assessment, &self.inventory)
    }

    fn names(&mut self, query: &ResourceQuery) -> Vec<String> {
        self.rows(query).rows.into_iter().map(|row| row.name).collect()
    }

    fn cell(&mut self, kind: Kind, name: &str, column: Column) -> Cell {
        let rows = self.rows(&ResourceQuery::new(kind));
        let at = rows.columns.iter().position(|other| other.column == column).unwrap();
        rows.rows.into_iter().find(|row| row.name == name).unwrap().cells.remove(at)
    }

    fn view(&self, kind: Kind, name: &str) -> ResourceView {
        let index = find_by_name(kind, name, &self.inventory).unwrap();
        self.tables.resource(kind, index, &self.assessment, &self.inventory).unwrap()
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn flavor(name: &str, vcpus: u32, ram: u32) -> Value {
    json!({"id": format!("id-{name}"), "name": name, "vcpus": vcpus, "ram": ram, "disk": 0,
        "os-flavor-access:is_public": true, "extra_specs": {}})
}

fn flavors() -> Value {
    let private = json!({"id": "5", "name": "private", "vcpus": 1, "ram": 512, "disk": 10,
        "os-flavor-access:is_public": false, "extra_specs": {"scs:name-v2": "x"}});
    json!({"flavors": [flavor("SCS-16V-32", 16, 32768), flavor("SCS-2V-4", 2, 4000), flavor("m1.tiny", 1, 512),
        flavor("SCS-0V-1", 1, 1024), private]})
}

fn sorted(kind: Kind, column: Column, direction: Direction) -> ResourceQuery {
    ResourceQuery { sort: Some(Sort { column, direction }), ..ResourceQuery::new(kind) }
}

#[test]
fn flavors_are_sorted_by_any_column() {
    use Direction::{Ascending, Descending};
    let mut cloud = cloud(&flavors());
    let export = ["SCS-16V-32", "SCS-2V-4", "m1.tiny", "SCS-0V-1", "private"];
    assert_eq!(cloud.names(&ResourceQuery::new(Kind::Flavor)), export);
    for (column, direction, expected) in [
        (Column::Name, Ascending, ["m1.tiny", "private", "SCS-0V-1", "SCS-2V-4", "SCS-16V-32"]),
        (Column::Name, Descending, ["SCS-16V-32", "SCS-2V-4", "SCS-0V-1", "private", "m1.tiny"]),
        // Equals stay in the order of the export, whichever way.
        (Column::Vcpus, Ascending, ["m1.tiny", "SCS-0V-1", "private", "SCS-2V-4", "SCS-16V-32"]),
        (Column::Vcpus, Descending, ["SCS-16V-32", "SCS-2V-4", "m1.tiny", "SCS-0V-1", "private"]),
        (Column::Ram, Ascending, ["m1.tiny", "private", "SCS-0V-1", "SCS-2V-4", "SCS-16V-32"]),
        // What has no class comes last, whichever way.
        (Column::Class, Ascending, ["SCS-16V-32", "SCS-2V-4", "SCS-0V-1", "m1.tiny", "private"]),
        (Column::Class, Descending, ["m1.tiny", "SCS-2V-4", "SCS-0V-1", "SCS-16V-32", "private"]),
        (Column::Findings, Descending, ["SCS-2V-4", "SCS-16V-32", "SCS-0V-1", "m1.tiny", "private"]),
        // A column of another list does not sort.
        (Column::Purpose, Ascending, export),
    ] {
        let names = cloud.names(&sorted(Kind::Flavor, column, direction));
        assert_eq!(names, expected, "{column:?} {direction:?}");
    }
}

#[test]
fn a_head_sorts_the_one_way_the_other_way_and_not_at_all() {
    use Direction::{Ascending, Descending};
    let mut query = ResourceQuery { range: 500..600, ..ResourceQuery::new(Kind::Flavor) };
    for expected in [Some((Column::Name, Ascending)), Some((Column::Name, Descending)), None] {
        query = query.sorted_by(Column::Name);
        assert_eq!(query.sort.map(|sort| (sort.column, sort.direction)), expected);
        assert_eq!(query.range.start, 0);
    }
    query = query.sorted_by(Column::Name).sorted_by(Column::Findings);
    assert_eq!(query.sort, Some(Sort { column: Column::Findings, direction: Descending }));
}

#[test]
fn rows_are_searched_and_chosen() {
    let mut cloud = cloud(&flavors());
    for (search, only, expected) in [
        ("", Only::Everything, vec!["SCS-16V-32", "SCS-2V-4", "m1.tiny", "SCS-0V-1", "private"]),
        ("  ", Only::LeftOut, vec!["private"]),
        ("", Only::WithFaults, vec!["SCS-16V-32", "SCS-2V-4", "SCS-0V-1"]),
        ("scs-", Only::Everything, vec!["SCS-16V-32", "SCS-2V-4", "SCS-0V-1"]),
        ("SCS 32", Only::Everything, vec!["SCS-16V-32"]),
        ("id-M1", Only::Everything, vec!["m1.tiny"]),
        ("vCPUs memory", Only::Everything, vec!["SCS-16V-32", "SCS-2V-4"]),
        ("misnamed", Only::WithFaults, vec!["SCS-2V-4", "SCS-0V-1"]),
        ("scs nothing", Only::Everything, vec![]),
        // Nothing goes from one row over to the next.
        ("private\n", Only::Everything, vec!["private"]),
        ("SCS-2V-4 m1", Only::Everything, vec![]),
    ] {
        let query = ResourceQuery::new(Kind::Flavor).narrowed(search, only);
        assert_eq!(cloud.names(&query), expected, "{search:?} {only:?}");
        // The answer that is kept is the same.
        assert_eq!(cloud.rows(&query).matching, expected.len());
    }
    let query = sorted(Kind::Flavor, Column::Name, Direction::Descending).narrowed("scs", Only::Everything);
    assert_eq!(cloud.names(&query), ["SCS-16V-32", "SCS-2V-4", "SCS-0V-1"]);
}

#[test]
fn windows_end_where_the_rows_end() {
    let mut cloud = cloud(&flavors());
    for (asked, given) in [
        (0..2, 0..2),
        (3..10, 3..5),
        // Of a list that became shorter, the last rows.
        (5..6, 4..5),
        (70..80, 0..5),
        (Range { start: 9, end: 3 }, 5..5),
        (usize::MAX..usize::MAX, 5..5),
    ] {
        let rows = cloud.rows(&ResourceQuery { range: asked, ..ResourceQuery::new(Kind::Flavor) });
        assert_eq!((rows.rows.len(), rows.range), (given.len(), given));
        assert_eq!((rows.total, rows.matching), (5, 5));
    }
    let rows = cloud.rows(&ResourceQuery::new(Kind::Image));
    assert_eq!((rows.total, rows.rows), (0, vec![]), "no list was supplied");
    let kinds: Vec<Kind> = rows.kinds.iter().map(|view| view.kind).collect();
    assert_eq!(kinds, [Kind::Flavor]);
    assert_eq!((rows.kinds[0].total, rows.kinds[0].with_faults, rows.kinds[0].left_out), (5, 3, 1));
}

#[test]
fn cells_of_flavors() {
    let mut cloud = cloud(&flavors());
    for (name, column, expected) in [
        ("SCS-2V-4", Column::Name, text("SCS-2V-4")),
        ("SCS-2V-4", Column::Findings, Cell::Mark),
        ("SCS-2V-4", Column::Vcpus, text("2")),
        ("SCS-2V-4", Column::Ram, text("3.906")),
        ("m1.tiny", Column::Ram, text("0.5")),
        ("private", Column::Disk, text("10")),
        ("SCS-2V-4", Column::Meaning, text("2 generic x86-64 vCPUs with 4 GiB of memory")),
        ("SCS-0V-1", Column::Meaning, text("malformed at character 5")),
        ("m1.tiny", Column::Meaning, Cell::Nothing),
        ("m1.tiny", Column::Class, text("other")),
        ("SCS-2V-4", Column::Class, text("misnamed")),
        ("private", Column::Class, Cell::Nothing),
    ] {
        assert_eq!(cloud.cell(Kind::Flavor, name, column), expected, "{name} {column:?}");
    }
}

#[test]
fn what_an_export_cannot_carry_is_unknown_and_what_is_not_there_is_not_set() {
    let of_list = json!([{"ID": "1", "Name": "a", "Status": "active", "Visibility": "public"}]);
    let mut lists = waived_cloud(&[("images.json", &of_list)], &Waivers::default());
    let of_api = json!({"images": [{"id": "1", "name": "a", "status": "queued", "visibility": "public",
        "os_hidden": true, "min_disk": 1, "os_distro": "ubuntu", "os_version": "24.04", "os_purpose": null}]});
    let mut api = cloud(&of_api);
    for (column, listed, answered) in [
        (Column::System, Cell::Unknown, text("ubuntu 24.04")),
        (Column::Purpose, Cell::Unknown, Cell::NotSet),
        (Column::Built, Cell::Unknown, Cell::NotSet),
        (Column::Visibility, text("public"), text("public, hidden, queued")),
    ] {
        assert_eq!(lists.cell(Kind::Image, "a", column), listed, "{column:?}");
        assert_eq!(api.cell(Kind::Image, "a", column), answered, "{column:?}");
    }
    let fact = |view: &ResourceView, name: &str| {
        view.facts.iter().find(|fact| fact.name == name).map(|fact| fact.value.clone())
    };
    let view = lists.view(Kind::Image, "a");
    assert_eq!(fact(&view, "min_disk"), Some(Cell::Unknown));
    let properties = view.properties.unwrap();
    assert_eq!((properties.is_known, properties.values), (false, vec![]));
    let view = api.view(Kind::Image, "a");
    assert_eq!(fact(&view, "min_disk"), Some(text("1")));
    assert_eq!(fact(&view, "owner"), None, "nothing tells whether the export could carry it");
    let properties = view.properties.unwrap();
    assert!(properties.is_known && properties.values.len() == 3);
    assert_eq!(properties.values[1], Fact { name: "os_purpose".into(), value: Cell::NotSet });
}

#[test]
fn cells_of_other_lists() {
    let mut cloud = cloud(&json!({
        "volume_types": [
            {"id": "1", "name": "luks", "is_public": true, "description": "[scs:encrypted, replicated] fast"},
            {"id": "2", "name": "plain", "is_public": false, "description": null},
            {"id": "3", "name": "text", "is_public": true, "description": "fast"},
        ],
        "default_security_group_rules": [
            {"id": "r1", "direction": "egress", "ethertype": "IPv4", "protocol": null, "port_range_min": null,
             "port_range_max": null, "remote_ip_prefix": null, "remote_group_id": null,
             "used_in_default_sg": true, "used_in_non_default_sg": true},
            {"id": "r2", "direction": "ingress", "ethertype": "IPv6", "protocol": "tcp", "port_range_min": 22,
             "port_range_max": 23, "remote_ip_prefix": null, "remote_group_id": "PARENT",
             "used_in_default_sg": true, "used_in_non_default_sg": false},
            {"id": "r3", "direction": "ingress", "ethertype": "IPv4", "protocol": "icmp", "port_range_min": 8,
             "port_range_max": 0, "remote_ip_prefix": "::/0", "remote_group_id": null,
             "used_in_default_sg": false, "used_in_non_default_sg": false},
        ],
        "catalog": [{"type": "compute", "name": "nova", "endpoints": [
            {"interface": "internal", "url": "https://in"}, {"interface": "public", "url": "https://out"},
            {"interface": "public", "url": "https://other"}]}],
    }));
    for (kind, name, column, expected) in [
        (Kind::VolumeType, "luks", Column::Aspects, text("encrypted, replicated")),
        (Kind::VolumeType, "plain", Column::Aspects, Cell::Nothing),
        (Kind::VolumeType, "plain", Column::Description, Cell::NotSet),
        (Kind::VolumeType, "text", Column::Aspects, Cell::Nothing),
        (Kind::VolumeType, "plain", Column::Visibility, text("private")),
        (Kind::SecurityGroupRule, "r1", Column::Direction, text("egress")),
        (Kind::SecurityGroupRule, "r1", Column::Protocol, text("any")),
        (Kind::SecurityGroupRule, "r1", Column::Ports, text("any")),
        (Kind::SecurityGroupRule, "r1", Column::Remote, text("any")),
        (Kind::SecurityGroupRule, "r1", Column::UsedIn, text("all groups")),
        (Kind::SecurityGroupRule, "r2", Column::Ports, text("22 to 23")),
        (Kind::SecurityGroupRule, "r2", Column::Remote, text("the group itself")),
        (Kind::SecurityGroupRule, "r2", Column::UsedIn, text("group default")),
        (Kind::SecurityGroupRule, "r3", Column::Ports, text("type 8, code 0")),
        (Kind::SecurityGroupRule, "r3", Column::Remote, text("::/0")),
        (Kind::SecurityGroupRule, "r3", Column::UsedIn, Cell::Nothing),
        (Kind::Service, "nova", Column::ServiceType, text("compute")),
        (Kind::Service, "nova", Column::Endpoints, text("internal, public")),
        (Kind::Service, "nova", Column::Address, text("https://out")),
    ] {
        assert_eq!(cloud.cell(kind, name, column), expected, "{name} {column:?}");
    }
}

#[test]
fn quotas_without_limit_are_the_greatest() {
    let usage = json!({"usage": {"image_count_total": {"limit": -1, "usage": 3},
        "image_size_total": {"limit": 50, "usage": 7}}});
    let mut cloud = cloud(&usage);
    assert_eq!(cloud.cell(Kind::ImageUsage, "image_count_total", Column::Limit), text("unlimited"));
    let names = cloud.names(&sorted(Kind::ImageUsage, Column::Limit, Direction::Descending));
    assert_eq!(names, ["image_count_total", "image_size_total"]);
}

#[test]
fn a_record_links_to_its_findings() {
    let cloud = cloud(&flavors());
    let view = cloud.view(Kind::Flavor, "SCS-2V-4");
    assert_eq!(
        (view.id.as_deref(), view.place.as_deref()),
        (Some("id-SCS-2V-4"), Some("export.json, record 2"))
    );
    assert_eq!((view.class.as_deref(), view.left_out), (Some("misnamed"), None));
    let mut faults: Vec<&str> = view
        .findings
        .iter()
        .filter(|found| found.finding.is_fault && found.level.is_required())
        .map(|found| found.testcase.as_ref())
        .collect();
    assert!(faults.contains(&"scs-0100-semantics-check"), "{faults:?}");
    assert!(faults.len() > 2, "a test case may have several");
    faults.dedup();
    assert_eq!((view.mark.faults, faults.len()), (2, 2), "{faults:?}");
    assert!(view.findings.iter().all(|found| found.verdict == VerdictView::Fail || !found.finding.is_fault));
    let ram = view.facts.iter().find(|fact| fact.name == "ram").unwrap();
    assert_eq!(ram.value, text("4000 MiB, 3.906 GiB"));

    let name = view.decoded.unwrap();
    let parts: Vec<_> =
        name.parts.iter().map(|part| (part.text.as_str(), part.start, part.part.as_str())).collect();
    assert_eq!(parts, [("2V", 4, "vCPUs"), ("-4", 6, "memory")]);
    assert_eq!(name.parts[1].meaning, "4 GiB of memory");

    let broken = cloud.view(Kind::Flavor, "SCS-0V-1").decoded.unwrap();
    assert!(
        !broken.is_valid && broken.text.starts_with("The name is malformed at character 5"),
        "{}",
        broken.text
    );
    assert_eq!(cloud.view(Kind::Flavor, "m1.tiny").decoded, None);
    let private = cloud.view(Kind::Flavor, "private");
    assert!(private.left_out.is_some() && private.mark.is_left_out && private.findings.is_empty());
}

#[test]
fn records_are_found_by_name_then_by_id() {
    let twice = json!({"flavors": [flavor("a", 1, 1), {"id": "a", "name": "b", "vcpus": 1, "ram": 1, "disk": 0},
        {"id": "c", "name": "a", "vcpus": 1, "ram": 1, "disk": 0}]});
    let Cloud { inventory, .. } = cloud(&twice);
    for (name, expected) in
        [("a", Some(0)), ("b", Some(1)), ("id-a", Some(0)), ("c", Some(2)), ("d", None), ("", None)]
    {
        assert_eq!(find_by_name(Kind::Flavor, name, &inventory), expected, "{name}");
    }
    assert_eq!(find_by_name(Kind::Image, "a", &inventory), None);
}

#[test]
fn what_is_waived_is_marked_if_all_of_it_is() {
    let waiver = |testcase: &str| Waiver {
        testcase: testcase.into(),
        resource: Some("SCS-0V-1".into()),
        reason: "old".into(),
        until: "2026-12-31".parse().unwrap(),
    };
    let mark = |testcases: &[&str]| {
        let waivers =
            Waivers { waivers: testcases.iter().map(|id| waiver(id)).collect(), ..Waivers::default() };
        let cloud = waived_cloud(&[("export.json", &flavors())], &waivers);
        cloud.view(Kind::Flavor, "SCS-0V-1").mark
    };
    let all: Vec<String> = cloud(&flavors())
        .view(Kind::Flavor, "SCS-0V-1")
        .findings
        .iter()
        .filter(|found| found.finding.is_fault)
        .map(|found| found.testcase.to_string())
        .collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    assert!(!mark(&[]).is_waived && mark(&[]).faults > 0);
    assert!(mark(&all).is_waived, "{all:?}");
    if let Some((_, some)) = all.split_first() {
        assert!(!mark(some).is_waived);
    }
}

#[test]
fn a_record_of_many_values_is_shown_in_part() {
    let specs: serde_json::Map<String, Value> =
        (0..1000).map(|at| (format!("key-{at:04}"), json!("x".repeat(5000)))).collect();
    let aspects: Vec<String> = (0..500).map(|at| format!("aspect{at:03}")).collect();
    let cloud = cloud(&json!({
        "flavors": [{"id": "1", "name": "a", "vcpus": 1, "ram": 1, "disk": 0, "extra_specs": specs}],
        "volume_types": [{"id": "2", "name": "b", "is_public": true, "description": format!("[scs:{}]", aspects.join(","))}],
    }));
    let view = cloud.view(Kind::Flavor, "a");
    let properties = view.properties.unwrap();
    assert_eq!((properties.values.len(), properties.left), (200, 800));
    let Cell::Text(value) = &properties.values[0].value else { panic!("no text") };
    assert!(value.chars().count() < 2100);
    let view = cloud.view(Kind::VolumeType, "b");
    assert_eq!(view.findings.len(), 200);
    assert!(view.findings_left >= 300);
}

#[test]
fn what_is_kept_grows_as_the_list_does() {
    let kept = |count: usize| {
        let list: Vec<Value> = (0..count).map(|at| flavor(&format!("m{}.large", at % 9), 2, 4096)).collect();
        let list: Vec<Value> = list
            .into_iter()
            .enumerate()
            .map(|(at, mut flavor)| {
                flavor["id"] = json!(format!("{at:06}"));
                flavor
            })
            .collect();
        let mut cloud = cloud(&json!({ "flavors": list }));
        let query =
            sorted(Kind::Flavor, Column::Name, Direction::Ascending).narrowed("large", Only::Everything);
        assert_eq!(cloud.rows(&query).matching, count);
        let [flavors, ..] = &cloud.tables.tables;
        let search = flavors.search.as_ref().unwrap();
        (flavors.marks.len(), search.size(), cloud.rows(&query).rows.len())
    };
    let (few, many) = (kept(90), kept(900));
    assert_eq!((few.0 * 10, few.1 * 10), (many.0, many.1));
    assert_eq!(few.2, many.2, "a window is as large as it was");
}
