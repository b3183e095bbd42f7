//! Where Python finds a module.

use std::sync::Arc;

use super::files::{is_file, is_folder};
use super::modules::Modules;
use super::path::{join, parent};
use crate::python::{Import, Module};

/// A module and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Home {
    /// What it defines.
    pub(super) module: Arc<Module>,
    /// The file.
    pub(super) path: String,
    /// The folders in which imports with one dot look.
    pub(super) package: Vec<String>,
}

/// The outcome of an import.
#[derive(Debug, Clone)]
pub(super) enum Imported {
    /// A file of the project.
    Module(Home),
    /// A folder without a file of its own: there is nothing in it but modules.
    Folder(String),
    /// Not of the project: installed, built in, or not there at all.
    Elsewhere,
}

/// How Python looks for modules.
#[derive(Debug, Clone, Copy)]
pub(super) struct Importer<'p> {
    pub(super) modules: &'p Modules<'p>,
    /// The folders in which absolute imports look before any other.
    pub(super) folders: &'p [String],
}

impl Importer<'_> {
    /// The module that an import names, seen from another one.
    pub(super) fn find(&self, import: &Import, home: Option<&Home>) -> Imported {
        if import.level == 0 {
            return self.absolute(&import.module);
        }
        let Some(home) = home else {
            return Imported::Elsewhere;
        };
        let up = import.level - 1;
        let starts = home
            .package
            .iter()
            .map(|folder| (0..up).fold(folder.clone(), |folder, _| parent(&folder).to_owned()));
        let starts: Vec<String> = starts.collect();
        self.below(&starts, &import.module)
    }

    /// An absolute import. What Prefect has loaded itself is never looked for in the project.
    pub(super) fn absolute(&self, module: &str) -> Imported {
        let first = module.split('.').next().unwrap_or(module);
        match first {
            "prefect" | "" => Imported::Elsewhere,
            _ => self.below(self.folders, module),
        }
    }

    /// A dotted name below the first of some folders that has it.
    pub(super) fn below(&self, folders: &[String], dotted: &str) -> Imported {
        let relative = dotted.replace('.', "/");
        let found = folders
            .iter()
            .map(|folder| self.at(&join(folder, &relative)));
        let mut namespace = Imported::Elsewhere;
        for found in found {
            match found {
                Imported::Module(_) => return found,
                Imported::Folder(_) if matches!(namespace, Imported::Elsewhere) => {
                    namespace = found
                }
                _ => {}
            }
        }
        namespace
    }

    /// The package or module at a path without an ending; a package comes first.
    fn at(&self, stem: &str) -> Imported {
        let files = self.modules.files();
        let package = format!("{stem}/__init__.py");
        let module = format!("{stem}.py");
        let (path, folder) = if is_file(files, &package) {
            (package, stem)
        } else if is_file(files, &module) {
            (module, parent(stem))
        } else if is_folder(files, stem) {
            return Imported::Folder(stem.to_owned());
        } else {
            return Imported::Elsewhere;
        };
        match self.modules.get(&path) {
            Some(module) => Imported::Module(Home {
                module,
                package: vec![folder.to_owned()],
                path,
            }),
            None => Imported::Elsewhere,
        }
    }
}
