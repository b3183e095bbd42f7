//! PF503

use super::crons::Written;
use crate::declare_rule;
use crate::diagnostic::Fix;
use crate::manifest::Selector;
use crate::rules::words::{REFUSED_LATE, short};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::cron::quartz::SecondsFirst;
use crate::schedule::cron::{Cron, CronError, CronErrorKind, Field};

declare_rule! {
    /// ## What it does
    /// Finds cron expressions that Prefect refuses.
    ///
    /// ## Why is this bad?
    /// An expression has five fields: minute, hour, day of the month, month and day of the week. Names have three
    /// letters. A sixth field is for seconds, a seventh for years. Prefect looks at it only when it creates the
    /// deployment, after the build and push steps have run.
    ///
    /// ## Example
    /// ```yaml @6:18-6:20,@7:24-7:30,@8:22-8:23,@9:16-9:23
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 60 * * *"
    ///       - cron: "0 9 * * sunday"
    ///       - cron: "0 9 1, 15 * *"
    ///       - cron: "@daily "
    /// ```
    ///
    /// ## Use instead
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 6 * * *"
    ///       - cron: "0 9 * * sun"
    ///       - cron: "0 9 1,15 * *"
    ///       - cron: "@daily"
    /// ```
    ///
    /// ## Fix
    /// Shortens names to three letters, and takes out blanks in lists and around words such as `@daily`. Where the
    /// seconds come first, as Quartz has them, the unsafe fix writes the five fields that mean the same, unless days of
    /// the week are numbers.
    pub struct InvalidCron = "PF503", "invalid-cron", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for InvalidCron {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for written in cx.crons {
            let Err(error) = &written.cron else {
                continue;
            };
            // Random and hashed values have a rule of their own, and other keys may say when.
            let is_other = matches!(error.kind, CronErrorKind::Random | CronErrorKind::Hashed);
            let is_unused = written.text.text.is_empty() && has_other(written);
            if is_other || is_unused {
                continue;
            }
            // A 7 for Sunday is what is wrong with six fields then, not their order.
            let is_sunday = error.field == Some(Field::Weekday) && error.found == "7";
            match SecondsFirst::read(&written.text.text).filter(|_| !is_sunday) {
                Some(read) => seconds_first(written, read, report),
                None => refused(written, error, report),
            }
        }
    }
}

/// Whether the schedule says when by another key.
fn has_other(written: &Written<'_>) -> bool {
    let others = [Selector::Interval, Selector::Rrule];
    (others.iter()).any(|other| written.schedule.get(other.key()).is_some())
}

fn refused(written: &Written<'_>, error: &CronError, report: &mut Report<'_>) {
    let finish = report
        .at(written.text.range(error.range.clone()), error.to_string())
        .note(REFUSED_LATE)
        .maybe_fix(fix(written, error))
        .deployment(written.deployment());
    if let Some(help) = error.help() {
        finish.help(help);
    }
}

fn seconds_first(written: &Written<'_>, read: SecondsFirst, report: &mut Report<'_>) {
    let text = short(&written.text.text);
    report
        .at(
            written.text.whole(),
            format!("`{text}` has the seconds first, and Prefect has them sixth"),
        )
        .note(format!(
            "{REFUSED_LATE}; with the seconds first it would be {}",
            read.words
        ))
        .help(read.help())
        .maybe_fix(
            read.without_seconds
                .and_then(|five| written.replaced_by(five)),
        )
        .deployment(written.deployment());
}

/// Mends what can only be meant in one way, if the whole expression is good then.
fn fix(written: &Written<'_>, error: &CronError) -> Option<Fix> {
    let text = &*written.text.text;
    let (range, new) = match error.kind {
        CronErrorKind::BlankAfterComma => (error.range.clone(), String::new()),
        CronErrorKind::BlanksAroundAlias(word) => (0..text.len(), word.to_owned()),
        CronErrorKind::UnknownWord(Some(word)) if error.is_longer_name() => {
            (error.range.clone(), word.to_owned())
        }
        _ => return None,
    };
    let mended = format!(
        "{}{new}{}",
        text.get(..range.start)?,
        text.get(range.end..)?
    );
    // Another mistake of these kinds is mended in the next round.
    let is_better = Cron::parse(&mended).err().is_none_or(|next| {
        next.is_longer_name() || matches!(next.kind, CronErrorKind::BlankAfterComma)
    });
    let title = match new.as_str() {
        "" => "take out the blank".to_owned(),
        new => format!("replace with `{new}`"),
    };
    (is_better && written.can_be_mended()).then(|| Fix::safe(title, written.text.range(range), new))
}
