//! Files that are made from the code. Each generator gives paths and contents; writing and comparing is done here.

mod cli;
mod formats;
mod readme;
mod rules;
mod schemas;
mod settings;
mod summary;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// Contents by path, from the root of the repository, with slashes.
type Files = BTreeMap<String, String>;

/// Folders in which nothing lives but generated files.
const FOLDERS: [&str; 1] = ["docs/rules"];

/// Writes the generated files; with `check`, gives back what would change instead.
pub(crate) fn run(root: &Path, check: bool) -> io::Result<Vec<String>> {
    let mut files = Files::new();
    rules::add(&mut files);
    cli::add(&mut files);
    schemas::add(&mut files);
    settings::add(root, &mut files)?;
    summary::add(root, &mut files)?;
    readme::add(root, &mut files)?;
    formats::add(root, &mut files)?;
    let mut complaints = Vec::new();
    for (path, contents) in &files {
        let is_fresh = fs::read_to_string(root.join(path)).is_ok_and(|old| old == *contents);
        match (is_fresh, check) {
            (true, _) => {}
            (false, true) => complaints.push(format!("out of date: {path}")),
            (false, false) => write(&root.join(path), contents)?,
        }
    }
    for path in strays(root, &files)? {
        match check {
            true => complaints.push(format!("not generated any more: {path}")),
            false => fs::remove_file(root.join(path))?,
        }
    }
    if !complaints.is_empty() {
        complaints.push("run `cargo xtask generate`".to_owned());
    }
    Ok(complaints)
}

fn write(path: &Path, contents: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, contents)
}

/// Files in generated folders that nothing generates.
fn strays(root: &Path, files: &Files) -> io::Result<Vec<String>> {
    let mut strays = Vec::new();
    for folder in FOLDERS.iter().filter(|folder| root.join(folder).is_dir()) {
        for entry in fs::read_dir(root.join(folder))? {
            let path = format!("{folder}/{}", entry?.file_name().to_string_lossy());
            if !files.contains_key(&path) {
                strays.push(path);
            }
        }
    }
    strays.sort();
    Ok(strays)
}
