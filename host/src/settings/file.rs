//! Settings files: their names, and reading them.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use prefect_lint_core::settings::{Reading, from_toml};
use prefect_lint_core::text::Source;

use super::layer::Layer;
use crate::Failure;
use crate::paths::shown;

/// The names of settings files, the first of which counts most.
pub const NAMES: [&str; 3] = ["prefect-lint.toml", ".prefect-lint.toml", PYPROJECT];
/// The file of a Python project, which has a table for each tool.
pub const PYPROJECT: &str = "pyproject.toml";
/// The keys that lead to the table of this tool.
pub const TABLE: [&str; 2] = ["tool", "prefect-lint"];

/// The settings of a folder's own file, if it has one. A file is looked for where there may be one of its name.
pub(crate) fn of_folder(
    folder: &Path,
    may_have: &dyn Fn(&str) -> bool,
) -> Result<Option<Layer>, Failure> {
    for name in NAMES.into_iter().filter(|name| may_have(name)) {
        if let Some(layer) = read(&folder.join(name), folder)? {
            return Ok(Some(layer));
        }
    }
    Ok(None)
}

/// Reads a file, if it is there and has settings.
pub fn read(path: &Path, base: &Path) -> Result<Option<Layer>, Failure> {
    let name = || shown(relative(path));
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        // A folder of this name is no settings file.
        Err(_) if path.is_dir() => return Ok(None),
        Err(error) => return Err(Failure::of(&name(), &error)),
    };
    let source = Source::from_bytes(name(), bytes);
    if source.encoding_error().is_some() {
        return Err(Failure(format!(
            "`{}` is not written as UTF-8, as TOML must be",
            source.path()
        )));
    }
    let text = source.text();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_pyproject = path.file_name().is_some_and(|name| name == PYPROJECT);
    let reading = match is_pyproject {
        // Most projects have no such table; whether the rest is sound is for others to say.
        true if !text.contains(TABLE[1]) => None,
        true => from_toml(text, &TABLE),
        false => from_toml(text, &[]),
    };
    let layer = |reading: Reading| {
        let source = Source::new(source.path(), text);
        Layer::new(Some(source), base.to_owned(), reading)
    };
    Ok(reading.map(layer))
}

/// A path as it is seen from the current directory, if it is below.
fn relative(path: &Path) -> &Path {
    let here = std::env::current_dir().ok();
    here.and_then(|here| path.strip_prefix(here).ok())
        .unwrap_or(path)
}
