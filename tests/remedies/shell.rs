//! Commands as shells read them: every shell hands on exactly the words that were meant.

use super::cloud::Chance;
use proptest::prelude::*;
use scs_checker::checks::RecordRef;
use scs_checker::intake::{Upload, read_files};
use scs_checker::inventory::{Inventory, Kind};
use scs_checker::remedy::{
    Argument, Attribute, Change, Command, Commands, Fact, NewFlavor, Setting, Step, To,
};
use serde_json::json;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process;

/// The shells of this machine, with the arguments that make them read a file.
fn shells() -> Vec<Vec<&'static str>> {
    let known: [&[&str]; 6] = [
        &["/bin/sh"],
        &["/bin/bash"],
        &["/bin/bash", "--posix"],
        &["/bin/dash"],
        &["/bin/busybox", "sh"],
        &["/bin/zsh"],
    ];
    known.into_iter().filter(|shell| Path::new(shell[0]).exists()).map(<[&str]>::to_vec).collect()
}

/// A folder with a program `openstack` that writes its arguments to a file, with the word `end` after them.
struct Stub {
    folder: PathBuf,
}

impl Stub {
    fn new(name: &str) -> Stub {
        let folder = std::env::temp_dir().join(format!("scs-remedies-{}-{name}", process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let program = folder.join("openstack");
        let text = "#!/bin/sh\n{ printf '%s\\0' \"$@\"; printf 'end\\0'; } >> \"$STUB_CALLS\"\n";
        std::fs::write(&program, text).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        Stub { folder }
    }

    /// Runs a script, and gives whether it ended well, and the words of each call.
    fn run(&self, shell: &[&str], script: &str, variables: &[(String, String)]) -> (bool, Vec<Vec<String>>) {
        let calls = self.folder.join("calls");
        std::fs::write(&calls, "").unwrap();
        let file = self.folder.join("script");
        std::fs::write(&file, script).unwrap();
        let path = format!("{}:/usr/bin:/bin", self.folder.display());
        let output = process::Command::new(shell[0])
            .args(&shell[1..])
            .arg(&file)
            .current_dir(&self.folder)
            .env_clear()
            .env("PATH", path)
            .env("STUB_CALLS", &calls)
            .env("HOME", "/home/somebody")
            .envs(variables.iter().cloned())
            .output()
            .unwrap();
        let words = String::from_utf8(std::fs::read(&calls).unwrap()).unwrap();
        let mut found = vec![Vec::new()];
        for word in words.split_terminator('\0') {
            if word == "end" {
                found.push(Vec::new());
            } else {
                found.last_mut().unwrap().push(word.to_owned());
            }
        }
        found.pop();
        (output.status.success(), found)
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The words that a command is to hand on.
fn meant(command: &Command, answers: &[(String, String)]) -> Vec<String> {
    let word = |argument: &Argument| {
        let answer = argument.fact.as_ref().map(|fact| {
            let (_, answer) = answers.iter().find(|(name, _)| *name == fact.variable()).unwrap();
            answer.as_str()
        });
        format!("{}{}", argument.text, answer.unwrap_or_default())
    };
    command.arguments.iter().skip(1).map(word).collect()
}

/// Runs commands as one script, in every shell.
fn assert_handed_on(stub: &Stub, commands: &[Command], answers: &[(String, String)]) {
    let script: String = commands.iter().map(|command| command.shell() + "\n").collect();
    let expected: Vec<Vec<String>> = commands.iter().map(|command| meant(command, answers)).collect();
    for shell in shells() {
        let (ended_well, found) = stub.run(&shell, &script, answers);
        let next = commands.get(found.len()).map(Command::shell);
        assert!(ended_well && next.is_none(), "{shell:?} stopped at {next:?}");
        for ((found, expected), command) in found.iter().zip(&expected).zip(commands) {
            assert_eq!(found, expected, "{shell:?} {}", command.shell());
        }
    }
}

const HOSTILE: [&str; 50] = [
    "plain",
    "two words",
    " ",
    "  led and trailed  ",
    "it's",
    "''",
    "'\\''",
    "\"",
    "\"$HOME\"",
    "$HOME",
    "${HOME}",
    "$(touch owned)",
    "`touch owned`",
    "; touch owned",
    "& touch owned",
    "| cat",
    "> owned",
    "< /etc/passwd",
    "\n",
    "a\nb",
    "\r\n",
    "\t",
    "\\",
    "\\\\",
    "ends with \\",
    "\\n",
    "~",
    "~root",
    "a=~",
    "*",
    "?",
    "[a-z]*",
    "{a,b}",
    "!",
    "!!",
    "a!b",
    "#",
    "# no comment",
    "-x",
    "--",
    "--property",
    "-",
    "=ls",
    "%1",
    "^x^y",
    "\u{202e}evil\u{202c}",
    "zero\u{200b}width\u{feff}",
    "🦀👩‍👩‍👧",
    "\u{7f}\u{1b}[31m",
    "é\u{301}\u{a0}\u{2028}",
];

/// Steps for records that have hostile ids and names, and take hostile values.
fn commands_of(words: &[String]) -> Vec<Command> {
    let flavors: Vec<_> =
        words.iter().map(|word| json!({"id": word, "name": "some", "vcpus": 1, "ram": 1})).collect();
    let images: Vec<_> = words
        .iter()
        .map(|word| json!({"name": word, "visibility": "public", "status": "active", "min_disk": 1, "os_hidden": false}))
        .collect();
    let text = json!({"flavors": flavors, "images": images}).to_string();
    let intake = read_files(&[Upload { name: "all.json", bytes: text.as_bytes(), kind: None }]);
    let inventory = &intake.inventory;
    let commands = Commands::new(inventory);
    let steps = (0..words.len()).flat_map(|at| {
        let word = || words[at].as_str();
        let at_most = |kind| inventory.count(kind).unwrap_or_default().saturating_sub(1).min(at);
        let record = |kind| Some(RecordRef { kind, index: at_most(kind) });
        let set = |attribute| Setting { attribute, to: To::Value(word().into()) };
        [
            Step {
                record: record(Kind::Flavor),
                change: Change::Set(vec![set(Attribute::Property("scs:name-v2".into()))]),
            },
            Step { record: record(Kind::Flavor), change: Change::Unset(vec![word().into()]) },
            Step {
                record: record(Kind::Image),
                change: Change::Set(vec![
                    set(Attribute::Name),
                    set(Attribute::Tag),
                    set(Attribute::Property(word().into())),
                ]),
            },
            Step {
                record: None,
                change: Change::CreateFlavor(NewFlavor {
                    name: word().into(),
                    vcpus: 1,
                    ram_mib: 2,
                    disk_gb: 3,
                    ephemeral_gb: 4,
                    swap_mib: 5,
                    is_public: true,
                    extra_specs: vec![(word().into(), To::Value(word().into()))],
                }),
            },
        ]
    });
    steps.flat_map(|step| commands.of(&step)).collect()
}

fn has_shell() -> bool {
    Path::new("/bin/sh").exists()
}

#[test]
#[cfg_attr(not(unix), ignore = "there is no shell")]
fn hostile_words_reach_the_program_as_they_are() {
    assert!(has_shell());
    let stub = Stub::new("hostile");
    let mut words: Vec<String> = HOSTILE.iter().map(|word| (*word).to_owned()).collect();
    words.push("long ' ".repeat(3000));
    let commands = commands_of(&words);
    assert!(commands.len() > 4 * words.len() - 20, "{}", commands.len());
    assert_handed_on(&stub, &commands, &[]);
    assert!(!stub.folder.join("owned").exists());
}

#[test]
fn what_no_program_can_be_given_is_no_command() {
    for word in ["a\0b", "\0"] {
        let commands = commands_of(&[word.to_owned()]);
        assert_eq!(commands, Vec::new(), "{word:?}");
    }
    // An empty id or name is no address.
    let is_creation = |command: &Command| &*command.arguments[2].text == "create";
    for command in commands_of(&[String::new()]).iter().filter(|command| !is_creation(command)) {
        assert_eq!(&*command.arguments.last().unwrap().text, "some", "{}", command.shell());
    }
}

#[test]
fn a_name_that_several_have_is_no_address() {
    let image = |id: &str| json!({"id": id, "name": "same", "visibility": "public", "min_disk": 1});
    let text = json!({"images": [image("one"), image("two")]}).to_string();
    let read = |text: &str| -> Inventory {
        read_files(&[Upload { name: "images.json", bytes: text.as_bytes(), kind: None }]).inventory
    };
    let step = Step {
        record: Some(RecordRef { kind: Kind::Image, index: 1 }),
        change: Change::Set(vec![Setting { attribute: Attribute::MinDisk, to: To::Value("9".into()) }]),
    };
    let lines = |inventory: &Inventory| -> Vec<String> {
        Commands::new(inventory).of(&step).iter().map(Command::shell).collect()
    };
    assert_eq!(lines(&read(&text)), ["openstack image set --min-disk=9 two"]);
    assert_eq!(lines(&read(&text.replace("\"id\"", "\"other\""))), Vec::<String>::new());
}

fn fact(about: &str) -> Fact {
    Fact { about: about.into(), allowed: Vec::new(), suggestion: None, is_shared: false }
}

fn command_with(facts: &[Fact]) -> Command {
    let argument =
        |fact: &Fact| Argument { text: format!("{}=it's ", fact.about).into(), fact: Some(fact.clone()) };
    let bare = facts.iter().map(|fact| Argument { text: "".into(), fact: Some(fact.clone()) });
    let all = [Argument::from("openstack")].into_iter().chain(facts.iter().map(argument)).chain(bare);
    Command { arguments: all.collect() }
}

#[test]
#[cfg_attr(not(unix), ignore = "there is no shell")]
fn facts_are_variables_whatever_is_in_them() {
    let stub = Stub::new("facts");
    let about = ["scs:cpu-type", "scs:disk0-type", "os_version", "name", "description", "min_ram", "tags"];
    let facts: Vec<Fact> = about.iter().map(|about| fact(about)).collect();
    let commands = [command_with(&facts)];
    for words in HOSTILE.chunks(facts.len()) {
        let answers: Vec<(String, String)> = facts
            .iter()
            .enumerate()
            .map(|(at, fact)| (fact.variable(), words.get(at).copied().unwrap_or("more").to_owned()))
            .collect();
        assert_handed_on(&stub, &commands, &answers);
    }
}

#[test]
#[cfg_attr(not(unix), ignore = "there is no shell")]
fn a_fact_that_nobody_answered_stops_the_shell() {
    let stub = Stub::new("unset");
    let command = command_with(&[fact("image_build_date")]);
    let script = format!("{}\n", command.shell());
    for shell in shells() {
        for variables in [vec![], vec![("image_build_date".to_owned(), String::new())]] {
            let (ended_well, calls) = stub.run(&shell, &script, &variables);
            assert!(!ended_well, "{shell:?} {variables:?}");
            assert_eq!(calls, Vec::<Vec<String>>::new(), "{shell:?} {variables:?}");
        }
    }
}

fn some_word() -> impl Strategy<Value = String> {
    let near = "[ -~\\n\\t]{0,12}";
    let quotes = "['\"\\\\$`! ]{1,8}";
    prop_oneof![near, quotes, any::<String>()].prop_map(|word| word.replace('\0', ""))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_words_reach_the_program_as_they_are(words in proptest::collection::vec(some_word(), 60)) {
        let stub = Stub::new("any");
        let mut chance = Chance(u64::try_from(words.concat().len()).unwrap());
        let facts: Vec<Fact> = ["a", "b:c"].iter().map(|about| fact(about)).collect();
        let answers: Vec<(String, String)> = facts
            .iter()
            .map(|fact| (fact.variable(), format!("x{}", chance.of(&words))))
            .collect();
        let plain = words.chunks(20).map(|words| {
            let words = words.iter().map(|word| Argument::from(word.as_str()));
            Command { arguments: [Argument::from("openstack")].into_iter().chain(words).collect() }
        });
        let commands: Vec<Command> = plain.chain([command_with(&facts)]).collect();
        assert_handed_on(&stub, &commands, &answers);
    }
}
