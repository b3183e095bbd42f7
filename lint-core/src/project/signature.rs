//! The parameters of a flow, with what Prefect's server takes for each.
//!
//! Prefect makes a JSON schema of the signature and the server holds the parameters of a deployment against it, but
//! for what is required. So it is the schema that counts here, not what Python or pydantic would convert.

use super::Project;
use super::evaluate::Evaluator;
use super::import::{Home, Importer};
use super::object::{Flow, Object};
use super::path::parent;
use crate::python::{Constant, Parameter, Type};
use crate::text::TextRange;

/// The server takes all keys of this name out of the schema, so that nothing is required, and this parameter with it.
const UNCHECKED: &str = "required";
/// How deep types and models are followed.
const DEEPEST: usize = 8;

/// What can be given to a flow.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// Its parameters.
    pub parameters: Vec<Param>,
    /// Whether it takes others, by `**`.
    pub is_open: bool,
}

/// A parameter of a flow.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// Its name.
    pub name: String,
    /// Where its name is written in the flow's file.
    pub range: TextRange,
    /// What the server takes for it.
    pub accepts: Accepts,
    /// The source of its default; none: it must be given.
    pub default: Option<String>,
}

/// What the server takes for a parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum Accepts {
    /// Anything.
    Anything,
    /// Null.
    Null,
    /// Yes or no.
    Bool,
    /// A whole number.
    Int,
    /// A number.
    Number,
    /// Text.
    Text,
    /// A list of such.
    List(Box<Accepts>),
    /// A mapping to such.
    Mapping(Box<Accepts>),
    /// A mapping with names of a model.
    Model(String),
    /// One of some.
    Either(Vec<Accepts>),
    /// One of some values.
    OneOf(Vec<Constant>),
    /// It can't be told.
    Unknown,
}

impl Project<'_> {
    /// The signature of a flow; none where its function is not known.
    pub fn signature(&self, flow: &Flow) -> Option<Signature> {
        let (function, home) = (flow.function.as_ref()?, flow.home.as_ref()?);
        let mut folders = vec![parent(&home.path).to_owned()];
        folders.extend(self.roots.iter().map(|root| root.folder.clone()));
        let importer = Importer {
            modules: self.modules,
            folders: &folders,
        };
        let typing = Typing {
            evaluator: Evaluator::new(importer),
            home,
        };
        let parameters = function.parameters.iter();
        // The object and the class of a method are no parameters to Prefect.
        let given = parameters.filter(|it| !matches!(it.name.as_str(), "self" | "cls"));
        Some(Signature {
            parameters: given.map(|parameter| typing.parameter(parameter)).collect(),
            is_open: function.kwargs.is_some(),
        })
    }
}

impl Accepts {
    /// Whether all of it is known.
    fn is_known(&self) -> bool {
        match self {
            Self::Unknown => false,
            Self::List(inner) | Self::Mapping(inner) => inner.is_known(),
            Self::Either(all) => all.iter().all(Self::is_known),
            _ => true,
        }
    }
}

impl Signature {
    /// The parameter of a name.
    pub fn get(&self, name: &str) -> Option<&Param> {
        self.parameters
            .iter()
            .find(|parameter| parameter.name == name)
    }
}

/// Works out types by what their names mean in a module.
struct Typing<'p> {
    evaluator: Evaluator<'p>,
    home: &'p Home,
}

impl Typing<'_> {
    fn parameter(&self, parameter: &Parameter) -> Param {
        Param {
            name: parameter.name.clone(),
            range: parameter.range,
            accepts: match parameter.name.as_str() {
                UNCHECKED => Accepts::Anything,
                // What Prefect finds no schema for anywhere in a type lets anything in.
                _ => match self.accepts(&parameter.ty, 0) {
                    accepts if accepts.is_known() => accepts,
                    _ => Accepts::Unknown,
                },
            },
            default: parameter.default.clone(),
        }
    }

    fn accepts(&self, ty: &Type, depth: usize) -> Accepts {
        if depth > DEEPEST {
            return Accepts::Unknown;
        }
        match ty {
            Type::Any => Accepts::Anything,
            Type::None => Accepts::Null,
            Type::Named(name) => self.named(name),
            Type::Generic(name, arguments) => self.generic(name, arguments, depth + 1),
            Type::Union(types) => self.either(types, depth + 1),
            Type::Called(_) | Type::Constant(_) | Type::Unknown => Accepts::Unknown,
        }
    }

    fn either(&self, types: &[Type], depth: usize) -> Accepts {
        Accepts::Either(types.iter().map(|ty| self.accepts(ty, depth)).collect())
    }

    /// The full name of what a name in the module means, if that is of another package or built in.
    fn foreign(&self, name: &str) -> Option<String> {
        match self.evaluator.annotation(self.home, name) {
            Object::Foreign(name) => Some(name),
            _ => None,
        }
    }

    fn named(&self, name: &str) -> Accepts {
        let full = match self.evaluator.annotation(self.home, name) {
            Object::Foreign(full) => full,
            Object::Class(class, home) if self.evaluator.is_model(&class, &home) => {
                return Accepts::Model(class.name.clone());
            }
            _ => return Accepts::Unknown,
        };
        let list = || Accepts::List(Box::new(Accepts::Anything));
        match plain(&full) {
            "int" => Accepts::Int,
            "float" => Accepts::Number,
            "bool" => Accepts::Bool,
            "str" => Accepts::Text,
            "list" | "List" => list(),
            "dict" | "Dict" => Accepts::Mapping(Box::new(Accepts::Anything)),
            "Any" | "object" => Accepts::Anything,
            "datetime.date" | "datetime.datetime" | "datetime.time" | "datetime.timedelta"
            | "uuid.UUID" | "pathlib.Path" => Accepts::Text,
            _ => Accepts::Unknown,
        }
    }

    fn generic(&self, name: &str, arguments: &[Type], depth: usize) -> Accepts {
        let Some(full) = self.foreign(name) else {
            return Accepts::Unknown;
        };
        match (plain(&full), arguments) {
            ("Optional", [ty]) => Accepts::Either(vec![self.accepts(ty, depth), Accepts::Null]),
            ("Union", types) => self.either(types, depth),
            ("list" | "List", [item]) => Accepts::List(Box::new(self.accepts(item, depth))),
            ("dict" | "Dict", [_, value]) => Accepts::Mapping(Box::new(self.accepts(value, depth))),
            // What else stands there may let anything in.
            ("Annotated", [ty, rest @ ..]) if rest.iter().all(is_field) => self.accepts(ty, depth),
            ("Literal", values) => one_of(values),
            _ => Accepts::Unknown,
        }
    }
}

/// Names of `typing`, whatever module they are had from, without it.
fn plain(full: &str) -> &str {
    let typing = full.strip_prefix("typing.");
    typing
        .or_else(|| full.strip_prefix("typing_extensions."))
        .unwrap_or(full)
}

/// `Field(…)`, which only narrows a type.
fn is_field(ty: &Type) -> bool {
    matches!(ty, Type::Called(name) if name.rsplit('.').next() == Some("Field"))
}

fn one_of(values: &[Type]) -> Accepts {
    let constants = values.iter().map(|value| match value {
        Type::Constant(constant) => Some(constant.clone()),
        _ => None,
    });
    match constants.collect::<Option<Vec<_>>>() {
        Some(constants) => Accepts::OneOf(constants),
        None => Accepts::Unknown,
    }
}
