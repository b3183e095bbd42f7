//! What makes Prefect refuse a trigger, or stop with a traceback.

use crate::schema::field::{Field, Type};
use crate::yaml::{Entry, Node};

/// Something for which Prefect does not take a trigger.
#[derive(Debug, Clone)]
pub struct Fault<'t> {
    /// The number of the trigger.
    pub trigger: usize,
    /// What is wrong.
    pub kind: FaultKind,
    /// The field that it belongs to; none where a key is missing.
    pub field: Option<&'static Field>,
    /// The entry of the trigger, or of its `metric`, that it is in.
    pub entry: Option<Entry<'t>>,
    /// The smallest value that is wrong.
    pub node: Node<'t>,
}

/// What is wrong with a trigger.
#[derive(Debug, Clone, Copy)]
pub enum FaultKind {
    /// `type` is none of the kinds.
    NoKind,
    /// A key is missing; whether under `metric`.
    Missing(&'static str, bool),
    /// Nothing, where something is needed.
    Null(&'static Type),
    /// Not one of the words that a field takes.
    Word(&'static [&'static str]),
    /// A value of another type.
    Type(&'static Type),
    /// An item of a list, or a value of a mapping, that is no text.
    Text,
    /// Labels that are no mapping, or no list of mappings where that is allowed.
    Labels,
    /// A value of a label that is neither text nor a list of texts.
    Label,
    /// An item of `triggers` that is no mapping.
    NoTrigger,
    /// A length of time below zero.
    Negative,
    /// A length of time below that of the metric's least, 300 seconds.
    TooShort,
    /// A proactive trigger's text for a length of time, with which older releases cannot do sums.
    ProactiveText,
    /// A proactive trigger's length of time below 10 seconds.
    ProactiveShort,
    /// `require` is below 1.
    RequireNone,
    /// `require` is above the number of triggers there are.
    RequireMore(usize),
}
