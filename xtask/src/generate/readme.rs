//! The example in `README.md`: what the program says about `examples/broken`.

use std::fs;
use std::io;
use std::path::Path;

use prefect_lint::output::{Report, full, summary_line};
use prefect_lint_core::analyze;
use prefect_lint_core::diagnostic::Severity;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;

use super::Files;

const EXAMPLE: &str = "examples/broken/prefect.yaml";

/// The line that the output follows, and the one that ends it.
const COMMAND: &str = "$ prefect-lint check examples/broken\n";
const END: &str = "```\n";

/// As many findings as one looks at in passing.
const SHOWN: usize = 4;

/// Adds the page.
pub(super) fn add(root: &Path, files: &mut Files) -> io::Result<()> {
    let text = fs::read_to_string(root.join("README.md"))?;
    let output = output(&fs::read_to_string(root.join(EXAMPLE))?);
    if let Some((before, after)) = text.split_once(COMMAND) {
        let (_, after) = after.split_once(END).unwrap_or_default();
        let text = [before, COMMAND, &output, END, after].concat();
        files.insert("README.md".to_owned(), text);
    }
    Ok(())
}

fn output(text: &str) -> String {
    let source = Source::new(EXAMPLE, text);
    let mut diagnostics = analyze(&source, &Settings::default()).diagnostics;
    diagnostics.retain(|diagnostic| diagnostic.severity > Severity::Hint);
    let frames = diagnostics.iter().take(SHOWN);
    let frames: Vec<String> = frames.map(|d| full::plain(&source, d)).collect();
    let report = Report::of(source, diagnostics);
    format!("{}\n…\n\n{}\n", frames.join("\n"), summary_line(&report))
}
