//! What a settings file says.

use super::{CustomStep, Level, Version};
use crate::diagnostic::Severity;
use crate::text::TextRange;

/// A value with its place in the file; empty where it comes from no text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given<T> {
    /// The value.
    pub value: T,
    /// The place.
    pub range: TextRange,
}

/// A list of texts, each with its place.
pub type Texts = Given<Vec<Given<String>>>;

/// What a settings file, an editor or a command line says; nothing about what it does not mention.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The Prefect that the manifests are for.
    pub target_version: Option<Given<Version>>,
    /// Globs of files to check besides `prefect.yaml`.
    pub include: Option<Texts>,
    /// Globs of files and directories that are left out.
    pub exclude: Option<Texts>,
    /// The directories that `prefect deploy` is run in.
    pub roots: Option<Texts>,
    /// The rules that run.
    pub select: Option<Texts>,
    /// Rules that run as well.
    pub extend_select: Option<Texts>,
    /// Rules that do not run.
    pub ignore: Option<Texts>,
    /// The least severity that makes a run fail; none inside: nothing does.
    pub fail_on: Option<Given<Option<Severity>>>,
    /// How bad findings are, by the words for their rules.
    pub severity: Vec<(Given<String>, Level)>,
    /// Rules that do not run for some files: a glob, and the words for the rules.
    pub per_file_ignores: Vec<(Given<String>, Vec<Given<String>>)>,
    /// The types of work pools, by name.
    pub work_pools: Vec<(Given<String>, String)>,
    /// Step functions, by dotted name.
    pub steps: Vec<(Given<String>, CustomStep)>,
}

impl<T> Given<T> {
    /// A value that stands in no text.
    pub fn nowhere(value: T) -> Self {
        Self {
            value,
            range: TextRange::default(),
        }
    }
}

impl Given<Vec<Given<String>>> {
    /// A list that stands in no text.
    pub fn list(values: impl IntoIterator<Item = String>) -> Self {
        Self::nowhere(values.into_iter().map(Given::nowhere).collect())
    }

    /// The texts without their places.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.value.iter().map(|text| text.value.as_str())
    }
}

impl Options {
    /// The words that stand for rules, with their places.
    pub fn rule_words(&self) -> impl Iterator<Item = &Given<String>> {
        let lists = [&self.select, &self.extend_select, &self.ignore];
        let lists = lists.into_iter().flatten().flat_map(|list| &list.value);
        let severity = self.severity.iter().map(|(word, _)| word);
        let files = self.per_file_ignores.iter().flat_map(|(_, words)| words);
        lists.chain(severity).chain(files)
    }
}
