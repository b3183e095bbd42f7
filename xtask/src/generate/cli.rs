//! `docs/cli.md`: the command reference, from the program's own help.

use super::Files;

/// Wide enough for the longest line of an example.
const WIDTH: usize = 100;

/// Adds the page.
pub(super) fn add(files: &mut Files) {
    let mut command = prefect_lint::args::command().term_width(WIDTH);
    command.build();
    let mut text = "# Command reference\n\nWhat `--help` says.\n".to_owned();
    section(&mut text, "prefect-lint", &mut command);
    let names: Vec<String> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    for name in names {
        if let Some(subcommand) = command.find_subcommand_mut(&name) {
            section(&mut text, &format!("prefect-lint {name}"), subcommand);
        }
    }
    files.insert("docs/cli.md".to_owned(), text);
}

fn section(text: &mut String, title: &str, command: &mut clap::Command) {
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.trim_end().lines().map(str::trim_end).collect();
    *text += &format!("\n## `{title}`\n\n```text\n{}\n```\n", lines.join("\n"));
}
