//! `docs/rules/`: a page for each rule and the table of all.

use prefect_lint::page;
use prefect_lint_core::rules::page::Page;
use prefect_lint_core::rules::{FAMILIES, FixAvailability, Meta, RULES};

use super::Files;

const INTRODUCTION: &str = "\
# Rules

An *error* is something that Prefect refuses, or does differently from what is written. A *warning* is legal and almost
surely not meant. An *info* is advice; a *hint* is shown in editors only. `check` exits 1 from errors on;
`--fail-on` changes that.

The last column says whether `--fix` mends it, and which rules are off unless `--select` or `--extend-select` names
them.
";

/// Adds the pages.
pub(super) fn add(files: &mut Files) {
    for rule in RULES {
        let meta = rule.meta();
        files.insert(format!("docs/rules/{}.md", meta.name), page::markdown(meta));
    }
    files.insert("docs/rules/index.md".to_owned(), index());
}

fn index() -> String {
    let mut text = INTRODUCTION.to_owned();
    for (prefix, title) in FAMILIES {
        let family = RULES.iter().map(|rule| rule.meta());
        let rows: Vec<String> = family
            .filter(|meta| meta.code.starts_with(prefix))
            .map(row)
            .collect();
        if !rows.is_empty() {
            let head = "| code | name | severity | what it does | |\n|---|---|---|---|---|";
            text += &format!("\n## {title}\n\n{head}\n{}\n", rows.join("\n"));
        }
    }
    text
}

fn row(meta: &Meta) -> String {
    let page = Page::of(meta);
    let summary = page.summary().replace('\n', " ").replace('|', "\\|");
    let severity = meta.severity.as_str();
    let mut remarks = Vec::new();
    match meta.fix {
        FixAvailability::None => {}
        FixAvailability::Sometimes => remarks.push("fix"),
        FixAvailability::Unsafe => remarks.push("unsafe fix"),
    }
    if meta.pedantic {
        remarks.push("off unless selected");
    }
    let Meta { code, name, .. } = meta;
    let row = format!(
        "| {code} | [`{name}`]({name}.md) | {severity} | {summary} | {} |",
        remarks.join(", ")
    );
    row.replace("|  |", "| |")
}
