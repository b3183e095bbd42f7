//! Fixed files: patches, and writing them back.

use std::io::{self, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use prefect_lint_core::text::Source;

use super::Failure;
use super::one::Checked;
use crate::exit::Exit;
use crate::terminal;

/// What has changed between two texts, as a patch; empty if nothing has.
pub(super) fn patch(old: &Source, new: &Source) -> String {
    if old.text() == new.text() {
        return String::new();
    }
    let diff = similar::TextDiff::from_lines(old.text(), new.text());
    diff.unified_diff()
        .header(old.path(), new.path())
        .to_string()
}

/// Prints the patches of all files.
pub(super) fn print_patches(checked: &[Checked]) -> Result<(), Exit> {
    let patches: String = checked
        .iter()
        .filter_map(|file| file.patch.as_deref())
        .collect();
    match terminal::look().color {
        true => terminal::print(paint(&patches).as_bytes()),
        false => terminal::print_raw(patches.as_bytes()),
    }
}

fn paint(patch: &str) -> String {
    let paint = |line: &str| {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line, "\n"),
            None => (line, ""),
        };
        let style = style(line);
        format!("{style}{line}{style:#}{end}")
    };
    patch.split_inclusive('\n').map(paint).collect()
}

fn style(line: &str) -> Style {
    match line.as_bytes() {
        [b'-', b'-', b'-', ..] | [b'+', b'+', b'+', ..] => Style::new().bold(),
        [b'-', ..] => AnsiColor::Red.on_default(),
        [b'+', ..] => AnsiColor::Green.on_default(),
        [b'@', ..] => AnsiColor::Cyan.on_default(),
        _ => Style::new(),
    }
}

/// Prints the mended text of stdin, byte for byte.
pub(super) fn print_stdin(checked: &[Checked]) -> Result<(), Exit> {
    let mut texts = checked.iter().filter_map(|file| file.stdin.as_deref());
    texts.try_for_each(|text| terminal::print_raw(text.as_bytes()))
}

/// Writes a mended file back, unless nothing has changed.
pub(super) fn write(path: &Path, old: &Source, new: &Source) -> Result<(), Failure> {
    if old.text() == new.text() {
        return Ok(());
    }
    replace(path, new.text()).map_err(|error| {
        Failure(format!(
            "{}: cannot write the fixed file: {error}",
            old.path()
        ))
    })
}

/// Puts a new text in a file's place in one step, so that nobody ever reads half of it. Its permissions stay, and
/// where the path is a link, the file that it leads to is replaced, not the link.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let file = std::fs::canonicalize(path)?;
    let data = std::fs::metadata(&file)?;
    if !data.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    if data.permissions().readonly() {
        return Err(io::Error::other("the file is read-only"));
    }
    let directory = file.parent().unwrap_or(Path::new("."));
    let mut new = tempfile::Builder::new()
        .prefix(".prefect-lint-")
        .tempfile_in(directory)?;
    new.write_all(text.as_bytes())?;
    new.as_file().set_permissions(data.permissions())?;
    new.as_file().sync_all()?;
    new.persist(&file).map_err(|error| error.error)?;
    Ok(())
}
