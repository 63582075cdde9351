//! Rules that are written by hand: what they can start from, and what they say after a change in a word.

use super::job::Job;
use super::messages::{Starter, Starters};
use crate::catalogue::{Subject, Template, replaceable_documents, templates, what_ifs, with_what_if};
use crate::date::Moment;
use crate::wording::{Notice, impact_page, overlay_error};

impl Job {
    /// Rules that can be stated, those first that fit a changed file; the embedded documents that can be changed by hand; and
    /// what can be changed in a word.
    pub(super) fn starters(&self, about: Option<&str>, rule: &str, date: Moment) -> Starters {
        let standard = about.and_then(|path| self.standard_of(path));
        let mut templates = templates();
        if let Some(standard) = standard {
            templates.sort_by_key(|template| !template.text.contains(&format!("standard: {standard}\n")));
        }
        let rules = templates.into_iter().map(|Template { when, text, .. }| Starter {
            title: when.into_string(),
            text: about.map_or_else(|| text.to_string(), |path| for_file(&text, path, standard)),
        });
        let documents = replaceable_documents()
            .map(|(name, text)| Starter { title: impact_page::changed_by_hand(name), text: text.to_owned() });
        let what_ifs = what_ifs(rule, impact_page::OWN_RULE, date, self.embedded);
        let problems = what_ifs.as_ref().err().map(overlay_error).unwrap_or_default();
        Starters { rules: rules.chain(documents).collect(), what_ifs: what_ifs.unwrap_or_default(), problems }
    }

    /// The rules with a subject that is what the word says, or why it cannot be.
    pub(super) fn what_if(
        &self,
        rule: &str,
        change: (&Subject, &str),
        date: Moment,
    ) -> Result<String, Vec<Notice>> {
        with_what_if(rule, impact_page::OWN_RULE, change, date, self.embedded)
            .map_err(|error| overlay_error(&error))
    }

    /// The standard that a file is about, as its name says.
    fn standard_of(&self, path: &str) -> Option<&str> {
        let mut ids = self.embedded.standards.iter().map(|standard| &*standard.id);
        ids.find(|id| path.contains(id))
    }
}

/// A template as a rule of the file's standard, with the file's path above it.
fn for_file(template: &str, path: &str, standard: Option<&str>) -> String {
    let path: String = path.chars().filter(|letter| !letter.is_control()).collect();
    let mut text = format!("# {path}\n");
    for line in template.lines() {
        match (line.split_once("standard: "), standard) {
            (Some((indent, _)), Some(standard)) => text.extend([indent, "standard: ", standard]),
            _ => text.push_str(line),
        }
        text.push('\n');
    }
    text
}

/// The date that was chosen, or the one for those who chose none, or none that is one.
pub(super) fn date_or(chosen: &str, now: Moment) -> Moment {
    chosen.trim().parse().unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, OverlayFile, regex_match};

    fn job() -> Job {
        Job::new(Box::leak(Box::new(Catalogue::embedded().unwrap())), regex_match)
    }

    #[test]
    fn templates_fit_the_changed_file_and_name_it() {
        let date = "2026-08-22".parse().unwrap();
        let path = "Standards/scs-0104-v1-standard-images.md";
        let starters = job().starters(Some(path), "", date);
        let first = &starters.rules[0].text;
        assert!(first.starts_with(&format!("# {path}\nrequirements:\n")), "{first}");
        assert!(first.contains("prefixes:"), "the template of this standard comes first: {first}");
        assert_eq!(starters.problems, []);
        for Starter { title, text } in &starters.rules[..templates().len()] {
            assert_eq!(text.matches("standard: scs-0104\n").count(), 1, "{title}");
            let file = OverlayFile { name: "rule", text };
            assert!(Catalogue::overlaid(&[file]).is_ok(), "{title}: {text}");
        }
        // A path is no YAML, whatever is in it.
        let hostile = &job().starters(Some("a\nremove: [x].md"), "", date).rules[0].text;
        assert!(Catalogue::overlaid(&[OverlayFile { name: "rule", text: hostile }]).is_ok(), "{hostile}");
        assert!(!job().starters(None, "", date).rules[0].text.starts_with('#'));
    }

    #[test]
    fn of_rules_that_are_no_yaml_the_place_is_told() {
        let starters = job().starters(None, "a: [", Moment(0));
        assert!(starters.what_ifs.is_empty() && !starters.rules.is_empty());
        assert_eq!(starters.problems.len(), 1);
        let error = job().what_if("a: [", (&Subject::Version("v4".into()), "warn"), Moment(0)).unwrap_err();
        assert!(error[0].place.as_deref().is_some_and(|place| place.starts_with("your rule")), "{error:?}");
    }
}
