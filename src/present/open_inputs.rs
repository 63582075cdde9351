//! What more exports would decide.

use crate::assessment::Assessment;
use crate::catalogue::Demand;
use crate::checks::{Reason, Verdict};
use crate::inventory::{Field, FieldSet, Kind, PartialReason};
use crate::wording::{
    Waiting, export_command, fields_not_exported, fields_to_add, list_incomplete, list_not_supplied,
    list_to_add, records_to_add,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cmp::Reverse;

/// Something that an export would have to show so that more is decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingInput {
    /// The list that it belongs to.
    pub kind: Kind,
    /// What to add, a phrase: "the service catalog".
    pub add: String,
    /// What is missing, and how much it leaves open, in sentences.
    pub what: String,
    /// How many required test cases wait for it. A list may show that something else is missing, too.
    pub testcases: usize,
    /// How many other test cases, and requirements beside them, wait for it.
    pub others: usize,
    /// The command that exports it.
    pub command: Cow<'static, str>,
}

/// What is wrong with a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Want {
    List(Kind),
    Fields(Kind),
    Records(Kind, PartialReason),
}

/// What a scope version lacks to be decided, most wanted first: lists, fields of them, and records.
pub fn missing_inputs(assessment: &Assessment<'_>, version: &str) -> Vec<MissingInput> {
    let Some(version) = assessment.catalogue.version(version) else { return Vec::new() };
    let testcases = assessment.outcomes.iter().filter_map(|(testcase, outcome)| {
        Some((Demand::TestCase(version.target_of(&testcase.id)?), outcome.verdict))
    });
    let requirements = assessment.requirements.iter().filter_map(|(requirement, outcome)| {
        Some((Demand::Text(requirement.level_in(version)?), outcome.verdict))
    });
    let mut wants: Vec<(Want, FieldSet, Waiting)> = Vec::new();
    for (demand, verdict) in testcases.chain(requirements) {
        let Some((want, field)) = want(verdict) else { continue };
        let at = wants.iter().position(|(known, ..)| *known == want).unwrap_or_else(|| {
            wants.push((want, FieldSet::EMPTY, Waiting::default()));
            wants.len() - 1
        });
        if let Some((_, fields, waiting)) = wants.get_mut(at) {
            *fields = fields.union(field.into_iter().collect());
            waiting.required += usize::from(demand.is_required());
            waiting.others += usize::from(!demand.is_required());
        }
    }
    let mut missing: Vec<MissingInput> =
        wants.into_iter().map(|(want, fields, waiting)| missing_input(want, fields, waiting)).collect();
    missing.sort_by_key(|input| (Reverse(input.testcases), Reverse(input.others), input.kind));
    missing
}

fn want(verdict: Verdict) -> Option<(Want, Option<Field>)> {
    let Verdict::Undecided(reason) = verdict else { return None };
    match reason {
        Reason::NotSupplied(kind) => Some((Want::List(kind), None)),
        Reason::LacksField(kind, field) => Some((Want::Fields(kind), Some(field))),
        Reason::Incomplete(kind, why) => Some((Want::Records(kind, why), None)),
        Reason::LiveCloud | Reason::ManualCheck | Reason::NotImplemented => None,
    }
}

fn missing_input(want: Want, fields: FieldSet, waiting: Waiting) -> MissingInput {
    let (kind, add, what) = match want {
        Want::List(kind) => (kind, list_to_add(kind), list_not_supplied(kind, waiting)),
        Want::Fields(kind) => {
            let fields: Vec<Field> = fields.iter().collect();
            (kind, fields_to_add(kind), fields_not_exported(kind, &fields, waiting))
        }
        Want::Records(kind, why) => (kind, records_to_add(kind), list_incomplete(kind, why, waiting)),
    };
    let (testcases, others) = (waiting.required, waiting.others);
    MissingInput { kind, add, what, testcases, others, command: export_command(kind).into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::assess;
    use crate::catalogue::{Catalogue, Target};
    use crate::checks::Options;
    use crate::intake::{Upload, read_files};

    /// What is missing for v5.1 beside some text.
    fn missing(text: &str) -> Vec<MissingInput> {
        let intake = read_files(&[Upload { name: "x.json", bytes: text.as_bytes(), kind: None }]);
        let catalogue = Catalogue::embedded().unwrap();
        let options = Options { now: "2026-11-23".parse().unwrap(), as_listed: false };
        let assessment = assess(&intake.inventory, &catalogue, options);
        let missing = missing_inputs(&assessment, "v5.1");
        // All that is open for want of an export is told, no more and no less.
        let counts = assessment.scope("v5.1").unwrap().target(Target::Main).counts;
        let told: usize = missing.iter().map(|input| input.testcases).sum();
        assert_eq!(told, counts.not_supplied + counts.not_exported);
        assert!(missing.iter().all(|input| input.command == export_command(input.kind)));
        assert!(missing_inputs(&assessment, "v0").is_empty());
        missing
    }

    #[test]
    fn lists_that_are_not_there_come_by_weight() {
        let missing = missing("{\"flavors\": [], \"images\": [], \"volume_types\": []}");
        let kinds: Vec<(Kind, usize)> = missing.iter().map(|input| (input.kind, input.testcases)).collect();
        assert_eq!(kinds, [(Kind::Service, 9), (Kind::SecurityGroupRule, 1), (Kind::ImageUsage, 0)]);
    }

    #[test]
    fn fields_that_an_export_lacks_are_gathered() {
        let missing = missing(
            r#"[{"ID": "1", "Name": "a", "Status": "active", "Visibility": "public", "Protected": false,
                "Project": "p", "Tags": []}]"#,
        );
        let images: Vec<&MissingInput> = missing.iter().filter(|input| input.kind == Kind::Image).collect();
        let [input] = images.as_slice() else { panic!("{images:?}") };
        assert_eq!(input.add, "the images with all fields");
        assert!(input.testcases > 5 && input.others > 0, "{input:?}");
        assert!(input.what.contains("`properties`") && input.what.contains("`min_disk`"), "{}", input.what);
    }

    #[test]
    fn a_part_of_a_list_is_missing_its_rest() {
        let missing = missing(
            r#"{"flavors": [{"id": "1", "name": "SCS-1V-4", "vcpus": 1, "ram": 4096, "disk": 0,
                "os-flavor-access:is_public": true, "extra_specs": {}}],
                "flavors_links": [{"rel": "next", "href": "http://x/?marker=1"}]}"#,
        );
        let flavors = missing.iter().find(|input| input.kind == Kind::Flavor).unwrap();
        assert_eq!(flavors.add, "all of the flavors");
        assert!(flavors.what.contains("names a next one"), "{}", flavors.what);
    }
}
