//! `prefect-lint schema`: the JSON schemas.

use prefect_lint_core::{schema, settings};

use crate::args::{Schema, SchemaArgs};
use crate::exit::Exit;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &SchemaArgs) -> Exit {
    let text = match args.what {
        Schema::Manifest => format!("{:#}\n", schema::json_schema()),
        Schema::Settings => format!("{:#}\n", settings::json_schema()),
        Schema::Report => include_str!("../../schemas/report.schema.json").to_owned(),
        Schema::Plan => include_str!("../../schemas/plan.schema.json").to_owned(),
    };
    terminal::print(text.as_bytes())
        .err()
        .unwrap_or(Exit::Clean)
}
