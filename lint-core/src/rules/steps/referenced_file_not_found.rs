//! PF317

use super::calls::{last, when};
use super::named_files::{Named, first_steps, named};
use crate::declare_rule;
use crate::diagnostic::Fix;
use crate::manifest::Section;
use crate::near::nearest;
use crate::project::Project;
use crate::project::files::is_file;
use crate::project::path::{name, parent};
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds build steps whose Dockerfile or requirements file is not there.
    ///
    /// ## Why is this bad?
    /// The step fails, and `prefect deploy` stops. Case counts, also on systems where it does not.
    ///
    /// The file is looked for where `prefect deploy` is run. Where that is not evident from the entrypoints, nothing is
    /// said; nor of steps behind one that may make the file, a shell script for example.
    ///
    /// ## Example
    /// ```python file=flow.py
    /// from prefect import flow
    ///
    /// @flow
    /// def report():
    ///     ...
    /// ```
    ///
    /// ```dockerfile file=docker/Dockerfile
    /// FROM prefecthq/prefect:3-latest
    /// ```
    ///
    /// ```yaml @4:19-4:35
    /// build:
    ///   - prefect_docker.deployments.steps.build_docker_image:
    ///       image_name: acme/report
    ///       dockerfile: docker/Dockerfil
    /// deployments:
    ///   - name: report
    ///     entrypoint: flow.py:report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Use instead
    /// ```python file=flow.py
    /// from prefect import flow
    ///
    /// @flow
    /// def report():
    ///     ...
    /// ```
    ///
    /// ```dockerfile file=docker/Dockerfile
    /// FROM prefecthq/prefect:3-latest
    /// ```
    ///
    /// ```yaml
    /// build:
    ///   - prefect_docker.deployments.steps.build_docker_image:
    ///       image_name: acme/report
    ///       dockerfile: docker/Dockerfile
    /// deployments:
    ///   - name: report
    ///     entrypoint: flow.py:report
    ///     work_pool: {name: main}
    /// ```
    ///
    /// ## Fix
    /// Writes the name of a file in that folder that is nearly the same.
    pub struct ReferencedFileNotFound = "PF317", "referenced-file-not-found", Warning, fix: Unsafe, since: "0.1.0";
}

impl Rule for ReferencedFileNotFound {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let Some(project) = cx.project else {
            return;
        };
        for step in first_steps(cx) {
            let Some(file) = named(cx, step) else {
                continue;
            };
            if file.text == "auto" || is_file(project.modules.files(), &file.path) {
                continue;
            }
            let place = match file.folder.is_empty() {
                true => String::new(),
                false => format!(" in `{}`", short(&file.folder)),
            };
            let near = near(project, &file);
            let help = match &near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "paths count from where `prefect deploy` is run".to_owned(),
            };
            let is_written = cx.source.text()[file.range] == *file.text;
            let fix = near.filter(|_| is_written);
            report
                .at(
                    file.range,
                    format!("there is no file `{}`{place}", short(&file.text)),
                )
                .label(format!("`{}` reads it", last(step.name())))
                .note(when(Section::Build))
                .help(help)
                .maybe_fix(
                    fix.map(|near| Fix::risky(format!("replace with `{near}`"), file.range, near)),
                );
        }
    }
}

/// The path of a file in the same folder with nearly that name.
fn near(project: Project<'_>, file: &Named<'_>) -> Option<String> {
    let entries = project.modules.files().list(parent(&file.path))?;
    let names = entries.iter().filter(|entry| !entry.is_folder);
    let near = nearest(name(&file.path), names.map(|entry| entry.name.as_str()))?;
    let folder = file.text.strip_suffix(name(&file.path))?;
    Some(format!("{folder}{near}"))
}
