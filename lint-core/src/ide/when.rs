//! Schedules in words, with their next runs.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::manifest::{Literal, Schedule, Selector};
use crate::plan::schedules::{moment, policy};
use crate::schedule::interval::{self, Interval};
use crate::schedule::reading::{Kind, Question, Reading, Verdict};
use crate::schema::coerce;
use crate::schema::shape::{Shape, shape};
use crate::settings::Settings;

/// What a schedule says, and the zone that it is read in; none where that can't be told.
#[derive(Debug)]
pub(super) struct When {
    /// What it says.
    pub(super) reading: Reading,
    /// The zone.
    pub(super) zone: Tz,
    /// Whether it is on.
    pub(super) is_active: bool,
}

impl When {
    /// Reads a schedule, and looks for so many runs if there is a clock.
    pub(super) fn of(schedule: &Schedule<'_>, settings: &Settings, count: usize) -> Option<Self> {
        let kind = match schedule.selector? {
            Selector::Cron => Kind::Cron,
            Selector::Interval => Kind::Interval,
            Selector::Rrule => Kind::Rrule,
        };
        let text = match kind {
            Kind::Interval => Interval::of_node(schedule.get(kind.key())?.value)?.in_seconds(),
            Kind::Cron | Kind::Rrule => schedule.literal(kind.key())?.text.into_owned(),
        };
        let zone = zone(schedule)?;
        let reading = Reading::of(&Question {
            text: &text,
            kind,
            zone,
            day_or: switch(schedule, "day_or")?,
            anchor: match kind {
                Kind::Interval => anchor(schedule)?,
                Kind::Cron | Kind::Rrule => None,
            },
            from: settings.now.unwrap_or_default(),
            count: settings.now.map_or(0, |_| count),
            policy: policy(settings),
        });
        Some(Self {
            is_active: switch(schedule, "active").unwrap_or(true),
            reading,
            zone,
        })
    }

    /// In words, with the zone: `at 09:00 on weekdays, Europe/Paris`.
    pub(super) fn words(&self) -> Option<String> {
        let words = self.reading.words.as_ref()?;
        Some(format!("{words}, {}", self.zone.name()))
    }

    /// The next run: `Mon 2026-11-23 09:00 +01:00`.
    pub(super) fn next(&self) -> Option<String> {
        let run = self.reading.runs.as_ref()?.first()?;
        Some(run.at.format("%a %Y-%m-%d %H:%M %:z").to_string())
    }

    /// In Markdown: in words, what is to be known, the next runs.
    pub(super) fn markdown(&self) -> String {
        let mut text = match (&self.reading.verdict, self.words()) {
            (Verdict::Refused(trouble), _) => format!("Prefect refuses it: {}", trouble.message),
            (_, Some(words)) => format!("Runs **{words}**"),
            (_, None) => format!("In {}", self.zone.name()),
        };
        if !self.is_active {
            text.push_str("\n\nThe schedule is switched off.");
        }
        for note in &self.reading.notes {
            text.push_str(&format!("\n\n*{note}*"));
        }
        let runs = self.reading.runs.as_deref().unwrap_or_default();
        if !runs.is_empty() {
            text.push_str("\n\nNext runs:\n");
            let lines = runs
                .iter()
                .map(|run| format!("- {}\n", run.at.format("%a %Y-%m-%d %H:%M:%S %:z")));
            text.extend(lines);
        }
        text.trim_end().to_owned()
    }
}

fn zone(schedule: &Schedule<'_>) -> Option<Tz> {
    match schedule.get("timezone") {
        Some(entry) if shape(entry.value) != Shape::Null => {
            interval::zone(Some(&Literal::of(entry.value)?.text))
        }
        _ => Some(Tz::UTC),
    }
}

/// A switch that is on by itself; none where it can't be told.
fn switch(schedule: &Schedule<'_>, key: &str) -> Option<bool> {
    match schedule.get(key) {
        Some(entry) if shape(entry.value) != Shape::Null => coerce::boolean(&entry.value.value()?),
        _ => Some(true),
    }
}

/// The moment that an interval counts from, if one is written; none where it can't be told.
fn anchor(schedule: &Schedule<'_>) -> Option<Option<DateTime<Utc>>> {
    match schedule.get("anchor_date") {
        Some(entry) if shape(entry.value) != Shape::Null => {
            Some(Some(moment(&Literal::of(entry.value)?.text)?))
        }
        _ => Some(None),
    }
}
