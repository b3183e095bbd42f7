//! PF514

use crate::declare_rule;
use crate::diagnostic::Fix;
use crate::manifest::Selector;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::interval::{Interval, length};
use crate::schema::duration;
use crate::yaml::{Node, NodeKind, Style};

declare_rule! {
    /// ## What it does
    /// Finds intervals such as `10:00` without quotes.
    ///
    /// ## Why is this bad?
    /// YAML reads digits with colons as a number to the base of 60: `10:00` is 600 seconds, ten minutes. In quotes
    /// Prefect reads it as a time, ten hours.
    ///
    /// ## Example
    /// ```yaml @6:19-6:24
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - interval: 10:00
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
    /// ```
    ///
    /// ## Fix
    /// Writes the seconds that it is.
    pub struct SexagesimalInterval = "PF514", "sexagesimal-interval", Warning, fix: Sometimes, since: "0.1.0";
}

impl Rule for SexagesimalInterval {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for schedule in &cx.manifest.schedules {
            let entry = schedule.get(Selector::Interval.key());
            let Some(node) = entry
                .map(|entry| entry.value)
                .filter(|node| is_sixties(*node))
            else {
                continue;
            };
            let Some(seconds) = Interval::of_node(node).map(Interval::in_seconds) else {
                continue;
            };
            let source = node.resolve().source();
            // In quotes it may be the same, or nothing that Prefect reads.
            let quoted = duration::parse(source);
            if quoted.is_some() && quoted == length(node) {
                continue;
            }
            let other = quoted.and_then(Interval::of);
            let written = short(source);
            let help = match other {
                Some(other) => format!(
                    "write `{seconds}`, or `\"{written}\"` with quotes, which is {} seconds",
                    other.in_seconds()
                ),
                None => format!("write `{seconds}`"),
            };
            let bare = node == node.resolve() && node.full_range() == node.range();
            let fix = bare
                .then(|| Fix::safe(format!("replace with `{seconds}`"), node.range(), &seconds));
            report
                .at(
                    node.range(),
                    format!("`{written}` without quotes is {seconds} seconds"),
                )
                .deployment(schedule.deployment.clone())
                .note("YAML reads digits with colons as a number to the base of 60")
                .help(help)
                .maybe_fix(fix);
        }
    }
}

/// Whether a scalar is a number that is written with colons.
fn is_sixties(node: Node<'_>) -> bool {
    let node = node.resolve();
    node.kind() == NodeKind::Scalar
        && node.style() == Style::Plain
        && node.source().contains(':')
        && node.as_str().is_none()
}
