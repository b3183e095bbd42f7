//! Which findings concern a deployment: those in what is its own, in what it shares, and in the file as a whole.

use hashbrown::{HashMap, HashSet};

use super::Lost;
use crate::diagnostic::{Diagnostic, Severity};
use crate::manifest::{Content, Deployment, Section};
use crate::rules::Context;
use crate::schema::top_level::MANIFEST;
use crate::text::{TextRange, TextSize};
use crate::yaml::{NodeId, NodeKind};

/// The most pieces of a file that a deployment is put together from; of more, all findings are taken for its own.
const MOST_PIECES: usize = 200;

/// The findings of a file, by place.
#[derive(Debug)]
pub(super) struct Findings<'d> {
    all: &'d [Diagnostic],
    /// How many errors and warnings there are before each.
    before: Vec<(usize, usize)>,
    /// The aliases, by place, with what they stand for.
    aliases: Vec<(TextSize, NodeId)>,
    /// Whether Prefect can't read the file, or drops it.
    is_dropped: bool,
    /// For each, whether it is in nobody's piece: then it concerns all.
    is_common: Vec<bool>,
    common: (usize, usize),
    /// The places of those about placeholders of some deployment, ascending, and by its name. What is shared may be
    /// wrong for one deployment and right for another.
    of_placeholders: Vec<usize>,
    by_name: HashMap<&'d str, Vec<usize>>,
    /// Which concern a deployment of the plan: at each place, how many more deployments than at the one before.
    more: Vec<isize>,
    /// Of those about placeholders, which concern one.
    is_meant: Vec<bool>,
}

/// The family of rules about placeholders.
const PLACEHOLDERS: &str = "PF4";

impl<'d> Findings<'d> {
    /// `all` must be in the order of their places.
    pub(super) fn of(cx: &Context<'_>, all: &'d [Diagnostic]) -> Self {
        let mut before = vec![(0, 0)];
        let mut sum = (0, 0);
        let mut of_placeholders = Vec::new();
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, diagnostic) in all.iter().enumerate() {
            match &diagnostic.deployment {
                Some(name) if diagnostic.code.starts_with(PLACEHOLDERS) => {
                    of_placeholders.push(place);
                    by_name.entry(name).or_default().push(place);
                }
                _ => add(&mut sum, diagnostic),
            }
            before.push(sum);
        }
        let aliases = cx
            .tree
            .nodes()
            .filter(|node| node.kind() == NodeKind::Alias);
        let mut aliases: Vec<_> = aliases
            .map(|node| (node.range().start(), node.resolve().id()))
            .collect();
        aliases.sort_unstable();
        let mut found = Self {
            is_common: vec![true; all.len()],
            is_meant: vec![false; all.len()],
            more: vec![0; all.len() + 1],
            is_dropped: cx.source.encoding_error().is_some()
                || !cx.problems.is_empty()
                || cx.findings.iter().any(|it| it.dropped && it.holds),
            common: (0, 0),
            of_placeholders,
            by_name,
            all,
            before,
            aliases,
        };
        for range in pieces(cx) {
            let places = found.places(range);
            found.is_common[places].fill(false);
        }
        for place in &found.of_placeholders {
            found.is_common[*place] = false;
        }
        for (diagnostic, is_common) in all.iter().zip(&found.is_common) {
            if *is_common {
                add(&mut found.common, diagnostic);
            }
        }
        found
    }

    /// How many errors and warnings concern a deployment; those are taken note of.
    pub(super) fn counted(
        &mut self,
        cx: &Context<'_>,
        deployment: &Deployment<'_>,
        lost: &[Lost],
    ) -> (usize, usize) {
        let mut sum = self.common;
        for range in self.reach(cx, deployment) {
            let places = self.places(range);
            let (start, end) = (self.before[places.start], self.before[places.end]);
            sum.0 += end.0 - start.0;
            sum.1 += end.1 - start.1;
            self.more[places.start] += 1;
            self.more[places.end] -= 1;
        }
        let mut of_placeholders: HashSet<usize> = HashSet::new();
        // Of several deployments of a name, findings speak of the first.
        let named = deployment
            .label()
            .and_then(|name| self.by_name.remove(name.as_str()));
        of_placeholders.extend(named.into_iter().flatten());
        // A text may lose many placeholders; it is looked at once.
        let ranges: HashSet<TextRange> = lost.iter().map(|lost| lost.range).collect();
        for range in ranges {
            let from = self.of_placeholders.partition_point(|place| {
                let found = self.all[*place].range;
                found.start() < range.start()
            });
            let inside = self.of_placeholders[from..].iter();
            let inside = inside.take_while(|place| self.all[**place].range.start() < range.end());
            of_placeholders.extend(inside);
        }
        for place in of_placeholders {
            add(&mut sum, &self.all[place]);
            self.is_meant[place] = true;
        }
        sum
    }

    /// The errors that concern a deployment that was counted, or the file as a whole.
    pub(super) fn errors(&self) -> Vec<Diagnostic> {
        let mut is_meant = self.is_common.clone();
        let mut count = 0;
        for (is_meant, more) in is_meant.iter_mut().zip(&self.more) {
            count += more;
            *is_meant |= count > 0;
        }
        for place in &self.of_placeholders {
            is_meant[*place] = self.is_meant[*place];
        }
        let all = self.all.iter().zip(is_meant);
        all.filter(|(_, is_meant)| self.is_dropped || *is_meant)
            .map(|(diagnostic, _)| diagnostic)
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .cloned()
            .collect()
    }

    /// The findings in a range.
    fn places(&self, range: TextRange) -> std::ops::Range<usize> {
        let at = |offset| self.all.partition_point(|it| it.range.start() < offset);
        let start = at(range.start());
        start..at(range.end()).max(start)
    }

    /// The pieces of the file that a deployment is put together from, none overlapping another.
    fn reach(&self, cx: &Context<'_>, deployment: &Deployment<'_>) -> Vec<TextRange> {
        let sections = Section::ALL.into_iter().filter_map(|section| {
            let written = deployment.section(section).written?;
            Some(written.value.full_range())
        });
        let mut found: Vec<TextRange> = Vec::new();
        let mut left: Vec<TextRange> = sections.chain([deployment.item.full_range()]).collect();
        let mut seen = HashSet::new();
        while let Some(range) = left.pop() {
            found.push(range);
            if found.len() > MOST_PIECES {
                return vec![TextRange::up_to(TextSize::of(cx.tree.text()))];
            }
            let from = self.aliases.partition_point(|(at, _)| *at < range.start());
            let inside = self.aliases[from..].iter();
            let inside = inside.take_while(|(at, _)| *at < range.end());
            let new = inside.filter(|(_, target)| seen.insert(*target));
            let new = new.take(MOST_PIECES + 1);
            left.extend(new.map(|(_, target)| cx.tree.node(*target).full_range()));
        }
        found.sort_by_key(|range| (range.start(), range.end()));
        let mut apart: Vec<TextRange> = Vec::new();
        for range in found {
            match apart.last_mut() {
                Some(last) if range.start() <= last.end() => *last = last.cover(range),
                _ => apart.push(range),
            }
        }
        apart
    }
}

fn add((errors, warnings): &mut (usize, usize), diagnostic: &Diagnostic) {
    match diagnostic.severity {
        Severity::Error => *errors += 1,
        Severity::Warning => *warnings += 1,
        Severity::Info | Severity::Hint => {}
    }
}

/// What concerns only those that have it: deployments, sections of the file, and what is kept under other keys.
fn pieces(cx: &Context<'_>) -> Vec<TextRange> {
    let deployments = cx.manifest.deployments.iter();
    let deployments = deployments.map(|deployment| deployment.item.full_range());
    let sections = cx.manifest.sections.iter().flatten();
    let sections = sections
        .filter(|written| matches!(written.content, Content::Steps(_)))
        .map(|written| written.value.full_range());
    let others = cx.manifest.root.into_iter().flat_map(|root| root.pairs());
    let others = others.filter(|(key, _)| {
        let name = key.as_str().unwrap_or_default();
        !key.is_merge_key() && MANIFEST.field(&name).is_none()
    });
    let others = others.map(|(_, value)| value.full_range());
    deployments.chain(sections).chain(others).collect()
}
