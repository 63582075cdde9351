//! The addresses within the page: hashes, so that any static host and `file://` can serve it.

use crate::wording::page as texts;

/// A place of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// Checking a cloud.
    #[default]
    Check,
    /// What this is.
    About,
}

impl Route {
    /// All places, in the order of the navigation.
    pub const ALL: [Route; 2] = [Route::Check, Route::About];

    /// The place that a location's hash names; an unknown one is the first place.
    pub fn from_hash(hash: &str) -> Route {
        let path = hash.split_once('?').map_or(hash, |(path, _)| path);
        Route::ALL.into_iter().find(|route| route.href() == path).unwrap_or_default()
    }

    /// The hash that leads there.
    pub fn href(self) -> &'static str {
        match self {
            Route::Check => "#/",
            Route::About => "#/about",
        }
    }

    /// The title of the browser's tab.
    pub fn title(self) -> String {
        match self {
            Route::Check => texts::PRODUCT.to_owned(),
            Route::About => texts::title(self.name()),
        }
    }

    /// Its name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            Route::Check => texts::NAV_CHECK,
            Route::About => texts::NAV_ABOUT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_is_found_by_its_address() {
        for route in Route::ALL {
            assert_eq!(Route::from_hash(route.href()), route);
        }
        assert_eq!(Route::from_hash("#/about?from=mail"), Route::About);
    }

    #[test]
    fn any_other_address_is_the_check_page() {
        for hash in ["", "#", "#/abou", "#/about/", "#main", "#/ABOUT"] {
            assert_eq!(Route::from_hash(hash), Route::Check, "{hash}");
        }
    }
}
