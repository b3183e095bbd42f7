//! The schedules of a deployment: filled in, in words, with their next runs.

use hashbrown::HashMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::Spot;
use super::fill::{Filler, key_name};
use super::value::Value;
use crate::manifest::{Deployment, Schedule, Selector};
use crate::rules::Context;
use crate::schedule::anchor::{self, Anchor};
use crate::schedule::clock::Policy;
use crate::schedule::date::dateutil;
use crate::schedule::interval::{self, Interval};
use crate::schedule::reading::{Kind, Question, Reading};
use crate::schema::coerce;
use crate::settings::{Settings, Version};
use crate::template::{Field, Site};
use crate::yaml;

/// The Prefect that has the clocks skip forward on every Python.
const ONE_POLICY: Version = Version(3, 9, 0);

/// A schedule.
#[derive(Debug, Clone, PartialEq)]
pub struct SchedulePlan {
    /// How it says when; none where it does not, or in several ways.
    pub kind: Option<Kind>,
    /// Its fields, filled in.
    pub fields: Vec<(String, Value)>,
    /// The time zone that it is read in; none where that can't be told.
    pub zone: Option<Tz>,
    /// Whether it is switched on; none where that can't be told.
    pub is_active: Option<bool>,
    /// What it says; none where that can't be told.
    pub reading: Option<Reading>,
}

/// What decides about a reading.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Asked {
    text: String,
    kind: &'static str,
    zone: Tz,
    day_or: bool,
    anchor: Option<DateTime<Utc>>,
}

/// Readings, each made once, however many deployments share a schedule.
#[derive(Debug)]
pub(super) struct Readings {
    from: Option<DateTime<Utc>>,
    count: usize,
    policy: Policy,
    made: HashMap<Asked, Reading>,
}

impl SchedulePlan {
    /// A field.
    pub fn field(&self, key: &str) -> Option<&Value> {
        let found = self.fields.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value)
    }
}

impl Readings {
    pub(super) fn new(settings: &Settings, count: usize) -> Self {
        Self {
            from: settings.now,
            count,
            policy: policy(settings),
            made: HashMap::new(),
        }
    }

    fn read(&mut self, kind: Kind, asked: Asked) -> Reading {
        let question = Question {
            text: &asked.text,
            kind,
            zone: asked.zone,
            day_or: asked.day_or,
            anchor: asked.anchor,
            from: self.from.unwrap_or_default(),
            count: self.from.map_or(0, |_| self.count),
            policy: self.policy,
        };
        if let Some(reading) = self.made.get(&asked) {
            return reading.clone();
        }
        let reading = Reading::of(&question);
        self.made.insert(asked, reading.clone());
        reading
    }
}

/// What becomes of times that the clocks skip, with the Prefect that is meant.
pub(crate) fn policy(settings: &Settings) -> Policy {
    match settings.target_version {
        Some(version) if version < ONE_POLICY => Policy::Backward,
        _ => Policy::Forward,
    }
}

/// The schedules of a deployment, in their order. What is no mapping is left out.
pub(super) fn schedules<'a>(
    cx: &Context<'a>,
    deployment: &'a Deployment<'a>,
    filler: &mut Filler<'_, 'a>,
    readings: &mut Readings,
) -> Vec<SchedulePlan> {
    let is_old = deployment.get("schedules").is_none();
    let mut found = Vec::new();
    for (at, id) in deployment.schedules.iter().enumerate() {
        if !filler.has_room(0) {
            break;
        }
        let path = match is_old {
            true => "schedule".to_owned(),
            false => format!("schedules[{at}]"),
        };
        let schedule = cx.manifest.schedule(*id);
        // An empty `schedule` is none.
        if !is_old || !schedule.entries.is_empty() {
            found.push(one(schedule, &path, filler, readings));
        }
    }
    found
}

fn one<'a>(
    schedule: &'a Schedule<'a>,
    path: &str,
    filler: &mut Filler<'_, 'a>,
    readings: &mut Readings,
) -> SchedulePlan {
    let mut fields = Vec::new();
    for entry in &schedule.entries {
        let name = key_name(entry.key);
        let site = Site::Field(match name.as_str() {
            "parameters" => Field::ScheduleParameters,
            _ => Field::Schedule,
        });
        let spot = Spot::field(format!("{path}.{name}"));
        let value = filler.field(entry.value, site, entry.key, &spot);
        fields.extend(value.map(|value| (name, value)));
    }
    let mut plan = SchedulePlan {
        kind: schedule.selector.map(|selector| match selector {
            Selector::Cron => Kind::Cron,
            Selector::Interval => Kind::Interval,
            Selector::Rrule => Kind::Rrule,
        }),
        fields,
        zone: None,
        is_active: None,
        reading: None,
    };
    plan.zone = zone(&plan);
    plan.is_active = switch(plan.field("active"));
    plan.reading = reading(schedule, &plan, readings);
    plan
}

/// The time zone; of a rule in JSON it may stand in there.
fn zone(plan: &SchedulePlan) -> Option<Tz> {
    let is_json = plan
        .field("rrule")
        .and_then(Value::text)
        .is_some_and(|text| text.trim_start().starts_with('{'));
    match plan.field("timezone") {
        None | Some(Value::Null) if is_json => None,
        None | Some(Value::Null) => Some(Tz::UTC),
        Some(value) => interval::zone(Some(&value.known_text()?)),
    }
}

/// What a switch that is on by itself says.
fn switch(value: Option<&Value>) -> Option<bool> {
    match value.map(Value::known) {
        None | Some(Value::Null) => Some(true),
        Some(Value::Bool(value)) => Some(*value),
        Some(Value::Number(number)) => match number.parse::<f64>() {
            Ok(1.0) => Some(true),
            Ok(0.0) => Some(false),
            _ => None,
        },
        Some(text @ Value::Text(_)) => {
            let text = text.known_text()?;
            coerce::boolean(&yaml::Value::Str(text.into()))
        }
        Some(_) => None,
    }
}

fn reading(
    schedule: &Schedule<'_>,
    plan: &SchedulePlan,
    readings: &mut Readings,
) -> Option<Reading> {
    let kind = plan.kind?;
    let text = match kind {
        Kind::Interval => {
            let node = schedule.get(kind.key())?.value;
            Interval::of_node(node)?.in_seconds()
        }
        Kind::Cron | Kind::Rrule => plan.field(kind.key())?.known_text()?,
    };
    let anchor = match plan.field("anchor_date") {
        Some(value) if kind == Kind::Interval && !value.is_falsy() => {
            Some(moment(&value.known_text()?)?)
        }
        _ => None,
    };
    let asked = Asked {
        text,
        kind: kind.key(),
        zone: plan.zone?,
        day_or: switch(plan.field("day_or"))?,
        anchor,
    };
    Some(readings.read(kind, asked))
}

/// The moment of an anchor date.
pub(crate) fn moment(text: &str) -> Option<DateTime<Utc>> {
    match anchor::read(text) {
        Anchor::Date(moment) => dateutil::utc(moment).map(|moment| moment.and_utc()),
        _ => None,
    }
}
