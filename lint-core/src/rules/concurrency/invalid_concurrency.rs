//! PF708

use num_bigint::BigInt;

use super::limits::{Limit, limits, number};
use crate::declare_rule;
use crate::rules::offer::none_of;
use crate::rules::words::{REFUSED_LATE, SERVER_REFUSES, short};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::{FindingKind, Level};
use crate::yaml::{Entry, Node};

declare_rule! {
    /// ## What it does
    /// Finds limits on active runs that Prefect does not take: below one, without `collision_strategy` in the form of a
    /// mapping, with another word there than `ENQUEUE` or `CANCEL_NEW`, or with a grace period out of its range.
    ///
    /// ## Why is this bad?
    /// The file loads. Only after the build and push steps have run does Prefect, or its server, refuse the deployment.
    ///
    /// ## Example
    /// ```yaml @5:5-5:22
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     concurrency_limit:
    ///       limit: 1
    /// ```
    ///
    /// ```yaml @7:27-7:37
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     concurrency_limit:
    ///       limit: 1
    ///       collision_strategy: cancel_new
    /// ```
    ///
    /// ```yaml @5:24-5:25
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     concurrency_limit: 0
    /// ```
    ///
    /// ## Use instead
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     concurrency_limit:
    ///       limit: 1
    ///       collision_strategy: ENQUEUE
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     concurrency_limit:
    ///       limit: 1
    ///       collision_strategy: CANCEL_NEW
    /// ```
    ///
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     paused: true
    /// ```
    ///
    /// ## Fix
    /// Writes the word that was probably meant.
    pub struct InvalidConcurrency = "PF708", "invalid-concurrency", Error, fix: Sometimes, since: "0.1.0";
}

/// How long a run that has stopped responding may keep its place, in seconds.
const GRACE: std::ops::RangeInclusive<u32> = 60..=86_400;

impl Rule for InvalidConcurrency {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for finding in cx.findings {
            if let FindingKind::InvalidWord(words) = finding.kind
                && finding.spot.object.level == Level::ConcurrencyLimit
            {
                let help = "write `ENQUEUE` to let a run wait, `CANCEL_NEW` to cancel it";
                none_of(report, finding, words, REFUSED_LATE.to_owned(), Some(help));
            }
        }
        for limit in limits(cx) {
            match &limit.options {
                None => at_least_one(report, &limit, &limit.entry),
                Some(_) => mapping(report, &limit),
            }
        }
    }
}

fn mapping(report: &mut Report<'_>, limit: &Limit<'_>) {
    if limit.lacks("collision_strategy") {
        report
            .at(
                limit.place("collision_strategy"),
                "`concurrency_limit` as a mapping needs a `collision_strategy`",
            )
            .deployment(limit.deployment.clone())
            .note(REFUSED_LATE)
            .help("add `collision_strategy: ENQUEUE` to let a run wait, `CANCEL_NEW` to cancel it, or write the number alone");
    }
    if let Some(entry) = limit.get("limit") {
        at_least_one(report, limit, entry);
    }
    if let Some(entry) = limit.get("grace_period_seconds") {
        grace(report, limit, entry);
    }
}

fn at_least_one(report: &mut Report<'_>, limit: &Limit<'_>, entry: &Entry<'_>) {
    if number(entry.value).is_some_and(|number| number < BigInt::from(1)) {
        report
            .at(
                place(entry),
                format!("`{}` must be at least 1", short(entry.key.source())),
            )
            .deployment(limit.deployment.clone())
            .note(SERVER_REFUSES)
            .help("write 1 or more; `paused: true` stops the schedules, and no `concurrency_limit` means no limit");
    }
}

fn grace(report: &mut Report<'_>, limit: &Limit<'_>, entry: &Entry<'_>) {
    let (low, high) = (BigInt::from(*GRACE.start()), BigInt::from(*GRACE.end()));
    if number(entry.value).is_some_and(|number| number < low || number > high) {
        report
            .at(
                place(entry),
                format!("`grace_period_seconds` must be {low} to {high}"),
            )
            .deployment(limit.deployment.clone())
            .note(REFUSED_LATE)
            .help("write a number of seconds in this range, or leave it out for the server's own");
    }
}

fn place(entry: &Entry<'_>) -> crate::text::TextRange {
    let value: Node<'_> = entry.value;
    match value.is_empty() || value.source().contains('\n') {
        true => entry.key.range(),
        false => value.range(),
    }
}
