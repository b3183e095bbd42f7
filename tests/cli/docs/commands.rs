//! Commands on pages: they are taken by the program, and what pages show of their output is what they print.

use clap::Parser;
use prefect_lint::args::Cli;
use similar::TextDiff;

use super::scratch::{Scratch, Shown};
use super::{all_is_well, pages};
use crate::markdown::{Block, Item, Page};

/// What stands for anything: as a line for any lines, in a line for any text.
const ANYTHING: char = '…';

/// The language of blocks that show commands and what they print.
const TRANSCRIPT: &str = "console";

/// The languages of blocks that hold nothing but commands.
const COMMANDS_ONLY: [&str; 2] = ["", "sh"];

/// Programs of others, which are not run here; `run` is that of `.ci`.
const OTHERS: [&str; 18] = [
    "brew",
    "cargo",
    "cd",
    "curl",
    "docker",
    "export",
    "gh",
    "git",
    "pip",
    "pipx",
    "pre-commit",
    "python",
    "python3",
    "run",
    "sha256sum",
    "tar",
    "uv",
    "uvx",
];

/// Programs that feed ours.
const FEEDERS: [&str; 3] = ["cat", "printf", "git"];

/// What never ends by itself is only read.
const ENDLESS: [&str; 2] = ["--watch", " server"];

/// As much of the output of a failed command as tells why.
const MOST_LINES: usize = 5;

/// A command on a page.
struct Command {
    line: usize,
    text: String,
    /// What is shown below it, in transcripts.
    output: Option<String>,
}

#[test]
fn commands_do_what_pages_say() {
    let mut complaints = Vec::new();
    let mut count = 0;
    for page in pages() {
        let mut fixture = "farm";
        let mut scratch = Scratch::of(fixture);
        for item in &page.items {
            match item {
                Item::Remark(remark) => {
                    if let Some(name) = remark.strip_prefix("fixture: ") {
                        fixture = name;
                        scratch = Scratch::of(fixture);
                    }
                }
                Item::Block(block) => {
                    // Transcripts of a page go on from one to the next; a list of commands is for itself.
                    let own = (block.language != TRANSCRIPT).then(|| Scratch::of(fixture));
                    for command in commands(block) {
                        count += 1;
                        let complaint = try_out(&command, own.as_ref().unwrap_or(&scratch));
                        complaints.extend(complaint.map(|text| at(&page, command.line, &text)));
                    }
                }
            }
        }
    }
    assert!(count > 40, "only {count} commands: are they still found?");
    all_is_well(&complaints);
}

#[test]
fn blocks_of_commands_hold_commands() {
    let mut complaints = Vec::new();
    for page in pages() {
        let blocks = page.blocks();
        for block in blocks.filter(|block| COMMANDS_ONLY.contains(&block.language.as_str())) {
            for (line, text) in lines(block) {
                let word = text.split_whitespace().next().unwrap_or_default();
                let is_known = ours(&text).is_some()
                    || OTHERS.contains(&program(word))
                    || word.starts_with('#');
                if !is_known && !text.starts_with('-') {
                    complaints.push(at(
                        &page,
                        line,
                        &format!("nobody knows the command `{text}`"),
                    ));
                }
                if let Some(Err(error)) = carried(&text).map(parse) {
                    complaints.push(at(&page, line, &error));
                }
            }
        }
    }
    all_is_well(&complaints);
}

fn at(page: &Page, line: usize, text: &str) -> String {
    format!("{}:{line}: {text}", page.path)
}

/// The lines of a block with their numbers, without blank ones.
fn lines(block: &Block) -> impl Iterator<Item = (usize, String)> {
    let lines = block.text.lines().enumerate();
    let lines = lines.map(|(index, text)| (block.line + index, text.trim().to_owned()));
    lines.filter(|(_, text)| !text.is_empty())
}

/// The commands of ours in a block.
fn commands(block: &Block) -> Vec<Command> {
    if block.language == TRANSCRIPT {
        return transcript(block);
    }
    let mut commands = Vec::new();
    for (line, text) in lines(block) {
        let text = match block.language.as_str() {
            "yaml" => value(&text),
            _ => text.strip_prefix("$ ").unwrap_or(&text),
        };
        commands.extend(ours(text).map(|text| Command {
            line,
            text,
            output: None,
        }));
    }
    commands
}

/// What was typed, and what came out.
fn transcript(block: &Block) -> Vec<Command> {
    let mut commands: Vec<Command> = Vec::new();
    for (index, text) in block.text.lines().enumerate() {
        if let Some(text) = text.strip_prefix("$ ") {
            commands.push(Command {
                line: block.line + index,
                text: text.to_owned(),
                output: Some(String::new()),
            });
        } else if let Some(Command {
            output: Some(output),
            ..
        }) = commands.last_mut()
        {
            output.push_str(text);
            output.push('\n');
        }
    }
    commands
}

/// What stands behind `- run:` and the like.
fn value(line: &str) -> &str {
    let line = line.strip_prefix("- ").unwrap_or(line);
    match line.split_once(": ") {
        Some((key, value)) if !key.contains(' ') => value,
        _ => line,
    }
}

/// The part of a line that is a command of ours, without what is said about it and without what others do with its output.
fn ours(line: &str) -> Option<String> {
    let line = line.split("  ").next().unwrap_or_default();
    let line = line.split(" # ").next().unwrap_or_default();
    let mut parts = Vec::new();
    for part in line.split(" | ") {
        let feeds = |feeder: &&str| part.split(' ').next() == Some(feeder);
        let belongs = is_ours(part) || (parts.is_empty() && FEEDERS.iter().any(feeds));
        if !belongs {
            break;
        }
        parts.push(part);
    }
    parts
        .last()
        .is_some_and(|part| is_ours(part))
        .then(|| parts.join(" | "))
}

/// Whether it calls the program; the name alone is that of a job, a hook or a package.
fn is_ours(part: &str) -> bool {
    part.starts_with("prefect-lint ")
}

/// The name of a program without its folder.
fn program(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}

/// The arguments that a command of others hands on to ours.
fn carried(line: &str) -> Option<&str> {
    let line = line.split("  ").next().unwrap_or_default();
    let is_carrier = line.starts_with("uvx ") || line.starts_with("docker run ");
    match is_carrier {
        true => line.split_once(" prefect-lint ").map(|(_, rest)| rest),
        false => line.strip_prefix("cargo run --release -- "),
    }
}

/// Whether these arguments are taken.
fn parse(arguments: &str) -> Result<(), String> {
    let words = ["prefect-lint"]
        .into_iter()
        .chain(arguments.split_whitespace());
    Cli::try_parse_from(words)
        .map(drop)
        .map_err(|error| error.to_string())
}

fn try_out(command: &Command, scratch: &Scratch) -> Option<String> {
    let Command { text, output, .. } = command;
    if ENDLESS.iter().any(|word| text.contains(word)) {
        return parse(text.trim_start_matches("prefect-lint ")).err();
    }
    let shown = scratch.run(text);
    match output {
        Some(wanted) if !fits(wanted, &shown.text) => Some(difference(text, wanted, &shown)),
        None if !matches!(shown.code, Some(0 | 1)) => {
            let Shown { code, text: said } = shown;
            let said: Vec<&str> = said.lines().take(MOST_LINES).collect();
            let said = said.join("\n");
            Some(format!("`{text}` ends with {code:?} and says\n{said}"))
        }
        _ => None,
    }
}

fn difference(command: &str, wanted: &str, shown: &Shown) -> String {
    let diff = TextDiff::from_lines(wanted, &shown.text);
    let diff = diff
        .unified_diff()
        .header("the page", "the program")
        .to_string();
    format!("`{command}` prints something else than the page shows\n{diff}")
}

/// Whether a text is what a page shows of it.
fn fits(wanted: &str, text: &str) -> bool {
    let split = |text: &str| -> Vec<String> {
        text.trim_end()
            .lines()
            .map(|l| l.trim_end().to_owned())
            .collect()
    };
    lines_fit(&split(wanted), &split(text))
}

fn lines_fit(wanted: &[String], lines: &[String]) -> bool {
    let Some((first, rest)) = wanted.split_first() else {
        return lines.is_empty();
    };
    if *first == ANYTHING.to_string() {
        return (0..=lines.len()).any(|skipped| lines_fit(rest, &lines[skipped..]));
    }
    let line = lines.split_first();
    line.is_some_and(|(line, others)| line_fits(first, line) && lines_fit(rest, others))
}

fn line_fits(wanted: &str, line: &str) -> bool {
    let Some((head, tail)) = wanted.split_once(ANYTHING) else {
        return wanted == line;
    };
    let Some(rest) = line.strip_prefix(head) else {
        return false;
    };
    let starts = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    starts.into_iter().any(|at| line_fits(tail, &rest[at..]))
}

#[test]
fn dots_stand_for_anything() {
    assert!(fits("a\n…\nd\n", "a\nb\nc\nd\n"));
    assert!(fits("a\n…\n", "a\n"));
    assert!(fits("at … o'clock, …", "at 9 o'clock, daily"));
    assert!(!fits("a\n…\nd\n", "a\nb\n"));
    assert!(!fits("a …b", "a c"));
    assert!(!fits("a\n", "a\nb\n"));
}

#[test]
fn commands_are_told_from_what_stands_around_them() {
    assert_eq!(
        ours("prefect-lint check a/   a folder").unwrap(),
        "prefect-lint check a/"
    );
    assert_eq!(
        ours("prefect-lint check # all").unwrap(),
        "prefect-lint check"
    );
    assert_eq!(
        ours("cat a | prefect-lint check -").unwrap(),
        "cat a | prefect-lint check -"
    );
    assert_eq!(
        ours("prefect-lint check | reviewdog -f=x").unwrap(),
        "prefect-lint check"
    );
    assert_eq!(ours("cat a | sort"), None);
    assert_eq!(ours("prefect-lint==0.1.0"), None);
    assert_eq!(ours(value("- id: prefect-lint")), None);
    assert_eq!(value("- run: prefect-lint check"), "prefect-lint check");
    assert_eq!(carried("uvx prefect-lint check  at once"), Some("check"));
}
