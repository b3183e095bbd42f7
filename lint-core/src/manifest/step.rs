//! A step as it is written.

use std::borrow::Cow;
use std::sync::Arc;

use super::section::Section;
use super::unfold::{self, find};
use crate::schema::shape::{Shape, shape};
use crate::yaml::{Entry, Node, Value};

/// The keys of a step's inputs that Prefect takes for itself.
pub const RESERVED_INPUTS: [&str; 2] = ["id", "requires"];

/// A function of more inputs than this is nobody's; nothing is said about them.
const MOST_INPUTS: usize = 256;

/// The number of a step in [`Manifest::steps`](super::Manifest::steps).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId(pub(super) usize);

impl StepId {
    /// Its place in the list.
    pub fn index(self) -> usize {
        self.0
    }
}

/// One step, however many deployments reach it.
#[derive(Debug, Clone)]
pub struct Step<'t> {
    /// Its mapping, where it is written.
    pub node: Node<'t>,
    /// The section that it runs in. What two sections share through an alias is two steps.
    pub section: Section,
    /// Whether it is a step of the whole file, rather than of a deployment.
    pub of_file: bool,
    /// How it is written.
    pub form: Form,
    /// The keys of the mapping.
    pub keys: Arc<[Entry<'t>]>,
    /// The function that it calls.
    pub function: Option<Function<'t>>,
    /// Its inputs, with `id` and `requires` among them.
    pub inputs: Inputs<'t>,
    /// The name for its outputs.
    pub id: Option<Id<'t>>,
    /// The packages that it needs.
    pub requires: Option<Entry<'t>>,
}

/// How a step is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One key.
    One,
    /// `{}`: Prefect passes over it.
    Empty,
    /// Several keys: Prefect takes the last for the function, and fails.
    Several,
    /// More than can be looked at, or something that could not be read.
    Unknown,
}

/// The function that a step calls.
#[derive(Debug, Clone)]
pub struct Function<'t> {
    /// The key that names it.
    pub key: Node<'t>,
    /// Its dotted name, or whatever is written there.
    pub name: Cow<'t, str>,
}

/// What a step passes to its function.
#[derive(Debug, Clone)]
pub struct Inputs<'t> {
    /// The value as it is written, not resolved; none for a step without a key.
    pub node: Option<Node<'t>>,
    /// The entries; empty unless they are [known](Self::known).
    pub entries: Arc<[Entry<'t>]>,
    /// Whether it is a mapping of a sensible length, all of which could be read.
    pub known: bool,
}

/// The name for a step's outputs: Prefect takes it as it is, without filling in placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id<'t> {
    /// The key `id`.
    pub key: Node<'t>,
    /// The value as it is written, not resolved.
    pub node: Node<'t>,
    /// What Prefect compares names with.
    pub text: String,
}

impl<'t> Inputs<'t> {
    /// The input of this name.
    pub fn get(&self, name: &str) -> Option<&Entry<'t>> {
        find(&self.entries, name)
    }

    /// The inputs that the function gets: all but `id` and `requires`.
    pub fn passed(&self) -> impl Iterator<Item = &Entry<'t>> {
        self.entries
            .iter()
            .filter(|entry| !entry.key.as_str().is_some_and(|key| is_reserved(&key)))
    }
}

impl<'t> Step<'t> {
    /// Whether it is one function with a mapping of inputs, all of which could be read.
    pub fn is_sound(&self) -> bool {
        self.form == Form::One && self.inputs.known && self.function.is_some()
    }

    /// The dotted name of its function; empty where there is none.
    pub fn name(&self) -> &str {
        self.function.as_ref().map_or("", |function| &function.name)
    }

    /// The text of the input of this name, if it is text without a placeholder.
    pub fn text_input(&self, name: &str) -> Option<Cow<'t, str>> {
        let text = self.inputs.get(name)?.value.as_str()?;
        (!text.contains("{{")).then_some(text)
    }

    pub(super) fn read(node: Node<'t>, section: Section, of_file: bool) -> Self {
        let node = node.resolve();
        let keys = match node.is_broken() {
            true => None,
            false => unfold::entries(node),
        };
        let known = keys.is_some();
        let keys: Arc<[Entry<'t>]> = keys.unwrap_or_default().into();
        let form = match (known, keys.len()) {
            (false, _) => Form::Unknown,
            (true, 0) => Form::Empty,
            (true, 1) => Form::One,
            (true, _) => Form::Several,
        };
        let call = call(&keys);
        let inputs = inputs(call.map(|entry| entry.value));
        // What stands beside the function was meant for its inputs.
        let reserved = |name| {
            let beside = keys.iter().filter(|entry| Some(*entry) != call);
            let beside: Vec<Entry<'t>> = beside.copied().collect();
            inputs.get(name).copied().or(find(&beside, name).copied())
        };
        Self {
            id: reserved("id").and_then(id),
            requires: reserved("requires"),
            function: call.and_then(function),
            node,
            section,
            of_file,
            form,
            inputs,
            keys,
        }
    }
}

/// Whether Prefect takes an input of this name for itself.
pub fn is_reserved(name: &str) -> bool {
    RESERVED_INPUTS.contains(&name)
}

/// The entry that names the function: the only one, or among several the one that looks like it.
fn call<'e, 't>(keys: &'e [Entry<'t>]) -> Option<&'e Entry<'t>> {
    if let [only] = keys {
        return Some(only);
    }
    let is_dotted = |entry: &&Entry<'t>| {
        let text = entry.key.as_str();
        text.is_some_and(|text| text.contains('.') && !text.contains(char::is_whitespace))
    };
    let mut dotted = keys.iter().filter(is_dotted);
    let first = dotted.next()?;
    dotted.next().is_none().then_some(first)
}

fn function<'t>(entry: &Entry<'t>) -> Option<Function<'t>> {
    Some(Function {
        key: entry.key,
        name: entry.key.as_str()?,
    })
}

fn inputs(node: Option<Node<'_>>) -> Inputs<'_> {
    let mapping = node.filter(|node| shape(*node) == Shape::Mapping);
    let entries = mapping
        .and_then(unfold::entries)
        .filter(|entries| entries.len() <= MOST_INPUTS);
    Inputs {
        node,
        known: entries.is_some(),
        entries: entries.unwrap_or_default().into(),
    }
}

/// Any scalar that Python does not take for false is an id.
fn id<'t>(entry: Entry<'t>) -> Option<Id<'t>> {
    let text = match entry.value.value()? {
        Value::Null | Value::Bool(false) => return None,
        Value::Bool(true) => "True".to_owned(),
        Value::Str(text) => text.into_owned(),
        Value::Int(number) => number.to_string(),
        _ => entry.value.as_text()?.into_owned(),
    };
    let number_is_zero = entry.value.as_str().is_none() && text == "0";
    (!text.is_empty() && !number_is_zero).then_some(Id {
        key: entry.key,
        node: entry.value,
        text,
    })
}
