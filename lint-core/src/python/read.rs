//! From statements to names.

use std::sync::Arc;

use ruff_python_ast::{
    Expr, Identifier, Parameters, PySourceType, Stmt, StmtClassDef, StmtFunctionDef, StmtIf,
    StmtImport, StmtImportFrom, StmtTry,
};
use ruff_python_parser::parse_unchecked_source;
use ruff_text_size::Ranged;

use super::annotation::{self, Type, dotted};
use super::hidden::hidden;
use super::module::{
    Binding, Class, Function, Import, Module, Parameter, Scope, SyntaxError, Value,
};
use super::returns::outputs;
use super::value::value;
use crate::text::{TextRange, range};

/// How deep blocks and classes are followed.
const DEEPEST: usize = 100;

/// Reads a text, broken or not.
pub(super) fn module(text: &str) -> Module {
    let parsed = parse_unchecked_source(text, PySourceType::Python);
    let error = parsed.errors().first();
    let mut reader = Reader {
        text,
        scope: Scope {
            // Where something could not be read there may be more.
            is_open: error.is_some(),
            ..Scope::default()
        },
        depth: 0,
    };
    reader.block(parsed.suite(), true);
    let hidden = hidden(parsed.suite());
    Module {
        scope: reader.scope,
        hidden: hidden.names,
        changed: hidden.changed,
        // A replaced character may be one that Python knows.
        error: error
            .filter(|_| !text.contains(char::REPLACEMENT_CHARACTER))
            .map(|error| SyntaxError {
                line: text[..error.location.start().to_usize().min(text.len())]
                    .matches('\n')
                    .count()
                    + 1,
                message: error.error.to_string(),
            }),
    }
}

struct Reader<'t> {
    text: &'t str,
    scope: Scope,
    depth: usize,
}

impl Reader<'_> {
    /// The statements of a block; certain if they run in any case.
    fn block(&mut self, body: &[Stmt], certain: bool) {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.scope.is_open = true;
        } else {
            body.iter()
                .for_each(|statement| self.statement(statement, certain));
        }
        self.depth -= 1;
    }

    fn statement(&mut self, statement: &Stmt, certain: bool) {
        match statement {
            Stmt::FunctionDef(it) => {
                let function = Binding::Function(Arc::new(function(it, self.text)));
                self.scope.bind(it.name.as_str(), function, certain);
            }
            Stmt::ClassDef(it) => {
                let class = Binding::Class(Arc::new(self.class(it)));
                self.scope.bind(it.name.as_str(), class, certain);
            }
            Stmt::Import(it) => self.import(it, certain),
            Stmt::ImportFrom(it) => self.import_from(it, certain),
            Stmt::Assign(it) => {
                let value = value(&it.value);
                for target in &it.targets {
                    self.assign(target, &value, certain);
                }
            }
            Stmt::AnnAssign(it) => {
                if let Some(right) = &it.value {
                    self.assign(&it.target, &value(right), certain);
                }
            }
            Stmt::AugAssign(it) => self.assign(&it.target, &Value::Unknown, certain),
            Stmt::Delete(it) => it
                .targets
                .iter()
                .for_each(|target| self.delete(target, certain)),
            Stmt::If(it) => self.condition(it, certain),
            Stmt::Try(it) => self.attempt(it, certain),
            Stmt::With(it) => {
                for item in &it.items {
                    if let Some(target) = &item.optional_vars {
                        self.assign(target, &Value::Unknown, certain);
                    }
                }
                self.block(&it.body, certain);
            }
            Stmt::For(it) => {
                self.assign(&it.target, &Value::Unknown, false);
                self.block(&it.body, false);
                self.block(&it.orelse, false);
            }
            Stmt::While(it) => {
                self.block(&it.body, false);
                self.block(&it.orelse, false);
            }
            Stmt::Match(it) => it
                .cases
                .iter()
                .for_each(|case| self.block(&case.body, false)),
            Stmt::Expr(it) => self.scope.is_open |= adds_names(&it.value),
            _ => {}
        }
    }

    fn assign(&mut self, target: &Expr, value: &Value, certain: bool) {
        match target {
            Expr::Name(name) => {
                self.scope.rebind(name.id.as_str(), value.clone(), certain);
            }
            Expr::Tuple(it) => self.unpack(&it.elts, certain),
            Expr::List(it) => self.unpack(&it.elts, certain),
            Expr::Starred(it) => self.assign(&it.value, &Value::Unknown, certain),
            // `globals()["name"] = …`, `sys.modules[__name__] = …`
            Expr::Subscript(it) => {
                let modules = dotted(&it.value).is_some_and(|name| name.ends_with("modules"));
                self.scope.is_open |= modules || adds_names(&it.value);
            }
            _ => {}
        }
    }

    fn unpack(&mut self, targets: &[Expr], certain: bool) {
        for target in targets {
            self.assign(target, &Value::Unknown, certain);
        }
    }

    fn delete(&mut self, target: &Expr, certain: bool) {
        if let Expr::Name(name) = target
            && certain
        {
            self.scope.names.remove(name.id.as_str());
        }
    }

    fn condition(&mut self, it: &StmtIf, certain: bool) {
        let never = is_never(&it.test);
        if !never {
            self.block(&it.body, false);
        }
        for clause in &it.elif_else_clauses {
            let is_last = clause.test.is_none() && it.elif_else_clauses.len() == 1;
            self.block(&clause.body, certain && never && is_last);
        }
    }

    /// The body of a `try` runs, unless something goes wrong: then what the handlers bind counts too.
    fn attempt(&mut self, it: &StmtTry, certain: bool) {
        self.block(&it.body, certain);
        for handler in &it.handlers {
            let handler = handler.as_except_handler();
            self.block(handler.map_or(&[], |handler| &handler.body), false);
        }
        self.block(&it.orelse, false);
        self.block(&it.finalbody, certain);
    }

    fn import(&mut self, it: &StmtImport, certain: bool) {
        for alias in &it.names {
            let full = alias.name.as_str();
            let first = full.split('.').next().unwrap_or(full);
            let (bound, module) = match &alias.asname {
                Some(name) => (name.as_str(), full),
                None => (first, first),
            };
            let import = Import {
                level: 0,
                module: module.to_owned(),
                name: None,
            };
            self.scope.bind(bound, Binding::Import(import), certain);
        }
    }

    fn import_from(&mut self, it: &StmtImportFrom, certain: bool) {
        let import = |name: Option<&str>| Import {
            level: it.level,
            module: it.module.as_ref().map_or("", Identifier::as_str).to_owned(),
            name: name.map(str::to_owned),
        };
        for alias in &it.names {
            let name = alias.name.as_str();
            if name == "*" {
                self.scope.add_star(import(None));
                continue;
            }
            let bound = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
            let binding = Binding::Import(import(Some(name)));
            self.scope.bind(bound, binding, certain);
        }
    }

    fn class(&mut self, it: &StmtClassDef) -> Class {
        let mut inner = Reader {
            text: self.text,
            scope: Scope::default(),
            depth: self.depth,
        };
        inner.block(&it.body, true);
        let arguments = it.arguments.as_deref();
        let bases = arguments.map_or(&[][..], |arguments| &arguments.args);
        Class {
            name: it.name.to_string(),
            range: place(&it.name),
            decorators: (it.decorator_list.iter())
                .map(|decorator| value(&decorator.expression))
                .collect(),
            bases: bases.iter().map(value).collect(),
            has_metaclass: arguments.is_some_and(|arguments| !arguments.keywords.is_empty()),
            scope: inner.scope,
        }
    }
}

fn function(it: &StmtFunctionDef, text: &str) -> Function {
    let name = |parameter: &Option<Box<ruff_python_ast::Parameter>>| {
        parameter
            .as_ref()
            .map(|parameter| parameter.name.to_string())
    };
    Function {
        name: it.name.to_string(),
        range: place(&it.name),
        decorators: (it.decorator_list.iter())
            .map(|decorator| value(&decorator.expression))
            .collect(),
        parameters: parameters(&it.parameters, text),
        args: name(&it.parameters.vararg),
        kwargs: name(&it.parameters.kwarg),
        is_async: it.is_async,
        doc: doc(&it.body),
        outputs: outputs(&it.body),
    }
}

fn parameters(it: &Parameters, text: &str) -> Vec<Parameter> {
    let positional = it.posonlyargs.len();
    it.iter_non_variadic_params()
        .enumerate()
        .map(|(place_in_list, parameter)| Parameter {
            name: parameter.name().to_string(),
            range: place(parameter.name()),
            ty: (parameter.annotation()).map_or(Type::Any, annotation::annotation),
            default: parameter.default().map(|default| source(default, text)),
            is_positional: place_in_list < positional,
        })
        .collect()
}

fn source(expression: &Expr, text: &str) -> String {
    let range = expression.range();
    text.get(range.start().to_usize()..range.end().to_usize())
        .unwrap_or_default()
        .to_owned()
}

/// The first paragraph of what documents a function.
fn doc(body: &[Stmt]) -> Option<String> {
    let Some(Stmt::Expr(first)) = body.first() else {
        return None;
    };
    let Expr::StringLiteral(text) = &*first.value else {
        return None;
    };
    let lines = text.value.to_str().trim().lines();
    let paragraph: Vec<&str> = lines
        .map(str::trim)
        .take_while(|line| !line.is_empty())
        .collect();
    (!paragraph.is_empty()).then(|| paragraph.join(" "))
}

/// Whether a call may bind names of its own accord: `exec`, `globals().update`, `setattr`.
fn adds_names(expression: &Expr) -> bool {
    let Expr::Call(call) = expression else {
        return false;
    };
    match &*call.func {
        Expr::Name(name) => matches!(
            name.id.as_str(),
            "exec" | "setattr" | "globals" | "vars" | "locals"
        ),
        Expr::Attribute(attribute) => adds_names(&attribute.value),
        _ => false,
    }
}

/// A condition that does not hold when Prefect loads the file.
fn is_never(test: &Expr) -> bool {
    match test {
        Expr::Name(_) | Expr::Attribute(_) => dotted(test)
            .is_some_and(|name| matches!(name.as_str(), "TYPE_CHECKING" | "typing.TYPE_CHECKING")),
        Expr::BooleanLiteral(boolean) => !boolean.value,
        Expr::Compare(compare) => {
            let is_name =
                matches!(&*compare.left, Expr::Name(name) if name.id.as_str() == "__name__");
            let is_main = matches!(&compare.comparators[..], [Expr::StringLiteral(text)] if text.value.to_str() == "__main__");
            let is_equal = matches!(&compare.ops[..], [ruff_python_ast::CmpOp::Eq]);
            is_name && is_main && is_equal
        }
        _ => false,
    }
}

fn place(identifier: &Identifier) -> TextRange {
    let start = identifier.range.start().to_usize();
    range(start, identifier.range.end().to_usize() - start)
}
