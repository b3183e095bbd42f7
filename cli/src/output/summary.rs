//! The line that sums a run up.

use prefect_lint_core::diagnostic::{Safety, Severity};

use super::Report;
use super::text::plural;

/// `Found 3 errors and 1 warning in 2 of 14 files (2 fixable with --fix).`
pub fn line(report: &Report) -> String {
    let counts = [
        (report.count(Severity::Error), "error"),
        (report.count(Severity::Warning), "warning"),
        (report.count(Severity::Info), "info"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = counts.map(|(count, word)| plural(count, word)).collect();
    match parts.is_empty() {
        true => nothing(report),
        false => format!(
            "Found {} in {}{}.",
            enumerate(&parts),
            files(report),
            fixable(report)
        ),
    }
}

fn nothing(report: &Report) -> String {
    let files = plural(report.files, "file");
    match report.failures {
        0 => format!("All checks passed: {files}, no findings."),
        _ if report.files == 0 => "Nothing could be checked.".to_owned(),
        failures => format!(
            "No findings in {files}; {} could not be checked.",
            plural(failures, "other")
        ),
    }
}

fn files(report: &Report) -> String {
    match (report.findings.len(), report.files) {
        (_, 1) => "1 file".to_owned(),
        (some, all) => format!("{some} of {all} files"),
    }
}

fn fixable(report: &Report) -> String {
    match (report.fixable(Safety::Safe), report.fixable(Safety::Unsafe)) {
        (0, 0) => String::new(),
        (safe, 0) => format!(" ({safe} fixable with --fix)"),
        (0, risky) => format!(" ({risky} fixable with --fix --unsafe-fixes)"),
        (safe, risky) => format!(" ({safe} fixable with --fix, {risky} more with --unsafe-fixes)"),
    }
}

fn enumerate(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// `Fixed 3 findings in 1 file.`
pub(crate) fn after_fixes(fixes: usize, files: usize) -> String {
    match fixes {
        0 => "Nothing to fix.".to_owned(),
        _ => format!(
            "Fixed {} in {}.",
            plural(fixes, "finding"),
            plural(files, "file")
        ),
    }
}

/// `Would fix 3 findings in 1 file.`
pub(crate) fn would_fix(fixes: usize, files: usize) -> String {
    match fixes {
        0 => "Nothing would change.".to_owned(),
        _ => format!(
            "Would fix {} in {}.",
            plural(fixes, "finding"),
            plural(files, "file")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_words_agree() {
        let report = Report {
            files: 3,
            ..Report::default()
        };
        assert_eq!(line(&report), "All checks passed: 3 files, no findings.");
        let words = ["a", "b", "c"].map(String::from);
        assert_eq!(enumerate(&words), "a, b and c");
        assert_eq!(after_fixes(1, 1), "Fixed 1 finding in 1 file.");
        assert_eq!(would_fix(2, 3), "Would fix 2 findings in 3 files.");
    }
}
