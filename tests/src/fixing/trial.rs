//! One fix, applied alone: whether it keeps what fixes promise.

use prefect_lint_core::Analysis;
use prefect_lint_core::diagnostic::{Diagnostic, Fix, Severity};
use prefect_lint_core::fix;
use prefect_lint_core::rules::page::Example;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;
use prefect_lint_core::yaml::{self, NodeKind};

use super::moves::Moves;
use super::promise;

/// A text before and after a fix.
#[derive(Debug)]
pub struct Trial<'e> {
    /// The manifest, with what stands around it.
    pub example: &'e Example,
    /// What was found.
    pub finding: Diagnostic,
    /// The fix of it.
    pub fix: Fix,
    /// What is found before it.
    pub before: &'e Analysis,
    /// The text after it.
    pub after: String,
    /// How places move.
    pub moves: Moves,
}

/// All rules, with what is known of the example.
pub fn settings(example: &Example) -> Settings {
    example.settings(&["all"])
}

fn analyze(example: &Example, text: &str) -> Analysis {
    let name = example.file.as_deref().unwrap_or("prefect.yaml");
    example.analyze(&Source::new(name, text), &settings(example))
}

/// Tries every fix of a manifest alone, and hands on what each does.
pub fn try_all(example: &Example, mut take: impl FnMut(&Trial<'_>)) {
    let before = analyze(example, &example.text);
    for finding in &before.diagnostics {
        for fix in &finding.fixes {
            let trial = Trial {
                example,
                finding: finding.clone(),
                fix: fix.clone(),
                before: &before,
                after: fix::apply(&example.text, [fix]).text,
                moves: Moves::of(&example.text, fix),
            };
            take(&trial);
        }
    }
}

impl Trial<'_> {
    /// What is wrong with it.
    pub fn complaints(&self) -> Vec<String> {
        let after = analyze(self.example, &self.after);
        let checks = [
            self.edits_are_well_formed(),
            self.the_rest_is_as_it_was(),
            self.lines_end_as_they_did(),
            self.no_blanks_at_ends(),
            self.finding_is_gone(&after),
            self.brings_no_error(&after),
            promise::check(self),
        ];
        checks.into_iter().filter_map(Result::err).collect()
    }

    fn text(&self) -> &str {
        &self.example.text
    }

    fn edits_are_well_formed(&self) -> Result<(), String> {
        let is_place = |range| {
            self.text()
                .get(std::ops::Range::<usize>::from(range))
                .is_some()
        };
        let edits = &self.fix.edits;
        let apart = edits
            .windows(2)
            .all(|pair| pair[0].range.end() <= pair[1].range.start());
        match !edits.is_empty() && apart && edits.iter().all(|edit| is_place(edit.range)) {
            true => Ok(()),
            false => Err(format!("edits that overlap or cut a character: {edits:?}")),
        }
    }

    fn the_rest_is_as_it_was(&self) -> Result<(), String> {
        match self.moves.pieces(self.text(), &self.after) {
            _ if self.after == self.text() => Err("changes nothing".to_owned()),
            Some((old, new)) if old == new => Ok(()),
            pieces => Err(format!(
                "what is outside of the edits has changed: {pieces:?}"
            )),
        }
    }

    fn lines_end_as_they_did(&self) -> Result<(), String> {
        let (old, new) = (line_ends(self.text()), line_ends(&self.after));
        let brings = new.0 && !old.0 || new.1 && !old.1;
        match brings && self.text().contains('\n') {
            true => Err("brings other line ends".to_owned()),
            false => Ok(()),
        }
    }

    fn no_blanks_at_ends(&self) -> Result<(), String> {
        let count = |text: &str| {
            text.lines()
                .filter(|line| line.ends_with([' ', '\t']))
                .count()
        };
        match count(&self.after) > count(self.text()) {
            true => Err("leaves blanks at the end of a line".to_owned()),
            false => Ok(()),
        }
    }

    fn finding_is_gone(&self, after: &Analysis) -> Result<(), String> {
        let (start, end) = self.moves.range(self.finding.range);
        let here = |d: &&Diagnostic| {
            let (from, to) = (usize::from(d.range.start()), usize::from(d.range.end()));
            (from, to) == (start, end)
                || from < end && to > start && d.message == self.finding.message
        };
        let same = |d: &&Diagnostic| d.code == self.finding.code;
        match after.diagnostics.iter().filter(same).find(here) {
            Some(left) => Err(format!("{} is still there: {}", left.code, left.message)),
            None => Ok(()),
        }
    }

    /// What a fix of unreadable YAML makes visible was there before.
    fn brings_no_error(&self, after: &Analysis) -> Result<(), String> {
        let errors = |text: &str| yaml::parse(text).errors().len();
        let (old, new) = (errors(self.text()), errors(&self.after));
        if new > old && !(old > 0 && self.is_left_out()) {
            return Err(format!("{new} errors of YAML instead of {old}"));
        }
        // Hints are for editors: their fixes are applied by hand.
        if new < old || self.finding.severity == Severity::Hint {
            return Ok(());
        }
        match self.new_error(after) {
            Some(error) if !self.is_left_out() => {
                Err(format!("brings {}: {}", error.code, error.message))
            }
            _ => Ok(()),
        }
    }

    /// Whether the fix, although it is offered, is not applied, and that is said.
    fn is_left_out(&self) -> bool {
        let source = Source::new(self.name(), self.text());
        let only = self.example.settings(&[self.finding.code]);
        let fixed = self.example.fix(&source, &only, true);
        fixed
            .left_out
            .iter()
            .any(|left| left.code == self.finding.code)
            && fixed.source.text() != self.after
    }

    fn name(&self) -> &str {
        self.example.file.as_deref().unwrap_or("prefect.yaml")
    }

    fn new_error<'a>(&self, after: &'a Analysis) -> Option<&'a Diagnostic> {
        let is_error = |d: &&Diagnostic| d.severity == Severity::Error;
        // Of a value with several mistakes, some rules tell one after the other.
        let tree = yaml::parse(&self.after);
        let share_value = |one: usize, other: usize| {
            tree.nodes().any(|node| {
                let place = std::ops::Range::<usize>::from(node.range());
                node.kind() == NodeKind::Scalar && place.contains(&one) && place.contains(&other)
            })
        };
        let mut old: Vec<&Diagnostic> = (self.before.diagnostics.iter().filter(is_error)).collect();
        after.diagnostics.iter().filter(is_error).find(|error| {
            let known = old.iter().position(|other| {
                let place = self.moves.range(other.range);
                let start = usize::from(error.range.start());
                let end = usize::from(error.range.end());
                let near = place.0 == start
                    || place.0 < end && place.1 > start
                    || share_value(place.0, start);
                other.code == error.code && (near || other.message == error.message)
            });
            known.map(|at| old.remove(at)).is_none()
        })
    }
}

/// Whether there are lines that end as on Windows, and others.
fn line_ends(text: &str) -> (bool, bool) {
    let windows = text.matches("\r\n").count();
    (windows > 0, text.matches('\n').count() > windows)
}
