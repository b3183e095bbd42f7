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
            remarks(report)
        ),
    }
}

fn nothing(report: &Report) -> String {
    let files = plural(report.checked.len(), "file");
    let remarks = remarks(report);
    match report.failures.len() {
        0 => format!("All checks passed: {files}, no findings{remarks}."),
        _ if report.checked.is_empty() => "Nothing could be checked.".to_owned(),
        failures => format!(
            "No findings in {files}{remarks}; {} could not be checked.",
            plural(failures, "other")
        ),
    }
}

fn files(report: &Report) -> String {
    match (report.with_findings().count(), report.checked.len()) {
        (_, 1) => "1 file".to_owned(),
        (some, all) => format!("{some} of {all} files"),
    }
}

/// What else is worth knowing, in brackets.
fn remarks(report: &Report) -> String {
    let hidden = match report.hidden {
        0 => None,
        hidden => Some(format!("{hidden} hidden by the baseline")),
    };
    let remarks = [fixable(report), suppressed(report), hidden];
    let remarks: Vec<String> = remarks.into_iter().flatten().collect();
    match remarks.is_empty() {
        true => String::new(),
        false => format!(" ({})", remarks.join("; ")),
    }
}

fn fixable(report: &Report) -> Option<String> {
    match (report.fixable(Safety::Safe), report.fixable(Safety::Unsafe)) {
        (0, 0) => None,
        (safe, 0) => Some(format!("{safe} fixable with --fix")),
        (0, risky) => Some(format!("{risky} fixable with --fix --unsafe-fixes")),
        (safe, risky) => Some(format!(
            "{safe} fixable with --fix, {risky} more with --unsafe-fixes"
        )),
    }
}

fn suppressed(report: &Report) -> Option<String> {
    match report.suppressed() {
        0 => None,
        count => Some(format!("{count} silenced by comments")),
    }
}

fn enumerate(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// What fixes have done, or would do.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Mended {
    /// How many were applied.
    pub(crate) fixes: usize,
    /// In how many files.
    pub(crate) files: usize,
    /// How many were left out, for they would do harm.
    pub(crate) left_out: usize,
}

/// `Fixed 3 findings in 1 file.`
pub(crate) fn after_fixes(mended: Mended) -> String {
    match mended.fixes {
        0 => format!("Nothing to fix{}.", left_out(mended)),
        _ => format!("Fixed {}.", what(mended)),
    }
}

/// `Silenced 3 findings in 1 file.`
pub(crate) fn after_suppressions(count: usize, files: usize) -> String {
    match count {
        0 => "Nothing to silence.".to_owned(),
        _ => format!(
            "Silenced {} in {}.",
            plural(count, "finding"),
            plural(files, "file")
        ),
    }
}

/// `Would fix 3 findings in 1 file.`
pub(crate) fn would_fix(mended: Mended) -> String {
    match mended.fixes {
        0 => format!("Nothing would change{}.", left_out(mended)),
        _ => format!("Would fix {}.", what(mended)),
    }
}

fn what(mended: Mended) -> String {
    let findings = plural(mended.fixes, "finding");
    let files = plural(mended.files, "file");
    format!("{findings} in {files}{}", left_out(mended))
}

fn left_out(mended: Mended) -> String {
    match mended.left_out {
        0 => String::new(),
        1 => "; one fix was left out, for it would do harm".to_owned(),
        more => format!("; {more} fixes were left out, for they would do harm"),
    }
}

/// What is said where findings of a baseline are gone.
pub(crate) fn fixed_in_baseline(count: usize) -> String {
    let are = match count {
        1 => "is",
        _ => "are",
    };
    let findings = plural(count, "finding");
    format!("{findings} of the baseline {are} fixed; `--write-baseline` brings it up to date.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_words_agree() {
        let mut report = Report {
            checked: ["a", "b", "c"].map(String::from).to_vec(),
            ..Report::default()
        };
        assert_eq!(line(&report), "All checks passed: 3 files, no findings.");
        report.hidden = 2;
        assert_eq!(
            line(&report),
            "All checks passed: 3 files, no findings (2 hidden by the baseline)."
        );
        let words = ["a", "b", "c"].map(String::from);
        assert_eq!(enumerate(&words), "a, b and c");
        let mended = |fixes, files, left_out| Mended {
            fixes,
            files,
            left_out,
        };
        assert_eq!(after_fixes(mended(1, 1, 0)), "Fixed 1 finding in 1 file.");
        assert_eq!(
            would_fix(mended(2, 3, 0)),
            "Would fix 2 findings in 3 files."
        );
        assert_eq!(
            after_fixes(mended(0, 0, 1)),
            "Nothing to fix; one fix was left out, for it would do harm."
        );
    }
}
