//! Values.

use chrono::{Offset, TimeZone};

use super::{At, Hover};
use crate::ide::purpose::Purpose;
use crate::ide::when::When;
use crate::ide::{describe, flows};
use crate::project::Lookup;
use crate::schedule::timezone::is_zone;
use crate::schema::{Level, Type};
use crate::yaml::{Node, NodeKind};

/// How many runs are shown.
const RUNS: usize = 5;

impl<'a> At<'_, 'a> {
    /// What a value means.
    pub(super) fn value(&self, node: Node<'a>) -> Option<Hover> {
        if node.kind() != NodeKind::Scalar || node.is_empty() {
            return None;
        }
        let markdown = match self.purposes.get(node)? {
            Purpose::Field { object, field, ty } => match (object.level, field.name) {
                (Level::Schedule, "cron" | "interval" | "rrule") => self.schedule()?,
                (Level::Schedule, "timezone") => self.zone(node)?,
                (_, "entrypoint") => self.flow(node)?,
                _ => match has_words(field.words, ty) {
                    true => describe::field(object, field),
                    false => return None,
                },
            },
            Purpose::Input { function, key } => {
                self.input(&function.as_text()?, &key.as_text()?)?
            }
            _ => return None,
        };
        Some(Hover {
            range: node.range(),
            markdown,
        })
    }

    /// When the schedule around runs.
    fn schedule(&self) -> Option<String> {
        let mapping = self.trail.parent()?;
        let mut schedules = self.cx.manifest.schedules.iter();
        let schedule = schedules.find(|it| it.item.resolve().id() == mapping.id())?;
        Some(When::of(schedule, self.cx.settings, RUNS)?.markdown())
    }

    /// How far a zone is from UTC now.
    fn zone(&self, node: Node<'_>) -> Option<String> {
        let name = node.as_str()?;
        if !is_zone(&name) {
            return None;
        }
        let mut text = format!("**{name}**: a time zone");
        let zone: Option<chrono_tz::Tz> = name.parse().ok();
        if let (Some(zone), Some(now)) = (zone, self.cx.settings.now) {
            let offset = zone.offset_from_utc_datetime(&now.naive_utc()).fix();
            text.push_str(&format!(", now UTC{offset}"));
        }
        let schedule = self.schedule();
        Some(match schedule {
            Some(schedule) => format!("{text}\n\n{schedule}"),
            None => text,
        })
    }

    /// The flow of an entrypoint.
    fn flow(&self, node: Node<'_>) -> Option<String> {
        let target = flows::of_entrypoint(self.cx, node)?;
        match &target.lookup {
            Lookup::Flow(flow) => {
                let function = flow.function.as_ref()?;
                let path = flow.path().map(|path| self.cx.flows.shown(path));
                let mut text = describe::function(function, path);
                if let Some(name) = flow.name.as_ref().filter(|name| **name != function.name) {
                    text.push_str(&format!("\n\nThe flow's name is `{name}`."));
                }
                Some(text)
            }
            Lookup::NotFlow(thing) => Some(format!("This is {}, and no flow.", thing.what)),
            Lookup::NoSuchName { path, .. } => {
                Some(format!("`{}` has no such flow.", self.cx.flows.shown(path)))
            }
            Lookup::NoSuchFile { .. } | Lookup::Unknown => None,
        }
    }
}

fn has_words(words: &[&str], ty: &Type) -> bool {
    let is_choice = |ty: &Type| matches!(ty, Type::Bool | Type::Word(_));
    let of_several = matches!(ty, Type::OneOf(types) if types.iter().any(is_choice));
    !words.is_empty() || is_choice(ty) || of_several
}
