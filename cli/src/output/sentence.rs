//! What a finding says, for viewers that show text only: what is wrong, what happens, what to write.

use prefect_lint_core::diagnostic::Diagnostic;

use super::text::visible;

/// What a finding says, a line for each part of it.
pub(super) fn lines(diagnostic: &Diagnostic) -> String {
    parts(diagnostic).join("\n")
}

/// What a finding says, in one line.
pub(super) fn line(diagnostic: &Diagnostic) -> String {
    parts(diagnostic).join("; ")
}

fn parts(diagnostic: &Diagnostic) -> Vec<String> {
    let title = diagnostic.fixes.first().map(|fix| &fix.title);
    let help = diagnostic.help.as_ref().or(title);
    let note = diagnostic.note.clone();
    let help = help.map(|help| format!("help: {help}"));
    std::iter::once(diagnostic.message.clone())
        .chain(note)
        .chain(help)
        .map(|part| visible(&part).into_owned())
        .collect()
}
