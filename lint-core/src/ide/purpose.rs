//! What each node of a tree is for: which field, step or input it is the value of.
//!
//! Aliases and merge keys are followed, so that what stands under `definitions` is known by those who use it. Each node
//! is looked at once.

use crate::manifest::Section;
use crate::schema::schedule::SCHEDULE;
use crate::schema::sla::SLA;
use crate::schema::top_level::MANIFEST;
use crate::schema::{Field, Object, Type};
use crate::yaml::{Node, NodeKind, Tree};

/// What a value is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose<'t> {
    /// The whole file.
    File,
    /// The value of a field, or an item of its list.
    Field {
        /// The mapping that has the field.
        object: &'static Object,
        /// The field.
        field: &'static Field,
        /// What belongs here.
        ty: &'static Type,
    },
    /// A list of steps.
    Steps(Section),
    /// A step.
    Step(Section),
    /// The inputs of a step.
    Inputs {
        /// The key that names its function.
        function: Node<'t>,
    },
    /// An input of a step, or an item of it.
    Input {
        /// The key that names the function.
        function: Node<'t>,
        /// The key of the input.
        key: Node<'t>,
    },
    /// `parameters` of a deployment, a schedule or a trigger.
    Parameters,
    /// The value of a parameter, or an item of it.
    Parameter(Node<'t>),
    /// `job_variables`
    JobVariables,
    /// The value of a job variable, or an item of it.
    JobVariable(Node<'t>),
}

impl<'t> Purpose<'t> {
    /// The mapping of known keys that belongs here.
    pub(super) fn object(self) -> Option<&'static Object> {
        match self {
            Self::File => Some(&MANIFEST),
            Self::Field { ty, .. } => object_of(ty),
            _ => None,
        }
    }

    /// What belongs into a list that stands here.
    pub(super) fn item(self) -> Option<Self> {
        match self {
            Self::Field { object, field, ty } => Some(Self::Field {
                object,
                field,
                ty: item_of(ty)?,
            }),
            Self::Steps(section) => Some(Self::Step(section)),
            Self::Input { .. } | Self::Parameter(_) | Self::JobVariable(_) => Some(self),
            _ => None,
        }
    }

    /// What belongs behind a key of a mapping that stands here.
    pub(super) fn below(self, key: Node<'t>) -> Option<Self> {
        let name = key.as_text()?;
        match self {
            Self::Steps(_) | Self::Step(_) => Some(Self::Inputs { function: key }),
            Self::Inputs { function } => Some(Self::Input { function, key }),
            Self::Parameters => Some(Self::Parameter(key)),
            Self::JobVariables => Some(Self::JobVariable(key)),
            _ => self.object().and_then(|object| of_field(object, &name)),
        }
    }
}

fn of_field<'t>(object: &'static Object, name: &str) -> Option<Purpose<'t>> {
    let field = object.field(name)?;
    let section = Section::ALL.into_iter().find(|it| it.key() == field.name);
    Some(match (field.name, section) {
        (_, Some(section)) => Purpose::Steps(section),
        ("parameters", _) => Purpose::Parameters,
        ("job_variables", _) => Purpose::JobVariables,
        _ => Purpose::Field {
            object,
            field,
            ty: &field.ty,
        },
    })
}

fn object_of(ty: &'static Type) -> Option<&'static Object> {
    match ty {
        Type::Object(object) => Some(object),
        Type::Schedule => Some(&SCHEDULE),
        Type::Sla => Some(&SLA),
        Type::OneOf(types) => types.iter().find_map(object_of),
        _ => None,
    }
}

fn item_of(ty: &'static Type) -> Option<&'static Type> {
    match ty {
        Type::List(item) => Some(item),
        Type::OneOf(types) => types.iter().find_map(item_of),
        _ => None,
    }
}

/// The purposes of a tree's nodes.
#[derive(Debug)]
pub(super) struct Purposes<'t>(Vec<Option<Purpose<'t>>>);

impl<'t> Purposes<'t> {
    /// Looks at all that Prefect reads of a manifest.
    pub(super) fn of(tree: &'t Tree<'t>) -> Self {
        let mut purposes = Self(vec![None; tree.nodes().len()]);
        let mut next: Vec<(Node<'t>, Purpose<'t>)> = Vec::new();
        next.extend(tree.root().map(|root| (root, Purpose::File)));
        while let Some((node, purpose)) = next.pop() {
            let target = node.resolve();
            let Some(slot) = purposes.0.get_mut(target.id().index()) else {
                continue;
            };
            // The first use of what is shared says what it is.
            if slot.is_none() {
                *slot = Some(purpose);
                inner(target, purpose, &mut next);
            }
        }
        purposes
    }

    /// What a node is for; of an alias, what its target is for.
    pub(super) fn get(&self, node: Node<'t>) -> Option<Purpose<'t>> {
        self.0.get(node.resolve().id().index()).copied().flatten()
    }
}

/// The nodes in a node whose purposes follow from its own.
fn inner<'t>(node: Node<'t>, purpose: Purpose<'t>, next: &mut Vec<(Node<'t>, Purpose<'t>)>) {
    let first = next.len();
    match node.kind() {
        NodeKind::Sequence => {
            let item = purpose.item();
            next.extend(item.into_iter().flat_map(|item| {
                let items = node.items();
                items.map(move |node| (node, item))
            }));
        }
        NodeKind::Mapping => {
            for (key, value) in node.pairs() {
                if key.is_merge_key() {
                    // A list of mappings is merged item by item.
                    next.push((value, purpose));
                    next.extend(value.items().map(|item| (item, purpose)));
                } else {
                    next.extend(purpose.below(key).map(|purpose| (value, purpose)));
                }
            }
        }
        _ => {}
    }
    // The first comes first.
    next[first..].reverse();
}
