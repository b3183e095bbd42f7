//! PF513

use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::rules::edits;
use crate::rules::words::{outcome, short};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::{FindingKind, Level, Spot};

declare_rule! {
    /// ## What it does
    /// Finds intervals that Prefect cannot read.
    ///
    /// ## Why is this bad?
    /// An interval is a number of seconds without quotes, an ISO 8601 duration such as `PT10M`, or `HH:MM:SS` in
    /// quotes. Prefect looks at it when it loads the file, and drops the whole file.
    ///
    /// ## Example
    /// ```yaml @6:19-6:29,@7:19-7:21,@8:19-8:24
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - interval: 10 minutes
    ///       - interval: 5m
    ///       - interval: "600"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - interval: 600
    ///       - interval: 300
    ///       - interval: 600
    /// ```
    ///
    /// ## Fix
    /// Writes the seconds, where the text is a number with a usual unit.
    pub struct InvalidInterval = "PF513", "invalid-interval", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for InvalidInterval {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            let here = finding.spot.object.level == Level::Schedule;
            if !here || !matches!(finding.kind, FindingKind::InvalidDuration) {
                continue;
            }
            let value = finding.spot.value.as_str().unwrap_or_default();
            let seconds = seconds(&value);
            let help = match seconds {
                Some(seconds) => {
                    format!("write `{seconds}`, the number of seconds, without quotes")
                }
                None => "write seconds without quotes, `PT10M`, or `\"00:10:00\"`".to_owned(),
            };
            report
                .finding(
                    finding,
                    format!("`{}` is no interval that Prefect can read", short(&value)),
                )
                .note(outcome(finding, ""))
                .help(help)
                .maybe_fix(seconds.and_then(|seconds| fix(&finding.spot, seconds)));
        }
    }
}

fn fix(spot: &Spot<'_>, seconds: u64) -> Option<Fix> {
    let bare = spot.value == spot.value.resolve() && spot.value.full_range() == spot.value.range();
    let edit = bare.then(|| edits::replace(edits::span(spot.value), seconds.to_string()))?;
    Some(Fix::new(
        format!("replace with `{seconds}`"),
        Safety::Safe,
        vec![edit],
    ))
}

/// The seconds of a number with a unit, as people write them: `600`, `5m`, `10 minutes`, `1 hour`.
fn seconds(text: &str) -> Option<u64> {
    let text = text.trim();
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "s" | "sec" | "secs" | "second" | "seconds" => 1,
        "m" | "min" | "mins" | "minute" | "minutes" => 60,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3_600,
        "day" | "days" | "d" => 86_400,
        "w" | "week" | "weeks" => 7 * 86_400,
        _ => return None,
    };
    let seconds = number.parse::<u64>().ok()?.checked_mul(unit)?;
    (seconds > 0).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn usual_units_are_understood() {
        assert_eq!(seconds("600"), Some(600));
        assert_eq!(seconds("1 Hour"), Some(3_600));
        assert_eq!(seconds("0"), None);
        assert_eq!(seconds("daily"), None);
        assert_eq!(seconds("1M 2s"), None);
    }
}
