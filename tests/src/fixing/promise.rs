//! What each rule's fix means to do with what is loaded: everything else must be loaded as before.

use prefect_lint_core::yaml::{self, Loaded, Node, NodeKind, Style, Tree};

use super::change::{Change, changes};
use super::keeps::is_kept;
use super::trial::Trial;

use Promise::*;

/// One thing that a fix may do. Exactly that must happen, at the place of the finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Promise {
    /// Nothing that is loaded changes.
    Nothing,
    /// A file that could not be read is read a bit further: one text is put in quotes.
    ReadsQuoted,
    /// A file that could not be read is read a bit further: marks and blanks are put right, no letter is touched.
    ReadsOn,
    /// An alias gets another name.
    Alias,
    /// A value that is no text becomes text, as it is written.
    AsWritten,
    /// A text becomes another text.
    Text,
    /// A text with placeholders becomes another; what stands outside of the braces stays.
    Placeholder,
    /// A text becomes a number.
    Number,
    /// A number is written in another way, to the microsecond.
    SameNumber,
    /// A text becomes a list of its parts.
    Split,
    /// A value becomes true or false.
    Truth,
    /// A text becomes longer by what was a comment.
    Longer,
    /// A key is renamed.
    Rename,
    /// An entry or an item is taken out.
    Remove,
    /// A new entry has come.
    Add(&'static str),
    /// An entry gives way to another one that means the same.
    Replace,
    /// A value is put into a list of its own, as text if it was none.
    Wrap,
    /// An empty list, or mapping, takes the place of something.
    EmptyList,
    /// The same, with a mapping.
    EmptyMap,
    /// A value gets a mapping of its own.
    Nest,
    /// An entry moves into another mapping, or into a new one.
    Move,
    /// `schedule` becomes an item of `schedules`.
    IntoSchedules,
    /// The entries of an inner mapping take the place of the entry that held it.
    Unnest,
    /// What stood beside a step becomes its inputs.
    Inputs,
    /// A list in a list gives its items to the outer one.
    Flatten,
    /// An ordinary `<<` becomes a merge key.
    Merge,
}

/// The table: all rules with a fix are in it.
const PROMISES: &[(&str, &[Promise])] = &[
    ("PF001", &[ReadsOn]),
    ("PF002", &[ReadsQuoted]),
    ("PF003", &[ReadsQuoted]),
    ("PF004", &[ReadsOn]),
    ("PF006", &[Alias]),
    ("PF009", &[Merge]),
    ("PF010", &[Flatten]),
    ("PF014", &[AsWritten]),
    ("PF015", &[Longer]),
    ("PF017", &[ReadsQuoted]),
    ("PF018", &[Nothing]),
    ("PF101", &[Rename]),
    ("PF103", &[Rename, Move]),
    ("PF104", &[Rename, Move, Replace]),
    ("PF105", &[IntoSchedules, Remove]),
    (
        "PF106",
        &[AsWritten, Rename, Wrap, Nest, EmptyList, IntoSchedules],
    ),
    ("PF107", &[EmptyList, EmptyMap]),
    ("PF108", &[Wrap, Split]),
    ("PF113", &[Text]),
    ("PF207", &[Text]),
    ("PF208", &[Text]),
    ("PF209", &[Text]),
    ("PF211", &[Rename]),
    ("PF212", &[AsWritten, Number, Truth]),
    ("PF215", &[EmptyList]),
    ("PF301", &[Inputs, Rename]),
    ("PF302", &[Rename]),
    ("PF303", &[Rename]),
    ("PF304", &[Rename]),
    ("PF308", &[EmptyMap]),
    ("PF310", &[Text]),
    ("PF312", &[Add("shell")]),
    ("PF313", &[Add("expand_env_vars")]),
    ("PF314", &[Add("requires")]),
    ("PF317", &[Text]),
    ("PF318", &[Placeholder]),
    ("PF401", &[Placeholder]),
    ("PF402", &[Placeholder]),
    ("PF403", &[Placeholder]),
    ("PF407", &[Text]),
    ("PF408", &[Placeholder]),
    ("PF409", &[Placeholder]),
    ("PF410", &[Placeholder]),
    ("PF414", &[Rename]),
    ("PF502", &[IntoSchedules]),
    ("PF503", &[Text]),
    ("PF505", &[Text]),
    ("PF506", &[Rename, Remove]),
    ("PF508", &[Text]),
    ("PF510", &[Text]),
    ("PF513", &[Text, Number]),
    ("PF514", &[Nothing, SameNumber]),
    ("PF517", &[AsWritten]),
    ("PF518", &[Remove]),
    ("PF519", &[Text]),
    ("PF521", &[Text]),
    ("PF523", &[Remove]),
    ("PF524", &[Unnest]),
    ("PF525", &[Remove, EmptyList]),
    ("PF526", &[Truth]),
    ("PF601", &[Rename]),
    ("PF602", &[AsWritten, Text]),
    ("PF701", &[Text, AsWritten, Wrap]),
    ("PF702", &[Rename]),
    ("PF704", &[Number]),
    ("PF706", &[Text]),
    ("PF708", &[Text]),
    ("PF710", &[Text]),
    ("PF803", &[Text]),
    ("PF901", &[Nothing]),
    ("PF902", &[Nothing]),
];

/// The codes that the table speaks of.
pub fn codes() -> impl Iterator<Item = &'static str> {
    PROMISES.iter().map(|(code, _)| *code)
}

/// Whether a fix does what its rule promises, and nothing else.
///
/// # Errors
///
/// What it does instead.
pub fn check(trial: &Trial<'_>) -> Result<(), String> {
    let promises = PROMISES
        .iter()
        .find(|(code, _)| *code == trial.finding.code);
    let (_, promises) = promises.ok_or("nothing is promised of this rule's fix")?;
    let before = yaml::parse(&trial.example.text);
    let after = yaml::parse(&trial.after);
    let case = Case {
        trial,
        before: &before,
        after: &after,
        changes: changes(&before, &after),
    };
    match promises.iter().any(|promise| case.keeps(*promise)) {
        true => Ok(()),
        false => Err(format!(
            "not {promises:?}, but {}",
            case.changes
                .as_deref()
                .map_or_else(|| "unreadable".to_owned(), |changes| show(changes))
        )),
    }
}

fn show(changes: &[Change<'_>]) -> String {
    let node = |node: &Node<'_>| format!("`{}`", node.source().trim_end());
    let key = |key: &Option<Node<'_>>| {
        key.as_ref()
            .map_or_else(String::new, |key| format!("{}: ", node(key)))
    };
    let one = |change: &Change<'_>| match change {
        Change::Value(a, b) => format!("{} -> {}", node(a), node(b)),
        Change::Key(a, b) => format!("key {} -> {}", node(a), node(b)),
        Change::Gone(k, v) => format!("gone {}{}", key(k), node(v)),
        Change::New(k, v) => format!("new {}{}", key(k), node(v)),
    };
    changes.iter().map(one).collect::<Vec<_>>().join("; ")
}

struct Case<'c> {
    trial: &'c Trial<'c>,
    before: &'c Tree<'c>,
    after: &'c Tree<'c>,
    changes: Option<Vec<Change<'c>>>,
}

impl<'c> Case<'c> {
    fn keeps(&self, promise: Promise) -> bool {
        match promise {
            ReadsQuoted => return self.reads_further() && self.is_quoted(),
            ReadsOn => return self.reads_further() && self.keeps_letters(),
            Alias => return self.reads_further(),
            _ => {}
        }
        let Some(changes) = &self.changes else {
            // What is broken elsewhere is loaded neither before nor after.
            return !self.before.errors().is_empty();
        };
        if promise == Nothing {
            return changes.is_empty();
        }
        if self.is_overridden() {
            return true;
        }
        let mut changes: Vec<Change<'_>> = changes.clone();
        // A renamed key is merged elsewhere under its new name.
        let is_merged = promise == Rename && self.before.nodes().any(Node::is_merge_key);
        let is_here = is_merged || changes.iter().all(|change| self.is_here(*change));
        changes.sort_by_key(|change| matches!(change, Change::New(..)));
        is_here && !changes.is_empty() && is_kept(promise, &changes)
    }

    /// Whether some key is there twice, so that not all that is written is loaded. That is an error of its own.
    fn is_overridden(&self) -> bool {
        self.before.nodes().any(|node| {
            let is_merged = node.pairs().any(|(key, _)| key.is_merge_key());
            let loaded = match node.load() {
                Some(Loaded::Map(pairs)) if !is_merged => pairs.len(),
                _ => return false,
            };
            node.kind() == NodeKind::Mapping && loaded < node.pairs().count()
        })
    }

    /// Whether an error of YAML is gone.
    fn reads_further(&self) -> bool {
        self.after.errors().len() < self.before.errors().len()
    }

    /// Whether what is replaced stands in quotes now, as it was.
    fn is_quoted(&self) -> bool {
        let [edit] = self.trial.fix.edits.as_slice() else {
            return false;
        };
        let (start, end) = self.trial.moves.range(edit.range);
        let written = &self.trial.example.text[edit.range];
        self.after.nodes().any(|node| {
            let place = node.range();
            let quoted = matches!(node.style(), Style::SingleQuoted | Style::DoubleQuoted);
            let here = usize::from(place.start()) == start && usize::from(place.end()) == end;
            quoted && here && node.as_text().as_deref() == Some(written)
        })
    }

    fn keeps_letters(&self) -> bool {
        let letters =
            |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
        letters(&self.trial.example.text) == letters(&self.trial.after)
    }

    /// Whether a change is one of something that an edit touches, or brings.
    fn is_here(&self, change: Change<'_>) -> bool {
        let touches = |node: Node<'_>| {
            let (start, end) = (
                node.full_range().start().into(),
                node.full_range().end().into(),
            );
            let text = &self.trial.example.text;
            let lines = text[..start].rfind('\n').unwrap_or(0)
                ..text[end..].find('\n').map_or(text.len(), |at| end + at);
            self.trial.moves.touch(lines.start, lines.end)
        };
        match change {
            Change::Value(node, _) | Change::Key(node, _) => node.is_empty() || touches(node),
            Change::Gone(key, value) => key.is_some_and(touches) || touches(value),
            Change::New(..) => true,
        }
    }
}
