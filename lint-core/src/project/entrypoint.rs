//! From an entrypoint to its flow.

use std::sync::Arc;

use super::evaluate::Evaluator;
use super::files::{is_file, is_folder};
use super::flows::Broken;
use super::import::{Home, Imported, Importer};
use super::modules::folders;
use super::object::{Flow, Object, Thing};
use super::path::{join, parent};
use super::{Project, Root, RootKind};
use crate::near::nearest;
use crate::python::Function;

/// An entrypoint in its parts, as Prefect takes it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entrypoint<'t> {
    /// `path/to/file.py:name`
    File {
        /// The file.
        path: &'t str,
        /// The flow in it, possibly `Class.method`.
        object: &'t str,
    },
    /// `package.module:name`, `package.module.name`
    Module {
        /// The module.
        module: &'t str,
        /// The flow in it.
        object: &'t str,
    },
}

impl<'t> Entrypoint<'t> {
    /// Takes an entrypoint apart; none where Prefect can't.
    pub fn parse(text: &'t str) -> Option<Self> {
        let split = match text.contains(':') {
            true => text.rsplit_once(':'),
            false => text.rsplit_once('.'),
        };
        let (before, object) = split?;
        if before.is_empty() || object.is_empty() {
            return None;
        }
        match text.contains(".py:") {
            true => before.ends_with(".py").then_some(Self::File {
                path: before,
                object,
            }),
            false => Some(Self::Module {
                module: before,
                object,
            }),
        }
    }

    /// The name of the flow, as it is written.
    pub fn object(self) -> &'t str {
        match self {
            Self::File { object, .. } | Self::Module { object, .. } => object,
        }
    }
}

/// What an entrypoint leads to.
#[derive(Debug, Clone)]
pub enum Lookup {
    /// A flow.
    Flow(Box<Flow>),
    /// Something else.
    NotFlow(Thing),
    /// A file without such a name.
    NoSuchName {
        /// The file.
        path: String,
        /// The flows that it has.
        flows: Vec<String>,
    },
    /// There is no such file.
    NoSuchFile {
        /// A file that has nearly that path, from one of the folders.
        near: Option<String>,
    },
    /// It can't be told.
    Unknown,
}

/// What the project says of a function that a step names.
#[derive(Debug, Clone)]
pub enum Local {
    /// It is this one.
    Function {
        /// The function.
        function: Arc<Function>,
        /// The file that it is in.
        path: String,
    },
    /// The module has no such name.
    Missing {
        /// The file of the module.
        path: String,
        /// The functions that it has.
        functions: Vec<String>,
    },
    /// It can't be told.
    Unknown,
}

impl Project<'_> {
    /// Follows the name of a step's function, which Prefect takes apart as it does an entrypoint.
    pub fn function(&self, name: &str) -> Local {
        let Some(entrypoint) = Entrypoint::parse(name) else {
            return Local::Unknown;
        };
        let mut outcome = Local::Unknown;
        for root in self.roots {
            match self.with_home(root, entrypoint, local) {
                Some(found @ Local::Function { .. }) => return found,
                Some(found) => outcome = found,
                None => {}
            }
        }
        outcome
    }

    /// Follows an entrypoint from each folder in turn. The first that leads to a flow counts.
    pub fn look_up(&self, entrypoint: Entrypoint<'_>) -> Lookup {
        let mut outcome = None;
        for root in self.roots {
            let found = self.look_up_in(root, entrypoint);
            match (&found, &outcome) {
                (Lookup::Flow(_), _) => return found,
                (Lookup::Unknown, _) => outcome = Some(found),
                (_, None | Some(Lookup::NoSuchFile { .. })) => outcome = Some(found),
                _ => {}
            }
        }
        match (outcome, entrypoint) {
            (Some(Lookup::NoSuchFile { .. }), Entrypoint::File { path, .. }) => {
                self.no_such_file(path)
            }
            (outcome, _) => outcome.unwrap_or(Lookup::Unknown),
        }
    }

    /// The flows of a file, by the path that an entrypoint has for it, in alphabetical order.
    pub fn flows_in(&self, path: &str) -> Vec<String> {
        // With any name: only the file is looked at.
        let file = Entrypoint::File { path, object: "_" };
        let mut found = self.roots.iter().filter_map(|root| {
            self.with_home(root, file, |evaluator, home, _| flows(evaluator, home))
        });
        found.next().unwrap_or_default()
    }

    /// What is said of a file that is in none of the folders. A manifest that stands alone says nothing about the files
    /// it was made for.
    pub(super) fn no_such_file(&self, path: &str) -> Lookup {
        let files = self.modules.files();
        let has_folder =
            |root: &Root| path.contains('/') && is_folder(files, parent(&join(&root.folder, path)));
        let stands_alone = !self
            .own_roots()
            .any(|root| self.modules.has_python(&root.folder) || has_folder(root));
        if stands_alone {
            return Lookup::Unknown;
        }
        let near = |root| (self.deeper_file(root, path)).or_else(|| self.near_file(root, path));
        Lookup::NoSuchFile {
            near: self.roots.iter().find_map(near),
        }
    }

    /// The folders whose files belong to the manifest. Outside of a repository, what is in the folders above it need not.
    fn own_roots(&self) -> impl Iterator<Item = &Root> {
        let has = |kind| self.roots.iter().any(|root| root.kind == kind);
        let in_repository = has(RootKind::Repository);
        let belongs = move |root: &&Root| in_repository || root.kind != RootKind::Between;
        self.roots.iter().filter(belongs)
    }

    /// Whether the file of an entrypoint is one that Python refuses, in each folder that has it: which of them is the one
    /// is not known.
    pub(super) fn broken(&self, entrypoint: Entrypoint<'_>) -> Option<Broken> {
        let files = self.roots.iter().filter_map(|root| {
            self.with_home(root, entrypoint, |_, home, _| {
                let error = home.module.error.clone()?;
                Some(Broken {
                    path: home.path.clone(),
                    error,
                })
            })
        });
        let all: Option<Vec<Broken>> = files.collect();
        all?.into_iter().next()
    }

    fn look_up_in(&self, root: &Root, entrypoint: Entrypoint<'_>) -> Lookup {
        let found = self.with_home(root, entrypoint, |evaluator, home, object| {
            lookup(evaluator, home, object)
        });
        match (found, entrypoint) {
            (Some(found), _) => found,
            (None, Entrypoint::File { .. }) => Lookup::NoSuchFile { near: None },
            // An installed package may have it.
            (None, Entrypoint::Module { .. }) => Lookup::Unknown,
        }
    }

    /// Asks something of the module that an entrypoint names, if the project has it.
    fn with_home<T>(
        &self,
        root: &Root,
        entrypoint: Entrypoint<'_>,
        ask: impl FnOnce(&Evaluator<'_>, &Home, &str) -> T,
    ) -> Option<T> {
        let modules = self.modules;
        let (home, folders) = match entrypoint {
            Entrypoint::File { path, .. } => {
                let path = join(&root.folder, path);
                let module = modules.get(&path)?;
                // Imports look beside the script first, then where the command is run.
                let folders = vec![parent(&path).to_owned(), root.folder.clone()];
                // As Prefect loads it: a module that is a package of what stands beside it.
                let package = folders.clone();
                let home = Home {
                    module,
                    path,
                    package,
                };
                (home, folders)
            }
            Entrypoint::Module { module, .. } => {
                let folders = vec![root.folder.clone()];
                let importer = Importer {
                    modules,
                    folders: &folders,
                };
                match importer.absolute(module) {
                    Imported::Module(home) => (home, folders),
                    Imported::Folder(_) | Imported::Elsewhere => return None,
                }
            }
        };
        let importer = Importer {
            modules,
            folders: &folders,
        };
        Some(ask(&Evaluator::new(importer), &home, entrypoint.object()))
    }

    /// A file with nearly this path: a misspelled part, or another ending.
    fn near_file(&self, root: &Root, path: &str) -> Option<String> {
        let mut folder = root.folder.clone();
        let mut found: Vec<String> = Vec::new();
        let parts: Vec<&str> = path
            .split('/')
            .filter(|part| !matches!(*part, "" | "."))
            .collect();
        let (last, folders) = parts.split_last()?;
        for (part, is_last) in folders
            .iter()
            .map(|part| (part, false))
            .chain([(last, true)])
        {
            let entries = self.modules.files().list(&folder)?;
            let names = || {
                let fits = entries.iter().filter(|entry| entry.is_folder != is_last);
                fits.map(|entry| entry.name.as_str())
            };
            let name = match names().find(|name| name == part) {
                Some(name) => name,
                None => nearest(part, names())?,
            };
            folder = join(&folder, name);
            found.push(name.to_owned());
        }
        Some(found.join("/"))
    }

    /// The only file with this path that is a folder deeper.
    fn deeper_file(&self, root: &Root, path: &str) -> Option<String> {
        let files = self.modules.files();
        let path = path.trim_start_matches("./");
        let entries = files.list(&root.folder)?;
        let mut found = folders(&entries)
            .map(|folder| join(&folder.name, path))
            .filter(|path| is_file(files, &join(&root.folder, path)));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}

/// What a name in a module is, as an entrypoint.
fn lookup(evaluator: &Evaluator<'_>, home: &Home, object: &str) -> Lookup {
    let thing = |what, range, path: &str| {
        Lookup::NotFlow(Thing {
            what,
            path: path.to_owned(),
            range,
        })
    };
    match evaluator.path(home, object) {
        Object::Flow(flow) => Lookup::Flow(Box::new(flow)),
        Object::Function(function, home) => thing(
            "a function without `@flow`",
            Some(function.range),
            &home.path,
        ),
        Object::Class(class, home) => thing("a class", Some(class.range), &home.path),
        Object::Module(home) => thing("a module", None, &home.path),
        Object::Decorator(_) => thing("a decorator", None, &home.path),
        Object::Thing(what, range, path) => thing(what, range, &path),
        Object::Missing => Lookup::NoSuchName {
            path: home.path.clone(),
            flows: flows(evaluator, home),
        },
        Object::Folder(_) | Object::Foreign(_) | Object::Unknown => Lookup::Unknown,
    }
}

/// What a name in a module is, as the function of a step.
fn local(evaluator: &Evaluator<'_>, home: &Home, object: &str) -> Local {
    match evaluator.path(home, object) {
        Object::Function(function, home) => Local::Function {
            function,
            path: home.path,
        },
        Object::Missing => Local::Missing {
            path: home.path.clone(),
            functions: names(evaluator, home, |object| {
                matches!(object, Object::Function(..))
            }),
        },
        _ => Local::Unknown,
    }
}

/// The flows that a module defines, by name, in alphabetical order.
fn flows(evaluator: &Evaluator<'_>, home: &Home) -> Vec<String> {
    names(evaluator, home, |object| matches!(object, Object::Flow(_)))
}

/// The names of a module that are something, in alphabetical order.
fn names(evaluator: &Evaluator<'_>, home: &Home, is: fn(&Object) -> bool) -> Vec<String> {
    // What a name was before it was bound anew is kept under names that are none.
    let names = home
        .module
        .scope
        .names
        .keys()
        .filter(|name| !name.contains('\''));
    let mut names: Vec<String> = names
        .filter(|name| is(&evaluator.path(home, name)))
        .cloned()
        .collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entrypoints_are_taken_apart() {
        let file = |path, object| Some(Entrypoint::File { path, object });
        let module = |module, object| Some(Entrypoint::Module { module, object });
        assert_eq!(Entrypoint::parse("a/b.py:f"), file("a/b.py", "f"));
        assert_eq!(Entrypoint::parse("b.py:C.m"), file("b.py", "C.m"));
        assert_eq!(Entrypoint::parse("a.b:f"), module("a.b", "f"));
        assert_eq!(Entrypoint::parse("a.b.f"), module("a.b", "f"));
        assert_eq!(Entrypoint::parse("C:/a.py:f"), file("C:/a.py", "f"));
        assert_eq!(Entrypoint::parse("a.py"), module("a", "py"));
        for text in ["a", "", "a.py:", ":f", "a.py:f:g"] {
            assert_eq!(Entrypoint::parse(text), None, "{text}");
        }
    }
}
