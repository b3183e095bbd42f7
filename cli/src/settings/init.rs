//! `prefect-lint init`: a settings file to begin with.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use prefect_lint_core::settings::{SETTINGS, Setting, from_toml};

use crate::args::InitArgs;
use crate::atomic;
use crate::exit::Exit;
use crate::terminal;
use prefect_lint_host::settings::file::{NAMES, PYPROJECT, TABLE};

/// Runs the command.
pub(crate) fn run(args: &InitArgs) -> Exit {
    let done = match args.pyproject {
        true => extend(Path::new(PYPROJECT)),
        false => create(Path::new(NAMES[0])),
    };
    match done {
        Ok(message) => {
            terminal::tell(&message);
            Exit::Clean
        }
        Err(message) => {
            terminal::complain(&message);
            Exit::Trouble
        }
    }
}

/// Writes a new file, unless there is one that counts.
fn create(path: &Path) -> Result<String, String> {
    if let Some(there) = NAMES[..2].iter().find(|name| Path::new(name).exists()) {
        return Err(format!("`{there}` is there already, and stays as it is"));
    }
    let failed = |error: &std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => {
            format!("`{}` is there already, and stays as it is", path.display())
        }
        _ => format!("`{}` can't be written: {error}", path.display()),
    };
    atomic::create(path, example(&[]).as_bytes()).map_err(|error| failed(&error))?;
    Ok(format!(
        "Wrote {}, with all settings as comments.",
        path.display()
    ))
}

/// Adds a table to the file of a Python project.
fn extend(path: &Path) -> Result<String, String> {
    let name = path.display();
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => format!("there is no `{name}` in this directory"),
        _ => format!("`{name}` can't be read: {error}"),
    })?;
    let header = format!("[{}]", TABLE.join("."));
    if from_toml(&text, &TABLE).is_some() {
        return Err(format!(
            "`{name}` has a table `{header}` already, and stays as it is"
        ));
    }
    let gap = match (text.is_empty(), text.ends_with('\n')) {
        (true, _) => "",
        (_, true) => "\n",
        (_, false) => "\n\n",
    };
    let new = format!("{text}{gap}{header}\n{}", example(&TABLE));
    atomic::replace(path, text.as_bytes(), new.as_bytes())
        .map_err(|error| format!("`{name}` can't be written: {error}"))?;
    Ok(format!(
        "Added {header} to {name}, with all settings as comments."
    ))
}

/// All settings as comments: what each is for, and how it is written. `table` are the keys that lead to them.
fn example(table: &[&str]) -> String {
    let mut text = format!(
        "# Settings of prefect-lint: {}/blob/main/docs/settings.md\n\
         # Examples are commented out.\n",
        env!("CARGO_PKG_REPOSITORY")
    );
    for setting in SETTINGS {
        let Setting { key, summary, .. } = setting;
        text += &format!(
            "\n# {summary} Default: {}.\n",
            setting.default.replace('`', "")
        );
        match setting.shape.is_table() {
            true => {
                let keys = [table, &[*key]].concat().join(".");
                text += &format!("# [{keys}]\n");
                text.extend(setting.example.lines().map(|line| format!("# {line}\n")));
            }
            false => text += &format!("# {key} = {}\n", setting.example),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_are_settings() {
        for table in [&[][..], &TABLE] {
            let is_code = |line: &&str| line.contains(" = ") || line.starts_with('[');
            let text = example(table);
            let lines = text.lines().filter_map(|line| line.strip_prefix("# "));
            let code: Vec<&str> = lines.filter(is_code).collect();
            let header = match table.is_empty() {
                true => String::new(),
                false => format!("[{}]\n", table.join(".")),
            };
            let reading = from_toml(&(header + &code.join("\n")), table).unwrap();
            assert!(reading.problems.is_empty(), "{:?}", reading.problems);
            let options = reading.options;
            assert!(options.target_version.is_some() && options.fail_on.is_some());
            assert!(options.steps.len() == 1 && options.severity.len() == 2);
        }
        assert!(from_toml(&example(&[]), &[]).unwrap().problems.is_empty());
    }
}
