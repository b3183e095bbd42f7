//! Wrong use, said in one line.

use std::ffi::OsString;
use std::path::Path;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::args::{Cli, Command, Format, Output, OutputArgs};
use crate::exit::Exit;
use crate::output::text::visible;
use crate::terminal;

/// Reads the arguments. Help and version are shown here, and so is what is wrong.
pub(crate) fn parse(args: &[OsString]) -> Result<Cli, Exit> {
    let cli = Cli::try_parse_from(args).map_err(|error| show(&error))?;
    match conflict(&cli) {
        None => Ok(cli),
        Some(message) => {
            terminal::complain(&message);
            Err(Exit::Trouble)
        }
    }
}

fn show(error: &clap::Error) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => match error.print() {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Exit::Trouble,
            _ => Exit::Clean,
        },
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // Where stderr is gone there is nobody to tell.
            let _ = error.print();
            Exit::Trouble
        }
        _ => {
            terminal::complain(&line(error));
            Exit::Trouble
        }
    }
}

/// Clap's message without its usage block, in one line.
fn line(error: &clap::Error) -> String {
    if let Some(path) = forgotten_command(error) {
        return format!("`{path}` is no command; did you mean `prefect-lint check {path}`?");
    }
    let text = error.render().to_string();
    let mut message = String::new();
    for part in text.lines().map(str::trim).filter(|part| !part.is_empty()) {
        if part.starts_with("Usage:") || part.starts_with("For more information") {
            break;
        }
        let part = part
            .trim_start_matches("error: ")
            .trim_start_matches("tip: ");
        let part = part.trim_start_matches('[').trim_end_matches(']');
        match message.as_str() {
            "" => {}
            before if before.ends_with(':') => message.push(' '),
            _ => message.push_str("; "),
        }
        message.push_str(part);
    }
    message
}

/// The path in `prefect-lint prefect.yaml`.
fn forgotten_command(error: &clap::Error) -> Option<&str> {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let path = Path::new(word);
    let is_yaml = path.extension().is_some_and(|e| e == "yaml" || e == "yml");
    (is_yaml || word == "-" || path.exists()).then_some(word)
}

/// Options that make no sense together, where clap cannot know.
fn conflict(cli: &Cli) -> Option<String> {
    let Command::Check(args) = &cli.command else {
        return None;
    };
    let mends = args.fix || args.fix_only || args.diff;
    let dashes = args.paths.iter().filter(|path| path.as_os_str() == "-");
    if args.unsafe_fixes && !mends {
        Some("`--unsafe-fixes` needs `--fix`, `--fix-only` or `--diff` beside it".to_owned())
    } else if dashes.clone().count() > 0 && args.paths.len() > 1 {
        Some("`-` reads stdin, and can't be mixed with other paths".to_owned())
    } else if dashes.count() > 0 && args.watch {
        Some("`--watch` needs files, and can't read stdin".to_owned())
    } else if args.add_suppressions.as_deref().is_some_and(is_no_reason) {
        Some("`--add-suppressions` wants a reason: a line of text".to_owned())
    } else {
        conflicting_outputs(&args.output)
    }
}

fn conflicting_outputs(args: &OutputArgs) -> Option<String> {
    let outputs = &args.output_format;
    let has_statistics = |format: Format| format.is_text() || format == Format::Json;
    let without = outputs.iter().find(|output| !has_statistics(output.format));
    let twice = outputs.iter().enumerate().find_map(|(i, output)| {
        let is_same = |other: &Output| other.file == output.file;
        outputs[..i].iter().any(is_same).then_some(&output.file)
    });
    match (without, twice) {
        (Some(output), _) if args.statistics => Some(format!(
            "`--statistics` has no form in `{}`; `json` has one",
            output.format.name()
        )),
        (_, Some(Some(file))) => Some(format!("two formats go to `{}`", file.display())),
        (_, Some(None)) => Some(
            "two formats go to stdout; give one of them a file, as in `full,sarif=lint.sarif`"
                .to_owned(),
        ),
        _ => None,
    }
}

/// Whether a text can't stand in a comment as its reason.
fn is_no_reason(text: &str) -> bool {
    text.trim().is_empty() || visible(text) != text || text.contains('\t')
}
