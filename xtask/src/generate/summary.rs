//! `docs/SUMMARY.md`: the book's table of contents. Chapters are listed here; rules and decisions list themselves.

use std::fs;
use std::io;
use std::path::Path;

use prefect_lint_core::rules::RULES;

use super::Files;

const GUIDE: &str = "\
# Summary

[Introduction](introduction.md)

# Start

- [Quick start](quick-start.md)
- [Install](install.md)

# Guide

- [Usage](usage.md)
- [Settings](settings.md)
- [Silence findings](suppression.md)
- [Baseline](baseline.md)
- [Plans](plan.md)
- [Read a schedule](schedule.md)
- [How prefect.yaml really works](guide/how-prefect-yaml-works.md)
- [Questions](faq.md)

# Editors

- [Editors](editors/index.md)
  - [VS Code](editors/vscode.md)
  - [Neovim](editors/neovim.md)
  - [Vim](editors/vim.md)
  - [Emacs](editors/emacs.md)
  - [Helix](editors/helix.md)
  - [Zed](editors/zed.md)
  - [Sublime Text](editors/sublime-text.md)
  - [Kate](editors/kate.md)
  - [JetBrains](editors/jetbrains.md)
  - [Other editors](editors/other.md)

# Integrations

- [pre-commit](integrations/pre-commit.md)
- [GitHub Actions](integrations/github-actions.md)
- [GitLab](integrations/gitlab.md)
- [Other CI](integrations/other-ci.md)
- [Docker](integrations/docker.md)

# Reference

- [Command reference](cli.md)
- [Exit codes](exit-codes.md)
- [Formats](formats.md)
- [JSON report](json-report.md)
- [Language server](language-server.md)
- [Rules](rules/index.md)
";

const BACKGROUND: &str = "
# Background

- [Comparison](comparison.md)
- [Privacy and security](privacy-and-security.md)
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
    let text = [GUIDE, &rules, BACKGROUND, &decisions, contributing].concat();
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
