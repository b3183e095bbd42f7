//! Rule pages as Markdown, with what the program says about their examples.

use std::fmt::Write;

use prefect_lint_core::rules::page::{EXAMPLE, Example, Page, Part};
use prefect_lint_core::rules::{FixAvailability, Meta};

use crate::output::full;

/// The page of a rule.
pub fn markdown(meta: &Meta) -> String {
    let page = Page::of(meta);
    let mut text = format!("# {} ({})\n\n{}\n", meta.name, meta.code, facts(meta));
    for section in &page.sections {
        let _ = write!(text, "\n## {}\n", section.title);
        for part in &section.parts {
            match part {
                Part::Prose(prose) => push(&mut text, prose),
                Part::Code(example) => {
                    push(&mut text, &circumstances(example));
                    push(&mut text, &fence(&example.language, &example.text));
                    if section.title == EXAMPLE && !example.is_beside() {
                        push(&mut text, &fence("text", &findings(example, meta)));
                    }
                }
            }
        }
    }
    text
}

/// Severity, default and fix, in a line.
pub fn facts(meta: &Meta) -> String {
    let pedantic = match meta.pedantic {
        true => " · off unless selected",
        false => "",
    };
    let fix = match meta.fix {
        FixAvailability::None => "",
        FixAvailability::Sometimes => " · `--fix` mends it where the cause is sure",
        FixAvailability::Unsafe => " · `--fix --unsafe-fixes` mends it",
    };
    format!(
        "{}{pedantic}{fix} · since {}",
        meta.severity.as_str(),
        meta.since
    )
}

/// What an example needs beside its text.
fn circumstances(example: &Example) -> String {
    let mut parts = Vec::new();
    if let Some(file) = &example.file
        && example.is_beside()
    {
        return format!("`{file}`:");
    }
    if let Some(file) = &example.file {
        parts.push(format!("in a file named `{file}`"));
    }
    if let Some(encoding) = &example.encoding {
        parts.push(format!("written as {}", encoding.to_uppercase()));
    }
    if let Some(version) = example.target_version {
        parts.push(format!("with `--target-version {version}`"));
    }
    if let Some(now) = example.now {
        parts.push(format!("on {}", now.date_naive()));
    }
    if let Some(name) = &example.pool_type {
        parts.push(format!(
            "with the work pool `main` known to be of type `{name}`"
        ));
    }
    match parts.is_empty() {
        true => String::new(),
        false => format!("*{}:*", parts.join(", ")),
    }
}

fn push(text: &mut String, block: &str) {
    if !block.is_empty() {
        text.push('\n');
        text.push_str(block.trim_end_matches('\n'));
        text.push('\n');
    }
}

fn fence(language: &str, text: &str) -> String {
    format!("```{language}\n{}\n```", text.trim_end_matches('\n'))
}

/// What the rule says about an example.
fn findings(example: &Example, meta: &Meta) -> String {
    let source = example.source();
    // What is said about comments that silence a rule depends on that rule.
    let settings = example.settings(&["default", meta.code]);
    let frames = example.analyze(&source, &settings).diagnostics;
    let frames = frames
        .iter()
        .filter(|diagnostic| diagnostic.code == meta.code)
        .map(|diagnostic| full::plain(&source, diagnostic));
    frames.collect::<Vec<_>>().join("\n")
}
