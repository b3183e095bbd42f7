//! PF513

use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::manifest::Selector;
use crate::rules::edits;
use crate::rules::words::{REFUSED_LATE, outcome, short};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::interval::length;
use crate::schema::{Finding, FindingKind, Level, Spot, duration};

declare_rule! {
    /// ## What it does
    /// Finds intervals that Prefect cannot read.
    ///
    /// ## Why is this bad?
    /// An interval is a number of seconds without quotes, an ISO 8601 duration such as `PT10M`, or `HH:MM:SS` in
    /// quotes. Prefect looks at it when it loads the file, and drops the whole file. It must also be more than nothing,
    /// which Prefect finds out later, when it creates the deployment.
    ///
    /// ## Example
    /// ```yaml @6:19-6:29,@7:19-7:21,@8:19-8:24,@9:19-9:24,@10:19-10:20
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - interval: 10 minutes
    ///       - interval: 5m
    ///       - interval: "600"
    ///       - interval: pt10m
    ///       - interval: 0
    /// ```
    ///
    /// ## Use instead
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - interval: 600
    ///       - interval: 300
    ///       - interval: 600
    ///       - interval: PT10M
    ///       - interval: 3600
    /// ```
    ///
    /// ## Fix
    /// Writes the seconds, where the text is a number with a usual unit, and capitals where only they are wrong.
    pub struct InvalidInterval = "PF513", "invalid-interval", Error, fix: Sometimes, since: "0.1.0";
}

/// The longest interval that Python can hold, in seconds.
const LONGEST: u64 = 999_999_999 * 86_400;

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
            unreadable(report, finding);
        }
        for schedule in &cx.manifest.schedules {
            let entry = schedule.get(Selector::Interval.key());
            let Some(value) = entry.map(|entry| entry.value) else {
                continue;
            };
            if length(value).is_some_and(|length| !length.is_positive()) {
                report
                    .at(value.range(), "an interval must be longer than nothing")
                    .deployment(schedule.deployment.clone())
                    .note(REFUSED_LATE)
                    .help(
                        "write a number of seconds above 0; `active: false` turns a schedule off",
                    );
            }
        }
    }
}

fn unreadable(report: &mut Report<'_>, finding: &Finding<'_>) {
    let value = finding.spot.value.as_str().unwrap_or_default();
    let meant = seconds(&value)
        .map(|seconds| seconds.to_string())
        .or_else(|| in_capitals(&value));
    let help = match &meant {
        Some(meant) if meant.starts_with('P') => format!("write `{meant}`, in capitals"),
        Some(seconds) => format!("write `{seconds}`, the number of seconds, without quotes"),
        None if value.contains("-") && value.contains('P') => {
            "an interval can't be negative; write `PT10M`, or seconds without quotes".to_owned()
        }
        None => "write seconds without quotes, `PT10M`, or `\"00:10:00\"`".to_owned(),
    };
    let message = match value.trim().parse::<f64>() {
        Ok(_) => format!(
            "`{}` is text, and no number of seconds",
            short(finding.spot.value.source())
        ),
        Err(_) => format!("`{}` is no interval that Prefect can read", short(&value)),
    };
    report
        .finding(finding, message)
        .note(outcome(finding, ""))
        .help(help)
        .maybe_fix(meant.and_then(|meant| fix(&finding.spot, meant)));
}

fn fix(spot: &Spot<'_>, meant: String) -> Option<Fix> {
    let bare = spot.value == spot.value.resolve() && spot.value.full_range() == spot.value.range();
    let title = format!("replace with `{meant}`");
    let edit = bare.then(|| edits::replace(edits::span(spot.value), meant))?;
    Some(Fix::new(title, Safety::Safe, vec![edit]))
}

/// An ISO 8601 duration of which only the capitals are wrong.
fn in_capitals(text: &str) -> Option<String> {
    let capitals = text.trim().to_ascii_uppercase();
    let reads = capitals.starts_with('P') && duration::parse(&capitals)?.is_positive();
    reads.then_some(capitals)
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
    (1..=LONGEST).contains(&seconds).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn usual_units_are_understood() {
        assert_eq!(seconds("600"), Some(600));
        assert_eq!(seconds("1 Hour"), Some(3_600));
        assert_eq!(seconds("0"), None);
        assert_eq!(seconds("1000000000d"), None);
        assert_eq!(seconds("daily"), None);
        assert_eq!(seconds("1M 2s"), None);
    }
}
