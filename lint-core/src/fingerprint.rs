//! What a finding is about, in words that outlive edits elsewhere in the file.
//!
//! A place is named by keys, and by what items of lists are called: `deployments[daily].schedules[0 9 * * *].cron`.
//! Lines may move and neighbours may come and go; the name stays. Findings that have the same name are told apart by
//! their number, so that one more of them is new, whichever it is.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::rules::security::has_secret;
use crate::text::{Source, TextRange};
use crate::yaml::{self, Node, NodeKind, Tree};

/// The keys that say what an item of a list is called, best first.
const NAMES: [&str; 7] = [
    "name",
    "id",
    "slug",
    "cron",
    "interval",
    "rrule",
    "entrypoint",
];

/// How much of a name is kept, in characters.
const LONGEST_NAME: usize = 80;

/// How many steps of a path are kept at either end: nobody nests deeper, and names stay short whatever comes.
const DEEPEST: usize = 8;

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    /// Where it is, by names; empty for the whole file.
    pub place: String,
    /// The marked text; empty where the place says it, where it has several lines, and where it is secret.
    pub text: String,
    /// The how-manieth it is of those that have all this in common, and the rule; from 0.
    pub occurrence: u32,
}

/// The fingerprints of all findings of a text, in their order.
pub fn of<'d>(
    source: &Source,
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
) -> Vec<Fingerprint> {
    let diagnostics: Vec<&Diagnostic> = diagnostics.into_iter().collect();
    if diagnostics.is_empty() {
        return Vec::new();
    }
    let tree = yaml::parse(source.text());
    let secrets = diagnostics.iter().filter(|d| d.secret).map(|d| d.range);
    let mut places = Places::of(&tree, secrets.collect());
    let mut seen: HashMap<(&str, String, String), u32> = HashMap::new();
    let fingerprint = |diagnostic: &Diagnostic| {
        let (place, text) = places.name(source, diagnostic);
        let count = seen
            .entry((diagnostic.code, place.clone(), text.clone()))
            .or_default();
        let occurrence = *count;
        *count += 1;
        Fingerprint {
            place,
            text,
            occurrence,
        }
    };
    diagnostics.into_iter().map(fingerprint).collect()
}

/// How a node hangs on the one above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link<'t> {
    Root,
    Key,
    /// The value of a key.
    Value(Node<'t>),
    Item,
}

/// A node that is written out, with the way up.
struct Spot<'t> {
    node: Node<'t>,
    parent: usize,
    link: Link<'t>,
}

/// All nodes of a text, in the order in which they begin.
struct Places<'t> {
    spots: Vec<Spot<'t>>,
    /// What items of lists are called, as far as anybody asked.
    labels: HashMap<usize, String>,
    /// What must not be shown.
    secrets: Vec<TextRange>,
}

impl<'t> Places<'t> {
    fn of(tree: &'t Tree<'t>, secrets: Vec<TextRange>) -> Self {
        let mut spots = Vec::new();
        let mut stack: Vec<(Node<'t>, usize, Link<'t>)> = Vec::new();
        stack.extend(tree.root().map(|root| (root, 0, Link::Root)));
        while let Some((node, parent, link)) = stack.pop() {
            let here = spots.len();
            spots.push(Spot { node, parent, link });
            let children = stack.len();
            match node.kind() {
                NodeKind::Mapping => stack.extend(node.pairs().flat_map(|(key, value)| {
                    [(key, here, Link::Key), (value, here, Link::Value(key))]
                })),
                NodeKind::Sequence => stack.extend(node.items().map(|n| (n, here, Link::Item))),
                _ => {}
            }
            stack[children..].reverse();
        }
        Self {
            spots,
            labels: HashMap::new(),
            secrets,
        }
    }

    /// The name of the place that a finding marks, and the marked text.
    fn name(&mut self, source: &Source, diagnostic: &Diagnostic) -> (String, String) {
        let Some(marked) = self.deepest(diagnostic.range) else {
            return (String::new(), marked_text(source, diagnostic));
        };
        let about = match self.stands_for_all(marked, diagnostic) {
            true => self.spots[marked].parent,
            false => marked,
        };
        let path = self.path(about);
        let spot = &self.spots[marked];
        let is_told = about != marked
            || (spot.link == Link::Key && spot.node.range() == diagnostic.range)
            || self
                .labels
                .get(&marked)
                .is_some_and(|label| *label == source_line(spot.node));
        let text = match is_told {
            true => String::new(),
            false => marked_text(source, diagnostic),
        };
        (path, text)
    }

    /// The smallest node around a place.
    fn deepest(&self, range: TextRange) -> Option<usize> {
        let after = self
            .spots
            .partition_point(|spot| spot.node.full_range().start() <= range.start());
        let mut at = after.checked_sub(1)?;
        while at > 0 && !self.spots[at].node.full_range().contains_range(range) {
            at = self.spots[at].parent;
        }
        Some(at)
    }

    /// Whether a marked key stands for its mapping. What lacks something is marked at its first key, and the message
    /// then does not speak of that key.
    fn stands_for_all(&self, marked: usize, diagnostic: &Diagnostic) -> bool {
        let spot = &self.spots[marked];
        let parent = &self.spots[spot.parent];
        let mut pairs = parent.node.pairs();
        let is_first = pairs.next().is_some_and(|(key, _)| key == spot.node);
        let is_named = || {
            let name = spot.node.as_text().unwrap_or_default();
            diagnostic.message.contains(&format!("`{name}`"))
        };
        spot.link == Link::Key && is_first && spot.node.range() == diagnostic.range && !is_named()
    }

    fn path(&mut self, mut at: usize) -> String {
        let mut steps = Vec::new();
        loop {
            let Spot { node, parent, link } = self.spots[at];
            match link {
                Link::Root => break,
                Link::Key => steps.push(format!(".{}", key_name(node))),
                Link::Value(key) => steps.push(format!(".{}", key_name(key))),
                Link::Item => {
                    let label = (self.labels.get(&at).cloned()).unwrap_or_else(|| self.label(node));
                    steps.push(format!("[{label}]"));
                    self.labels.insert(at, label);
                }
            }
            at = parent;
        }
        if steps.len() > 2 * DEEPEST {
            steps.splice(DEEPEST..steps.len() - DEEPEST, ["…".to_owned()]);
        }
        steps.reverse();
        let path = steps.concat();
        path.strip_prefix('.').map_or(path.clone(), str::to_owned)
    }

    /// What an item of a list is called; empty where nothing tells it from others, or only a secret does.
    fn label(&self, item: Node<'_>) -> String {
        match item.kind() {
            NodeKind::Mapping => self.mapping_label(item).unwrap_or_default(),
            NodeKind::Scalar | NodeKind::Alias if self.is_secret(item) => String::new(),
            NodeKind::Scalar | NodeKind::Alias => source_line(item),
            NodeKind::Sequence | NodeKind::Broken => String::new(),
        }
    }

    fn mapping_label(&self, item: Node<'_>) -> Option<String> {
        let own = NAMES.iter().find_map(|name| self.scalar(item, name));
        own.or_else(|| {
            // A step is called after its id, or its function: `{function: {id: …, …}}`.
            let mut pairs = item.pairs();
            let (key, value) = pairs.next()?;
            let is_step = pairs.next().is_none() && value.kind() != NodeKind::Scalar;
            is_step.then(|| self.scalar(value, "id").unwrap_or_else(|| key_name(key)))
        })
    }

    /// The text of a key's value; none where it is secret.
    fn scalar(&self, mapping: Node<'_>, name: &str) -> Option<String> {
        let is_named =
            |(key, _): &(Node<'_>, Node<'_>)| key.as_text().is_some_and(|text| text == name);
        let (_, value) = mapping.pairs().find(is_named)?;
        let text = value.as_text()?;
        (!text.is_empty() && !self.is_secret(value)).then(|| short(&text))
    }

    /// Whether something in a node must not be shown, whether or not the rule that says so has run.
    fn is_secret(&self, node: Node<'_>) -> bool {
        let place = node.resolve().range();
        let is_marked =
            |secret: &TextRange| place.intersect(*secret).is_some_and(|it| !it.is_empty());
        self.secrets.iter().any(is_marked) || node.as_text().is_some_and(|text| has_secret(&text))
    }
}

fn key_name(key: Node<'_>) -> String {
    key.as_text()
        .map_or_else(|| source_line(key), |text| short(&text))
}

/// The first line of a node, as it is written.
fn source_line(node: Node<'_>) -> String {
    short(node.source())
}

/// A text in one line that is not too long.
fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    line.chars().take(LONGEST_NAME).collect()
}

fn marked_text(source: &Source, diagnostic: &Diagnostic) -> String {
    let marked = source
        .text()
        .get(std::ops::Range::<usize>::from(diagnostic.range));
    match marked.map(str::trim) {
        Some(text) if !diagnostic.secret && !text.contains('\n') => short(text),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze;
    use crate::settings::Settings;

    const TEXT: &str = "\
build:
  - prefect.deployments.steps.run_shell_script:
      id: sha
      scripd: git rev-parse HEAD
deployments:
  - name: daily
    entrypont: a.py:a
    paused: maybe
    tags: [a, {b: c}]
    schedules:
      - cron: 61 * * * *
      - cron: 0 9 * * *
        timezone: PST
  - description: no name
    work_pool: {name: a}
    parameters: {x: 1, x: 2}
  - name: daily
    entrypoint: a.py:a
";

    fn fingerprints(text: &str) -> Vec<String> {
        let source = Source::new("prefect.yaml", text);
        let settings = Settings::selecting(&["all"]);
        let diagnostics = analyze(&source, &settings).diagnostics;
        let show = |(d, f): (&Diagnostic, Fingerprint)| {
            format!("{} {} {:?} {}", d.rule, f.place, f.text, f.occurrence)
        };
        diagnostics
            .iter()
            .zip(of(&source, &diagnostics))
            .map(show)
            .collect()
    }

    #[test]
    fn places_are_called_by_names() {
        insta::assert_snapshot!(fingerprints(TEXT).join("\n"));
    }

    #[test]
    fn what_is_added_and_moved_elsewhere_changes_nothing() {
        let mut before = fingerprints(TEXT);
        let moved = TEXT
            .replace(
                "deployments:\n",
                "# a comment\n\ndeployments:\n  - name: new\n    entrypoint: b.py:b\n",
            )
            .replace("      - cron: 61", "      - interval: 60\n      - cron: 61")
            .replace("  - description", "  - version: v1\n    description");
        let mut after = fingerprints(&moved);
        before.sort();
        after.retain(|line| !line.contains("[new]") && !line.contains("[60]"));
        after.sort();
        assert_eq!(after, before);
    }

    #[test]
    fn secrets_are_not_told() {
        let token = format!("ghp_{}", "4a7d1ed414474e4033ac29ccb8653d9b7f3c");
        let text =
            format!("deployments:\n  - name: a\n    parameters: {{t: {token}, l: [{token}]}}\n");
        let told = fingerprints(&text).join("\n");
        assert_eq!(told.matches("hardcoded-secret").count(), 2, "{told}");
        assert!(!told.contains("ghp_"), "{told}");
        // Neither where it names an item, to this finding or to its neighbours.
        let text = format!(
            "deployments: []\nkeys:\n- {{id: {token}, x: 08}}\n- [{token}, {{a: 08, a: 09}}]\n"
        );
        let told = fingerprints(&text).join("\n");
        assert!(told.lines().count() > 3 && !told.contains("ghp_"), "{told}");
        // Nor where the rule that finds secrets does not run.
        let source = Source::new("prefect.yaml", text);
        let others = Settings::selecting(&["PF0"]);
        let told = format!("{:?}", of(&source, &analyze(&source, &others).diagnostics));
        assert!(told.contains("keys") && !told.contains("ghp_"), "{told}");
    }

    #[test]
    fn one_more_of_the_same_is_another() {
        let source = Source::new("prefect.yaml", "deployments:\n  - {a: 1, a: 2, a: 3}\n");
        let diagnostics = analyze(&source, &Settings::default()).diagnostics;
        let all = of(&source, &diagnostics);
        let unique: std::collections::HashSet<_> =
            diagnostics.iter().map(|d| d.code).zip(&all).collect();
        assert!(all.len() > 1);
        assert_eq!(unique.len(), all.len());
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_fingerprints(text in "[-a-c:\n \\[\\]{},'\"&*?|#é]{0,200}") {
            let source = Source::new("prefect.yaml", text);
            let diagnostics = analyze(&source, &Settings::default()).diagnostics;
            proptest::prop_assert_eq!(of(&source, &diagnostics).len(), diagnostics.len());
        }
    }
}
