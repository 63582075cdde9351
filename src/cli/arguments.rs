//! What the command line asks for.

use crate::date::{DateError, Moment};
use crate::flavor_name::Syntax;
use crate::inventory::Kind;
use lexopt::prelude::{Long, Short, Value};
use lexopt::{Parser, ValueExt as _};
use std::ffi::OsString;
use thiserror::Error;

/// A call of the program.
#[derive(Debug, PartialEq)]
pub(super) enum Command {
    Help,
    Version,
    Check(CheckArguments),
    Impact(ImpactArguments),
    Compare(CompareArguments),
    Name(NameArguments),
}

/// The arguments of `check`.
#[derive(Debug, Default, PartialEq)]
pub(super) struct CheckArguments {
    /// Files in the order given; `-` is standard input. Empty: standard input.
    pub(super) files: Vec<OsString>,
    pub(super) scopes: Vec<String>,
    pub(super) date: Option<Moment>,
    /// Files of standards in the order given.
    pub(super) standards: Vec<OsString>,
    /// Files of waivers in the order given.
    pub(super) waivers: Vec<OsString>,
    pub(super) as_listed: bool,
    pub(super) kind: Option<Kind>,
    pub(super) format: Format,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Format {
    #[default]
    Text,
    Json,
}

/// The arguments of `impact`.
#[derive(Debug, Default, PartialEq)]
pub(super) struct ImpactArguments {
    /// Clouds, each a file or a folder, in the order given.
    pub(super) clouds: Vec<OsString>,
    /// Changed files of standards, or folders of them, in the order given.
    pub(super) standards: Vec<OsString>,
    /// What these were before.
    pub(super) base: Vec<OsString>,
    pub(super) scopes: Vec<String>,
    pub(super) date: Option<Moment>,
    pub(super) as_listed: bool,
    pub(super) format: ImpactFormat,
}

/// How a report on a change is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ImpactFormat {
    #[default]
    Text,
    Json,
    Markdown,
    Sarif,
}

/// The arguments of `compare`.
#[derive(Debug, Default, PartialEq)]
pub(super) struct CompareArguments {
    /// The export before, a file or a folder; `-` is standard input.
    pub(super) before: OsString,
    /// The export after.
    pub(super) after: OsString,
    pub(super) scopes: Vec<String>,
    pub(super) date: Option<Moment>,
    /// Files of standards in the order given.
    pub(super) standards: Vec<OsString>,
    pub(super) as_listed: bool,
    pub(super) format: CompareFormat,
}

/// How a comparison is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum CompareFormat {
    #[default]
    Text,
    Json,
    Markdown,
}

/// The arguments of `name`.
#[derive(Debug, PartialEq)]
pub(super) struct NameArguments {
    /// Names in the order given; empty or `-`: lines of standard input.
    pub(super) names: Vec<String>,
    /// The one syntax to take; `None` for any.
    pub(super) syntax: Option<Syntax>,
    pub(super) format: Format,
}

/// A call that makes no sense.
#[derive(Debug, Error)]
pub(super) enum ArgumentError {
    #[error("{0}")]
    Malformed(#[from] lexopt::Error),
    #[error("{0}")]
    Date(#[from] DateError),
    #[error("there is no command `{0}`; there are `check`, `impact`, `compare` and `name`")]
    Command(String),
    #[error("a command is missing: `check`, `impact`, `compare` or `name`")]
    NoCommand,
    #[error("`impact` needs changed files of standards: `--standards FILE`")]
    NoStandards,
    #[error("`compare` takes two exports, before and after; there are {0}")]
    NotTwo(usize),
    #[error("`{option}` takes {expected}, not `{found}`")]
    Choice { option: &'static str, found: String, expected: &'static str },
}

/// Reads the arguments, the program's own name first.
pub(super) fn parse_arguments(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Command, ArgumentError> {
    let mut parser = Parser::from_iter(arguments);
    match parser.next()? {
        None => Err(ArgumentError::NoCommand),
        Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(Long("version")) => Ok(Command::Version),
        Some(Value(command)) => match command.to_string_lossy().as_ref() {
            "check" => parse_check(&mut parser),
            "name" => parse_name(&mut parser),
            "help" => Ok(Command::Help),
            "impact" => parse_impact(&mut parser),
            "compare" => parse_compare(&mut parser),
            other => Err(ArgumentError::Command(other.to_owned())),
        },
        Some(other @ (Short(_) | Long(_))) => Err(other.unexpected().into()),
    }
}

fn parse_check(parser: &mut Parser) -> Result<Command, ArgumentError> {
    let mut arguments = CheckArguments::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("scope") => arguments.scopes.push(parser.value()?.string()?),
            Long("date") => arguments.date = Some(parser.value()?.string()?.parse()?),
            Long("as-listed") => arguments.as_listed = true,
            Long("kind") => arguments.kind = Some(parse_kind(&parser.value()?.string()?)?),
            Long("format") => arguments.format = parse_format(parser)?,
            Long("standards") => arguments.standards.push(parser.value()?),
            Long("waivers") => arguments.waivers.push(parser.value()?),
            Value(file) => arguments.files.push(file),
            other @ (Short(_) | Long(_)) => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Check(arguments))
}

fn parse_impact(parser: &mut Parser) -> Result<Command, ArgumentError> {
    let mut arguments = ImpactArguments::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("standards") => arguments.standards.push(parser.value()?),
            Long("base") => arguments.base.push(parser.value()?),
            Long("scope") => arguments.scopes.push(parser.value()?.string()?),
            Long("date") => arguments.date = Some(parser.value()?.string()?.parse()?),
            Long("as-listed") => arguments.as_listed = true,
            Long("format") => arguments.format = parse_impact_format(parser)?,
            Value(cloud) => arguments.clouds.push(cloud),
            other @ (Short(_) | Long(_)) => return Err(other.unexpected().into()),
        }
    }
    if arguments.standards.is_empty() && arguments.base.is_empty() {
        return Err(ArgumentError::NoStandards);
    }
    Ok(Command::Impact(arguments))
}

fn parse_impact_format(parser: &mut Parser) -> Result<ImpactFormat, ArgumentError> {
    let found = parser.value()?.string()?;
    match found.as_str() {
        "text" => Ok(ImpactFormat::Text),
        "json" => Ok(ImpactFormat::Json),
        "markdown" => Ok(ImpactFormat::Markdown),
        "sarif" => Ok(ImpactFormat::Sarif),
        _ => Err(ArgumentError::Choice {
            option: "--format",
            found,
            expected: "text, json, markdown or sarif",
        }),
    }
}

fn parse_compare(parser: &mut Parser) -> Result<Command, ArgumentError> {
    let mut arguments = CompareArguments::default();
    let mut exports = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("scope") => arguments.scopes.push(parser.value()?.string()?),
            Long("date") => arguments.date = Some(parser.value()?.string()?.parse()?),
            Long("standards") => arguments.standards.push(parser.value()?),
            Long("as-listed") => arguments.as_listed = true,
            Long("format") => arguments.format = parse_compare_format(parser)?,
            Value(export) => exports.push(export),
            other @ (Short(_) | Long(_)) => return Err(other.unexpected().into()),
        }
    }
    let [before, after] =
        <[OsString; 2]>::try_from(exports).map_err(|exports| ArgumentError::NotTwo(exports.len()))?;
    Ok(Command::Compare(CompareArguments { before, after, ..arguments }))
}

fn parse_compare_format(parser: &mut Parser) -> Result<CompareFormat, ArgumentError> {
    let found = parser.value()?.string()?;
    match found.as_str() {
        "text" => Ok(CompareFormat::Text),
        "json" => Ok(CompareFormat::Json),
        "markdown" => Ok(CompareFormat::Markdown),
        _ => Err(ArgumentError::Choice { option: "--format", found, expected: "text, json or markdown" }),
    }
}

fn parse_name(parser: &mut Parser) -> Result<Command, ArgumentError> {
    let mut arguments = NameArguments { names: Vec::new(), syntax: None, format: Format::Json };
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("syntax") => arguments.syntax = parse_syntax(&parser.value()?.string()?)?,
            Long("format") => arguments.format = parse_format(parser)?,
            Value(name) => arguments.names.push(name.string()?),
            other @ (Short(_) | Long(_)) => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Name(arguments))
}

fn parse_format(parser: &mut Parser) -> Result<Format, ArgumentError> {
    let found = parser.value()?.string()?;
    match found.as_str() {
        "text" => Ok(Format::Text),
        "json" => Ok(Format::Json),
        _ => Err(ArgumentError::Choice { option: "--format", found, expected: "text or json" }),
    }
}

fn parse_syntax(found: &str) -> Result<Option<Syntax>, ArgumentError> {
    match found {
        "v1" => Ok(Some(Syntax::V1)),
        "v2" | "v3" => Ok(Some(Syntax::V2)),
        "any" => Ok(None),
        _ => Err(ArgumentError::Choice {
            option: "--syntax",
            found: found.to_owned(),
            expected: "v1, v2 or any",
        }),
    }
}

fn parse_kind(found: &str) -> Result<Kind, ArgumentError> {
    match found.trim_end_matches('s').replace('_', "-").as_str() {
        "flavor" => Ok(Kind::Flavor),
        "image" => Ok(Kind::Image),
        "volume-type" => Ok(Kind::VolumeType),
        "rule" | "security-group-rule" => Ok(Kind::SecurityGroupRule),
        "service" | "catalog" => Ok(Kind::Service),
        "image-usage" | "usage" => Ok(Kind::ImageUsage),
        _ => Err(ArgumentError::Choice {
            option: "--kind",
            found: found.to_owned(),
            expected: "flavor, image, volume-type, rule, service or image-usage",
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Command, String> {
        let arguments = ["scs-checker"].iter().chain(arguments).map(OsString::from);
        parse_arguments(arguments).map_err(|error| error.to_string())
    }

    #[test]
    fn options_of_check() {
        let arguments =
            ["check", "a.json", "--scope", "v4", "--scope=next", "--date", "2026-11-23", "--as-listed", "-"];
        let expected = CheckArguments {
            files: vec!["a.json".into(), "-".into()],
            scopes: vec!["v4".into(), "next".into()],
            date: Some("2026-11-23".parse().unwrap()),
            as_listed: true,
            ..CheckArguments::default()
        };
        assert_eq!(parse(&arguments), Ok(Command::Check(expected)));
        let waivers = parse(&["check", "--waivers", "a.yaml", "b.json", "--waivers=c.yaml"]);
        let expected = CheckArguments {
            files: vec!["b.json".into()],
            waivers: vec!["a.yaml".into(), "c.yaml".into()],
            ..CheckArguments::default()
        };
        assert_eq!(waivers, Ok(Command::Check(expected)));
        let standards = parse(&["check", "--standards", "a.yaml", "b.json", "--standards=c.yaml"]);
        let expected = CheckArguments {
            files: vec!["b.json".into()],
            standards: vec!["a.yaml".into(), "c.yaml".into()],
            ..CheckArguments::default()
        };
        assert_eq!(standards, Ok(Command::Check(expected)));
        assert!(matches!(
            parse(&["check", "--kind", "volume_types"]),
            Ok(Command::Check(CheckArguments { kind: Some(Kind::VolumeType), .. }))
        ));
    }

    #[test]
    fn options_of_compare() {
        let arguments = [
            "compare",
            "a.json",
            "--standards",
            "s.yaml",
            "--scope=v4",
            "b",
            "--date",
            "2026-11-23",
            "--as-listed",
            "--format=markdown",
        ];
        let expected = CompareArguments {
            before: "a.json".into(),
            after: "b".into(),
            scopes: vec!["v4".into()],
            date: Some("2026-11-23".parse().unwrap()),
            standards: vec!["s.yaml".into()],
            as_listed: true,
            format: CompareFormat::Markdown,
        };
        assert_eq!(parse(&arguments), Ok(Command::Compare(expected)));
    }

    #[test]
    fn wrong_calls_are_explained() {
        let cases = [
            (&["check", "--format", "pdf"][..], "`--format` takes text or json, not `pdf`"),
            (&["check", "--date", "soon"], "`soon` is neither a date (YYYY-MM-DD) nor an RFC 3339 time"),
            (&["audit"], "there is no command `audit`; there are `check`, `impact`, `compare` and `name`"),
            (&["impact", "cloud.json"], "`impact` needs changed files of standards: `--standards FILE`"),
            (&["impact", "--format", "csv"], "`--format` takes text, json, markdown or sarif, not `csv`"),
            (&["compare", "a.json"], "`compare` takes two exports, before and after; there are 1"),
            (&["compare", "a", "b", "c"], "`compare` takes two exports, before and after; there are 3"),
            (&["compare", "--format", "sarif"], "`--format` takes text, json or markdown, not `sarif`"),
            (&["compare", "a", "b", "--base", "c"], "invalid option '--base'"),
            (&[], "a command is missing: `check`, `impact`, `compare` or `name`"),
            (&["check", "--frob"], "invalid option '--frob'"),
            (&["check", "--waivers"], "missing argument for option '--waivers'"),
        ];
        for (arguments, message) in cases {
            assert_eq!(parse(arguments), Err(message.to_owned()));
        }
    }
}
