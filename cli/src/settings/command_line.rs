//! The settings that the command line gives.

use std::path::{Path, PathBuf};

use prefect_lint_core::rules::selection::{UnknownWord, unknown_words};
use prefect_lint_core::settings::{Given, Options, Reading, Selection, from_toml};
use prefect_lint_core::text::Source;

use prefect_lint_host::paths::absolute;
use prefect_lint_host::settings::file;
use prefect_lint_host::{Finder, Layer};

use crate::args::{RuleArgs, SettingsArgs};
use crate::check::Failure;
use crate::exit::Exit;
use crate::terminal;

/// A finder of settings for the options of a command. What is wrong with them is said here.
pub(crate) fn finder(
    args: &SettingsArgs,
    rules: &RuleArgs,
    roots: &[PathBuf],
) -> Result<Finder, Exit> {
    check(rules)?;
    try_finder(args, rules, roots).map_err(|Failure(why)| {
        terminal::complain(&why);
        Exit::Trouble
    })
}

fn try_finder(args: &SettingsArgs, rules: &RuleArgs, roots: &[PathBuf]) -> Result<Finder, Failure> {
    let mut named = None;
    let mut over = Vec::new();
    for value in &args.config {
        match config(value)? {
            Config::File(layer) => named = Some(layer),
            Config::Inline(layer) => over.push(layer),
        }
    }
    over.push(options(rules, roots));
    Ok(match named.is_some() || args.isolated {
        true => Finder::fixed(named, over),
        false => Finder::new(over),
    })
}

/// What `--config` can be.
enum Config {
    /// A settings file.
    File(Layer),
    /// Settings themselves.
    Inline(Layer),
}

/// What the reports call settings that are written on the command line.
const INLINE: &str = "--config";

/// Reads the value of `--config`: a file, or `key = value`.
fn config(value: &str) -> Result<Config, Failure> {
    let path = Path::new(value);
    let here = absolute(Path::new(".")).into_owned();
    if value.contains('=') && !path.exists() {
        let reading = from_toml(value, &[]).unwrap_or_default();
        let source = Source::new(INLINE, value);
        return Ok(Config::Inline(Layer::new(Some(source), here, reading)));
    }
    match file::read(&absolute(path), &here)? {
        Some(layer) => Ok(Config::File(layer)),
        None if path.is_file() => Err(Failure(format!(
            "`{value}` has no table `[{}]`",
            file::TABLE.join(".")
        ))),
        None => Err(Failure(format!("there is no settings file `{value}`"))),
    }
}

/// Says which words of the options stand for no rule; such end the run.
fn check(args: &RuleArgs) -> Result<(), Exit> {
    let selection = Selection {
        select: [args.select.as_slice(), &args.extend_select].concat(),
        ignore: args.ignore.clone(),
    };
    let unknown = unknown_words(&selection);
    for unknown in &unknown {
        let UnknownWord { word, .. } = unknown;
        terminal::complain(&format!("there is no rule `{word}`; {}", unknown.advice()));
    }
    match unknown.is_empty() {
        true => Ok(()),
        false => Err(Exit::Trouble),
    }
}

/// The options that are settings.
fn options(args: &RuleArgs, roots: &[PathBuf]) -> Layer {
    let list = |words: &[String]| (!words.is_empty()).then(|| Given::list(words.iter().cloned()));
    let roots: Vec<String> = (roots.iter())
        .map(|root| root.to_string_lossy().into_owned())
        .collect();
    let options = Options {
        target_version: args.target_version.map(Given::nowhere),
        roots: list(&roots),
        select: list(&args.select),
        extend_select: list(&args.extend_select),
        ignore: list(&args.ignore),
        fail_on: args.fail_on.map(|fail_on| Given::nowhere(fail_on.least())),
        ..Options::default()
    };
    let reading = Reading {
        options,
        problems: Vec::new(),
    };
    Layer::new(None, absolute(Path::new(".")).into_owned(), reading)
}
