//! What the rules about the loader's errors share.

use crate::rules::Report;
use crate::rules::report::Finish;
use crate::yaml::YamlError;
use crate::yaml::cause::Problem;

/// Reports a problem with its place, its other places, its fix, and what Prefect makes of it.
pub(super) fn report<'r>(
    report: &'r mut Report<'_>,
    problem: &Problem,
    message: impl Into<String>,
) -> Finish<'r> {
    let mut finish = report
        .at(problem.range, message)
        .note(consequence(&problem.error));
    for label in &problem.labels {
        finish = finish.other(label.range, &*label.message);
    }
    finish.maybe_fix(problem.fix.clone())
}

/// What Prefect does with the file.
fn consequence(error: &YamlError) -> &'static str {
    match error.class.is_caught() {
        true => {
            "Prefect can't read the file, says so in one line, and goes on as if it were empty: \
             nothing in it is deployed"
        }
        false => {
            "Prefect does not expect this error and stops with Python's message, without a line: \
             nothing is deployed"
        }
    }
}
