//! What a finding is: plain data, ready for a terminal, a report or an editor.

use crate::text::TextRange;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Shown by editors only.
    Hint,
    /// Advice.
    Info,
    /// Legal, and almost surely not meant.
    Warning,
    /// Prefect refuses the file, or does something else than what is written.
    Error,
}

impl Severity {
    /// The word for it in reports: `error`, `warning`, `info`, `hint`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Hint => "hint",
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's code, such as `PF005`.
    pub code: &'static str,
    /// The rule's name, such as `duplicate-key`.
    pub rule: &'static str,
    /// How bad it is, after the settings have spoken.
    pub severity: Severity,
    /// The smallest text that is wrong.
    pub range: TextRange,
    /// Whether what stands at `range` is secret, and must not be shown.
    pub secret: bool,
    /// What is wrong, with the user's own names in it. One line, no full stop.
    pub message: String,
    /// A few words under the marked text; may be empty.
    pub label: String,
    /// What Prefect will do about it.
    pub note: Option<String>,
    /// What to write instead.
    pub help: Option<String>,
    /// Other places that are involved.
    pub labels: Vec<Label>,
    /// Ways to mend it, best first.
    pub fixes: Vec<Fix>,
    /// The deployment it belongs to, by name.
    pub deployment: Option<String>,
}

impl Diagnostic {
    /// A finding of a rule, by its code and its name, with nothing more to say than the message.
    pub fn new(
        (code, rule): (&'static str, &'static str),
        severity: Severity,
        range: TextRange,
        message: String,
    ) -> Self {
        Self {
            code,
            rule,
            severity,
            range,
            secret: false,
            message,
            label: String::new(),
            note: None,
            help: None,
            labels: Vec::new(),
            fixes: Vec::new(),
            deployment: None,
        }
    }
}

/// Another place that a finding speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub range: TextRange,
    /// What is there.
    pub message: String,
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a menu entry: ``replace with `build-image` ``.
    pub title: String,
    /// Whether it may be applied without a look.
    pub safety: Safety,
    /// The edits, in ascending order, none overlapping another.
    pub edits: Vec<Edit>,
}

/// Whether a fix may change what the author meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// Shown; applied only on request.
    Unsafe,
    /// What was meant is certain.
    Safe,
}

impl Safety {
    /// The word for it in reports: `safe`, `unsafe`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// Replaces a range of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub range: TextRange,
    /// What comes in its place; empty to delete.
    pub text: String,
}

impl Fix {
    /// A safe fix of one edit.
    pub fn safe(title: impl Into<String>, range: TextRange, text: impl Into<String>) -> Self {
        Self::new(title, Safety::Safe, vec![Edit::new(range, text)])
    }

    /// An unsafe fix of one edit.
    pub fn risky(title: impl Into<String>, range: TextRange, text: impl Into<String>) -> Self {
        Self::new(title, Safety::Unsafe, vec![Edit::new(range, text)])
    }

    /// A fix of several edits, in any order.
    pub fn new(title: impl Into<String>, safety: Safety, mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| (edit.range.start(), edit.range.end()));
        // What stands right beside one another is one edit: between two, the order would not be clear.
        edits.dedup_by(|next, edit| {
            let meets = edit.range.end() == next.range.start();
            if meets {
                edit.range = edit.range.cover(next.range);
                edit.text.push_str(&next.text);
            }
            meets
        });
        Self {
            title: title.into(),
            safety,
            edits,
        }
    }
}

impl Edit {
    /// Puts `text` in the place of `range`.
    pub fn new(range: TextRange, text: impl Into<String>) -> Self {
        Self {
            range,
            text: text.into(),
        }
    }
}
