//! The page as one file, which works where it is opened from a disk: everything that the page loads is inside.
//!
//! The scripts of the built page are modules, and no browser loads a module from a disk. So the glue of each module of
//! WebAssembly becomes a function, which the page calls and of whose text it makes workers. The modules themselves are
//! packed, as text; the browser unpacks them. What the policy says of scripts and styles are the hashes of the two there
//! are, and it allows no connection at all.

use crate::csp;
use crate::files::{self, File, FileError};
use crate::hosts::{self, HostsError};
use crate::licences;
use crate::packed::{self, PackedError};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::fmt::Write as _;
use std::path::Path;
use thiserror::Error;

/// What the file is called.
pub(crate) const FILE: &str = "scs-checker.html";

/// Starts the page; below the glue.
const START: &str = include_str!("../../www/start-file.js");

/// Who made it, under which licences.
const NOTICE: &str = include_str!("../../NOTICE");

/// The element that the page is put into, and what else its start tag says there.
const MOUNT: &str = "<div id=\"app\"";
const MOUNTED: &str = "<div id=\"app\" data-worker=\"\" data-hosts=\"\">";

/// The charset must be within so many bytes of the beginning, say browsers.
#[cfg(test)]
const FIRST_BYTES: usize = 1024;

/// Makes the file of what stands in the folder of the built page.
pub(crate) fn write(folder: &Path) -> Result<(), SingleError> {
    let shell = text(&folder.join("index.html"))?;
    let head = Head::read(&shell)?;
    let mut styles = String::new();
    for address in &head.styles {
        styles.push_str(&text(&folder.join(address))?);
    }
    let (built, _) = packed::apart(files::below(folder)?);
    let mut samples = Vec::new();
    for sample in built.iter().filter(|file| file.name.starts_with("samples/")) {
        samples.push((format!("./{}", sample.name), text(&sample.path)?));
    }
    // The page asks for them by this path, too.
    samples.push((format!("./{}", licences::NAME), text(&folder.join(licences::NAME))?));
    let parts = Parts {
        icon: files::read(&folder.join(head.icon))?,
        styles,
        page_glue: text(only(&built, "scs-checker", ".js")?)?,
        page_module: files::read(only(&built, "scs-checker", "_bg.wasm")?)?,
        worker_glue: text(only(&built, "scs-checker-worker", ".js")?)?,
        worker_module: files::read(only(&built, "scs-checker-worker", "_bg.wasm")?)?,
        samples,
    };
    Ok(files::write(&folder.join(FILE), parts.page(&head, &body(&shell)?)?)?)
}

/// What goes into the file besides the shell.
struct Parts {
    icon: Vec<u8>,
    styles: String,
    page_glue: String,
    page_module: Vec<u8>,
    worker_glue: String,
    worker_module: Vec<u8>,
    /// With the path under which the page asks for each.
    samples: Vec<(String, String)>,
}

impl Parts {
    fn page(&self, head: &Head, body: &str) -> Result<String, SingleError> {
        let script = format!(
            "\n{}\n{}\n{START}",
            classic("checkerPage", &self.page_glue)?,
            classic("checkerWorker", &self.worker_glue)?
        );
        let styles = format!("\n{}", self.styles);
        fits("script", &script)?;
        fits("style", &styles)?;
        if let Some(address) = ["url(", "@import"].into_iter().find(|word| styles.contains(word)) {
            return Err(SingleError::Address(address));
        }
        let mut data = String::new();
        for (path, sample) in &self.samples {
            fits("script", sample)?;
            data.push_str(&block(path, sample));
        }
        data.push_str(&block("page-module", &module(&self.page_module)?));
        data.push_str(&block("worker-module", &module(&self.worker_module)?));
        let mut kept = String::new();
        for element in &head.kept {
            // Writing to a string does not fail.
            let _ = write!(kept, "\n    {element}");
        }
        Ok(format!(
            "<!doctype html>\n<html lang=\"en\">\n  <head>\n    <meta charset=\"utf-8\">\n    \
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{kept}\n    \
             <link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\n    \
             <!--\n{notice}\n-->\n<style>{styles}</style>\n  </head>\n  \
             <body>{body}\n{data}<script>{script}</script>\n  </body>\n</html>\n",
            policy = policy(&script, &styles),
            icon = STANDARD.encode(&self.icon),
            notice = notice()?,
        ))
    }
}

fn policy(script: &str, styles: &str) -> String {
    [
        "default-src 'none'",
        &format!("script-src {} 'wasm-unsafe-eval'", csp::source_hash(script)),
        "worker-src blob:",
        &format!("style-src {}", csp::source_hash(styles)),
        "img-src data:",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types scs-checker",
    ]
    .join("; ")
}

/// An element that holds a text and does nothing.
fn block(id: &str, text: &str) -> String {
    format!("<script type=\"text/plain\" id=\"{id}\">{text}</script>\n")
}

/// Bytes as the start script unpacks them.
fn module(bytes: &[u8]) -> Result<String, SingleError> {
    Ok(STANDARD.encode(packed::gzip(bytes)?))
}

/// The notice, as a comment can hold it.
fn notice() -> Result<String, SingleError> {
    let lines = NOTICE.lines().filter(|line| line.is_empty() || line.bytes().any(|byte| byte != b'-'));
    let text = lines.collect::<Vec<_>>().join("\n");
    if text.contains("--") { Err(SingleError::Ends("comment")) } else { Ok(text) }
}

/// A script that is a module, as a function that gives what it exports; its default export is called `init`.
fn classic(name: &str, module: &str) -> Result<String, SingleError> {
    const DEFAULT: &str = "export { initSync, __wbg_init as default };";
    let mut exported = vec!["init: __wbg_init"];
    let mut text = String::new();
    let mut has_default = false;
    for line in module.lines() {
        let function = line.strip_prefix("export ").filter(|rest| rest.starts_with("function "));
        if line == DEFAULT {
            has_default = true;
            continue;
        }
        if let Some(name) = function.and_then(|function| function.split([' ', '(']).nth(1)) {
            exported.push(name);
        }
        // Nobody calls the glue without a module: the address that it would then make is never looked at.
        let line = function.unwrap_or(line).replace("import.meta.url", "location.href");
        let start = line.trim_start();
        if start.starts_with("export") || start.starts_with("import") || line.contains("import.meta") {
            return Err(SingleError::Glue(line));
        }
        text.push_str(&line);
        text.push('\n');
    }
    if !has_default {
        return Err(SingleError::Glue(format!("no {DEFAULT}")));
    }
    Ok(format!("function {name}() {{\n'use strict';\n{text}return {{ {} }};\n}}", exported.join(", ")))
}

/// Refuses a text that would end the element around it, or change how the browser reads it.
fn fits(element: &'static str, text: &str) -> Result<(), SingleError> {
    let text = text.to_ascii_lowercase();
    let mut ends = ["<!--".to_owned(), format!("<{element}"), format!("</{element}")].into_iter();
    if ends.any(|end| text.contains(&end)) { Err(SingleError::Ends(element)) } else { Ok(()) }
}

/// What the head of the built page says.
#[derive(Debug, PartialEq)]
struct Head<'a> {
    /// Title and descriptions, as they are.
    kept: Vec<&'a str>,
    /// Where the styles are, in order.
    styles: Vec<&'a str>,
    /// Where the icon is.
    icon: &'a str,
}

impl<'a> Head<'a> {
    fn read(html: &'a str) -> Result<Head<'a>, SingleError> {
        let mut rest = between(html, "<head>", "</head>").ok_or(SingleError::Shell("<head>"))?.trim_start();
        let (mut kept, mut styles, mut icon) = (Vec::new(), Vec::new(), None);
        while !rest.is_empty() {
            let (element, after) = first_element(rest)?;
            rest = after.trim_start();
            let name = element.strip_prefix('<').and_then(|text| text.split([' ', '>', '/']).next());
            match name.unwrap_or_default() {
                "meta" if is_said_anew(element) => {}
                "title" | "meta" => kept.push(element),
                "link" => match (attribute(element, "rel"), attribute(element, "href")) {
                    (Some("stylesheet"), Some(address)) => styles.push(address),
                    (Some("icon"), Some(address)) if ending(address) == "svg" => icon = Some(address),
                    // They only make loading faster, or are about installing what is on a host.
                    (
                        Some("icon" | "apple-touch-icon" | "manifest" | "preload" | "modulepreload"),
                        Some(_),
                    ) => {}
                    _ => return Err(SingleError::Unknown(element.to_owned())),
                },
                "script" | "!--" => {}
                _ => return Err(SingleError::Unknown(element.to_owned())),
            }
        }
        Ok(Head { kept, styles, icon: icon.ok_or(SingleError::Shell("<link rel=\"icon\"> of an SVG"))? })
    }
}

fn is_said_anew(meta: &str) -> bool {
    attribute(meta, "charset").is_some() || attribute(meta, "http-equiv") == Some("Content-Security-Policy")
}

/// An element of a head, whole, and what comes after it.
fn first_element(html: &str) -> Result<(&str, &str), SingleError> {
    let end = if html.starts_with("<!--") {
        "-->"
    } else if html.starts_with("<script") {
        "</script>"
    } else if html.starts_with("<title") {
        "</title>"
    } else {
        ">"
    };
    let end = html.find(end).map(|at| at + end.len());
    end.and_then(|end| html.split_at_checked(end)).ok_or_else(|| {
        let start: String = html.chars().take(80).collect();
        SingleError::Unknown(start)
    })
}

fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    between(element, &format!(" {name}=\""), "\"")
}

/// What the body of the built page shows, without its scripts; it names neither hosts nor scripts.
fn body(html: &str) -> Result<String, SingleError> {
    let mut rest = between(html, "<body>", "</body>").ok_or(SingleError::Shell("<body>"))?;
    // The program reads there whom it may ask.
    hosts::named(html)?;
    let mut body = String::new();
    while let Some((before, script)) = rest.split_once("<script") {
        let (_, after) = script.split_once("</script>").ok_or(SingleError::Shell("</script>"))?;
        body.push_str(before);
        rest = after;
    }
    body.push_str(rest);
    let (before, mount) = body.split_once(MOUNT).ok_or(SingleError::Shell(MOUNT))?;
    let (_, after) = mount.split_once('>').ok_or(SingleError::Shell(MOUNT))?;
    Ok(format!("{}{MOUNTED}{}", before, after.trim_end()))
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.split_once(start)?.1.split_once(end).map(|(inside, _)| inside)
}

fn ending(name: &str) -> &str {
    Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}

/// The one file of a name with a hash in it.
fn only<'a>(built: &'a [File], stem: &str, ending: &str) -> Result<&'a Path, SingleError> {
    let has_name = |file: &&File| {
        let hash = file.name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('-')?.strip_suffix(ending));
        hash.is_some_and(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    let mut found = built.iter().filter(has_name);
    match (found.next(), found.next()) {
        (Some(file), None) => Ok(&file.path),
        _ => Err(SingleError::NotOne(format!("{stem}-*{ending}"))),
    }
}

fn text(path: &Path) -> Result<String, FileError> {
    // Browsers read every end of a line as one LF.
    Ok(files::read_text(path)?.replace("\r\n", "\n"))
}

/// Why the page was not made one file.
#[derive(Debug, Error)]
pub(crate) enum SingleError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error("a module cannot be packed: {0}")]
    Pack(#[from] PackedError),
    #[error("there must be one file {0}, and there is not")]
    NotOne(String),
    #[error("index.html has no {0}")]
    Shell(&'static str),
    #[error("it is not known what becomes of `{0}` in the head of index.html")]
    Unknown(String),
    #[error("the styles name a file by `{0}`, which cannot be inside")]
    Address(&'static str),
    #[error("a text would end the {0} in which it is put")]
    Ends(&'static str),
    #[error("the glue of a module has a line that a function cannot have: {0}")]
    Glue(String),
    #[error(transparent)]
    Hosts(#[from] HostsError),
}

#[cfg(test)]
pub(crate) mod testing {
    use crate::csp;
    use crate::files::testing::Folder;
    use crate::licences;

    pub(super) const GLUE: &str = "let wasm;\nexport function serve(port) {\n}\nasync function __wbg_init(module) {\n    \
        module ??= new URL('a.wasm', import.meta.url);\n}\nexport { initSync, __wbg_init as default };\n";

    pub(super) const SHELL: &str = r#"<!doctype html><html lang="en"><head><meta charset="utf-8">
        <meta name="description" content="Checks."><title>Checker</title>
        <link rel="icon" href="./icons/icon.svg"/><link rel="manifest" href="./manifest.webmanifest">
        <link rel="stylesheet" href="./a-0123456789abcdef.css"/><link rel="stylesheet" href="./b-0123456789abcdef.css"/>
        <!-- a remark --><script type="module" src="./start.js"></script>
        <link rel="modulepreload" href="./a.js" crossorigin="anonymous"></head>
        <body><!-- as it looks --><div id="app" data-worker="./w.js" data-hosts="https://a.example https://b.example"
        data-more="./m.js"><p>Loading</p></div><script src="./start.js"></script></body></html>"#;

    /// A folder like that of the built page.
    pub(crate) fn built(test: &str) -> Folder {
        let page = csp::secured(SHELL).unwrap();
        let files = [
            ("index.html", page.as_str()),
            ("icons/icon.svg", "<svg/>"),
            ("a-0123456789abcdef.css", "a{}\r\n"),
            ("b-0123456789abcdef.css", "b{}\n"),
            ("scs-checker-0123456789abcdef.js", GLUE),
            ("scs-checker-0123456789abcdef_bg.wasm", "the page's"),
            ("scs-checker-worker-0123456789abcdef.js", GLUE),
            ("scs-checker-worker-0123456789abcdef_bg.wasm", "the worker's"),
            ("scs-checker-worker-0123456789abcdef.js.gz", "packed"),
            (licences::NAME, "[1] a licence\n"),
            ("samples/b.yaml", "b: <&\n"),
            ("samples/a.json", "{}"),
            ("samples/a.json.br", "packed"),
        ];
        Folder::new(test, &files.map(|(name, text)| (name, text.as_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{GLUE, SHELL, built};
    use super::*;
    use crate::files::testing::Folder;
    use flate2::read::GzDecoder;
    use std::io::Read;

    fn written(folder: &Folder) -> Result<String, SingleError> {
        write(folder.path())?;
        Ok(folder.text(FILE))
    }

    fn fault(folder: &Folder) -> String {
        written(folder).unwrap_err().to_string()
    }

    #[test]
    fn everything_is_inside_and_nothing_is_named_that_lies_outside() {
        let html = written(&built("whole")).unwrap();
        for part in [
            "<meta name=\"description\" content=\"Checks.\">",
            "<title>Checker</title>",
            "<link rel=\"icon\" href=\"data:image/svg+xml;base64,PHN2Zy8+\">",
            "<style>\na{}\nb{}\n</style>",
            "<body><!-- as it looks --><div id=\"app\" data-worker=\"\" data-hosts=\"\"><p>Loading</p></div>\n",
            "<script type=\"text/plain\" id=\"./samples/a.json\">{}</script>\n\
             <script type=\"text/plain\" id=\"./samples/b.yaml\">b: <&\n</script>\n",
            "<script type=\"text/plain\" id=\"./licences.txt\">[1] a licence\n</script>\n",
            "function checkerPage() {\n'use strict';\nlet wasm;\nfunction serve(port) {\n}",
            "new URL('a.wasm', location.href)",
            "return { init: __wbg_init, serve };\n}\nfunction checkerWorker() {",
            "Licensed under either of",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        for outside in
            [" src=", " href=\"./", "modulepreload", "manifest", "'self'", "a.example", "packed\"", "./m.js"]
        {
            assert!(!html.contains(outside), "{outside} in {html}");
        }
        assert!(html.find("<meta charset=\"utf-8\">").unwrap() < FIRST_BYTES);
    }

    #[test]
    fn a_module_is_packed_so_that_it_can_be_unpacked() {
        let html = written(&built("packed")).unwrap();
        for (id, expected) in [("page-module", "the page's"), ("worker-module", "the worker's")] {
            let packed = between(&html, &format!("id=\"{id}\">"), "</script>").unwrap();
            let mut unpacked = String::new();
            GzDecoder::new(&*STANDARD.decode(packed).unwrap()).read_to_string(&mut unpacked).unwrap();
            assert_eq!(unpacked, expected);
        }
    }

    #[test]
    fn the_policy_allows_the_script_and_the_styles_that_are_inside_and_no_connection() {
        let html = written(&built("policy")).unwrap();
        let script = between(&html, "<script>", "</script>").unwrap();
        let styles = between(&html, "<style>", "</style>").unwrap();
        let policy = between(&html, "Content-Security-Policy\" content=\"", "\"").unwrap();
        assert!(policy.contains(&format!(
            "script-src {} 'wasm-unsafe-eval'; worker-src blob:; ",
            csp::source_hash(script)
        )));
        assert!(policy.contains(&format!(
            "style-src {}; img-src data:; connect-src 'none'; ",
            csp::source_hash(styles)
        )));
    }

    #[test]
    fn the_same_folder_gives_the_same_file_again() {
        let folder = built("again");
        assert_eq!(written(&folder).unwrap(), written(&folder).unwrap());
    }

    #[test]
    fn what_would_end_its_element_is_refused() {
        for (name, text, expected) in [
            ("samples/b.yaml", "b: '</SCRIPT >'", "a text would end the script in which it is put"),
            ("samples/b.yaml", "<!-- a", "a text would end the script in which it is put"),
            (
                "scs-checker-0123456789abcdef.js",
                &format!("let a = '<script';\n{GLUE}"),
                "a text would end the script",
            ),
            ("b-0123456789abcdef.css", "a::after{content:'</style>'}", "a text would end the style"),
        ] {
            let folder = built("ends");
            folder.put(name, text.as_bytes());
            assert!(fault(&folder).starts_with(expected), "{text}: {}", fault(&folder));
        }
    }

    #[test]
    fn what_is_not_understood_stops_it() {
        for (name, text, expected) in [
            ("b-0123456789abcdef.css", "a{background:url(b.png)}", "the styles name a file by `url(`"),
            (
                "index.html",
                &SHELL.replace("<!-- a remark -->", "<base href=\"/\">"),
                "it is not known what becomes of `<base",
            ),
            (
                "index.html",
                &SHELL.replace("rel=\"manifest\"", "rel=\"new\""),
                "it is not known what becomes of `<link rel=\"new\"",
            ),
            (
                "index.html",
                &SHELL.replace("./icons/icon.svg", "./icons/icon.png"),
                "index.html has no <link rel=\"icon\">",
            ),
            (
                "index.html",
                &SHELL.replace("<div id=\"app\"", "<div id=\"other\""),
                "index.html has no <div id=\"app\"",
            ),
            (
                "index.html",
                &SHELL.replace("data-hosts", "data-host"),
                "there must be one attribute data-hosts",
            ),
            (
                "scs-checker-0123456789abcdef.js",
                &format!("import 'a';\n{GLUE}"),
                "the glue of a module has a line",
            ),
            (
                "scs-checker-0123456789abcdef.js",
                &format!("export class A {{}}\n{GLUE}"),
                "the glue of a module has a line",
            ),
            (
                "scs-checker-0123456789abcdef.js",
                &format!("let a = import.meta;\n{GLUE}"),
                "the glue of a module has a line",
            ),
            ("scs-checker-0123456789abcdef.js", "let wasm;", "the glue of a module has a line"),
            ("scs-checker-ffffffffffffffff.js", GLUE, "there must be one file scs-checker-*.js"),
        ] {
            let folder = built("unknown");
            folder.put(name, text.as_bytes());
            assert!(fault(&folder).starts_with(expected), "{name} {text}: {}", fault(&folder));
        }
    }

    #[test]
    fn the_shell_and_the_start_script_of_the_page_fit() {
        fits("script", START).unwrap();
        assert!(include_str!("../../index.html").contains(MOUNT));
        assert!(!notice().unwrap().is_empty());
    }
}
