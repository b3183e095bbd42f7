//! A plan as Markdown, for editors: what is in the way, and a picture.

use prefect_lint_core::plan::Plan;

use super::mermaid;
use crate::output::text::visible;

/// The whole plan.
pub(crate) fn markdown(plan: &Plan) -> String {
    let mut text = "# What `prefect deploy` would do\n\n".to_owned();
    let errors = plan.errors.iter().map(|error| error.message.as_str());
    let notes = plan.notes.iter().map(|note| note.message.as_str());
    for line in errors.chain(notes) {
        text += &format!("- {}\n", visible(line));
    }
    if !plan.errors.is_empty() || !plan.notes.is_empty() {
        text.push('\n');
    }
    text + &format!("```mermaid\n{}```\n", mermaid::show(plan))
}
