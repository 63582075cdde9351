//! A little `openstack`, as strict as the real one: it knows the options that remedies use and refuses all else.

use super::cloud::{Cloud, flavor};
use serde_json::{Value, json};

/// Runs a command, `openstack` first, on a cloud.
pub(crate) fn run(cloud: &mut Cloud, arguments: &[String]) -> Result<(), String> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["openstack", "flavor", "set", rest @ ..] => {
            let call = Call::read(rest, &["--property"], &[])?;
            let record = found(cloud.list("flavors"), call.target)?;
            for (_, property) in call.options {
                let (key, value) = property.split_once('=').ok_or("no value")?;
                record["extra_specs"][key] = json!(value);
            }
            Ok(())
        }
        ["openstack", "flavor", "unset", rest @ ..] => {
            let call = Call::read(rest, &["--property"], &[])?;
            let record = found(cloud.list("flavors"), call.target)?;
            for (_, key) in call.options {
                // The service answers 404 for a key that is not there.
                record["extra_specs"].as_object_mut().ok_or("no specs")?.remove(key).ok_or("no such key")?;
            }
            Ok(())
        }
        ["openstack", "flavor", "delete", rest @ ..] => {
            let call = Call::read(rest, &[], &[])?;
            removed(cloud.list("flavors"), call.target)
        }
        ["openstack", "flavor", "create", rest @ ..] => create_flavor(cloud, rest),
        ["openstack", "image", "set", rest @ ..] => set_image(cloud, rest),
        ["openstack", "volume", "type", "set", rest @ ..] => {
            let call = Call::read(rest, &["--description"], &[])?;
            let record = found(cloud.list("volume_types"), call.target)?;
            for (_, description) in call.options {
                record["description"] = json!(description);
            }
            Ok(())
        }
        ["openstack", "default", "security", "group", "rule", "delete", rest @ ..] => {
            let call = Call::read(rest, &[], &[])?;
            removed(cloud.list("default_security_group_rules"), call.target)
        }
        ["openstack", "default", "security", "group", "rule", "create", rest @ ..] => {
            let ["--ingress", "--ethertype", ethertype, "--remote-group", group, "--for-default-sg"] = rest
            else {
                return Err(format!("unknown rule {rest:?}"));
            };
            cloud.list("default_security_group_rules").push(json!({
                "id": format!("new {ethertype}"), "direction": "ingress", "ethertype": ethertype, "protocol": null,
                "port_range_min": null, "port_range_max": null, "remote_ip_prefix": null, "remote_group_id": group,
                "used_in_default_sg": true, "used_in_non_default_sg": false,
            }));
            Ok(())
        }
        _ => Err(format!("unknown command {words:?}")),
    }
}

/// Options with their values, and what they are for.
struct Call<'a> {
    options: Vec<(&'a str, &'a str)>,
    target: &'a str,
}

impl<'a> Call<'a> {
    fn read(words: &[&'a str], with_value: &[&str], flags: &[&str]) -> Result<Call<'a>, String> {
        let mut options = Vec::new();
        let mut targets = Vec::new();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.split_once('=') {
                _ if *word == "--" => targets.extend(words.by_ref()),
                _ if with_value.contains(word) => {
                    let value = words.next().filter(|value| !value.starts_with('-'));
                    options.push((*word, *value.ok_or(format!("{word} without value"))?));
                }
                _ if flags.contains(word) => options.push((word, "")),
                Some((option, value)) if with_value.contains(&option) => options.push((option, value)),
                _ if word.starts_with('-') => return Err(format!("unknown option {word}")),
                _ => targets.push(*word),
            }
        }
        match targets.as_slice() {
            [target] => Ok(Call { options, target }),
            _ => Err(format!("targets {targets:?}")),
        }
    }
}

/// The record of that id, else the only one of that name.
fn place(records: &[Value], target: &str) -> Result<usize, String> {
    let by = |key: &str| -> Vec<usize> {
        (0..records.len()).filter(|at| records[*at].get(key).is_some_and(|value| value == target)).collect()
    };
    match (by("id").as_slice(), by("name").as_slice()) {
        ([at], _) | ([], [at]) => Ok(*at),
        (ids, names) => Err(format!("{target}: {} ids, {} names", ids.len(), names.len())),
    }
}

fn found<'a>(records: &'a mut [Value], target: &str) -> Result<&'a mut Value, String> {
    let at = place(records, target)?;
    Ok(&mut records[at])
}

fn removed(records: &mut Vec<Value>, target: &str) -> Result<(), String> {
    let at = place(records, target)?;
    records.remove(at);
    Ok(())
}

fn create_flavor(cloud: &mut Cloud, rest: &[&str]) -> Result<(), String> {
    let call = Call::read(
        rest,
        &["--vcpus", "--ram", "--disk", "--ephemeral", "--swap", "--property"],
        &["--public"],
    )?;
    let size = |option: &str| -> Result<u64, String> {
        let (_, value) = call.options.iter().find(|(name, _)| *name == option).ok_or("no size")?;
        value.parse().map_err(|error| format!("{value}: {error}"))
    };
    let mut specs = json!({});
    for (_, property) in call.options.iter().filter(|(name, _)| *name == "--property") {
        let (key, value) = property.split_once('=').ok_or("no value")?;
        specs[key] = json!(value);
    }
    if !call.options.contains(&("--public", "")) {
        return Err("not said to be public".into());
    }
    // Names are unique, those of private flavors included; the usual collation of MySQL knows no case.
    let is_taken =
        |record: &Value| record["name"].as_str().is_some_and(|name| name.eq_ignore_ascii_case(call.target));
    let flavors = cloud.list("flavors");
    if flavors.iter().any(is_taken) {
        return Err(format!("flavor {} exists", call.target));
    }
    let vcpus = u32::try_from(size("--vcpus")?).unwrap();
    let mut created = flavor(call.target, vcpus, size("--ram")?, size("--disk")?, &specs);
    created["id"] = json!(format!("new id of {}", call.target));
    // Lists are sorted by id, which is made up: it may come before or after others.
    let at = call.target.len() % 2 * flavors.len();
    flavors.insert(at, created);
    Ok(())
}

fn set_image(cloud: &mut Cloud, rest: &[&str]) -> Result<(), String> {
    let with_value = ["--property", "--name", "--min-disk", "--min-ram", "--tag"];
    let call = Call::read(rest, &with_value, &["--unhidden", "--public"])?;
    let record = found(cloud.list("images"), call.target)?;
    for (option, value) in call.options {
        let number = || value.parse::<u64>().map_err(|error| format!("{value}: {error}"));
        match option {
            "--property" => {
                let (key, value) = value.split_once('=').ok_or("no value")?;
                if ["id", "size", "created_at", "os_hash_algo", "status", "name", "min_disk"].contains(&key) {
                    return Err(format!("{key} is read-only, or no property"));
                }
                record[key] = json!(value);
            }
            "--name" => record["name"] = json!(value),
            "--min-disk" => record["min_disk"] = json!(number()?),
            "--min-ram" => record["min_ram"] = json!(number()?),
            "--tag" => record["tags"].as_array_mut().ok_or("no tags")?.push(json!(value)),
            "--unhidden" => record["os_hidden"] = json!(false),
            "--public" => record["visibility"] = json!("public"),
            _ => return Err(format!("unknown option {option}")),
        }
    }
    Ok(())
}
