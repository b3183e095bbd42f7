//! The report, in all the formats that are asked for, wherever they go.

use std::path::Path;

use crate::args::{CheckArgs, Format, Output};
use crate::atomic;
use crate::exit::Exit;
use crate::output::{self, Look, Report};
use crate::terminal;

/// The variable by which GitHub's runner makes itself known.
const GITHUB_ACTIONS: &str = "GITHUB_ACTIONS";

/// Where what would go to stdout goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Stdout,
    /// Stdout is taken by the mended text.
    Stderr,
}

/// Writes a report; `before` stands in front of the line that sums up.
pub(super) fn emit(
    args: &CheckArgs,
    report: &Report,
    before: Option<String>,
    way: Way,
) -> Result<(), Exit> {
    let outputs = outputs(args);
    let (files, stdout): (Vec<_>, Vec<_>) = outputs.iter().partition(|o| o.file.is_some());
    let written: Vec<Result<(), Exit>> = (files.iter())
        .filter_map(|output| Some((output.file.as_deref()?, output.format)))
        .map(|(file, format)| write_file(args, report, format, file))
        .collect();
    let mut text = Vec::new();
    for output in &stdout {
        render(args, report, output.format, terminal::look(), &mut text)?;
        if output.format.is_text() {
            sum_up(args, report, before.as_deref(), &mut text);
        }
    }
    if stdout.is_empty() {
        sum_up(args, report, before.as_deref(), &mut text);
    }
    match way {
        Way::Stdout => terminal::print(&text)?,
        Way::Stderr => terminal::tell(String::from_utf8_lossy(&text).trim_end()),
    }
    written.into_iter().collect()
}

/// What is asked for. Where nothing is, findings are shown in full; the runner of GitHub Actions is told of them, too.
fn outputs(args: &CheckArgs) -> Vec<Output> {
    let asked = &args.output.output_format;
    let on_github = std::env::var_os(GITHUB_ACTIONS).is_some_and(|value| value == "true");
    let to_stdout = |format| Output { format, file: None };
    match asked.is_empty() {
        false => asked.clone(),
        true if on_github && !args.output.statistics => {
            vec![to_stdout(Format::Full), to_stdout(Format::Github)]
        }
        true => vec![to_stdout(Format::Full)],
    }
}

fn write_file(args: &CheckArgs, report: &Report, format: Format, file: &Path) -> Result<(), Exit> {
    let mut text = Vec::new();
    render(args, report, format, Look::default(), &mut text)?;
    if format.is_text() {
        sum_up(args, report, None, &mut text);
    }
    atomic::write(file, &text).map_err(|error| {
        let file = file.display();
        terminal::complain(&format!("cannot write the report to `{file}`: {error}"));
        Exit::Trouble
    })
}

fn render(
    args: &CheckArgs,
    report: &Report,
    format: Format,
    look: Look,
    text: &mut Vec<u8>,
) -> Result<(), Exit> {
    let written = match (args.output.statistics, format) {
        (true, Format::Json) => output::write_statistics_json(text, report),
        (true, _) => output::write_statistics(text, report, look),
        (false, format) => output::write(text, report, format, look),
    };
    written.map_err(|error| {
        terminal::complain(&format!("cannot write the report: {error}"));
        Exit::Trouble
    })
}

fn sum_up(args: &CheckArgs, report: &Report, before: Option<&str>, text: &mut Vec<u8>) {
    if !args.output.quiet {
        let line = output::summary_line(report);
        for line in before.into_iter().chain([line.as_str()]) {
            text.extend_from_slice(line.as_bytes());
            text.push(b'\n');
        }
    }
}
