//! `prefect-lint explain`: the page of a rule.

use anstyle::{AnsiColor, Style};
use prefect_lint_core::rules;

use crate::args::ExplainArgs;
use crate::exit::Exit;
use crate::{page, terminal};

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs) -> Exit {
    let mut pages = Vec::new();
    let mut exit = Exit::Clean;
    for word in &args.rules {
        match rules::find(word) {
            Some(rule) => pages.push(page::markdown(rule.meta())),
            None => {
                exit = Exit::Trouble;
                unknown(word);
            }
        }
    }
    let text = pages.join("\n---\n\n");
    let text = match terminal::look().color {
        true => paint(&text),
        false => text,
    };
    terminal::print(text.as_bytes()).err().unwrap_or(exit)
}

fn unknown(word: &str) {
    let advice = match rules::nearest(word) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "`prefect-lint rules` lists them all".to_owned(),
    };
    terminal::complain(&format!("there is no rule `{word}`; {advice}"));
}

/// Headings in bold, fenced blocks in colour and without their fences.
fn paint(text: &str) -> String {
    let heading = Style::new().bold().underline();
    let code = AnsiColor::Cyan.on_default();
    let mut painted = String::new();
    let mut in_code = false;
    for line in text.lines() {
        let styled = if line.starts_with("```") {
            in_code = !in_code;
            continue;
        } else if in_code {
            format!("  {code}{line}{code:#}\n")
        } else if line.starts_with('#') {
            let line = line.trim_start_matches('#').trim_start();
            format!("{heading}{line}{heading:#}\n")
        } else {
            format!("{line}\n")
        };
        painted.push_str(&styled);
    }
    painted
}
