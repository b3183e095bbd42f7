//! PF508

use super::crons::Written;
use crate::declare_rule;
use crate::diagnostic::Fix;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::cron::{Cron, Field, Surprise, SurpriseKind};

declare_rule! {
    /// ## What it does
    /// Finds ranges, steps and days in cron expressions that mean something else than they seem to.
    ///
    /// ## Why is this bad?
    /// A range from a number to itself, such as `5-5`, is everything to Prefect. A step that is longer than the field,
    /// such as `*/90` in the minutes, only ever meets the first number: that is every hour, not every 90 minutes.
    ///
    /// From the end of February, Prefect looks for the 30th of `1,15,30`, ends up on 2 March, and has missed the 1st.
    ///
    /// ## Example
    /// ```yaml @6:16-6:19,@7:16-7:20,@8:20-8:27
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "5-5 9 * * *"
    ///       - cron: "*/90 * * * *"
    ///       - cron: "0 9 1,15,30 * *"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "5 9 * * *"
    ///       - interval: 5400
    ///       - cron: "0 9 1,15 * *"
    ///       - cron: "0 9 30 * *"
    /// ```
    ///
    /// ## Fix
    /// The unsafe fix writes the number alone.
    pub struct CronRangeSurprise = "PF508", "cron-range-surprise", Warning, fix: Unsafe, since: "0.1.0";
}

impl Rule for CronRangeSurprise {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for written in cx.crons {
            if let Ok(cron) = &written.cron
                && written.seconds_first().is_none()
            {
                surprises(written, cron, report);
                passed_over(written, cron, report);
            }
        }
    }
}

fn surprises(written: &Written<'_>, cron: &Cron, report: &mut Report<'_>) {
    for Surprise { range, field, kind } in cron.surprises(&written.text.text) {
        let item = written.text.text.get(range.clone()).unwrap_or_default();
        let place = written.text.range(range);
        let (message, help, number) = match kind {
            SurpriseKind::WholeRange => (
                format!("`{}` is every {}", short(item), noun(field)),
                "write the number alone, or `*`".to_owned(),
                item.split('-').next().filter(|_| !item.contains('/')),
            ),
            SurpriseKind::StepBeyond { only } => (
                format!(
                    "`{}` only ever meets {only}: the {} goes from {} to {}",
                    short(item),
                    field.name(),
                    field.min(),
                    field.max()
                ),
                format!("write `{only}` if that is right, or `interval` for other steps"),
                None,
            ),
        };
        let fix = number
            .filter(|_| written.can_be_mended())
            .map(|number| Fix::risky(format!("replace with `{number}`"), place, number));
        let words = cron.words(written.day_or().unwrap_or(true));
        report
            .at(place, message)
            .note(format!("Prefect runs it {words}"))
            .help(help)
            .maybe_fix(fix)
            .deployment(written.deployment());
    }
}

/// Days that fit, and that Prefect does not meet.
fn passed_over(written: &Written<'_>, cron: &Cron, report: &mut Report<'_>) {
    let Some((date, place)) = cron.passed_over().zip(cron.place(Field::Day)) else {
        return;
    };
    let days = written.text.text.get(place.clone()).unwrap_or_default();
    let has_last = days.split(',').any(|day| day.eq_ignore_ascii_case("l"));
    let help = match has_last {
        true => "write `l` alone in a schedule of its own",
        false => "write the days after the 28th in a schedule of their own",
    };
    report
        .at(
            written.text.range(place),
            format!("`{}` misses some days, {date} for one", short(days)),
        )
        .note(
            "looking for a day that a month does not have, Prefect passes over the days before it",
        )
        .help(help)
        .deployment(written.deployment());
}

/// What a field counts.
fn noun(field: Field) -> &'static str {
    match field {
        Field::Day | Field::Weekday => "day",
        other => other.name(),
    }
}
