//! Fixed files: patches, and writing them back.

use std::path::Path;

use anstyle::{AnsiColor, Style};
use prefect_lint_core::fix::Fixed;
use prefect_lint_core::text::Source;

use super::Failure;
use super::one::Checked;
use crate::atomic;
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
    atomic::replace(path, old.text().as_bytes(), new.text().as_bytes()).map_err(|error| {
        Failure(format!(
            "{}: cannot write the fixed file: {error}",
            old.path()
        ))
    })
}

/// What is to be said of fixes that were not applied: that some never come to rest, and, where findings are not
/// shown, why others were left out.
pub(super) fn notes(fixed: &Fixed, shows_findings: bool) -> Vec<String> {
    let path = fixed.source.path();
    let restless = fixed.restless.iter().map(|code| {
        format!("{path}: the fixes of {code} never come to rest, so none of them was applied")
    });
    let left_out = fixed
        .left_out
        .iter()
        .filter(|_| !shows_findings)
        .map(|left| {
            let place = fixed.source.position(left.range.start());
            let (line, column) = (place.line, place.column);
            let (code, harm) = (left.code, &left.harm);
            format!("{path}:{line}:{column}: the fix of {code} was left out: it would {harm}")
        });
    restless.chain(left_out).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_else_has_changed_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("prefect.yaml");
        std::fs::write(&path, "name: theirs\n").unwrap();
        let source = |text: &str| Source::new("prefect.yaml", text);
        let Failure(why) =
            write(&path, &source("name: old\n"), &source("name: new\n")).unwrap_err();
        assert_eq!(
            why,
            "prefect.yaml: cannot write the fixed file: it has changed since it was read"
        );
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "name: theirs\n");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        write(&path, &source("name: theirs\n"), &source("name: new\n")).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "name: new\n");
    }
}
