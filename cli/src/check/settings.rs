//! The settings that the options ask for.

use prefect_lint_core::rules::selection::{self, UnknownWord};
use prefect_lint_core::settings::{Selection, Settings};

use crate::args::CheckArgs;
use crate::exit::Exit;
use crate::terminal;

/// The settings of a run; words that stand for no rule end it.
pub(super) fn of(args: &CheckArgs) -> Result<Settings, Exit> {
    let select = match args.select.is_empty() {
        true => vec!["default".to_owned()],
        false => args.select.clone(),
    };
    let selection = Selection {
        select: [select, args.extend_select.clone()].concat(),
        ignore: args.ignore.clone(),
    };
    let unknown = selection::unknown_words(&selection);
    unknown.iter().for_each(complain);
    match unknown.is_empty() {
        true => Ok(Settings {
            selection,
            target_version: args.target_version,
            ..Settings::default()
        }),
        false => Err(Exit::Trouble),
    }
}

fn complain(UnknownWord { word, nearest }: &UnknownWord) {
    let advice = match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "`prefect-lint rules` lists them all".to_owned(),
    };
    terminal::complain(&format!("there is no rule `{word}`; {advice}"));
}
