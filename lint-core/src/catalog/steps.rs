//! All functions that the steps of a manifest may name: those that are shipped, those that the user describes, and
//! those that the project defines.

use hashbrown::HashMap;
use std::borrow::Cow;

use super::lookup::{self, Lookup};
use super::signature::{Input, MoreInputs, Output, Signature};
use crate::manifest::Manifest;
use crate::project::{Local, Project};
use crate::python::{Function, Outputs};
use crate::settings::Settings;

/// The functions that steps may name.
#[derive(Debug)]
pub struct Steps<'s> {
    settings: &'s Settings,
    /// Those of the project, by the names that steps have.
    local: HashMap<String, Lookup>,
}

impl<'s> Steps<'s> {
    /// Looks at the functions of a manifest's steps that nothing is known of otherwise, each once.
    pub fn of(
        manifest: &Manifest<'_>,
        settings: &'s Settings,
        project: Option<Project<'_>>,
    ) -> Self {
        let mut local = HashMap::new();
        for step in &manifest.steps {
            let name = step.name();
            if let Some(project) = project
                && !local.contains_key(name)
                && lookup::lookup(name, settings) == Lookup::Elsewhere
                && let Some(found) = own(name, project)
            {
                local.insert(name.to_owned(), found);
            }
        }
        Self { settings, local }
    }

    /// Looks a name up, and says what is known if it is not.
    pub fn lookup(&self, name: &str) -> Lookup {
        match self.local.get(name) {
            Some(local) => local.clone(),
            None => lookup::lookup(name, self.settings),
        }
    }

    /// The function of a name, if it is known.
    pub fn known(&self, name: &str) -> Option<Cow<'static, Signature>> {
        match self.lookup(name) {
            Lookup::Known(signature) => Some(signature),
            _ => None,
        }
    }

    /// Whether a function is of a package that is known, and not the user's own.
    pub fn is_shipped(&self, name: &str) -> bool {
        !self.local.contains_key(name) && !self.settings.steps.contains_key(name)
    }
}

/// What the project says of a name; none where it says nothing.
fn own(name: &str, project: Project<'_>) -> Option<Lookup> {
    match project.function(name) {
        Local::Function { function, .. } => {
            Some(Lookup::Known(Cow::Owned(signature(name, &function))))
        }
        Local::Missing { functions, .. } => Some(Lookup::Undefined(functions)),
        Local::Unknown => None,
    }
}

/// A function of the project as a step.
fn signature(name: &str, function: &Function) -> Signature {
    let by_name = function.parameters.iter().filter(|it| !it.is_positional);
    let (outputs, outputs_known) = match &function.outputs {
        Outputs::Keys(keys) => (keys.as_slice(), true),
        Outputs::Nothing => (&[][..], true),
        Outputs::Unknown => (&[][..], false),
    };
    Signature {
        name: name.to_owned(),
        doc: function.doc.clone().unwrap_or_default(),
        inputs: by_name
            .map(|parameter| Input {
                name: parameter.name.clone(),
                required: parameter.default.is_none(),
                nullable: true,
                default: parameter.default.clone(),
                ..Input::default()
            })
            .collect(),
        more: match function.kwargs {
            Some(_) => MoreInputs::Any,
            None => MoreInputs::None,
        },
        outputs: outputs
            .iter()
            .map(|name| Output {
                name: name.clone(),
                doc: String::new(),
            })
            .collect(),
        outputs_known,
        ..Signature::default()
    }
}
