//! Following names, decorators and calls to what they mean.

use std::cell::Cell;

use super::import::{Home, Imported, Importer};
use super::object::{Flow, Object};
use crate::python::{Binding, Class, Import, Scope, Value};

/// The most names that are followed for one entrypoint: far more than any program needs, and an end to circles.
const MOST_STEPS: usize = 2_000;
/// How deep names are followed.
const DEEPEST: usize = 64;

/// Names that no package binds for those who import all of its names.
const BUILTINS: &[&str] = &["int", "float", "bool", "str", "list", "dict", "object"];
/// What `typing` has of types that are understood.
const TYPING: &[&str] = &[
    "Annotated",
    "Any",
    "Dict",
    "List",
    "Literal",
    "Optional",
    "Union",
];

/// Follows names through the modules of a project.
#[derive(Debug)]
pub(super) struct Evaluator<'p> {
    importer: Importer<'p>,
    steps: Cell<usize>,
}

/// Where a name is looked up: in a class, if it is in one, then in the module.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) home: &'a Home,
    pub(super) class: Option<&'a Scope>,
    pub(super) depth: usize,
}

impl<'p> Evaluator<'p> {
    pub(super) fn new(importer: Importer<'p>) -> Self {
        Self {
            importer,
            steps: Cell::new(0),
        }
    }

    /// What `a.b.c` is, seen from outside of a module: what is built in is none of its names.
    pub(super) fn path(&self, home: &Home, names: &str) -> Object {
        self.dotted(home, names, false)
    }

    /// What `a.b.c` is for code in a module.
    pub(super) fn annotation(&self, home: &Home, names: &str) -> Object {
        self.dotted(home, names, true)
    }

    fn dotted(&self, home: &Home, names: &str, with_builtins: bool) -> Object {
        let place = Place {
            home,
            class: None,
            depth: 0,
        };
        let mut names = names.split('.');
        let first = names.next().unwrap_or_default();
        let first = match self.name(place, first, with_builtins) {
            // What a package imports from its modules binds these too.
            Object::Missing if home.path.ends_with("/__init__.py") => {
                match self.importer.below(&home.package, first) {
                    Imported::Elsewhere => Object::Missing,
                    _ => Object::Unknown,
                }
            }
            object => object,
        };
        names.fold(first, |object, name| self.attribute(&object, name, 0))
    }

    /// What a name is. What a module does not define may be built in, for code in it.
    fn name(&self, place: Place<'_>, name: &str, with_builtins: bool) -> Object {
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > MOST_STEPS || place.depth > DEEPEST {
            return Object::Unknown;
        }
        let place = Place {
            depth: place.depth + 1,
            ..place
        };
        if let Some(class) = place.class
            && !class.get(name).is_empty()
        {
            return self.bindings(place, name, class.get(name));
        }
        let scope = &place.home.module.scope;
        match scope.get(name) {
            [] => match self.starred(place, name) {
                Object::Missing if with_builtins => Object::Foreign(name.to_owned()),
                object => object,
            },
            bindings => self.bindings(
                Place {
                    class: None,
                    ..place
                },
                name,
                bindings,
            ),
        }
    }

    /// A name that a module does not bind itself.
    fn starred(&self, place: Place<'_>, name: &str) -> Object {
        let module = &place.home.module;
        let scope = &module.scope;
        for star in scope.stars.iter().rev() {
            match self.star(place, star, name) {
                Object::Missing => {}
                object => return object,
            }
        }
        let may_be = scope.is_open || module.hidden.contains(name);
        match may_be || !scope.get("__getattr__").is_empty() {
            true => Object::Unknown,
            false => Object::Missing,
        }
    }

    /// What a module has under a name for those who import all of its names.
    fn star(&self, place: Place<'_>, star: &Import, name: &str) -> Object {
        let other = match self.importer.find(star, Some(place.home)) {
            Imported::Module(other) => other,
            Imported::Folder(_) => return Object::Missing,
            Imported::Elsewhere if star.level == 0 && star.module == "typing" => {
                return match TYPING.contains(&name) {
                    true => Object::Foreign(format!("typing.{name}")),
                    false => Object::Missing,
                };
            }
            // Such packages bind no name that is built in.
            Imported::Elsewhere if BUILTINS.contains(&name) => return Object::Missing,
            Imported::Elsewhere if star.module == "pydantic" && TYPING.contains(&name) => {
                return Object::Missing;
            }
            Imported::Elsewhere => return Object::Unknown,
        };
        let found = |name: &str| {
            let place = Place {
                home: &other,
                class: None,
                depth: place.depth,
            };
            self.name(place, name, false)
        };
        match exports(&other, name) {
            Some(true) => found(name),
            Some(false) => Object::Missing,
            None => match found(name) {
                Object::Missing => Object::Missing,
                _ => Object::Unknown,
            },
        }
    }

    /// What a name is that may be several things.
    fn bindings(&self, place: Place<'_>, name: &str, bindings: &[Binding]) -> Object {
        let objects = bindings
            .iter()
            .map(|binding| self.binding(place, name, binding));
        let mut objects = objects.filter(|object| !matches!(object, Object::Missing));
        let Some(first) = objects.next() else {
            return Object::Missing;
        };
        match objects.fold(first, either) {
            // `flow.name = …`
            Object::Flow(flow) if place.home.module.changed.contains(name) => {
                Object::Flow(Flow { name: None, ..flow })
            }
            object => object,
        }
    }

    fn binding(&self, place: Place<'_>, name: &str, binding: &Binding) -> Object {
        match binding {
            Binding::Function(function) => self.function(place, function),
            Binding::Class(class) => self.class(place, class),
            Binding::Star(star) => self.star(place, star, name),
            Binding::Import(import) => self.import(place, import),
            Binding::Value(value) => self.value(place, value),
        }
    }

    /// What a decorator or a called expression is.
    pub(super) fn callee(&self, place: Place<'_>, value: &Value) -> Object {
        match value {
            Value::Name(name) => self.name(place, name, true),
            _ => self.value(place, value),
        }
    }

    fn import(&self, place: Place<'_>, import: &Import) -> Object {
        let found = self.importer.find(import, Some(place.home));
        let Some(name) = &import.name else {
            return module(found, &import.module);
        };
        match found {
            Imported::Module(home) => {
                let there = Place {
                    home: &home,
                    class: None,
                    depth: place.depth,
                };
                match self.name(there, name, false) {
                    // A package also has its modules for names.
                    Object::Missing => self.submodule(&home.package, name),
                    object => object,
                }
            }
            Imported::Folder(folder) => self.submodule(&[folder], name),
            Imported::Elsewhere if import.level == 0 => {
                Object::Foreign(format!("{}.{name}", import.module))
            }
            Imported::Elsewhere => Object::Unknown,
        }
    }

    /// A module in a package; without one, the import fails, or something was installed under that name.
    fn submodule(&self, folders: &[String], name: &str) -> Object {
        match self.importer.below(folders, name) {
            Imported::Elsewhere => Object::Unknown,
            found => module(found, name),
        }
    }

    pub(super) fn value(&self, place: Place<'_>, value: &Value) -> Object {
        if place.depth > DEEPEST {
            return Object::Unknown;
        }
        let place = Place {
            depth: place.depth + 1,
            ..place
        };
        match value {
            Value::Name(name) => self.name(place, name, true),
            Value::Attribute(value, name) => {
                let object = self.value(place, value);
                self.attribute(&object, name, place.depth)
            }
            Value::Call(call) => self.call(place, call),
            Value::Literal(_) | Value::Texts(_) => {
                Object::Thing("a value", None, place.home.path.clone())
            }
            Value::Unknown => Object::Unknown,
        }
    }

    /// `object.name`
    pub(super) fn attribute(&self, object: &Object, name: &str, depth: usize) -> Object {
        match object {
            Object::Foreign(full) => Object::Foreign(format!("{full}.{name}")),
            Object::Module(home) => {
                let place = Place {
                    home,
                    class: None,
                    depth,
                };
                match self.name(place, name, false) {
                    Object::Missing => match self.submodule(&home.package, name) {
                        Object::Unknown => Object::Missing,
                        found => found,
                    },
                    object => object,
                }
            }
            Object::Folder(folder) => self.submodule(std::slice::from_ref(folder), name),
            Object::Class(class, home) => self.member(class, home, name, depth + 1),
            Object::Missing => Object::Missing,
            _ => Object::Unknown,
        }
    }

    /// A name in a class, or in one that it inherits from.
    fn member(&self, class: &Class, home: &Home, name: &str, depth: usize) -> Object {
        let place = Place {
            home,
            class: Some(&class.scope),
            depth,
        };
        if depth > DEEPEST {
            return Object::Unknown;
        }
        match class.scope.get(name) {
            [] => {}
            bindings => return self.bindings(place, name, bindings),
        }
        let is_changed = home.module.changed.contains(&class.name);
        let changes_others = !class.scope.get("__init_subclass__").is_empty();
        if is_changed || changes_others || class.has_metaclass || class.scope.is_open {
            return Object::Unknown;
        }
        for base in &class.bases {
            match self.value(
                Place {
                    class: None,
                    ..place
                },
                base,
            ) {
                Object::Class(base, home) => match self.member(&base, &home, name, depth + 1) {
                    Object::Missing => {}
                    found => return found,
                },
                Object::Foreign(name) if name == "object" => {}
                _ => return Object::Unknown,
            }
        }
        Object::Missing
    }

    /// Whether a class is a model of pydantic.
    pub(super) fn is_model(&self, class: &Class, home: &Home) -> bool {
        self.descends(
            class,
            home,
            &["pydantic.BaseModel", "pydantic.main.BaseModel"],
            0,
        )
    }

    /// Whether a class has one of some others among those that it inherits from.
    fn descends(&self, class: &Class, home: &Home, from: &[&str], depth: usize) -> bool {
        let place = Place {
            home,
            class: None,
            depth,
        };
        depth <= DEEPEST
            && class
                .bases
                .iter()
                .any(|base| match self.value(place, base) {
                    Object::Foreign(name) => from.contains(&name.as_str()),
                    Object::Class(base, home) => self.descends(&base, &home, from, depth + 1),
                    _ => false,
                })
    }
}

/// Which of two things a name is: what may be a flow is no other thing.
fn either(one: Object, other: Object) -> Object {
    match (&one, &other) {
        (Object::Flow(first), Object::Flow(second)) => match first.is_same(second) {
            true => one,
            false => Object::Flow(Flow::default()),
        },
        (Object::Flow(_), _) => one,
        (_, Object::Flow(_) | Object::Unknown) => other,
        (Object::Unknown, _) => one,
        // Two things that differ, such as the real one and what stands in where it is not installed.
        (Object::Foreign(_), _) => one,
        _ => other,
    }
}

/// Whether a module gives a name to those who import all of its names; none where its list can't be read.
fn exports(home: &Home, name: &str) -> Option<bool> {
    let module = &home.module;
    match module.scope.get("__all__") {
        [] => Some(!name.starts_with('_')),
        [Binding::Value(Value::Texts(names))] if !module.changed.contains("__all__") => {
            Some(names.iter().any(|exported| exported == name))
        }
        _ => None,
    }
}

fn module(found: Imported, name: &str) -> Object {
    match found {
        Imported::Module(home) => Object::Module(home),
        Imported::Folder(folder) => Object::Folder(folder),
        Imported::Elsewhere => Object::Foreign(name.to_owned()),
    }
}
