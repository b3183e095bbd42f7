//! The cron expressions of a manifest, each once.

use std::cell::OnceCell;

use hashbrown::HashSet;

use crate::diagnostic::Fix;
use crate::manifest::{Literal, Manifest, Schedule};
use crate::schedule::cron::quartz::SecondsFirst;
use crate::schedule::cron::{Cron, CronError};
use crate::schema::coerce;
use crate::schema::shape::{Shape, shape};

/// An expression where it is written.
#[derive(Debug)]
pub(crate) struct Written<'a> {
    /// The schedule that has it first.
    pub(super) schedule: &'a Schedule<'a>,
    /// Its text.
    pub(super) text: Literal<'a>,
    /// What Prefect makes of it.
    pub(super) cron: Result<Cron, CronError>,
    seconds_first: OnceCell<Option<SecondsFirst>>,
}

impl Written<'_> {
    /// What `day_or` is; none if it is not known.
    pub(super) fn day_or(&self) -> Option<bool> {
        match self.schedule.get("day_or") {
            None => Some(true),
            Some(entry) if shape(entry.value) == Shape::Null => Some(true),
            Some(entry) => coerce::boolean(&entry.value.value()?),
        }
    }

    /// The reading with the seconds first, if that is the likelier one.
    pub(super) fn seconds_first(&self) -> Option<&SecondsFirst> {
        let read = || SecondsFirst::read(&self.text.text).filter(|read| read.is_likelier);
        self.seconds_first.get_or_init(read).as_ref()
    }

    /// Whether the text is written here, and in one line: then it can be mended.
    pub(super) fn can_be_mended(&self) -> bool {
        self.text.node == self.text.node.resolve() && !self.text.text.contains('\n')
    }

    /// An unsafe fix that writes another expression.
    pub(super) fn replaced_by(&self, text: String) -> Option<Fix> {
        let title = format!("replace with `{text}`");
        (self.text.is_in_line()).then(|| Fix::risky(title, self.text.whole(), text))
    }

    /// The deployment that it is reported for.
    pub(super) fn deployment(&self) -> Option<String> {
        self.schedule.deployment.clone()
    }
}

/// All expressions, one that several schedules share only once.
pub(crate) fn all<'a>(manifest: &'a Manifest<'a>) -> Vec<Written<'a>> {
    let mut seen = HashSet::new();
    let schedules = manifest.schedules.iter();
    schedules
        .filter_map(|schedule| {
            let text = schedule.literal("cron")?;
            seen.insert(text.node.resolve().id()).then(|| Written {
                cron: Cron::parse(&text.text),
                schedule,
                text,
                seconds_first: OnceCell::new(),
            })
        })
        .collect()
}
