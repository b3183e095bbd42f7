//! The samples in `docs/formats.md`: what the program says about the manifest on that page.

use std::fs;
use std::io;
use std::path::Path;

use prefect_lint::args::Format;
use prefect_lint::output::paths::Base;
use prefect_lint::output::{self, Look, Report, summary_line};
use prefect_lint_core::analyze;
use prefect_lint_core::diagnostic::Severity;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;

use super::Files;

const PAGE: &str = "docs/formats.md";

/// The manifest stands behind the line that announces it.
const MANIFEST: &str = "about this manifest:\n\n```yaml\n";

const COMMAND: &str = "$ prefect-lint check";
const FENCE: &str = "```\n";

/// Adds the page.
pub(super) fn add(root: &Path, files: &mut Files) -> io::Result<()> {
    let page = fs::read_to_string(root.join(PAGE))?;
    let manifest = page.split_once(MANIFEST).map_or("", |(_, rest)| rest);
    let manifest = manifest.split_once(FENCE).map_or("", |(text, _)| text);
    let report = report(manifest);
    let mut text = String::new();
    let mut rest = page.as_str();
    while let Some(at) = rest.find(COMMAND) {
        let (before, sample) = rest.split_at(at);
        let (command, sample) = sample.split_once('\n').unwrap_or((sample, ""));
        let (_, after) = sample.split_once(FENCE).unwrap_or((sample, ""));
        text += &format!("{before}{command}\n{}{FENCE}", output(command, &report)?);
        rest = after;
    }
    files.insert(PAGE.to_owned(), text + rest);
    Ok(())
}

fn report(manifest: &str) -> Report {
    let source = Source::new("prefect.yaml", manifest);
    let mut diagnostics = analyze(&source, &Settings::default()).diagnostics;
    diagnostics.retain(|diagnostic| diagnostic.severity > Severity::Hint);
    Report {
        base: Base {
            here: "/builds/farm".to_owned(),
            root: "/builds/farm".to_owned(),
        },
        ..Report::of(source, diagnostics)
    }
}

fn output(command: &str, report: &Report) -> io::Result<String> {
    let name = command.rsplit(' ').next().unwrap_or_default();
    let format = <Format as clap::ValueEnum>::from_str(name, false).unwrap_or(Format::Full);
    let mut bytes = Vec::new();
    output::write(&mut bytes, report, format, Look::default())?;
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    if format.is_text() {
        text += &format!("{}\n", summary_line(report));
    }
    let lines = text.lines().map(str::trim_end);
    Ok(lines.flat_map(|line| [line, "\n"]).collect())
}
