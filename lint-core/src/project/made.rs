//! What decorators and calls make of functions: flows, tasks, or something unknown.

use std::sync::Arc;

use super::evaluate::{Evaluator, Place};
use super::object::{Flow, Object};
use crate::python::{Call, Class, Function, Value};

/// The names by which the decorator `flow` can be had.
const FLOW_DECORATORS: &[&str] = &["prefect.flow", "prefect.flows.flow", "prefect.main.flow"];
/// The class of flows.
const FLOW_CLASSES: &[&str] = &["prefect.Flow", "prefect.flows.Flow", "prefect.main.Flow"];
/// The names by which the decorator `task` can be had.
const TASK_DECORATORS: &[&str] = &["prefect.task", "prefect.tasks.task", "prefect.main.task"];
/// Decorators, and calls of them, that leave a class what it is.
const FAITHFUL: &[&str] = &["dataclass", "total_ordering", "final"];
/// Decorators that leave a flow in a class what it is.
const TRANSPARENT: &[&str] = &["staticmethod", "classmethod"];

impl Evaluator<'_> {
    /// A function with what its decorators make of it, from the lowest to the topmost.
    pub(super) fn function(&self, place: Place<'_>, function: &Arc<Function>) -> Object {
        let is_method = place.class.is_some();
        let plain = Object::Function(function.clone(), place.home.clone());
        let outer = Place {
            depth: place.depth + 1,
            ..place
        };
        function
            .decorators
            .iter()
            .rev()
            .fold(plain, |object, decorator| {
                let decorator = self.callee(outer, decorator);
                let flow = self.apply(&decorator, object);
                match flow {
                    Object::Flow(flow) => Object::Flow(Flow { is_method, ..flow }),
                    other => other,
                }
            })
    }

    /// A class with what its decorators make of it.
    pub(super) fn class(&self, place: Place<'_>, class: &Arc<Class>) -> Object {
        let plain = Object::Class(class.clone(), place.home.clone());
        class
            .decorators
            .iter()
            .rev()
            .fold(plain, |object, decorator| {
                match self.callee(place, decorator) {
                    Object::Foreign(name) if FAITHFUL.iter().any(|it| name.ends_with(it)) => object,
                    Object::Decorator(_) => Object::Unknown,
                    decorator => self.apply(&decorator, object),
                }
            })
    }

    /// What something makes of a function or flow that it is called with.
    fn apply(&self, callee: &Object, argument: Object) -> Object {
        match callee {
            Object::Foreign(name) if FLOW_DECORATORS.contains(&name.as_str()) => {
                flow(argument, None)
            }
            Object::Decorator(name) => flow(argument, name.clone()),
            Object::Foreign(name) if TASK_DECORATORS.contains(&name.as_str()) => task(&argument),
            Object::Thing("a task", ..) => task(&argument),
            Object::Foreign(name) if TRANSPARENT.contains(&name.as_str()) => argument,
            _ => Object::Unknown,
        }
    }

    /// What a call gives.
    pub(super) fn call(&self, place: Place<'_>, call: &Call) -> Object {
        if let Value::Attribute(object, name) = &call.function
            && name == "with_options"
        {
            return match self.value(place, object.as_ref()) {
                Object::Flow(old) => Object::Flow(Flow {
                    name: option_name(call, old.name.clone()),
                    ..old
                }),
                _ => Object::Unknown,
            };
        }
        let callee = self.callee(place, &call.function);
        let is = |names: &[&str]| matches!(&callee, Object::Foreign(name) if names.contains(&name.as_str()));
        if is(FLOW_DECORATORS) || is(FLOW_CLASSES) {
            let function = call.argument(0, "fn").or_else(|| call.argument(0, "__fn"));
            return match function {
                Some(function) => flow(self.value(place, function), option_name(call, None)),
                None => Object::Decorator(option_name(call, None)),
            };
        }
        if is(TASK_DECORATORS) {
            return Object::Thing("a task", None, place.home.path.clone());
        }
        match (&callee, call.arguments.first()) {
            (Object::Decorator(_), Some(function)) => {
                self.apply(&callee, self.value(place, function))
            }
            _ => Object::Unknown,
        }
    }
}

/// The name among the options of a flow: as it is written, or the one from before.
fn option_name(call: &Call, before: Option<String>) -> Option<String> {
    let unpacked = call.keywords.iter().any(|(name, _)| name.is_none());
    let given = call
        .keywords
        .iter()
        .find(|(name, _)| name.as_deref() == Some("name"));
    match given {
        Some((_, Value::Literal(Some(name)))) => Some(name.clone()),
        Some(_) => Some(String::new()),
        None if unpacked => Some(String::new()),
        None => before,
    }
}

/// A flow made of something. Without a name among the options, it is the function's with hyphens.
fn flow(of: Object, name: Option<String>) -> Object {
    let (function, home) = match of {
        Object::Function(function, home) => (Some(function), Some(home)),
        Object::Flow(flow) => return Object::Flow(flow),
        _ => (None, None),
    };
    let own = function
        .as_ref()
        .map(|function| function.name.replace('_', "-"));
    Object::Flow(Flow {
        // An option that is no text is a name that can't be told.
        name: match name {
            Some(name) => Some(name).filter(|name| !name.is_empty()),
            None => own,
        },
        function,
        is_method: false,
        home,
    })
}

fn task(of: &Object) -> Object {
    match of {
        Object::Function(function, home) => {
            Object::Thing("a task", Some(function.range), home.path.clone())
        }
        _ => Object::Unknown,
    }
}
