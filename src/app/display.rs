//! How the page looks, and what it calls the cloud, as far as a person chooses it.

use crate::wording::page as texts;
use serde::{Deserialize, Serialize};

/// The colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the system wants it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them, in the order of the choice.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// What the page's root element is marked with.
    pub fn mark(self) -> Option<&'static str> {
        match self {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => texts::THEME_SYSTEM,
            Theme::Light => texts::THEME_LIGHT,
            Theme::Dark => texts::THEME_DARK,
        }
    }
}

/// How close things stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Density {
    /// With room around.
    #[default]
    Comfortable,
    /// More at a glance.
    Compact,
}

impl Density {
    /// All of them, in the order of the choice.
    pub const ALL: [Density; 2] = [Density::Comfortable, Density::Compact];

    /// What the page's root element is marked with.
    pub fn mark(self) -> Option<&'static str> {
        match self {
            Density::Comfortable => None,
            Density::Compact => Some("compact"),
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Density::Comfortable => texts::DENSITY_COMFORTABLE,
            Density::Compact => texts::DENSITY_COMPACT,
        }
    }
}

/// Everything that is chosen about the look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Display {
    /// The colours.
    pub theme: Theme,
    /// How close things stand.
    pub density: Density,
    /// Single letters do something.
    pub has_shortcuts: bool,
}

impl Default for Display {
    fn default() -> Display {
        Display { theme: Theme::default(), density: Density::default(), has_shortcuts: true }
    }
}

/// What a cloud is called by who checks it. It changes nothing, and goes into no address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloudName {
    /// The cloud.
    pub cloud: String,
    /// Its region.
    pub region: String,
}

impl CloudName {
    /// Both in one; empty without a name.
    pub fn text(&self) -> String {
        texts::cloud_name(&self.cloud, &self.region)
    }
}
