//! Files: entrypoints with their flows, requirement files, Dockerfiles.

use super::slot::Slot;
use super::{Item, ItemKind};
use crate::project::path::{join, name};
use crate::project::{Files, Project};

/// The most files that are offered.
const MOST_FILES: usize = 500;
/// The most folders that are looked into.
const MOST_FOLDERS: usize = 300;
/// How deep folders are looked into.
const DEEPEST: usize = 6;
/// So many Python files are read for their flows; of more, only the paths are offered.
const MOST_READ: usize = 60;
/// Folders that hold no flows.
const SKIPPED: &[&str] = &[
    "node_modules",
    "site-packages",
    "__pycache__",
    "venv",
    "env",
    "build",
    "dist",
];

/// Python files and the flows in them, as entrypoints.
pub(super) fn entrypoints(slot: &Slot<'_, '_>) -> Vec<Item> {
    let Some(project) = slot.cx.project else {
        return Vec::new();
    };
    let written = slot.current();
    if let Some((file, _)) = written
        .rsplit_once(':')
        .filter(|(file, _)| file.ends_with(".py"))
    {
        return flows(slot, project, file);
    }
    let files = files(slot, project, &|name| name.ends_with(".py"));
    if files.len() > MOST_READ {
        let items = files.iter();
        return items.map(|file| slot.value(file, ItemKind::File)).collect();
    }
    let mut items: Vec<Item> = files
        .iter()
        .flat_map(|file| flows(slot, project, file))
        .collect();
    if items.is_empty() {
        items.extend(files.iter().map(|file| slot.value(file, ItemKind::File)));
    }
    items
}

fn flows(slot: &Slot<'_, '_>, project: Project<'_>, file: &str) -> Vec<Item> {
    let flows = project.flows_in(file);
    let items = flows.iter();
    items
        .map(|flow| slot.value(&format!("{file}:{flow}"), ItemKind::Flow))
        .collect()
}

/// The files that an input names.
pub(super) fn of_input(slot: &Slot<'_, '_>, input: &str) -> Vec<Item> {
    let is_wanted: &dyn Fn(&str) -> bool = match input {
        "requirements_file" => &|name| {
            let is_text = name.ends_with(".txt") || name.ends_with(".in");
            is_text && name.contains("req") || name == "pyproject.toml"
        },
        "dockerfile" => &|name| name.contains("Dockerfile") || name.contains("Containerfile"),
        _ => return Vec::new(),
    };
    let mut items = Vec::new();
    if input == "dockerfile" {
        let auto = slot.value("auto", ItemKind::Word);
        items.push(auto.detail("Prefect writes one"));
    }
    let found = slot
        .cx
        .project
        .map(|project| files(slot, project, is_wanted));
    let found = found.unwrap_or_default();
    items.extend(found.iter().map(|file| slot.value(file, ItemKind::File)));
    items
}

/// The files of the folder that `prefect deploy` is run in, shallow ones first.
fn files(
    slot: &Slot<'_, '_>,
    project: Project<'_>,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Vec<String> {
    let root = slot.cx.flows.run_in().map(str::to_owned);
    let Some(root) = root.or_else(|| Some(project.roots.first()?.folder.clone())) else {
        return Vec::new();
    };
    below(project.modules.files(), &root, is_wanted)
}

fn below(files: &dyn Files, root: &str, is_wanted: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut folders = vec![String::new()];
    let mut looked = 0;
    for depth in 0..DEEPEST {
        let mut deeper = Vec::new();
        for folder in &folders {
            looked += 1;
            if looked > MOST_FOLDERS {
                return found;
            }
            let entries = files.list(&join(root, folder)).unwrap_or_default();
            for entry in entries.iter().filter(|entry| !entry.name.starts_with('.')) {
                let path = join(folder, &entry.name);
                if entry.is_folder {
                    let is_skipped = SKIPPED.contains(&entry.name.as_str());
                    deeper.extend((!is_skipped && depth + 1 < DEEPEST).then_some(path));
                } else if is_wanted(name(&path)) && found.len() < MOST_FILES {
                    found.push(path);
                }
            }
        }
        folders = deeper;
    }
    found
}
