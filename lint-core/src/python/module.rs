//! What a Python file defines, as data.

use hashbrown::{HashMap, HashSet};
use std::sync::Arc;

use super::annotation::Type;
use super::{depth, encoding, read};
use crate::text::TextRange;

/// A Python file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Module {
    /// The names of the module.
    pub scope: Scope,
    /// Names that it may have besides: of what is nested in it, and what functions in it say is global. When a script
    /// fails, Prefect looks for the flow among all that is nested in it.
    pub hidden: HashSet<String>,
    /// Names of things that are changed after they are made, by `name.attribute = …`.
    pub changed: HashSet<String>,
    /// What is wrong with its syntax first, so that Python refuses it.
    pub error: Option<SyntaxError>,
}

/// Why a text is no Python.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The line, from 1.
    pub line: usize,
    /// What the parser says about it.
    pub message: String,
}

/// The names that a module or a class defines when it is run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scope {
    /// What each name may be: more than one thing where conditions decide.
    pub names: HashMap<String, Vec<Binding>>,
    /// The modules of which all names are imported.
    pub stars: Vec<Import>,
    /// Whether it may have names that cannot be seen.
    pub is_open: bool,
}

/// What a name is bound to.
#[derive(Debug, Clone, PartialEq)]
pub enum Binding {
    /// A function.
    Function(Arc<Function>),
    /// A class.
    Class(Arc<Class>),
    /// Something imported.
    Import(Import),
    /// The value of an expression.
    Value(Value),
    /// What a module has under that name, all names of which are imported behind the binding before.
    Star(Import),
}

/// Where an imported name comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The dots in front: 0 for an absolute import.
    pub level: u32,
    /// The module, by its dotted name; empty for `from . import x`.
    pub module: String,
    /// The name in that module; none: the module itself.
    pub name: Option<String>,
}

/// A function or method.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Where its name is written.
    pub range: TextRange,
    /// The decorators, the topmost first.
    pub decorators: Vec<Value>,
    /// Its parameters but for `*args` and `**kwargs`.
    pub parameters: Vec<Parameter>,
    /// The name of `*args`.
    pub args: Option<String>,
    /// The name of `**kwargs`.
    pub kwargs: Option<String>,
    /// Whether it is `async`.
    pub is_async: bool,
    /// The first paragraph of its documentation.
    pub doc: Option<String>,
    /// The keys of the dictionary that it returns.
    pub outputs: Outputs,
}

/// A parameter of a function.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Where its name is written.
    pub range: TextRange,
    /// Its annotation.
    pub ty: Type,
    /// The source of its default; none: it must be given.
    pub default: Option<String>,
    /// Whether it can't be given by name.
    pub is_positional: bool,
}

/// What a step function gives back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outputs {
    /// A dictionary with these keys, each of them in some outcome.
    Keys(Vec<String>),
    /// Nothing that steps after it could use.
    Nothing,
    /// It can't be told.
    Unknown,
}

/// A class.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// Where its name is written.
    pub range: TextRange,
    /// The decorators, the topmost first.
    pub decorators: Vec<Value>,
    /// What it inherits from.
    pub bases: Vec<Value>,
    /// Whether it has a metaclass, which may do anything.
    pub has_metaclass: bool,
    /// Its names.
    pub scope: Scope,
}

/// An expression, as far as flows can come out of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `name`
    Name(String),
    /// `value.name`
    Attribute(Box<Value>, String),
    /// `value(…)`
    Call(Box<Call>),
    /// Text, a number, a list and the like: surely no flow. Text is kept.
    Literal(Option<String>),
    /// A list of texts.
    Texts(Vec<String>),
    /// Anything else.
    Unknown,
}

/// A call.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// What is called.
    pub function: Value,
    /// The arguments without names.
    pub arguments: Vec<Value>,
    /// Those with names; those of a `**` have none.
    pub keywords: Vec<(Option<String>, Value)>,
}

impl Module {
    /// Reads a file. Bytes that are no text in its encoding are replaced.
    pub fn parse(bytes: &[u8]) -> Self {
        let text = encoding::decode(bytes);
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        match depth::is_readable(text) {
            true => read::module(text),
            false => Self {
                scope: Scope {
                    is_open: true,
                    ..Scope::default()
                },
                ..Self::default()
            },
        }
    }
}

impl Scope {
    /// What a name may be.
    pub fn get(&self, name: &str) -> &[Binding] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }

    /// Binds a name to a value that may speak of what the name was before: `f = flow(f)`.
    pub(super) fn rebind(&mut self, name: &str, mut value: Value, is_certain: bool) {
        // No name that Python knows, and another one each time.
        let before = format!("{name}'{}", self.names.len());
        if value.rename(name, &before)
            && let Some(bindings) = self.names.get(name).cloned()
        {
            self.names.insert(before, bindings);
        }
        self.bind(name, Binding::Value(value), is_certain);
    }

    /// Imports all names of a module: any name so far may be another now.
    pub(super) fn add_star(&mut self, star: Import) {
        for bindings in self.names.values_mut() {
            bindings.push(Binding::Star(star.clone()));
        }
        self.stars.push(star);
    }

    /// Binds a name: instead of what it was, or, under a condition, besides.
    pub(super) fn bind(&mut self, name: &str, binding: Binding, is_certain: bool) {
        let bindings = self.names.entry(name.to_owned()).or_default();
        if is_certain {
            bindings.clear();
        }
        bindings.push(binding);
    }
}

impl Value {
    /// Puts another name in the place of one; says whether there was any.
    pub(super) fn rename(&mut self, from: &str, to: &str) -> bool {
        match self {
            Self::Name(name) if name == from => {
                *name = to.to_owned();
                true
            }
            Self::Attribute(value, _) => value.rename(from, to),
            Self::Call(call) => {
                let arguments = call.arguments.iter_mut();
                let keywords = call.keywords.iter_mut().map(|(_, value)| value);
                let inner = std::iter::once(&mut call.function)
                    .chain(arguments)
                    .chain(keywords);
                // All of them, not only up to the first.
                inner
                    .filter_map(|value| value.rename(from, to).then_some(()))
                    .count()
                    > 0
            }
            _ => false,
        }
    }
}

impl Call {
    /// The argument of a name, or else of a place.
    pub fn argument(&self, place: usize, name: &str) -> Option<&Value> {
        let named = |(key, _): &&(Option<String>, Value)| key.as_deref() == Some(name);
        let keyword = self.keywords.iter().find(named).map(|(_, value)| value);
        keyword.or_else(|| self.arguments.get(place))
    }
}
