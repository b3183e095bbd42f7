//! What a user can choose: about one analysis, and in a settings file.
//!
//! A settings file is read into [`Options`]: what it says, each with its place, and what is wrong with it. [`resolve`]
//! makes [`Settings`] of some of them. Where the files are is the host's business.

mod json_schema;
mod options;
mod parse;
mod read;
mod resolve;
mod table;
mod value;
mod version;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::diagnostic::Severity;

pub use json_schema::json_schema;
pub use options::{Given, Options, Texts};
pub use parse::{Reading, from_json, from_toml, problem};
pub use resolve::resolve;
pub use table::{Choice, SETTINGS, Setting, Shape};
pub use version::{InvalidVersion, NEWEST, Version};

/// How one text is analysed. The default is what a user without settings gets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// The rules that run.
    pub selection: Selection,
    /// How bad findings are to the user, by words as in a selection. The most specific word counts, of two that are
    /// equally specific the later one.
    pub severity: Vec<(String, Level)>,
    /// Words for rules that do not run, whatever is selected.
    pub never: Vec<String>,
    /// The Prefect that the file is for; none: the newest known.
    pub target_version: Option<Version>,
    /// The user's own step functions, by dotted name.
    pub steps: BTreeMap<String, CustomStep>,
    /// The types of the user's work pools, by their names: `my-k8s-pool` is `kubernetes`.
    pub work_pools: BTreeMap<String, String>,
    /// The present moment, by which a schedule is over or not; none: nothing is said about that.
    pub now: Option<DateTime<Utc>>,
}

impl Settings {
    /// The default, but with these rules only, by words as in a selection.
    pub fn selecting(words: &[&str]) -> Self {
        Self::default().with_selected(words)
    }

    /// The same, but with these rules only, by words as in a selection.
    pub fn with_selected(self, words: &[&str]) -> Self {
        Self {
            selection: Selection {
                select: words.iter().map(|word| (*word).to_owned()).collect(),
                ignore: Vec::new(),
            },
            ..self
        }
    }
}

/// A step function that the user describes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomStep {
    /// Its inputs, by name; none: not known.
    pub inputs: Option<BTreeMap<String, CustomInput>>,
    /// The names of its outputs; none: not known.
    pub outputs: Option<Vec<String>>,
}

/// An input of such a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomInput {
    /// `string`, `boolean`, `integer`, `number`, `list`, `mapping`; anything else is any type.
    pub ty: String,
    /// Whether it must be there.
    pub required: bool,
}

/// Which rules run. Words are rule names, codes, code prefixes (`PF0`), `default`, `pedantic` or `all`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// What is selected; empty: `default`.
    pub select: Vec<String>,
    /// What is taken out again.
    pub ignore: Vec<String>,
}

/// How bad the findings of a rule are to the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Not worth a word: the rule is ignored.
    Off,
    /// As bad as this.
    At(Severity),
}

impl Level {
    /// The word for it in settings: `off`, or that of the severity.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::At(severity) => severity.as_str(),
        }
    }
}
