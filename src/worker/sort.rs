//! Files that were given without a word → changed files of the standards, or exports of clouds, by what is in them.

use super::job::{Content, Job};
use super::messages::{Belongs, FileId, ReviewSession, SessionFile};
use crate::catalogue::{Source, is_overlay, read_source};
use crate::intake::{Upload, read_file};
use crate::inventory::Inventory;

impl Job {
    /// Tells what each unsorted file of a session is. One that tells nothing by itself goes with the others of its folder, if
    /// these are all of one sort.
    pub(super) fn sort(&mut self, session: &ReviewSession) -> Vec<(FileId, Belongs)> {
        self.keep_contents_of(session.files());
        let sorted: Vec<(&SessionFile, Option<Belongs>)> =
            session.unsorted.iter().map(|file| (file, self.sort_file(file))).collect();
        let as_others = |file: &SessionFile| {
            let folder = folder_of(&file.name)?;
            let of_folder = sorted.iter().filter(|(other, _)| folder_of(&other.name) == Some(folder));
            let mut told = of_folder.filter_map(|(_, belongs)| *belongs);
            let first = told.next()?;
            told.all(|other| other == first).then_some(first)
        };
        let belongs = sorted.iter().map(|(file, belongs)| {
            (file.id, belongs.or_else(|| as_others(file)).unwrap_or(Belongs::Unclear))
        });
        belongs.collect()
    }

    /// What a file is by itself; `None` if neither the readers of exports nor those of standards know it.
    fn sort_file(&self, file: &SessionFile) -> Option<Belongs> {
        let bytes = match self.contents.get(&file.id) {
            Some(Content::Bytes(bytes)) => bytes,
            Some(Content::Standards(_)) => return Some(Belongs::Change),
            Some(Content::Waivers(..)) => return None,
            // Why it cannot be read is told with the clouds.
            Some(Content::Unreadable(_)) | None => return Some(Belongs::Cloud),
        };
        let text = std::str::from_utf8(bytes).ok();
        let is_change = text.is_some_and(|text| {
            is_overlay(text) || !matches!(read_source(&file.name, text, self.embedded), Ok(Source::Unrelated))
        });
        // No client prints texts or programs, though their tables may look like it.
        let is_prose = matches!(file.name.rsplit_once('.'), Some((_, "md" | "py")));
        let is_export = !(is_change && is_prose) && {
            let upload = Upload { name: &file.name, bytes, kind: file.kind };
            !read_file(&upload, &mut Inventory::default()).lists.is_empty()
        };
        match (is_change, is_export) {
            (true, true) => Some(Belongs::Unclear),
            (true, false) => Some(Belongs::Change),
            (false, true) => Some(Belongs::Cloud),
            (false, false) => None,
        }
    }
}

fn folder_of(name: &str) -> Option<&str> {
    name.split_once('/').map(|(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, regex_match};

    fn sorted(files: &[(&str, &str)]) -> Vec<Belongs> {
        let mut job = Job::new(Box::leak(Box::new(Catalogue::embedded().unwrap())), regex_match);
        let mut session = ReviewSession::default();
        for ((name, text), id) in files.iter().zip(0..) {
            job.hold(FileId(id), name, Ok((*text).into()));
            let (id, name) = (FileId(id), (*name).into());
            session.unsorted.push(SessionFile { id, name, bytes: 1, kind: None, is_standards: false });
        }
        let told = job.sort(&session);
        assert!(told.iter().zip(&session.unsorted).all(|((id, _), file)| *id == file.id));
        told.into_iter().map(|(_, belongs)| belongs).collect()
    }

    const EXPORT: &str = "- Name: SCS-2V-4\n  RAM: 4096\n  VCPUs: 2\n  Disk: 0\n";

    #[test]
    fn what_is_in_a_file_tells_what_it_is_whatever_it_is_called() {
        let scope = include_str!("../catalogue/data/scs-compatible-iaas.yaml");
        let images = include_str!("../catalogue/data/scs-0104-v1-images-v5.yaml");
        let flavors = include_str!("../catalogue/data/standard-flavors.yaml");
        let text =
            "# Flavors\n\n## Mandatory\n\n| Recommended name | vCPUs |\n| --- | --- |\n| SCS-1V-4 | 1 |\n";
        for (name, content, belongs) in [
            ("flavors.yaml", EXPORT, Belongs::Cloud),
            ("scs-compatible-iaas.yaml", EXPORT, Belongs::Unclear),
            ("all.json", r#"{"flavors": []}"#, Belongs::Cloud),
            ("x.yaml", scope, Belongs::Change),
            ("x.txt", images, Belongs::Change),
            ("paste 1", "requirements: []\n", Belongs::Change),
            ("scs-0103-v1-standard-flavors.md", text, Belongs::Change),
            ("Tests/iaas/x/standard_flavors.py", "A = 1\n", Belongs::Change),
            // The flavor manager's definitions look like this, too.
            ("flavors.yaml", flavors, Belongs::Unclear),
            ("README.md", "# Hello\n", Belongs::Unclear),
            ("broken.json", "{", Belongs::Unclear),
        ] {
            assert_eq!(sorted(&[(name, content)]), [belongs], "{name}: {content:.40}");
        }
    }

    #[test]
    fn what_tells_nothing_goes_with_the_others_of_its_folder() {
        let scope = include_str!("../catalogue/data/scs-compatible-iaas.yaml");
        let cloud = [("north/flavors.yaml", EXPORT), ("north/notes.txt", "hello")];
        assert_eq!(sorted(&cloud), [Belongs::Cloud; 2]);
        let change = [("change/scope.yaml", scope), ("change/README.md", "# Hello\n")];
        assert_eq!(sorted(&change), [Belongs::Change; 2]);
        let both = [("a/scope.yaml", scope), ("a/flavors.yaml", EXPORT), ("a/notes.txt", "hello")];
        assert_eq!(sorted(&both), [Belongs::Change, Belongs::Cloud, Belongs::Unclear]);
        let apart = [("a/scope.yaml", scope), ("b/notes.txt", "hello")];
        assert_eq!(sorted(&apart), [Belongs::Change, Belongs::Unclear]);
    }
}
