//! What the page is built of: the packages that cargo compiles for it.
//!
//! Cargo's own plan of the build tells, so nothing is in it that is not compiled, and the standard library's packages are.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;
use thiserror::Error;

use crate::files::{self, FileError};

/// A package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) version: String,
    /// SPDX expressions, all of which apply.
    pub(crate) licences: Vec<String>,
    pub(crate) origin: Origin,
    /// It is compiled for the page. Others run while it is built: macros, and programs before a build.
    pub(crate) is_in_page: bool,
    /// Where its files are.
    pub(crate) folder: PathBuf,
    /// The parts that it uses, by their places in the list.
    pub(crate) uses: BTreeSet<usize>,
}

impl Part {
    /// The licences as one SPDX expression.
    pub(crate) fn licence(&self) -> String {
        match self.licences.as_slice() {
            [licence] => licence.clone(),
            licences => {
                licences.iter().map(|licence| format!("({licence})")).collect::<Vec<_>>().join(" AND ")
            }
        }
    }
}

/// Where a package comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// This project.
    Own,
    /// crates.io; the SHA-256 of what was loaded from there.
    Registry { checksum: String },
    /// Rust's standard library; the package's folder in it.
    Standard { folder: String },
}

/// A plan as `cargo build --unit-graph` prints it.
#[derive(Deserialize)]
struct Plan {
    units: Vec<Unit>,
}

#[derive(Deserialize)]
struct Unit {
    pkg_id: String,
    target: Target,
    /// Nothing if it is compiled for the machine that builds.
    platform: Option<String>,
    mode: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Target {
    src_path: PathBuf,
}

#[derive(Deserialize)]
struct Dependency {
    index: usize,
}

/// Where the sources of the standard library are, below the folder of Rust.
const LIBRARY: &str = "lib/rustlib/src/rust/library";
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index#";

/// The parts of the page by name and version, from cargo's plan. `root` is the folder of this project.
pub(crate) fn planned(plan: &str, root: &Path) -> Result<Vec<Part>, PartsError> {
    let plan: Plan = serde_json::from_str(plan).map_err(PartsError::Plan)?;
    let sources = Sources::new(&plan, root)?;
    let mut packages: BTreeMap<&str, Package> = BTreeMap::new();
    for unit in &plan.units {
        let package = packages.entry(&unit.pkg_id).or_insert_with(|| Package::new(&unit.target.src_path));
        package.is_in_page |= unit.platform.is_some() && unit.mode == "build";
        let uses = unit.dependencies.iter().filter_map(|used| plan.units.get(used.index));
        package.uses.extend(uses.map(|used| used.pkg_id.as_str()).filter(|id| *id != unit.pkg_id));
    }
    let mut parts = Vec::new();
    for (id, package) in &packages {
        parts.push((*id, sources.part(id, package)?));
    }
    if sources.library.is_none() {
        parts.push(("", sources.standard_library()));
    }
    parts.sort_by(|(_, a), (_, b)| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    let places: BTreeMap<&str, usize> = parts.iter().map(|(id, _)| *id).zip(0..).collect();
    let with_uses = |(id, part): (&str, Part)| {
        let uses = packages.get(id).into_iter().flat_map(|package| &package.uses);
        Part { uses: uses.filter_map(|id| places.get(id).copied()).collect(), ..part }
    };
    Ok(parts.iter().cloned().map(with_uses).collect())
}

/// What the units of one package have in common.
struct Package<'a> {
    source: &'a Path,
    is_in_page: bool,
    uses: BTreeSet<&'a str>,
}

impl<'a> Package<'a> {
    fn new(source: &'a Path) -> Self {
        Self { source, is_in_page: false, uses: BTreeSet::new() }
    }
}

/// Where packages come from.
struct Sources {
    root: PathBuf,
    /// The standard library's folder, if it is built with the page.
    library: Option<PathBuf>,
    rust: String,
    /// Those of crates.io, by name and version.
    checksums: BTreeMap<(String, String), String>,
}

impl Sources {
    fn new(plan: &Plan, root: &Path) -> Result<Self, PartsError> {
        let library = plan.units.iter().find_map(|unit| library_of(&unit.target.src_path));
        let mut checksums = checksums(&root.join("Cargo.lock"))?;
        if let Some(library) = library {
            checksums.extend(self::checksums(&library.join("Cargo.lock"))?);
        }
        let library = library.map(Path::to_owned);
        Ok(Self { root: root.to_owned(), library, rust: rust_version()?, checksums })
    }

    fn part(&self, id: &str, package: &Package) -> Result<Part, PartsError> {
        let manifests = package.source.ancestors().map(|folder| folder.join("Cargo.toml"));
        let path = manifests.into_iter().find(|path| path.is_file());
        let path = path.ok_or_else(|| PartsError::Unknown(id.to_owned()))?;
        let manifest = toml(&path)?;
        let field =
            |name| field(&manifest, name).ok_or_else(|| PartsError::Field { name, path: path.clone() });
        let name = field("name")?;
        let mut version = field("version")?;
        let mut licence = field("license").map(|licence| spdx(&licence));
        let mut tables = None;
        let folder = path.parent().unwrap_or(&path).to_owned();
        let in_library = self.library.as_deref().and_then(|library| folder.strip_prefix(library).ok());
        let origin = if id.starts_with(REGISTRY) {
            let checksum = self.checksums.get(&(name.clone(), version.clone())).cloned();
            Origin::Registry { checksum: checksum.ok_or_else(|| PartsError::Unknown(id.to_owned()))? }
        } else if let Some(inner) = in_library {
            // Its packages have no versions of their own that would tell, and some no licence.
            version.clone_from(&self.rust);
            licence = licence.or_else(|_| Ok(LIBRARY_LICENCE.to_owned()));
            tables = (name == "core").then(|| TABLES_LICENCE.to_owned());
            Origin::Standard { folder: inner.to_string_lossy().into_owned() }
        } else if folder == self.root {
            Origin::Own
        } else {
            return Err(PartsError::Unknown(id.to_owned()));
        };
        let licences = [licence?].into_iter().chain(tables).collect();
        let is_in_page = package.is_in_page;
        Ok(Part { name, version, licences, origin, is_in_page, folder, uses: BTreeSet::new() })
    }

    /// The whole library as one part: rustc came with it, and nobody can tell its packages.
    fn standard_library(&self) -> Part {
        Part {
            name: "std".to_owned(),
            version: self.rust.clone(),
            licences: vec![LIBRARY_LICENCE.to_owned(), TABLES_LICENCE.to_owned()],
            origin: Origin::Standard { folder: "std".to_owned() },
            is_in_page: true,
            folder: self.root.join("src"),
            uses: BTreeSet::new(),
        }
    }
}

/// What the notices that come with Rust say of all in its library that says nothing else.
const LIBRARY_LICENCE: &str = "MIT OR Apache-2.0";

/// What the tables of Unicode in `core` are licensed under, say these notices.
pub(crate) const TABLES_LICENCE: &str = "Unicode-3.0";

fn library_of(source: &Path) -> Option<&Path> {
    source.ancestors().find(|folder| folder.ends_with(LIBRARY))
}

fn rust_version() -> Result<String, PartsError> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().map_err(PartsError::Rustc)?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split(' ').nth(1).map(str::to_owned).ok_or(PartsError::RustVersion(text))
}

/// The checksums in a lock of cargo.
fn checksums(path: &Path) -> Result<BTreeMap<(String, String), String>, PartsError> {
    let lock = toml(path)?;
    let packages = lock.get("package").and_then(toml::Value::as_array).into_iter().flatten();
    let text =
        |package: &toml::Value, name| package.get(name).and_then(toml::Value::as_str).map(str::to_owned);
    let entry =
        |package| Some(((text(package, "name")?, text(package, "version")?), text(package, "checksum")?));
    Ok(packages.filter_map(entry).collect())
}

fn toml(path: &Path) -> Result<toml::Table, PartsError> {
    let text = files::read_text(path)?;
    text.parse().map_err(|source| PartsError::Toml { path: path.to_owned(), source: Box::new(source) })
}

/// A field of a package, or of the workspace from which it takes that.
fn field(manifest: &toml::Table, name: &str) -> Option<String> {
    let package = manifest.get("package")?.get(name)?;
    let inherited = || manifest.get("workspace")?.get("package")?.get(name)?.as_str();
    package.as_str().or_else(inherited).map(str::to_owned)
}

/// What was written before SPDX had a word for it: `MIT/Apache-2.0`.
fn spdx(licence: &str) -> String {
    let names: Vec<&str> = licence.split('/').map(str::trim).collect();
    names.join(" OR ")
}

/// Why the parts are not known.
#[derive(Debug, Error)]
pub(crate) enum PartsError {
    #[error("cargo's plan is not one that is known here: {0}")]
    Plan(serde_json::Error),
    #[error(transparent)]
    File(#[from] FileError),
    #[error("{} is no TOML: {source}", path.display())]
    Toml { path: PathBuf, source: Box<toml::de::Error> },
    #[error("{} has no `{name}`", path.display())]
    Field { name: &'static str, path: PathBuf },
    #[error("`{0}` is neither of crates.io, nor of the standard library, nor this project's own")]
    Unknown(String),
    #[error("rustc does not tell its version: {0}")]
    Rustc(io::Error),
    #[error("rustc tells no version but `{0}`")]
    RustVersion(String),
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    /// A part of the registry, in the page, that uses nothing.
    pub(crate) fn part(name: &str, licence: &str, folder: &Path) -> Part {
        Part {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licences: vec![licence.to_owned()],
            origin: Origin::Registry { checksum: "ab12".to_owned() },
            is_in_page: true,
            folder: folder.to_owned(),
            uses: BTreeSet::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::testing::Folder;
    use serde_json::json;

    const REGISTRY_FOLDER: &str = "registry/src/index";

    fn unit(
        id: &str,
        source: &Path,
        platform: Option<&str>,
        mode: &str,
        uses: &[usize],
    ) -> serde_json::Value {
        let uses: Vec<_> = uses.iter().map(|index| json!({ "index": index })).collect();
        json!({
            "pkg_id": id,
            "target": { "src_path": source },
            "platform": platform,
            "mode": mode,
            "dependencies": uses,
        })
    }

    fn manifest(name: &str, version: &str, licence: &str) -> Vec<u8> {
        format!("[package]\nname = \"{name}\"\nversion = \"{version}\"\nlicense = \"{licence}\"\n")
            .into_bytes()
    }

    /// A project that uses a crate, which uses a macro, and the library.
    fn project(test: &str) -> Folder {
        let own = "[workspace.package]\nlicense = \"MIT\"\n[package]\nname = \"own\"\nversion = \"0.1.0\"\n\
                   license.workspace = true\n";
        let lock = "[[package]]\nname = \"used\"\nversion = \"1.2.3\"\nchecksum = \"aa\"\n\
                    [[package]]\nname = \"own\"\nversion = \"0.1.0\"\n\
                    [[package]]\nname = \"macro\"\nversion = \"4.5.6\"\nchecksum = \"bb\"\n";
        let library = |name: &str| format!("{LIBRARY}/{name}");
        Folder::new(
            test,
            &[
                ("Cargo.toml", own.as_bytes()),
                ("Cargo.lock", lock.as_bytes()),
                (
                    &format!("{REGISTRY_FOLDER}/used-1.2.3/Cargo.toml"),
                    &manifest("used", "1.2.3", "MIT/Apache-2.0"),
                ),
                (&format!("{REGISTRY_FOLDER}/macro-4.5.6/Cargo.toml"), &manifest("macro", "4.5.6", "MIT")),
                (&library("Cargo.lock"), b""),
                (&library("core/Cargo.toml"), b"[package]\nname = \"core\"\nversion = \"0.0.0\"\n"),
            ],
        )
    }

    fn plan(folder: &Folder, with_library: bool) -> String {
        let wasm = Some("wasm32-unknown-unknown");
        let at = |path: &str| folder.path().join(path);
        let own = "path+file:///somewhere#own@0.1.0";
        let (used, run) = (format!("{REGISTRY}used@1.2.3"), format!("{REGISTRY}macro@4.5.6"));
        let mut units = vec![
            unit(own, &at("src/lib.rs"), wasm, "build", &[1]),
            unit(&used, &at(&format!("{REGISTRY_FOLDER}/used-1.2.3/src/lib.rs")), wasm, "build", &[2, 3]),
            // A program that runs before the build, for the platform of the page, is not in the page.
            unit(
                &used,
                &at(&format!("{REGISTRY_FOLDER}/used-1.2.3/build.rs")),
                wasm,
                "run-custom-build",
                &[],
            ),
            unit(&run, &at(&format!("{REGISTRY_FOLDER}/macro-4.5.6/src/lib.rs")), None, "build", &[]),
            unit(
                &run,
                &at(&format!("{REGISTRY_FOLDER}/macro-4.5.6/build.rs")),
                wasm,
                "run-custom-build",
                &[],
            ),
        ];
        if with_library {
            let core = at(&format!("{LIBRARY}/core/src/lib.rs"));
            units.push(unit("path+file:///rust/core#0.0.0", &core, wasm, "build", &[]));
        }
        json!({ "version": 1, "units": units, "roots": [0] }).to_string()
    }

    #[test]
    fn packages_are_told_with_where_they_come_from_and_what_they_use() {
        let folder = project("parts");
        let parts = planned(&plan(&folder, true), folder.path()).unwrap();
        let rust = rust_version().unwrap();
        let told: Vec<_> = parts
            .iter()
            .map(|part| format!("{} {}: {}, {}", part.name, part.version, part.licence(), part.is_in_page))
            .collect();
        assert_eq!(
            told,
            [
                &*format!("core {rust}: (MIT OR Apache-2.0) AND (Unicode-3.0), true"),
                "macro 4.5.6: MIT, false",
                "own 0.1.0: MIT, true",
                "used 1.2.3: MIT OR Apache-2.0, true",
            ]
        );
        assert_eq!(parts[0].origin, Origin::Standard { folder: "core".to_owned() });
        assert_eq!(parts[1].origin, Origin::Registry { checksum: "bb".to_owned() });
        assert_eq!(parts[2].origin, Origin::Own);
        assert_eq!(parts[2].uses, BTreeSet::from([3]));
        assert_eq!(parts[3].uses, BTreeSet::from([1]));
    }

    #[test]
    fn a_library_that_came_with_rust_is_one_part() {
        let folder = project("parts-library");
        let parts = planned(&plan(&folder, false), folder.path()).unwrap();
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["macro", "own", "std", "used"]);
        assert!(parts[2].is_in_page);
    }

    #[test]
    fn what_comes_from_elsewhere_is_refused() {
        let folder = project("parts-elsewhere");
        folder.put("other/Cargo.toml", &manifest("other", "1.0.0", "MIT"));
        folder.put(&format!("{REGISTRY_FOLDER}/new-1.0.0/Cargo.toml"), &manifest("new", "1.0.0", "MIT"));
        for (id, path) in [
            ("git+https://a.example/other#1.0.0", "other/src/lib.rs"),
            // It is in no lock.
            (&*format!("{REGISTRY}new@1.0.0"), &*format!("{REGISTRY_FOLDER}/new-1.0.0/src/lib.rs")),
        ] {
            let units = [unit(id, &folder.path().join(path), Some("wasm32-unknown-unknown"), "build", &[])];
            let error = planned(&json!({ "units": units }).to_string(), folder.path()).unwrap_err();
            assert!(matches!(error, PartsError::Unknown(ref name) if name == id), "{error}");
        }
    }

    #[test]
    fn a_package_without_a_licence_is_refused() {
        let folder = project("parts-licence");
        folder.put("Cargo.toml", b"[package]\nname = \"own\"\nversion = \"0.1.0\"\n");
        let error = planned(&plan(&folder, true), folder.path()).unwrap_err().to_string();
        assert!(error.ends_with("Cargo.toml has no `license`"), "{error}");
    }
}
