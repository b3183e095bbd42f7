//! The words in which the shape of the file is written down: objects, fields, types.
//!
//! The tables themselves stand in the other files of this folder, one for each level. They are read by the check,
//! the JSON schema, completion and hover alike, so a fact about a field is written once.

use crate::settings::Version;

/// The place of a mapping in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// The top of the file.
    Manifest,
    /// An item of `deployments`.
    Deployment,
    /// `work_pool`
    WorkPool,
    /// An item of `schedules`, or `schedule`.
    Schedule,
    /// The mapping form of `concurrency_limit`.
    ConcurrencyLimit,
    /// An item of `triggers`.
    Trigger,
    /// `metric` of a metric trigger.
    Metric,
    /// An item of `sla`.
    Sla,
}

impl Level {
    /// Where a key of this level stands, for a sentence: ``under `work_pool` ``.
    pub fn place(self) -> &'static str {
        match self {
            Self::Manifest => "at the top level",
            Self::Deployment => "in a deployment",
            Self::WorkPool => "under `work_pool`",
            Self::Schedule => "in a schedule",
            Self::ConcurrencyLimit => "under `concurrency_limit`",
            Self::Trigger => "in a trigger",
            Self::Metric => "under `metric`",
            Self::Sla => "in an SLA",
        }
    }
}

/// A mapping of known keys.
#[derive(Debug)]
pub struct Object {
    /// Where it stands.
    pub level: Level,
    /// What it is called, such as `Work pool`.
    pub title: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// Its keys, the most used ones first.
    pub fields: &'static [Field],
    /// What becomes of other keys.
    pub extra: Extra,
    /// When Prefect looks at its keys.
    pub stage: Stage,
}

impl Object {
    /// The field of a key, by its name or another spelling of it.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields
            .iter()
            .find(|field| field.name == key || field.aliases.contains(&key))
    }

    /// The names of its fields.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().map(|field| field.name)
    }
}

/// What Prefect does with a key that it does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extra {
    /// Nothing, and says nothing.
    Ignored,
    /// It refuses the file.
    Forbidden,
}

/// When Prefect looks at something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// When it reads the file; what is wrong drops the whole file.
    Load,
    /// When it deploys, with the placeholders filled in; what is wrong stops that deployment.
    Deploy,
}

/// What an explicit `null` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Null {
    /// The same as leaving the key out.
    Absent,
    /// The whole file is dropped.
    Refused,
    /// The file loads, and deploying stops with a traceback.
    Crashes,
}

/// One key of a mapping.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// Other spellings that Prefect takes.
    pub aliases: &'static [&'static str],
    /// What it holds.
    pub ty: Type,
    /// What an explicit `null` does.
    pub null: Null,
    /// Whether a mapping without it is refused.
    pub required: bool,
    /// What holds when it is left out, as YAML; none where nothing does.
    pub default: Option<&'static str>,
    /// What it is for, in a line or two.
    pub doc: &'static str,
    /// The words that Prefect takes when it deploys; empty: any.
    pub words: &'static [&'static str],
    /// The first release that has it; none: as old as the file itself.
    pub since: Option<Version>,
    /// What to use instead, for a key that is still read and should not be written any more.
    pub deprecated: Option<&'static str>,
    /// Values to show, as YAML.
    pub examples: &'static [&'static str],
}

/// A field that may be null, has no default, and holds what `ty` says.
pub const fn field(name: &'static str, ty: Type, doc: &'static str) -> Field {
    Field {
        name,
        aliases: &[],
        ty,
        null: Null::Absent,
        required: false,
        default: None,
        doc,
        words: &[],
        since: None,
        deprecated: None,
        examples: &[],
    }
}

impl Field {
    pub(super) const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    pub(super) const fn null(mut self, null: Null) -> Self {
        self.null = null;
        self
    }

    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self.null(Null::Refused)
    }

    pub(super) const fn default(mut self, yaml: &'static str) -> Self {
        self.default = Some(yaml);
        self
    }

    pub(super) const fn words(mut self, words: &'static [&'static str]) -> Self {
        self.words = words;
        self
    }

    pub(super) const fn since(mut self, major: u16, minor: u16, patch: u16) -> Self {
        self.since = Some(Version(major, minor, patch));
        self
    }

    pub(super) const fn deprecated(mut self, replacement: &'static str) -> Self {
        self.deprecated = Some(replacement);
        self
    }

    pub(super) const fn examples(mut self, yaml: &'static [&'static str]) -> Self {
        self.examples = yaml;
        self
    }
}

/// What a field holds. Scalars are converted the way pydantic does in its lax mode; see [`coerce`](super::coerce).
#[derive(Debug, Clone, Copy)]
pub enum Type {
    /// Anything at all.
    Any,
    /// Text; a number is no text.
    Text,
    /// A truth value, also as a word or as 0 or 1.
    Bool,
    /// A whole number, also as text.
    Int,
    /// A number, also as text.
    Number,
    /// Seconds, or text in one of two notations for a length of time.
    Duration,
    /// One of these words, and nothing else.
    Word(&'static [&'static str]),
    /// A mapping with text as keys and anything as values.
    Mapping,
    /// A list.
    List(&'static Type),
    /// A mapping of known keys.
    Object(&'static Object),
    /// Any of several; at most one of them is a list, and one a mapping.
    OneOf(&'static [Type]),
    /// A schedule.
    Schedule,
    /// A service level agreement.
    Sla,
}

impl Type {
    /// What must be written, for a sentence: `a list of tags`.
    pub fn words(&self) -> String {
        match self {
            Self::Any => "anything".to_owned(),
            Self::Text => "text".to_owned(),
            Self::Bool => "`true` or `false`".to_owned(),
            Self::Int => "a whole number".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Duration => "a number of seconds or a duration such as `PT10M`".to_owned(),
            Self::Word(words) => format!("one of {}", quoted(words)),
            Self::Mapping | Self::Object(_) => "a mapping".to_owned(),
            Self::List(Self::Any) => "a list".to_owned(),
            Self::List(Self::Text) => "a list of texts".to_owned(),
            Self::List(Self::Schedule) => "a list of schedules".to_owned(),
            Self::List(Self::Sla | Self::Mapping | Self::Object(_)) => {
                "a list of mappings".to_owned()
            }
            Self::List(item) => format!("a list with {}", item.words()),
            Self::OneOf(types) => {
                let words: Vec<_> = types.iter().map(Self::words).collect();
                words.join(" or ")
            }
            Self::Schedule => "a mapping with `cron`, `interval` or `rrule`".to_owned(),
            Self::Sla => {
                "a mapping with `name` and `duration`, `within` or `stale_after`".to_owned()
            }
        }
    }
}

/// Words in backticks, as a list in a sentence.
pub fn quoted(words: &[&str]) -> String {
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} or {last}", start.join(", ")),
    }
}
