//! The rules: one file each, in a folder for each family.
//!
//! A rule's doc comment is its page in the documentation, and its examples run as tests; see
//! [`declare_rule`](crate::declare_rule). A rule reads what the analysis has found out, reports through [`Report`],
//! and knows no other rule.

pub mod concurrency;
pub mod deployments;
pub(crate) mod edits;
mod offer;
pub mod page;
mod registry;
pub mod report;
pub mod schedules;
pub mod security;
pub mod selection;
pub mod sla;
pub mod steps;
pub mod structure;
pub mod suppressions;
pub mod syntax;
pub mod templates;
pub mod triggers;
pub(crate) mod words;
pub mod work_pools;

pub use registry::{RULES, find, nearest};
pub use report::{Context, Report};

use crate::diagnostic::Severity;

/// What is known about a rule without running it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meta {
    /// `PF005`
    pub code: &'static str,
    /// `duplicate-key`
    pub name: &'static str,
    /// How bad its findings are, if no setting says otherwise.
    pub severity: Severity,
    /// Whether it can mend what it finds.
    pub fix: FixAvailability,
    /// Whether it runs when nobody selects it.
    pub pedantic: bool,
    /// The release of prefect-lint that had it first.
    pub since: &'static str,
    /// Its page, in Markdown, without the heading; the first paragraph says what it does.
    pub docs: &'static str,
}

/// The families of rules: how their codes begin, and what they are about.
pub const FAMILIES: [(&str, &str); 10] = [
    ("PF0", "YAML"),
    ("PF1", "Structure"),
    ("PF2", "Deployments"),
    ("PF3", "Steps"),
    ("PF4", "Templates"),
    ("PF5", "Schedules"),
    ("PF6", "Work pools"),
    ("PF7", "Triggers, SLAs, concurrency"),
    ("PF8", "Security"),
    ("PF9", "Comments that silence findings"),
];

impl Meta {
    /// What its family is about.
    pub fn family(&self) -> &'static str {
        let family = FAMILIES
            .iter()
            .find(|(prefix, _)| self.code.starts_with(prefix));
        family.map_or("", |(_, title)| title)
    }

    /// How editors show what it marks; its name says so.
    pub fn tag(&self) -> Option<Tag> {
        match self.name.split('-').next() {
            Some("unused" | "useless" | "ignored") => Some(Tag::Unnecessary),
            Some("deprecated") => Some(Tag::Deprecated),
            _ => None,
        }
    }

    /// Where its page can be read.
    pub fn url(&self) -> String {
        let repository = env!("CARGO_PKG_REPOSITORY");
        format!("{repository}/blob/main/docs/rules/{}.md", self.name)
    }
}

/// What editors show in another way than as a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// What is marked does nothing: faded out.
    Unnecessary,
    /// What is marked will be gone: struck through.
    Deprecated,
}

/// Whether a rule has fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixAvailability {
    /// Never.
    None,
    /// Where what was meant is certain.
    Sometimes,
    /// Only such as want a look first.
    Unsafe,
}

/// A rule.
pub trait Rule: Sync {
    /// What is known about it.
    fn meta(&self) -> &'static Meta;

    /// Looks at one manifest and reports what it finds.
    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>);
}

/// Declares a rule: its doc comment becomes [`Meta::docs`].
///
/// ```ignore
/// declare_rule! {
///     /// ## What it does
///     /// …
///     pub struct DuplicateKey = "PF005", "duplicate-key", Error, fix: None, since: "0.1.0";
/// }
/// ```
///
/// Add `pedantic` at the end, before the semicolon, for a rule that is off unless selected.
///
/// Sections, in this order: *What it does*, *Why is this bad?*, *Example*, *Use instead*, and *Fix* where there is
/// one. In *Example*, each fenced block is a bad manifest: its info string says where this rule must report,
/// ` ```yaml @2:1-2:5 ` for line 2, columns 1 to 5 (the end excluded; several places with `,`). In *Use instead*,
/// each block must be free of findings of this rule; when the rule has a fix, the fix must turn the example into
/// the block of the same number, unless its info string has `by-hand`. An info string may name the file,
/// `file=prefect.yml`, an encoding, `encoding=utf-16` (`utf-32`, `latin-1`), the Prefect that it is for,
/// `target-version=3.4`, the day that is today, `now=2026-01-31`, the type of the work pool `main`, `pool-type=docker`,
/// and other rules that report an error in it as well, `also=PF101,PF106`.
///
/// A block in front of it in another language, `python file=flows/report.py`, is a file that stands beside it.
#[macro_export]
macro_rules! declare_rule {
    (
        $(#[doc = $doc:literal])*
        pub struct $rule:ident = $code:literal, $name:literal, $severity:ident, fix: $fix:ident, since: $since:literal
        $(, $pedantic:ident)?;
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $rule;

        impl $rule {
            /// What is known about the rule without running it.
            pub const META: $crate::rules::Meta = $crate::rules::Meta {
                code: $code,
                name: $name,
                severity: $crate::diagnostic::Severity::$severity,
                fix: $crate::rules::FixAvailability::$fix,
                pedantic: $crate::declare_rule!(@pedantic $($pedantic)?),
                since: $since,
                docs: concat!($($doc, "\n"),*),
            };
        }
    };
    (@pedantic) => { false };
    (@pedantic pedantic) => { true };
}
