//! Names that a module may have without binding them in plain sight.

use hashbrown::HashSet;

use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{Expr, Stmt};

/// What is found in a module, however deep.
#[derive(Default)]
pub(super) struct Hidden {
    /// Functions and classes that are nested, names that are global to a function, targets of `:=`.
    pub(super) names: HashSet<String>,
    /// Names of things that are changed after they are made.
    pub(super) changed: HashSet<String>,
    depth: usize,
}

/// Looks through a module.
pub(super) fn hidden(body: &[Stmt]) -> Hidden {
    let mut hidden = Hidden::default();
    for statement in body {
        hidden.visit_stmt(statement);
    }
    hidden
}

impl Hidden {
    fn target(&mut self, target: &Expr) {
        if let Expr::Attribute(attribute) = target
            && let Expr::Name(name) = &*attribute.value
        {
            self.changed.insert(name.id.to_string());
        }
    }
}

impl<'a> Visitor<'a> for Hidden {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(it) if self.depth > 0 => {
                self.names.insert(it.name.to_string());
            }
            Stmt::ClassDef(it) if self.depth > 0 => {
                self.names.insert(it.name.to_string());
            }
            Stmt::Global(it) => self.names.extend(it.names.iter().map(ToString::to_string)),
            Stmt::Assign(it) => it.targets.iter().for_each(|target| self.target(target)),
            Stmt::AnnAssign(it) => self.target(&it.target),
            _ => {}
        }
        self.depth += 1;
        walk_stmt(self, statement);
        self.depth -= 1;
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Named(it) => {
                if let Expr::Name(name) = &*it.target {
                    self.names.insert(name.id.to_string());
                }
            }
            // A list that grows is another one.
            Expr::Call(call) => {
                if let Expr::Attribute(attribute) = &*call.func
                    && let Expr::Name(name) = &*attribute.value
                    && name.id.as_str() == "__all__"
                {
                    self.changed.insert(name.id.to_string());
                }
            }
            _ => {}
        }
        walk_expr(self, expression);
    }
}
