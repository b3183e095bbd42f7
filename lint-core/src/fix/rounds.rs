//! Round after round, until nothing is left to mend.

use std::collections::HashSet;

use super::apply::{Applied, apply};
use super::harm::{self, Harm, Reading};
use super::{Fixed, LeftOut, allowed};
use crate::analysis::{Analysis, analyze_in};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::project::Project;
use crate::rules::selection::RuleSet;
use crate::rules::suppressions::UnusedSuppression;
use crate::settings::Settings;
use crate::text::{Source, TextRange};
use crate::yaml::{self, Tree};

const UNUSED: &str = UnusedSuppression::META.code;

/// How often a manifest is analysed anew before its fixes count as restless: such as undo each other, or make room
/// for themselves.
const MAX_ROUNDS: usize = 20;

/// A text that grows to more than so many times its length, and so many bytes, is growing without end.
const MAX_GROWTH: (usize, usize) = (4, 4096);

/// How many choices of fixes are tried in a round, once one has turned out to do harm.
const MAX_TRIALS: usize = 64;

/// The rules whose fixes kept a text from coming to rest; at least one.
pub(super) struct Restless(pub(super) Vec<&'static str>);

/// Which fixes are applied.
pub(super) struct Choice<'s> {
    /// What the user chose, with all usual rules: they say whether a fix does harm.
    judging: Settings,
    /// What the user chose.
    settings: &'s Settings,
    /// The rules whose fixes are wanted.
    wanted: HashSet<&'static str>,
    project: Option<Project<'s>>,
    allow_unsafe: bool,
    /// The rules that get none.
    restless: Vec<&'static str>,
}

impl<'s> Choice<'s> {
    pub(super) fn new(
        settings: &'s Settings,
        project: Option<Project<'s>>,
        allow_unsafe: bool,
    ) -> Self {
        let mut judging = settings.clone();
        judging.selection.select.push("default".to_owned());
        let wanted = RuleSet::new(settings);
        Self {
            judging,
            settings,
            wanted: wanted.rules().map(|it| it.rule.meta().code).collect(),
            project,
            allow_unsafe,
            restless: Vec::new(),
        }
    }

    /// Whether rules judge that are not among those that the user chose.
    pub(super) fn has_other_judges(&self) -> bool {
        RuleSet::new(&self.judging).rules().count() > self.wanted.len()
    }

    /// Leaves the fixes of some rules alone.
    pub(super) fn leave(&mut self, codes: Vec<&'static str>) {
        self.restless.extend(codes);
    }

    /// Says whose fixes were left alone.
    pub(super) fn with_restless(&self, fixed: Fixed) -> Fixed {
        let mut restless = self.restless.clone();
        restless.sort_unstable();
        restless.dedup();
        Fixed { restless, ..fixed }
    }

    pub(super) fn until_rest(&self, source: &Source) -> Result<Fixed, Restless> {
        let mut fixed = Fixed {
            analysis: analyze_in(source, &self.judging, self.project),
            source: source.clone(),
            count: 0,
            left_out: Vec::new(),
            restless: Vec::new(),
        };
        let mut seen = HashSet::from([fixed.source.text().to_owned()]);
        let most = fixed.source.text().len() * MAX_GROWTH.0 + MAX_GROWTH.1;
        for _ in 0..MAX_ROUNDS {
            let step = match self.round(&fixed) {
                Ok(step) => step,
                Err(left_out) => return Ok(Fixed { left_out, ..fixed }),
            };
            let text = step.source.text();
            if text.len() > most || !seen.insert(text.to_owned()) {
                return Err(Restless(step.codes));
            }
            fixed = Fixed {
                source: step.source,
                count: fixed.count + step.count,
                analysis: step.analysis,
                ..fixed
            };
        }
        match self.round(&fixed) {
            Ok(step) => Err(Restless(step.codes)),
            Err(left_out) => Ok(Fixed { left_out, ..fixed }),
        }
    }

    /// The comments that silence nothing, where other rules judge than the user chose: this depends on which ones run.
    fn unused(&self, now: &Fixed) -> Option<Vec<TextRange>> {
        if !self.wanted.contains(UNUSED) || !self.has_other_judges() {
            return None;
        }
        let analysis = analyze_in(&now.source, self.settings, self.project);
        let unused = analysis
            .diagnostics
            .into_iter()
            .filter(|d| d.code == UNUSED);
        Some(unused.map(|d| d.range).collect())
    }

    /// Applies what can be applied at once. Where that is nothing, says what does harm.
    fn round(&self, now: &Fixed) -> Result<Step, Vec<LeftOut>> {
        let unused = self.unused(now);
        let is_found = |diagnostic: &Diagnostic| {
            unused.as_ref().is_none_or(|unused| {
                diagnostic.code != UNUSED || unused.contains(&diagnostic.range)
            })
        };
        let candidates: Vec<Candidate<'_>> = (now.analysis.diagnostics.iter().enumerate())
            .filter(|(_, diagnostic)| diagnostic.severity > Severity::Hint)
            .filter(|(_, diagnostic)| self.wanted.contains(diagnostic.code))
            .filter(|(_, diagnostic)| !self.restless.contains(&diagnostic.code))
            .filter(|(_, diagnostic)| is_found(diagnostic))
            .filter_map(|(at, diagnostic)| {
                let fix = allowed(diagnostic, self.allow_unsafe)?;
                let code = diagnostic.code;
                Some(Candidate { at, code, fix })
            })
            .collect();
        if candidates.is_empty() {
            return Err(Vec::new());
        }
        let mut trials = Trials {
            choice: self,
            now,
            tree: yaml::parse(now.source.text()),
            left: MAX_TRIALS,
            left_out: Vec::new(),
        };
        let best = trials.best(candidates);
        let changes = |choice: &Tried<'_>| choice.source.text() != now.source.text();
        match best.filter(changes) {
            Some(choice) => Ok(choice.into()),
            None => Err(trials.left_out),
        }
    }
}

/// A finding's fix.
#[derive(Clone, Copy)]
struct Candidate<'f> {
    /// The place of the finding among all.
    at: usize,
    code: &'static str,
    fix: &'f Fix,
}

/// A text after a round.
struct Step {
    source: Source,
    analysis: Analysis,
    count: usize,
    codes: Vec<&'static str>,
}

/// Some fixes, applied together, that do no harm.
struct Tried<'f> {
    fixes: Vec<Candidate<'f>>,
    source: Source,
    analysis: Analysis,
    count: usize,
}

impl From<Tried<'_>> for Step {
    fn from(tried: Tried<'_>) -> Self {
        Self {
            codes: tried.fixes.iter().map(|fix| fix.code).collect(),
            source: tried.source,
            analysis: tried.analysis,
            count: tried.count,
        }
    }
}

/// Finds out which fixes do no harm: nearly always none of them does.
struct Trials<'c> {
    choice: &'c Choice<'c>,
    now: &'c Fixed,
    tree: Tree<'c>,
    left: usize,
    left_out: Vec<LeftOut>,
}

impl<'c> Trials<'c> {
    /// As many of these fixes as do no harm together.
    fn best(&mut self, fixes: Vec<Candidate<'c>>) -> Option<Tried<'c>> {
        let (harm, suspects) = match fixes.is_empty() {
            true => return None,
            false => match self.attempt(&fixes) {
                Ok(tried) => return Some(tried),
                Err(found) => found,
            },
        };
        if let [only] = fixes.as_slice() {
            let range = self.now.analysis.diagnostics[only.at].range;
            self.left_out.push(LeftOut {
                code: only.code,
                range,
                harm,
            });
            return None;
        }
        let (suspects, others) = split(fixes, &suspects);
        let others = self.best(others);
        let suspects = self.best(suspects);
        match (others, suspects) {
            (Some(some), Some(more)) => {
                let both = [some.fixes.as_slice(), &more.fixes].concat();
                Some(self.attempt(&both).unwrap_or(some))
            }
            (some, more) => some.or(more),
        }
    }

    /// Applies fixes together; where that does harm, says which, and the fixes that seem to do it.
    fn attempt(&mut self, fixes: &[Candidate<'c>]) -> Result<Tried<'c>, (Harm, Vec<usize>)> {
        let Some(left) = self.left.checked_sub(1) else {
            return Err((Harm::Untried, Vec::new()));
        };
        self.left = left;
        let text = self.now.source.text();
        let applied = apply(text, fixes.iter().map(|candidate| candidate.fix));
        let source = Source::new(self.now.source.path(), applied.text.as_str());
        let analysis = analyze_in(&source, &self.choice.judging, self.choice.project);
        match self.harm(&applied, &analysis) {
            Some((harm, places)) => Err((harm, suspects(fixes, &applied, &places))),
            None => Ok(Tried {
                fixes: fixes.to_vec(),
                source,
                analysis,
                count: applied.count,
            }),
        }
    }

    fn harm(&self, applied: &Applied, analysis: &Analysis) -> Option<(Harm, Vec<TextRange>)> {
        let tree = yaml::parse(&applied.text);
        let old = Reading {
            tree: &self.tree,
            diagnostics: &self.now.analysis.diagnostics,
        };
        let new = Reading {
            tree: &tree,
            diagnostics: &analysis.diagnostics,
        };
        harm::between(old, new, &applied.moves)
    }
}

/// The findings whose fix is the last to begin before harm is done: most errors stand at the fix or behind it.
fn suspects(fixes: &[Candidate<'_>], applied: &Applied, places: &[TextRange]) -> Vec<usize> {
    let starts = fixes.iter().filter_map(|candidate| {
        let first = candidate.fix.edits.first()?.range;
        Some((applied.moves.range(first).start(), candidate.at))
    });
    let mut starts: Vec<_> = starts.collect();
    starts.sort_unstable();
    let last_before = |place: &TextRange| {
        let behind = starts.partition_point(|(start, _)| *start <= place.end());
        behind.checked_sub(1).map(|last| starts[last].1)
    };
    places.iter().filter_map(last_before).collect()
}

/// The suspects and the others; halves, where that would leave all on one side.
fn split<'f>(
    mut fixes: Vec<Candidate<'f>>,
    suspects: &[usize],
) -> (Vec<Candidate<'f>>, Vec<Candidate<'f>>) {
    let suspects: HashSet<&usize> = suspects.iter().collect();
    let is_suspect = |candidate: &Candidate<'_>| suspects.contains(&candidate.at);
    let (guilty, others): (Vec<_>, Vec<_>) = fixes.iter().partition(|fix| is_suspect(fix));
    match guilty.is_empty() || others.is_empty() {
        true => {
            let second = fixes.split_off(fixes.len() / 2);
            (second, fixes)
        }
        false => (guilty, others),
    }
}
