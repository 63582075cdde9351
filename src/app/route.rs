//! The addresses within the page: hashes, so that any static host and `file://` can serve it.
//!
//! They say where somebody is and how they look at it, never what they look at: no export, no name from one, no search.

use crate::inventory::Kind;
use crate::present::{Choices, Filter};
use crate::wording::{impact_page, page as texts};
use std::rc::Rc;

/// A place of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// Checking a cloud.
    #[default]
    Check,
    /// What a change of the standards does to clouds.
    Impact,
    /// What this is.
    About,
}

impl Route {
    /// All places, in the order of the navigation.
    pub const ALL: [Route; 3] = [Route::Check, Route::Impact, Route::About];

    /// The hash that leads there.
    pub fn href(self) -> &'static str {
        match self {
            Route::Check => "#/",
            Route::Impact => "#/impact",
            Route::About => "#/about",
        }
    }

    /// The title of the browser's tab.
    pub fn title(self) -> String {
        match self {
            Route::Check => texts::PRODUCT.to_owned(),
            Route::Impact | Route::About => texts::title(self.name()),
        }
    }

    /// Its name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            Route::Check => texts::NAV_CHECK,
            Route::Impact => impact_page::NAV_IMPACT,
            Route::About => texts::NAV_ABOUT,
        }
    }
}

/// What the details below the answer are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lens {
    /// What the standards ask for.
    #[default]
    TestCases,
    /// What the cloud has.
    Resources,
}

/// Where somebody is, and how they look at it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// The place.
    pub route: Route,
    /// Scope version, date, and what is judged.
    pub choices: Choices,
    /// The pull request of the standards that is reviewed.
    pub pull: Option<u64>,
    /// The lens.
    pub lens: Lens,
    /// The list of resources.
    pub kind: Option<Kind>,
    /// The filter; without search.
    pub filter: Filter,
    /// The test case to show.
    pub testcase: Option<Rc<str>>,
}

// Names of what stands in an address, beside those of a filter.
const SCOPE: &str = "scope";
const DATE: &str = "date";
const AS_LISTED: &str = "listed";
const PULL: &str = "pr";
const LENS: &str = "lens";
const CASE: &str = "case";

impl Location {
    /// Where a hash leads. What is not understood of it is passed over: an unknown place is the first place.
    pub fn from_hash(hash: &str) -> Location {
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let route = Route::ALL.into_iter().find(|route| route.href() == path).unwrap_or_default();
        let pairs =
            || query.split('&').filter_map(|pair| pair.split_once('=')).filter(|(_, value)| is_plain(value));
        let value = |name: &str| pairs().rfind(|(other, _)| *other == name).map(|(_, value)| value);
        let lens = value(LENS).unwrap_or_default();
        let kind = Kind::ALL.into_iter().find(|kind| kind_name(*kind) == lens);
        Location {
            route,
            choices: Choices {
                scope: value(SCOPE).unwrap_or_default().to_owned(),
                date: value(DATE).unwrap_or_default().to_owned(),
                as_listed: value(AS_LISTED).is_some(),
            },
            pull: value(PULL).and_then(|number| number.parse().ok()),
            lens: if kind.is_some() { Lens::Resources } else { Lens::TestCases },
            kind,
            filter: Filter { query: String::new(), ..Filter::from_query(pairs()) },
            testcase: value(CASE).map(Rc::from),
        }
    }

    /// The hash that leads there.
    pub fn to_hash(&self) -> String {
        if self.route == Route::About {
            return self.route.href().to_owned();
        }
        // What was typed may be anything.
        let date = self.choices.date.trim();
        let is_date = date.chars().all(|letter| letter.is_ascii_digit() || "-:TZ+.".contains(letter));
        let mut pairs = vec![(SCOPE, self.choices.scope.clone())];
        pairs.extend(is_date.then(|| (DATE, date.to_owned())));
        if self.choices.as_listed {
            pairs.push((AS_LISTED, "1".to_owned()));
        }
        if self.route == Route::Impact {
            pairs.extend(self.pull.map(|number| (PULL, number.to_string())));
        }
        if self.route == Route::Check {
            if let (Lens::Resources, Some(kind)) = (self.lens, self.kind) {
                pairs.push((LENS, kind_name(kind).to_owned()));
            }
            pairs.extend(Filter { query: String::new(), ..self.filter.clone() }.to_query());
            pairs.extend(self.testcase.iter().map(|id| (CASE, id.to_string())));
        }
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty() && is_plain(value));
        let query: Vec<String> = pairs.map(|(name, value)| format!("{name}={value}")).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{mark}{}", self.route.href(), query.join("&"))
    }
}

/// Nothing in it has to be escaped in a hash.
fn is_plain(value: &str) -> bool {
    value.chars().all(|letter| letter.is_ascii_alphanumeric() || "-._:,+".contains(letter))
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Flavor => "flavors",
        Kind::Image => "images",
        Kind::VolumeType => "volume-types",
        Kind::SecurityGroupRule => "rules",
        Kind::Service => "services",
        Kind::ImageUsage => "image-quotas",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::VerdictView;

    #[test]
    fn each_place_is_found_by_its_address() {
        for route in Route::ALL {
            assert_eq!(Location { route, ..Location::default() }.to_hash(), route.href());
            assert_eq!(Location::from_hash(route.href()), Location { route, ..Location::default() });
        }
        assert_eq!(Location::from_hash("#/about?from=mail").route, Route::About);
    }

    #[test]
    fn any_other_address_is_the_check_page() {
        for hash in
            ["", "#", "#/abou", "#/about/", "#main", "#/ABOUT", "#/?", "#/?&=&scope", "#/?scope=%3Cb%3E"]
        {
            assert_eq!(Location::from_hash(hash), Location::default(), "{hash}");
        }
    }

    #[test]
    fn an_address_leads_where_it_was_taken() {
        let location = Location {
            route: Route::Check,
            choices: Choices { scope: "v5.1".into(), date: "2026-11-01T00:00:00Z".into(), as_listed: true },
            lens: Lens::Resources,
            pull: None,
            kind: Some(Kind::VolumeType),
            filter: Filter { verdicts: vec![VerdictView::Pass], ..Filter::default() },
            testcase: Some("scs-0103-flavor-4v-16".into()),
        };
        assert_eq!(Location::from_hash(&location.to_hash()), location, "{}", location.to_hash());
    }

    #[test]
    fn a_link_to_a_review_names_the_pull_request_and_the_choices() {
        let hash = "#/impact?scope=next&date=2026-11-01&pr=1266";
        let location = Location::from_hash(hash);
        assert_eq!((location.route, location.pull), (Route::Impact, Some(1266)));
        assert_eq!(location.to_hash(), hash);
        assert_eq!(Location { pull: Some(1), ..Location::default() }.to_hash(), "#/");
        for odd in ["#/impact?pr=x", "#/impact?pr=-1", "#/impact?pr=99999999999999999999999"] {
            assert_eq!(Location::from_hash(odd).pull, None, "{odd}");
        }
    }

    #[test]
    fn neither_searches_nor_half_typed_dates_go_into_an_address() {
        let location = Location {
            choices: Choices { date: "prod-key-123".into(), ..Choices::default() },
            filter: Filter { query: "secret".into(), ..Filter::default() },
            ..Location::default()
        };
        assert_eq!(location.to_hash(), "#/");
    }
}
