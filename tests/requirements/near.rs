//! What comes near to a missing standard flavor or image, and what only looks like it: each was wrong once.

use super::inputs::{
    NOBLE, changed, commands, findings, flavor, flavors, image, images, judged, read, ubuntu,
};
use scs_checker::catalogue::Target;
use scs_checker::causes::{CauseKind, causes};
use scs_checker::checks::{
    LeftOut, Near, NearFlavor, NearImage, Problem, StandardFlavorProblem, StandardImageProblem,
};
use scs_checker::remedy::NoRemedy;
use serde_json::{Value, json};

const FLAVOR: &str = "scs-0103-flavor-1v-4";
const IMAGE: &str = "scs-0104-image-ubuntu-2404";

fn near_flavor(record: &Value) -> Option<Near<NearFlavor>> {
    match findings(&read(&flavors(std::slice::from_ref(record))), FLAVOR).remove(0).problem {
        Problem::StandardFlavor(StandardFlavorProblem::Missing { near, .. }) => near,
        other => panic!("{other:?}"),
    }
}

fn near_image(record: &Value) -> Option<Near<NearImage>> {
    match findings(&read(&images(std::slice::from_ref(record))), IMAGE).remove(0).problem {
        Problem::StandardImage(StandardImageProblem::Missing { near, .. }) => near,
        other => panic!("{other:?}"),
    }
}

/// A flavor with the sizes of the standard flavor `SCS-1V-4`.
fn sized(name: &str, specs: &Value) -> Value {
    flavor(name, 1, 4, 0, specs)
}

#[test]
fn images_that_are_not_for_everyone_are_named_and_left_alone() {
    for visibility in ["private", "shared"] {
        let record = ubuntu(&json!({"visibility": visibility}));
        let near = near_image(&record).unwrap();
        assert_eq!(near.how, NearImage::NotShown(LeftOut::NotForEveryone));
        assert_eq!((near.index, &*near.name), (0, "Ubuntu 24.04"));
        let inventory = read(&images(&[record]));
        assert_eq!(commands(&inventory, IMAGE), [Err(NoRemedy::PublishImage)]);
        // Hidden on top, it is left alone, too.
        let inventory = read(&images(&[ubuntu(&json!({"visibility": visibility, "os_hidden": true}))]));
        assert_eq!(commands(&inventory, IMAGE), [Err(NoRemedy::PublishImage)]);
    }
}

#[test]
fn hidden_images_are_listed_again() {
    for visibility in ["public", "community"] {
        let record = ubuntu(&json!({"visibility": visibility, "os_hidden": true}));
        assert_eq!(near_image(&record).unwrap().how, NearImage::NotShown(LeftOut::Hidden));
        let line = "openstack image set --unhidden 'id of Ubuntu 24.04'".to_owned();
        assert_eq!(commands(&read(&images(&[record])), IMAGE), [Ok(vec![line])]);
    }
}

#[test]
fn flavors_of_other_hardware_are_not_near() {
    let none = json!({});
    let others = [
        sized("SCS-1V-4u", &none),
        sized("SCS-1V-4uo", &none),
        sized("SCS-1V-4_a2", &none),
        sized("SCS-1Vi-4", &none),
        sized("SCS-1V-4_GNa-14", &none),
        sized("SCS-1V-4_ib", &none),
        sized("SCS-1C-4", &none),
        sized("m1.small", &json!({"scs:cpu-type": "crowded-core"})),
        sized("m1.small", &json!({"pci_passthrough:alias": "gpu:1"})),
        sized("m1.small", &json!({"resources:VGPU": "1"})),
        changed(sized("m1.small", &none), &json!({"OS-FLV-EXT-DATA:ephemeral": 10})),
        changed(sized("m1.small", &none), &json!({"swap": 512})),
        flavor("m1.small", 1, 4, 10, &none),
        flavor("m1.small", 2, 4, 0, &none),
        // Another standard flavor, whatever its sizes.
        sized("SCS-1V-8", &none),
        sized("m1.small", &json!({"scs:name-v2": "SCS-1V-8"})),
    ];
    for record in others {
        assert_eq!(near_flavor(&record), None, "{record}");
    }
}

#[test]
fn flavors_of_the_same_sizes_and_spellings_are_near() {
    let none = json!({});
    let cases = [
        (sized("m1.small", &none), NearFlavor::SameSize, true),
        (sized("m1.small", &json!({"hw:cpu_policy": "shared"})), NearFlavor::SameSize, true),
        (sized("m1.small", &json!({"scs:cpu-type": "shared-core"})), NearFlavor::SameSize, true),
        (sized("SCS-1V-4_kvm", &none), NearFlavor::SameSize, true),
        (sized("SCS-1V:4", &none), NearFlavor::OldSyntax, true),
        (flavor("SCS-1V:4", 2, 8, 0, &none), NearFlavor::OldSyntax, false),
        (sized("scs-1v_4", &none), NearFlavor::OtherSpelling, true),
        (
            changed(sized("SCS-1V-4", &none), &json!({"os-flavor-access:is_public": false})),
            NearFlavor::Private,
            true,
        ),
    ];
    for (record, how, fits) in cases {
        let near = near_flavor(&record).unwrap_or_else(|| panic!("{record}"));
        assert_eq!((near.how, near.fits, near.index), (how, fits, 0), "{record}");
        assert_eq!(Some(&*near.name), record["name"].as_str());
    }
}

#[test]
fn other_images_are_not_near() {
    let others = [
        image("Ubuntu 24.04 aarch64", &json!({})),
        image("Ubuntu 24.04 server", &json!({"architecture": "aarch64"})),
        image("Ubuntu 24.04 with NVIDIA driver", &json!({})),
        image("Ubuntu 24.04 Docker", &json!({})),
        image("my snapshot of Ubuntu 24.04", &json!({})),
        image("Ubuntu 24.04 server", &json!({"image_type": "snapshot"})),
        image("Ubuntu 24.04 (20240101)", &json!({})),
        image("Ubuntu 24.04 server", &json!({"image_source": "private"})),
        image("Ubuntu 24.04.1", &json!({})),
        image("Ubuntu 22.04 LTS", &json!({"os_version": "22.04"})),
        image("Ubuntu 24.04 server", &json!({"os_purpose": "k8snode"})),
    ];
    for record in others {
        assert_eq!(near_image(&record), None, "{record}");
    }
}

#[test]
fn images_of_the_same_system_are_near() {
    for name in ["GOLD Ubuntu 24.04 LTS", "ubuntu 24.04 server", "Ubuntu 24.04 (amd64)", "noble"] {
        let record = image(name, &json!({"image_source": NOBLE}));
        let near = near_image(&record).unwrap_or_else(|| panic!("{name}"));
        assert_eq!((near.how, &*near.name), (NearImage::OtherName, name));
    }
}

#[test]
fn near_flavors_of_other_sizes_count_as_missing() {
    let kinds = |record: Value| -> Vec<CauseKind> {
        let inventory = read(&flavors(&[record]));
        let assessment = judged(&inventory);
        let causes = causes(&assessment, "v5.1", Target::Main);
        let of_flavor =
            causes.iter().filter(|cause| cause.findings.iter().any(|(it, _)| it.id.as_str() == FLAVOR));
        of_flavor.map(|cause| cause.kind).collect()
    };
    let none = json!({});
    assert_eq!(kinds(flavor("SCS-1V:4", 2, 8, 0, &none)), [CauseKind::FlavorsMissing]);
    assert_eq!(kinds(flavor("scs-1v-4", 2, 8, 0, &none)), [CauseKind::FlavorsMissing]);
    assert_eq!(kinds(flavor("SCS-1V:4", 1, 4, 0, &none)), [CauseKind::FlavorsInOldSyntax]);
    assert_eq!(kinds(flavor("m1.small", 1, 4, 0, &none)), [CauseKind::FlavorsUnderOtherNames]);
    assert_eq!(kinds(flavor("m1.large", 4, 32, 0, &none)), [CauseKind::FlavorsMissing]);
}
