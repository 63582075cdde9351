//! Steps → calls of the OpenStack client.

use super::{Attribute, Change, Fact, NewFlavor, Setting, Step, To};
use crate::checks::RecordRef;
use crate::inventory::{Inventory, Kind, Value};
use std::collections::HashSet;

/// A call of the OpenStack client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Its arguments, `openstack` first.
    pub arguments: Vec<Argument>,
}

/// An argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// What is known of it.
    pub text: Box<str>,
    /// The fact whose answer follows.
    pub fact: Option<Fact>,
}

impl From<&str> for Argument {
    fn from(text: &str) -> Argument {
        Argument { text: text.into(), fact: None }
    }
}

impl Argument {
    fn new(text: String, to: &To) -> Argument {
        match to {
            To::Value(value) => Argument { text: (text + value).into(), fact: None },
            To::Fact(fact) => Argument { text: text.into(), fact: Some(fact.clone()) },
        }
    }

    /// The argument as a POSIX shell reads it. The answer to the fact is a variable that has to be set.
    pub fn shell(&self) -> String {
        match &self.fact {
            None => quoted(&self.text),
            Some(fact) => {
                let text = if self.text.is_empty() { String::new() } else { quoted(&self.text) };
                format!("{text}\"${{{}:?}}\"", fact.variable())
            }
        }
    }
}

impl Command {
    /// The command as a line for a POSIX shell. It may hold line breaks where names do.
    pub fn shell(&self) -> String {
        self.arguments.iter().map(Argument::shell).collect::<Vec<_>>().join(" ")
    }

    /// The facts that it asks for.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.arguments.iter().filter_map(|argument| argument.fact.as_ref())
    }
}

impl Fact {
    /// The name of the shell's variable for the answer.
    pub fn variable(&self) -> String {
        self.about.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect()
    }
}

/// A word as a POSIX shell reads it, whatever is in it.
pub fn quoted(word: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_@%+=:,./-".contains(&byte);
    // To zsh, what starts with the sign of equality is the path of a program.
    if !word.is_empty() && !word.starts_with('=') && word.bytes().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// Turns steps into commands for the resources of a cloud.
#[derive(Debug)]
pub struct Commands<'a> {
    inventory: &'a Inventory,
    /// Names that several resources of a kind have.
    repeated: HashSet<(Kind, &'a str)>,
}

impl<'a> Commands<'a> {
    /// For the resources of an inventory.
    pub fn new(inventory: &'a Inventory) -> Commands<'a> {
        let mut seen = HashSet::new();
        let mut repeated = HashSet::new();
        for kind in [Kind::Flavor, Kind::Image, Kind::VolumeType] {
            for index in 0..inventory.count(kind).unwrap_or_default() {
                if let Some(name) = name(RecordRef { kind, index }, inventory)
                    && !seen.insert((kind, name))
                {
                    repeated.insert((kind, name));
                }
            }
        }
        Commands { inventory, repeated }
    }

    /// The commands of a step. None for what is no command, or where the record cannot be addressed: it has neither an
    /// id nor a name of its own, or one that no program can be given.
    pub fn of(&self, step: &Step) -> Vec<Command> {
        let commands = match step.record {
            None => commands(step, ""),
            Some(record) => self.target(record).map(|target| commands(step, target)).unwrap_or_default(),
        };
        let has_nul =
            |command: &Command| command.arguments.iter().any(|argument| argument.text.contains('\0'));
        if commands.iter().any(has_nul) { Vec::new() } else { commands }
    }

    /// The id of a record, else its name.
    fn target(&self, record: RecordRef) -> Option<&'a str> {
        let identity = self.inventory.identity(record.kind, record.index)?;
        let own_name =
            || name(record, self.inventory).filter(|name| !self.repeated.contains(&(record.kind, *name)));
        identity
            .id
            .as_deref()
            .filter(|id| !id.is_empty())
            .or_else(own_name)
            .filter(|target| !target.is_empty())
    }
}

fn name(record: RecordRef, inventory: &Inventory) -> Option<&str> {
    inventory.identity(record.kind, record.index)?.name.as_ref().and_then(Value::as_text)
}

fn commands(step: &Step, target: &str) -> Vec<Command> {
    let kind = step.record.map_or(Kind::Flavor, |record| record.kind);
    match &step.change {
        Change::Set(settings) => vec![set(kind, settings, target)],
        Change::Unset(keys) => {
            let mut arguments = words(kind, "unset");
            for key in keys {
                arguments.extend(["--property".into(), Argument::from(key.as_ref())]);
            }
            vec![with_target(arguments, target)]
        }
        Change::CreateFlavor(flavor) => vec![create(flavor)],
        Change::RecreateFlavor(flavor) => {
            vec![with_target(words(Kind::Flavor, "delete"), target), create(flavor)]
        }
        Change::DeleteRule => vec![with_target(words(Kind::SecurityGroupRule, "delete"), target)],
        Change::AllowWithinGroup { ethertype } => {
            let mut arguments = words(Kind::SecurityGroupRule, "create");
            let options =
                ["--ingress", "--ethertype", ethertype, "--remote-group", "PARENT", "--for-default-sg"];
            arguments.extend(options.map(Argument::from));
            vec![Command { arguments }]
        }
        Change::ImportImage(_) => Vec::new(),
    }
}

fn words(kind: Kind, verb: &str) -> Vec<Argument> {
    let noun: &[&str] = match kind {
        Kind::Flavor => &["flavor"],
        Kind::Image | Kind::ImageUsage => &["image"],
        Kind::VolumeType => &["volume", "type"],
        Kind::SecurityGroupRule => &["default", "security", "group", "rule"],
        Kind::Service => &["service"],
    };
    ["openstack"].iter().chain(noun).chain(&[verb]).map(|word| Argument::from(*word)).collect()
}

fn with_target(mut arguments: Vec<Argument>, target: &str) -> Command {
    if target.starts_with('-') {
        arguments.push("--".into());
    }
    arguments.push(target.into());
    Command { arguments }
}

fn set(kind: Kind, settings: &[Setting], target: &str) -> Command {
    let mut arguments = words(kind, "set");
    for setting in settings {
        match &setting.attribute {
            Attribute::Property(key) => {
                arguments.push("--property".into());
                arguments.push(Argument::new(format!("{key}="), &setting.to));
            }
            // With the sign of equality, what follows may start with a dash.
            Attribute::Name => arguments.push(Argument::new("--name=".to_owned(), &setting.to)),
            Attribute::Description => arguments.push(Argument::new("--description=".to_owned(), &setting.to)),
            Attribute::Tag => arguments.push(Argument::new("--tag=".to_owned(), &setting.to)),
            Attribute::MinDisk => arguments.push(Argument::new("--min-disk=".to_owned(), &setting.to)),
            Attribute::MinRam => arguments.push(Argument::new("--min-ram=".to_owned(), &setting.to)),
            Attribute::Listed => arguments.push("--unhidden".into()),
        }
    }
    with_target(arguments, target)
}

fn create(flavor: &NewFlavor) -> Command {
    let mut arguments = words(Kind::Flavor, "create");
    let sizes = [("--vcpus", flavor.vcpus), ("--ram", flavor.ram_mib), ("--disk", flavor.disk_gb)];
    let further = [("--ephemeral", flavor.ephemeral_gb), ("--swap", flavor.swap_mib)];
    for (option, size) in sizes.into_iter().chain(further.into_iter().filter(|(_, size)| *size > 0)) {
        arguments.push(option.into());
        arguments.push(size.to_string().as_str().into());
    }
    arguments.push(if flavor.is_public { "--public" } else { "--private" }.into());
    for (key, to) in &flavor.extra_specs {
        arguments.push("--property".into());
        arguments.push(Argument::new(format!("{key}="), to));
    }
    with_target(arguments, &flavor.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_for_a_posix_shell() {
        let cases = [
            ("", "''"),
            ("SCS-1V:4", "SCS-1V:4"),
            ("Ubuntu 24.04", "'Ubuntu 24.04'"),
            ("it's", "'it'\\''s'"),
            ("$(reboot)`x`\n\"*", "'$(reboot)`x`\n\"*'"),
            ("~", "'~'"),
            ("#x", "'#x'"),
            ("=ls", "'=ls'"),
        ];
        for (word, expected) in cases {
            assert_eq!(quoted(word), expected);
        }
    }

    #[test]
    fn a_fact_is_a_variable_that_must_be_set() {
        let fact =
            Fact { about: "scs:cpu-type".into(), allowed: Vec::new(), suggestion: None, is_shared: true };
        let argument = Argument::new("scs:cpu-type=".to_owned(), &To::Fact(fact));
        assert_eq!(argument.shell(), "scs:cpu-type=\"${scs_cpu_type:?}\"");
    }
}
