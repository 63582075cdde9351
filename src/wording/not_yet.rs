//! Formats that are recognised without being read.

use super::Notice;
use crate::intake::Recognised;

/// Names the format and says how to get one that is read.
pub(super) fn not_yet_understood(recognised: Recognised) -> Notice {
    let (what, advice) = match recognised {
        Recognised::Table => {
            ("This is a table of the OpenStack client, a form that is not read yet.", PRINT_JSON)
        }
        Recognised::Yaml => ("This looks like YAML, a form that is not read yet.", PRINT_JSON),
        Recognised::Csv => ("This looks like CSV, a form that is not read yet.", PRINT_JSON),
        Recognised::Html => (
            "This is a web page, probably a login page or an error page, and not an export.",
            "Log in first, check the address of the API, and export again, for instance with the OpenStack \
             client and `-f json`.",
        ),
        Recognised::Gzip => (
            "This is compressed with gzip and is not unpacked here.",
            "Unpack it with `gunzip FILE` and add the result.",
        ),
        Recognised::Zip => (
            "This is a zip archive and is not unpacked here.",
            "Unpack it with `unzip FILE` and add the files in it.",
        ),
        Recognised::Xz => (
            "This is compressed with xz and is not unpacked here.",
            "Unpack it with `unxz FILE` and add the result.",
        ),
        Recognised::Utf16 => (
            "This text is encoded as UTF-16, as Windows PowerShell writes it with `>`.",
            "Save it as UTF-8, for instance by ending the command with `-f json | Out-File -Encoding utf8 \
             flavors.json`, and add it again.",
        ),
        Recognised::Ansible => (
            "This is output of Ansible, with other text before the JSON.",
            "Delete everything before the first `{` of each result, or export with the OpenStack client and \
             `-f json`.",
        ),
        Recognised::PythonLiteral => (
            "This was printed by Python in its own notation, which is not JSON.",
            "Print it with `json.dumps`, after `to_dict()` on each object, or export with the OpenStack \
             client and `-f json`.",
        ),
        Recognised::Terraform => (
            "This is a state or a plan of Terraform or OpenTofu, a form that is not read yet.",
            "Export from the cloud itself, for instance with `openstack flavor list --all --long -f json`.",
        ),
        Recognised::ImageManager => (
            "These are definitions of the image manager; checking definitions is not there yet.",
            "Export the images from the cloud itself, with `openstack image show ID -f json` for each image.",
        ),
        Recognised::FlavorManager => (
            "These are definitions of the flavor manager; checking definitions is not there yet.",
            "Export the flavors from the cloud itself, with `openstack flavor list --all --long -f json`.",
        ),
        Recognised::QuotedJson => (
            "This is JSON that stands inside a JSON text, between quotation marks.",
            "Unpack it, for instance with `jq -r . FILE`, and add the result.",
        ),
        Recognised::JsonInText => (
            "There is JSON in this, but other text stands around it.",
            "Delete every line that is not JSON, or write the output straight into a file, with \
             `-f json > flavors.json` at the end of the command.",
        ),
    };
    Notice {
        what: what.to_owned(),
        place: None,
        expected: Some(super::intake::EXPECTED.to_owned()),
        advice: Some(advice.to_owned()),
    }
}

const PRINT_JSON: &str = "Run the same command again with `-f json` and add what it prints.";
