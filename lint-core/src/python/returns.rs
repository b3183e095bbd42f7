//! The keys of the dictionary that a function returns.

use hashbrown::HashMap;

use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{Expr, ExprDict, Stmt};

use super::module::Outputs;

/// What a function of these statements returns.
pub(super) fn outputs(body: &[Stmt]) -> Outputs {
    let mut seen = Seen::default();
    for statement in body {
        seen.visit_stmt(statement);
    }
    seen.outputs()
}

/// What is seen of a function's body, without what is nested in it.
#[derive(Default)]
struct Seen {
    /// Keys of dictionaries, by the local names that hold them; none: not known.
    locals: HashMap<String, Option<Vec<String>>>,
    returned: Vec<Returned>,
    yields: bool,
}

enum Returned {
    Keys(Vec<String>),
    Local(String),
    Nothing,
    Unknown,
}

impl Seen {
    fn outputs(self) -> Outputs {
        let mut keys: Vec<String> = Vec::new();
        let mut has_keys = false;
        for returned in &self.returned {
            let found = match returned {
                Returned::Nothing => continue,
                Returned::Keys(found) => Some(found),
                Returned::Local(name) => self.locals.get(name).and_then(Option::as_ref),
                Returned::Unknown => None,
            };
            let Some(found) = found else {
                return Outputs::Unknown;
            };
            has_keys = true;
            for key in found {
                if !keys.contains(key) {
                    keys.push(key.clone());
                }
            }
        }
        match (self.yields, has_keys) {
            (true, _) => Outputs::Unknown,
            (false, true) => Outputs::Keys(keys),
            (false, false) => Outputs::Nothing,
        }
    }

    fn assign(&mut self, target: &Expr, value: Option<&Expr>) {
        match target {
            Expr::Name(name) => {
                let keys = value.and_then(literal_keys);
                let is_new = !self.locals.contains_key(name.id.as_str());
                // Bound twice, it may be either.
                let known = keys.filter(|_| is_new);
                self.locals.insert(name.id.to_string(), known);
            }
            Expr::Subscript(subscript) => {
                if let Expr::Name(name) = &*subscript.value {
                    self.add_key(name.id.as_str(), &subscript.slice);
                }
            }
            _ => {}
        }
    }

    /// `local["key"] = …`
    fn add_key(&mut self, local: &str, key: &Expr) {
        if let Some(keys) = self.locals.get_mut(local) {
            match (keys.as_mut(), key) {
                (Some(keys), Expr::StringLiteral(text)) => {
                    keys.push(text.value.to_str().to_owned())
                }
                _ => *keys = None,
            }
        }
    }
}

impl<'a> Visitor<'a> for Seen {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            // What is nested returns elsewhere.
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return,
            Stmt::Return(it) => self.returned.push(returned(it.value.as_deref())),
            Stmt::Assign(it) => {
                for target in &it.targets {
                    self.assign(target, Some(&it.value));
                }
            }
            Stmt::AnnAssign(it) => self.assign(&it.target, it.value.as_deref()),
            Stmt::AugAssign(it) => self.assign(&it.target, None),
            Stmt::Delete(it) => it
                .targets
                .iter()
                .for_each(|target| self.assign(target, None)),
            _ => {}
        }
        walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Lambda(_) => return,
            Expr::Yield(_) | Expr::YieldFrom(_) => self.yields = true,
            // A method or a function that is given the dictionary may change it.
            Expr::Call(call) => {
                if let Expr::Attribute(attribute) = &*call.func
                    && let Expr::Name(name) = &*attribute.value
                {
                    self.forget(name.id.as_str());
                }
                for argument in &call.arguments.args {
                    if let Expr::Name(name) = argument {
                        self.forget(name.id.as_str());
                    }
                }
            }
            _ => {}
        }
        walk_expr(self, expression);
    }
}

impl Seen {
    fn forget(&mut self, local: &str) {
        if let Some(keys) = self.locals.get_mut(local) {
            *keys = None;
        }
    }
}

fn returned(value: Option<&Expr>) -> Returned {
    match value {
        None | Some(Expr::NoneLiteral(_)) => Returned::Nothing,
        Some(Expr::Name(name)) => Returned::Local(name.id.to_string()),
        Some(value) => literal_keys(value).map_or(Returned::Unknown, Returned::Keys),
    }
}

/// The keys of `{"a": …}` or `dict(a=…)`, if all of them can be seen.
fn literal_keys(value: &Expr) -> Option<Vec<String>> {
    match value {
        Expr::Dict(dict) => dict_keys(dict),
        Expr::Call(call) if matches!(&*call.func, Expr::Name(name) if name.id.as_str() == "dict") =>
        {
            let keywords = call.arguments.keywords.iter();
            let keys = keywords.map(|keyword| keyword.arg.as_ref().map(ToString::to_string));
            keys.collect::<Option<Vec<_>>>()
                .filter(|_| call.arguments.args.is_empty())
        }
        _ => None,
    }
}

fn dict_keys(dict: &ExprDict) -> Option<Vec<String>> {
    let keys = dict.items.iter().map(|item| match &item.key {
        Some(Expr::StringLiteral(text)) => Some(text.value.to_str().to_owned()),
        _ => None,
    });
    keys.collect()
}
