//! One place that settings come from.

use std::path::{Path, PathBuf};

use prefect_lint_core::diagnostic::{Diagnostic, Severity};
use prefect_lint_core::settings::{Given, Options, Reading, Texts, problem};
use prefect_lint_core::text::Source;

use super::globs::Globs;

/// Settings with the place they come from.
#[derive(Debug)]
pub struct Layer {
    /// The text with what reports call it; none for the options of the command line.
    pub source: Option<Source>,
    /// The folder that globs and paths are relative to.
    pub base: PathBuf,
    /// What it says.
    pub options: Options,
    pub(crate) include: Option<Globs>,
    pub(crate) exclude: Option<Globs>,
    ignores: Vec<Ignore>,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
}

/// Rules that do not run for some files.
#[derive(Debug)]
struct Ignore {
    globs: Globs,
    /// Whether the files are meant that the glob does not match.
    is_negated: bool,
    words: Vec<String>,
}

impl Layer {
    /// Takes what was read.
    pub fn new(source: Option<Source>, base: PathBuf, reading: Reading) -> Self {
        let Reading {
            options,
            mut problems,
        } = reading;
        let include = globs(&base, options.include.as_ref(), &mut problems);
        let exclude = globs(&base, options.exclude.as_ref(), &mut problems);
        let ignores = ignores(&base, &options, &mut problems);
        problems.sort_by_key(|problem| problem.range.start());
        Self {
            source,
            base,
            include,
            exclude,
            ignores,
            options,
            problems,
        }
    }

    /// Whether it can't be used.
    pub fn is_broken(&self) -> bool {
        (self.problems.iter()).any(|problem| problem.severity == Severity::Error)
    }

    /// Where something in it comes from, in words.
    pub fn origin<T>(&self, given: &Given<T>) -> String {
        match &self.source {
            None => "command line".to_owned(),
            Some(source) => {
                let line = source.position(given.range.start()).line;
                format!("{}:{line}", source.path())
            }
        }
    }

    /// The words for the rules that do not run for a file.
    pub(crate) fn ignored(&self, file: &Path) -> impl Iterator<Item = &str> {
        let ignores = self.ignores.iter();
        let ignores = ignores.filter(|i| i.globs.has(file, false) != i.is_negated);
        ignores.flat_map(|ignore| ignore.words.iter().map(String::as_str))
    }
}

fn globs(base: &Path, texts: Option<&Texts>, problems: &mut Vec<Diagnostic>) -> Option<Globs> {
    let texts = texts?;
    match Globs::new(base, texts.texts()) {
        Ok(globs) => Some(globs),
        Err((at, why)) => {
            let text = texts.value.get(at);
            let range = text.map_or(texts.range, |text| text.range);
            let glob = text.map_or("", |text| text.value.as_str());
            problems.push(problem(range, no_glob(glob, &why)));
            None
        }
    }
}

fn ignores(base: &Path, options: &Options, problems: &mut Vec<Diagnostic>) -> Vec<Ignore> {
    let mut ignores = Vec::new();
    for (glob, words) in &options.per_file_ignores {
        let plain = glob.value.strip_prefix('!');
        match Globs::new(base, std::iter::once(plain.unwrap_or(&glob.value))) {
            Ok(globs) => ignores.push(Ignore {
                globs,
                is_negated: plain.is_some(),
                words: words.iter().map(|word| word.value.clone()).collect(),
            }),
            Err((_, why)) => problems.push(problem(glob.range, no_glob(&glob.value, &why))),
        }
    }
    ignores
}

fn no_glob(glob: &str, why: &str) -> String {
    format!("`{glob}` is no glob: {why}")
}
