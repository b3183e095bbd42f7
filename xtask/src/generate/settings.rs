//! The reference in `docs/settings.md`: a section for each setting.

use std::fs;
use std::io;
use std::path::Path;

use prefect_lint_core::settings::{Choice, SETTINGS, Setting, Shape};

use super::Files;

const PAGE: &str = "docs/settings.md";

/// The lines that the reference stands between.
const BEGIN: &str = "<!-- reference -->\n";
const END: &str = "<!-- end of the reference -->\n";

/// Adds the page.
pub(super) fn add(root: &Path, files: &mut Files) -> io::Result<()> {
    let text = fs::read_to_string(root.join(PAGE))?;
    let parts = text.split_once(BEGIN);
    let parts = parts.and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.ok_or_else(|| {
        io::Error::other(format!("{PAGE} has no place for the reference any more"))
    })?;
    let sections: String = SETTINGS.iter().map(section).collect();
    let text = [before, BEGIN, &sections, "\n", END, after].concat();
    files.insert(PAGE.to_owned(), text);
    Ok(())
}

fn section(setting: &Setting) -> String {
    let Setting {
        key,
        shape,
        summary,
        details,
        default,
        example,
    } = setting;
    let example = match shape.is_table() {
        true => format!("[{key}]\n{example}"),
        false => format!("{key} = {example}"),
    };
    let mut text = format!("\n### `{key}`\n\n{summary}");
    if !details.is_empty() {
        text += &format!(" {details}");
    }
    text += &format!(
        "\n\n{}. Default: {default}.\n{}",
        form(*shape),
        choices(*shape)
    );
    text + &format!("\n```toml\n{example}\n```\n")
}

/// What a setting must be, in words.
fn form(shape: Shape) -> &'static str {
    match shape {
        Shape::Version => "A version in quotes",
        Shape::Globs => "A list of globs",
        Shape::Directories => "A list of directories",
        Shape::Rules => "A list of words for rules",
        Shape::Words(_) => "A word",
        Shape::Levels(_) => "A table of words for rules with one word for each",
        Shape::RulesByGlob => "A table of globs with a list of words for rules for each",
        Shape::WorkPools => "A table of names and types",
        Shape::Steps => "A table of dotted names with what the function takes and gives",
    }
}

fn choices(shape: Shape) -> String {
    let (Shape::Words(choices) | Shape::Levels(choices)) = shape else {
        return String::new();
    };
    let row = |choice: &Choice| format!("| `{}` | {} |\n", choice.word, choice.means);
    let rows: String = choices.iter().map(row).collect();
    format!("\n| word | means |\n| --- | --- |\n{rows}")
}
