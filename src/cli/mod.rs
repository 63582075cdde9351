//! The command line: files or standard input → a report and an exit code.

mod arguments;
mod check;
mod compare;
mod impact;
mod input;
mod name;
mod standards;

use crate::wording::visible_lines;
use arguments::{Command, parse_arguments};
use std::io::Write as _;
use std::process::ExitCode;

/// Nothing mandatory fails.
const OK: u8 = 0;
/// Something mandatory fails, or a name is not well formed.
const FAILS: u8 = 1;
/// An input could not be read, nothing was decided, or the call was wrong.
const UNUSABLE: u8 = 2;

/// Runs the command that the arguments ask for.
pub fn main() -> ExitCode {
    let outcome = match parse_arguments(std::env::args_os()) {
        Ok(Command::Help) => Output { text: HELP.to_owned(), ..Output::default() },
        Ok(Command::Version) => {
            Output { text: format!("scs-checker {}\n", env!("CARGO_PKG_VERSION")), ..Output::default() }
        }
        Ok(Command::Check(arguments)) => check::run(&arguments),
        Ok(Command::Impact(arguments)) => impact::run(&arguments),
        Ok(Command::Compare(arguments)) => compare::run(&arguments),
        Ok(Command::Name(arguments)) => name::run(&arguments),
        Err(error) => Output {
            problems: vec![format!("{error}"), "`scs-checker --help` lists the calls.".to_owned()],
            code: UNUSABLE,
            ..Output::default()
        },
    };
    // A reader that went away (`| head`) is no reason to complain.
    // Whatever stands in an export or a file's name does nothing to a terminal.
    let _ = std::io::stdout().write_all(visible_lines(&outcome.text).as_bytes());
    for problem in &outcome.problems {
        let _ = writeln!(std::io::stderr(), "scs-checker: {}", visible_lines(problem));
    }
    ExitCode::from(outcome.code)
}

/// What a command leaves behind.
#[derive(Debug, Default)]
struct Output {
    /// For standard output.
    text: String,
    /// For standard error, a line each.
    problems: Vec<String>,
    /// The exit code.
    code: u8,
}

const HELP: &str = "\
Checks exports of OpenStack clouds against the standards of the Sovereign Cloud Stack (SCS).

  scs-checker check [FILE…|-] [options]   judge the exports of one cloud; of a folder, all files
      --scope V        judge by scope version V (v3, v4, v5.1, next); may be repeated.
                       Without it: those effective, or soon to end, at the date
      --date D         the reference date, YYYY-MM-DD or RFC 3339; without it: now
      --standards FILE judge by changed standards, see docs/overlays.md; may be repeated
      --waivers FILE   do not count what the file waives in the exit code; may be repeated
      --as-listed      judge hidden images and private items, too
      --kind K         what the records are, where a file does not tell: flavor, image,
                       volume-type, rule, service or image-usage
      --format F       text (default) or json
  scs-checker impact --standards FILE [CLOUD…] [options]
                                          what changed standards do to clouds, each a file or
                                          a folder of exports; see docs/impact.md
      --standards FILE a changed file of the standards, or a folder of them; may be repeated
      --base FILE      what such files were before, by the same paths; may be repeated.
                       Without it they are compared with the embedded standards
      --scope, --date, --as-listed   as for `check`
      --format F       text (default), json, markdown or sarif
  scs-checker compare BEFORE AFTER [options]
                                          what turned between two exports of one cloud, or of
                                          two regions, each a file or a folder
      --scope, --date, --standards, --as-listed   as for `check`
      --format F       text (default), json or markdown
  scs-checker name [NAME…|-] [options]    explain flavor names
      --syntax S       v1, v2 (which is v3, too) or any (default)
      --format F       json (default) or text

  -h, --help           this text
      --version        the version

Without a file or name, or with `-`, standard input is read. Exit code of `check`: 0 when
nothing mandatory fails, or all of it is waived; 1 when something does; 2 when an input could
not be read or nothing was decided. Exit code of `impact`: 0 when no answer that a certificate
needs turns to a failure; 1 when one does; 2 when a file was not understood that may hide that,
or could not be read. Exit code of `compare`: 0 when no answer that a certificate needs turned
to a failure; 1 when one did; 2 when an input could not be read. Exit code of `name`: 1 when a
name is not well formed.
";
