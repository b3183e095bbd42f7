//! Silences what is left of the findings, by comments.

use std::collections::{BTreeMap, BTreeSet};

use super::Suppressions;
use super::directive::{Directive, Kind};
use super::scope::{Places, Scope, is_block};
use crate::analysis::{Analysis, analyze_in};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::fix;
use crate::project::Project;
use crate::rules::suppressions::{UnknownRule, UnusedSuppression};
use crate::settings::Settings;
use crate::text::{Source, range, size};
use crate::yaml::{self, Tree};

/// How often comments are added: the first ones nearly always do.
const MAX_ROUNDS: usize = 8;

/// How many texts are tried, once a comment has turned out to change what the YAML says.
const MAX_TRIALS: usize = 100;

/// The rules about such comments, which are not silenced by more of them.
const OWN: [&str; 2] = [UnusedSuppression::META.code, UnknownRule::META.code];

/// A manifest with its new comments.
#[derive(Debug, Clone)]
pub struct Added {
    /// The manifest as it is now.
    pub source: Source,
    /// How many findings are silenced that were not before.
    pub count: usize,
    /// What is still to be said about it.
    pub analysis: Analysis,
}

/// Adds comments that silence all findings but hints, with a reason, which must be one line. What the YAML says stays
/// the same. A manifest that can't be read is left as it is, and so are findings about such comments themselves.
pub fn add(
    source: Source,
    settings: &Settings,
    project: Option<Project<'_>>,
    reason: &str,
) -> Added {
    let analysis = analyze_in(&source, settings, project);
    let before = analysis.suppressed.len();
    let mut now = Added {
        source,
        count: 0,
        analysis,
    };
    if now.source.encoding_error().is_some() {
        return now;
    }
    // Where comments beside the findings bring new findings, one at the top may still do.
    for may_be_near in [true, false] {
        for _ in 0..MAX_ROUNDS {
            let Some(text) = with_comments(&now, reason, may_be_near) else {
                break;
            };
            let source = Source::new(now.source.path(), text);
            let analysis = analyze_in(&source, settings, project);
            if open(&analysis).count() >= open(&now.analysis).count() {
                break;
            }
            now = Added {
                count: analysis.suppressed.len().saturating_sub(before),
                source,
                analysis,
            };
        }
    }
    now
}

/// Comments that silence the findings of one text, one by one. What the YAML says stays the same.
pub(crate) struct Comments<'t>(Planner<'t>);

impl<'t> Comments<'t> {
    /// None where the text can't be read.
    pub(crate) fn of(tree: &'t Tree<'t>, suppressions: &'t Suppressions) -> Option<Self> {
        let is_readable = tree.errors().is_empty();
        is_readable.then(|| Self(Planner::of(tree, suppressions)))
    }

    /// A comment with a reason, which must be one line; none where there is no place for one.
    pub(crate) fn silence(&self, finding: &Diagnostic, reason: &str) -> Option<Fix> {
        if OWN.contains(&finding.code) {
            return None;
        }
        let Self(planner) = self;
        let spots = [
            planner.spot(usize::from(finding.range.start())),
            planner.top(),
        ];
        let rule = BTreeSet::from([finding.rule]);
        let mut fixes = spots
            .map(|spot| planner.fix(spot, &rule, reason))
            .into_iter();
        fixes.find(|fix| planner.changes_nothing(std::slice::from_ref(fix)))
    }
}

/// The findings that want a comment.
fn open(analysis: &Analysis) -> impl Iterator<Item = &Diagnostic> {
    (analysis.diagnostics.iter()).filter(|d| d.severity > Severity::Hint && !OWN.contains(&d.code))
}

/// The text with a comment for each finding that can have one; none where nothing changes.
fn with_comments(now: &Added, reason: &str, may_be_near: bool) -> Option<String> {
    open(&now.analysis).next()?;
    let text = now.source.text();
    let tree = yaml::parse(text);
    if !tree.errors().is_empty() {
        return None;
    }
    let suppressions = Suppressions::of(&tree);
    let planner = Planner::of(&tree, &suppressions);
    let mut wanted: BTreeMap<Spot, BTreeSet<&str>> = BTreeMap::new();
    for finding in open(&now.analysis) {
        let spot = match may_be_near {
            true => planner.spot(usize::from(finding.range.start())),
            false => planner.top(),
        };
        wanted.entry(spot).or_default().insert(finding.rule);
    }
    let fixes = wanted
        .iter()
        .map(|(spot, rules)| planner.fix(*spot, rules, reason));
    let fixes: Vec<Fix> = fixes.collect();
    let new = planner.harmless(&fixes);
    (new != text).then_some(new)
}

/// Where a rule's name is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Spot {
    /// In the list of a directive.
    Directive(usize),
    /// In a new comment at the end of what is written in a line.
    Behind(usize),
    /// In a new comment above what begins in a line.
    Above(usize),
    /// In a new comment at the top, for the file.
    Top,
}

struct Planner<'t> {
    text: &'t str,
    tree: &'t Tree<'t>,
    places: Places<'t>,
    directives: &'t [Directive],
}

impl<'t> Planner<'t> {
    fn of(tree: &'t Tree<'t>, suppressions: &'t Suppressions) -> Self {
        Self {
            text: tree.text(),
            tree,
            places: Places::of(tree),
            directives: &suppressions.directives,
        }
    }

    /// The best spot for a finding at an offset: behind it, above it, at the top.
    fn spot(&self, offset: usize) -> Spot {
        self.behind(offset)
            .or_else(|| self.above(offset))
            .unwrap_or_else(|| self.top())
    }

    fn behind(&self, offset: usize) -> Option<Spot> {
        let mut at = offset;
        let end = loop {
            let end = self.places.lines.written_end(at);
            match self.places.inside(end.max(at)) {
                None => break end,
                // A comment may stand behind the head of block text, nowhere else in it.
                Some(node) if is_block(node) => {
                    let head: usize = node.range().start().into();
                    let end = self.places.lines.written_end(head);
                    match self.places.inside(end) == Some(node) {
                        true => break end,
                        false => return None,
                    }
                }
                Some(node) => {
                    let last: usize = node.range().end().into();
                    if last <= at {
                        return None;
                    }
                    at = last;
                }
            }
        };
        let line = self.places.lines.at(end).start;
        let is_blank = self.text[line..end]
            .trim_start_matches('\u{feff}')
            .trim()
            .is_empty();
        let covers = self.places.line(line).covers(size(offset));
        if is_blank || !covers || self.places.is_own_line(line) {
            return None;
        }
        let there = self.directives.iter().position(|directive| {
            let is_here = self.places.lines.at(directive.range.start().into()).start == line;
            is_here && directive.kind == Kind::Ignore
        });
        Some(there.map_or(Spot::Behind(end), Spot::Directive))
    }

    fn above(&self, offset: usize) -> Option<Spot> {
        let from = (self.places.inside(offset)).map_or(offset, |node| node.range().start().into());
        let line = self.places.lines.at(from).start;
        let is_free = self.places.inside(line).is_none() && !self.places.is_own_line(line);
        let scope = self.places.next(size(line));
        if !is_free || !scope.covers(size(offset)) {
            return None;
        }
        let there = (self.directives.iter()).position(|directive| directive.scope == scope);
        Some(there.map_or(Spot::Above(line), Spot::Directive))
    }

    fn top(&self) -> Spot {
        let there = (self.directives.iter()).position(|d| d.scope == Scope::File);
        there.map_or(Spot::Top, Spot::Directive)
    }

    fn fix(&self, spot: Spot, rules: &BTreeSet<&str>, reason: &str) -> Fix {
        let list = rules.iter().copied().collect::<Vec<_>>().join(", ");
        let comment = |kind: Kind| format!("# prefect-lint: {}[{list}] {reason}", kind.as_str());
        let (at, new) = match spot {
            Spot::Directive(at) => {
                let directive = &self.directives[at];
                let end = directive.words.last().map(|word| word.range.end());
                let end = end.unwrap_or(directive.list.end());
                (end.into(), format!(", {list}"))
            }
            Spot::Behind(at) => (at, format!("  {}", comment(Kind::Ignore))),
            Spot::Above(line) => {
                let rest = &self.text[line..];
                let indent = rest.len() - rest.trim_start_matches(' ').len();
                let indent = &rest[..indent];
                (line, format!("{indent}{}\n", comment(Kind::Ignore)))
            }
            Spot::Top => {
                let start = self.text.len() - self.text.trim_start_matches('\u{feff}').len();
                (start, format!("{}\n", comment(Kind::IgnoreFile)))
            }
        };
        Fix::safe("add a comment", range(at, 0), new)
    }

    /// Applies the comments that leave what the YAML says as it is; all of them, unless a place is odd.
    fn harmless(&self, fixes: &[Fix]) -> String {
        let mut left = MAX_TRIALS;
        let mut is_harmless = |fixes: &[Fix]| {
            let has_left = left > 0;
            left = left.saturating_sub(1);
            has_left && self.changes_nothing(fixes)
        };
        let fixes = most(fixes, &mut is_harmless);
        fix::apply(self.text, &fixes).text
    }

    /// Whether the YAML says the same with some comments.
    fn changes_nothing(&self, fixes: &[Fix]) -> bool {
        let new = fix::apply(self.text, fixes).text;
        yaml::same(self.tree, &yaml::parse(&new))
    }
}

/// So many of some items that they are fine together. By halves: nearly always all of them are.
fn most<T: Clone>(items: &[T], is_fine: &mut impl FnMut(&[T]) -> bool) -> Vec<T> {
    if is_fine(items) {
        return items.to_vec();
    }
    if items.len() <= 1 {
        return Vec::new();
    }
    let (first, second) = items.split_at(items.len() / 2);
    let first = most(first, is_fine);
    let second = most(second, is_fine);
    let both = [first.as_slice(), second.as_slice()].concat();
    match is_fine(&both) {
        true => both,
        false => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str) -> String {
        let settings = Settings::default();
        let source = Source::new("prefect.yaml", text);
        let once = add(source, &settings, None, "known");
        let again = add(once.source.clone(), &settings, None, "known");
        assert_eq!(again.source.text(), once.source.text(), "a second time");
        assert_eq!(open(&once.analysis).count(), 0, "{}", once.source.text());
        assert!(once.analysis.diagnostics.iter().all(|d| d.code != "PF901"));
        once.source.text().to_owned()
    }

    #[test]
    fn comments_stand_where_they_silence_and_change_nothing() {
        insta::assert_snapshot!(added(
            "\
deployments:
  - name: daily
    entrypont: a.py:f
    tags: prod   # a tag
    tgas: [1,
      2]
    descripton: |
      text
    schedules:
      - {cron: '61 * * * *', crn: 1}  # prefect-lint: ignore[unknown-schedule-key] mine
      # prefect-lint: ignore[unknown-schedule-key] mine, too
      - cron: '62 * * * *'
        timezon: UTC
    version: '{{ a
      b }}'
    description: >
      {{ nope.x }}

      and {{ nope.y }}
    job_variables: {a: 'x
      {{ c d }}', b: 'y
      z {{ e f }}' }
"
        ), @r#"
        deployments:
          - name: daily
            entrypont: a.py:f  # prefect-lint: ignore[misspelled-key] known
            tags: prod   # a tag  # prefect-lint: ignore[string-tags] known
            tgas: [1,  # prefect-lint: ignore[misspelled-key] known
              2]
            descripton: |  # prefect-lint: ignore[misspelled-key] known
              text
            schedules:
              - {cron: '61 * * * *', crn: 1}  # prefect-lint: ignore[unknown-schedule-key, invalid-cron] mine
              # prefect-lint: ignore[unknown-schedule-key] mine, too
              - cron: '62 * * * *'  # prefect-lint: ignore[invalid-cron] known
                timezon: UTC
            version: '{{ a
              b }}'  # prefect-lint: ignore[malformed-placeholder] known
            description: >  # prefect-lint: ignore[undefined-step-reference] known
              {{ nope.x }}

              and {{ nope.y }}
            # prefect-lint: ignore[misplaced-key] known
            job_variables: {a: 'x
              {{ c d }}', b: 'y
              z {{ e f }}' }
        "#);
    }

    #[test]
    fn a_single_finding_gets_its_comment() {
        let text = "deployments:\n  - name: daily\n    entrypont: a.py:f\n    tgas: [x]\n";
        let source = Source::new("prefect.yaml", text);
        let analysis = crate::analyze(&source, &Settings::default());
        let comment = |source: &Source, finding: &Diagnostic| {
            let tree = yaml::parse(source.text());
            let suppressions = Suppressions::of(&tree);
            Comments::of(&tree, &suppressions)?.silence(finding, "known")
        };
        let fix = comment(&source, &analysis.diagnostics[0]).unwrap();
        let silenced = Source::new("prefect.yaml", fix::apply(text, [&fix]).text);
        assert_eq!(
            silenced.text(),
            "deployments:\n  - name: daily\n    entrypont: a.py:f  # prefect-lint: ignore[misspelled-key] known\n    tgas: [x]\n"
        );
        let left = crate::analyze(&silenced, &Settings::default());
        assert_eq!(left.diagnostics.len(), analysis.diagnostics.len() - 1);
        let broken = Source::new("prefect.yaml", "a: {{ b }}\n");
        let analysis = crate::analyze(&broken, &Settings::default());
        assert_eq!(comment(&broken, &analysis.diagnostics[0]), None);
    }

    #[test]
    fn line_ends_and_byte_order_mark_stay() {
        let text = added("\u{feff}deployments:\r\n- nam: a\r\n  entrypoint: a.py:f\r\n");
        assert!(text.starts_with("\u{feff}deployments:"), "{text:?}");
        assert!(!text.replace("\r\n", "").contains('\n'), "{text:?}");
    }

    #[test]
    fn an_empty_file_gets_its_comment_at_the_top() {
        assert_eq!(
            added(""),
            "# prefect-lint: ignore-file[not-a-mapping] known\n"
        );
        assert_eq!(
            added("# nothing\n"),
            "# prefect-lint: ignore-file[not-a-mapping] known\n# nothing\n"
        );
    }

    proptest::proptest! {
        #[test]
        fn any_manifest_can_be_silenced(
            lines in proptest::collection::vec(
                proptest::sample::select(vec![
                    "deployments:", "  - name: a", "    entrypont: a.py:f", "    tags: prod # c", "    tags: [a,",
                    "      b]", "    description: |", "      text {{ x }}", "    version: 'a", "      {{ b c }}'",
                    "    shedules:", "    schedules:", "      - cron: '61 * * * *'", "        crn: 1", "build:",
                    "  - a.b:", "      id: x", "owner: me", "", "# c", "    job_variables: {a: 1,", "      b: \"{{ a | b }}\"}",
                    "name: [x", "  # prefect-lint: ignore[misspelled-key] y", "...", "---", "? a", ": b", "x: &x {a: *x}",
                    "    parameters: {p: yes, # prefect-lint: ignore[PF014] z", "      q: no}", "push: null", "    work_pool: >-",
                ]),
                0..14,
            ),
            windows: bool,
            end: bool,
        ) {
            let mut text = lines.join(if windows { "\r\n" } else { "\n" });
            if end { text += "\n" }
            let settings = Settings::default();
            let source = Source::new("prefect.yaml", text.clone());
            let once = add(source, &settings, None, "known");
            let (old, new) = (yaml::parse(&text), yaml::parse(once.source.text()));
            if !old.errors().is_empty() {
                proptest::prop_assert_eq!(once.source.text(), &text);
                return Ok(());
            }
            proptest::prop_assert!(yaml::same(&old, &new), "{}", once.source.text());
            proptest::prop_assert_eq!(open(&once.analysis).count(), 0, "{}", once.source.text());
            let again = add(once.source.clone(), &settings, None, "known");
            proptest::prop_assert_eq!(again.source.text(), once.source.text());
        }
    }

    #[test]
    fn what_cannot_be_read_is_left_alone() {
        let source = Source::new("prefect.yaml", "a: {{ b }}\nentrypont: 1\n");
        let left = add(source, &Settings::default(), None, "known");
        assert_eq!(left.count, 0);
        assert_eq!(left.source.text(), "a: {{ b }}\nentrypont: 1\n");
    }
}
