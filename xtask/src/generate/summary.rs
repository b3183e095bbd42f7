//! `docs/SUMMARY.md`: the book's table of contents. Chapters are listed here; rules and decisions list themselves.

use std::fs;
use std::io;
use std::path::Path;

use prefect_lint_core::rules::RULES;

use super::Files;

const GUIDE: &str = "\
# Summary

[Introduction](introduction.md)

# Guide

- [Usage](usage.md)
- [How prefect.yaml really works](guide/how-prefect-yaml-works.md)
- [Exit codes](exit-codes.md)
- [JSON report](json-report.md)
- [Command reference](cli.md)
- [Rules](rules/index.md)
";

const INSIDE: &str = "
# Inside

- [Architecture](architecture.md)
- [Decisions](decisions/index.md)
";

/// Adds the table of contents.
pub(super) fn add(root: &Path, files: &mut Files) -> io::Result<()> {
    let rules = RULES.iter().map(|rule| {
        let name = rule.meta().name;
        format!("  - [{name}](rules/{name}.md)\n")
    });
    let rules: String = rules.collect();
    let decisions = decisions(root)?;
    let contributing = "- [Contributing](contributing.md)\n";
    let text = [GUIDE, &rules, INSIDE, &decisions, contributing].concat();
    files.insert("docs/SUMMARY.md".to_owned(), text);
    Ok(())
}

/// The pages of the decisions, by file name, under their own headings.
fn decisions(root: &Path) -> io::Result<String> {
    let folder = root.join("docs/decisions");
    let mut lines = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".md") && name != "index.md" {
            let text = fs::read_to_string(folder.join(&name))?;
            let title = text.lines().next().unwrap_or_default();
            let title = title.trim_start_matches('#').trim();
            lines.push(format!("  - [{title}](decisions/{name})\n"));
        }
    }
    lines.sort_by(|a, b| file_of(a).cmp(file_of(b)));
    Ok(lines.concat())
}

fn file_of(line: &str) -> &str {
    line.split_once("](").map_or(line, |(_, file)| file)
}
