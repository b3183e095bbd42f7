//! Compares the values of a trigger with what Prefect's models take.

use num_bigint::BigInt;

use super::collections::Checked;
use super::fault::{Fault, FaultKind};
use super::kind::{Kind, OUTER};
use super::{Trigger, find, within};
use crate::manifest::unfolded;
use crate::schema::coerce;
use crate::schema::field::{Field, Null, Object, Type};
use crate::schema::given::{Given, accepts, given};
use crate::schema::target::Target;
use crate::schema::trigger::{METRIC, TRIGGER};
use crate::settings::Version;
use crate::yaml::{Entry, Node, Value};

/// The least time over which something is measured, in seconds.
const LEAST_RANGE: u64 = 300;
/// Names of metrics that it does not know pass since this release.
const ANY_METRIC: Version = Version(3, 9, 0);

/// What has been found in one trigger.
pub(super) struct Faults<'t> {
    /// What has not been found before.
    pub(super) found: Vec<Fault<'t>>,
    /// Whether Prefect refuses the trigger.
    pub(super) is_refused: bool,
}

/// What makes Prefect refuse a trigger. What is wrong inside of nested triggers is theirs.
pub(super) fn faults<'t>(
    index: usize,
    trigger: &Trigger<'t>,
    target: &Target,
    checked: &mut Checked,
) -> Faults<'t> {
    let mut check = Check {
        index,
        trigger,
        target,
        checked,
        faults: Faults {
            found: Vec::new(),
            is_refused: false,
        },
    };
    match trigger.kind {
        Some(kind) => check.trigger(kind),
        None => check.no_kind(),
    }
    check.faults
}

pub(super) struct Check<'c, 't> {
    index: usize,
    trigger: &'c Trigger<'t>,
    target: &'c Target,
    pub(super) checked: &'c mut Checked,
    pub(super) faults: Faults<'t>,
}

impl<'t> Check<'_, 't> {
    pub(super) fn add(
        &mut self,
        kind: FaultKind,
        field: Option<&'static Field>,
        entry: Option<&Entry<'t>>,
        node: Node<'t>,
    ) {
        self.faults.is_refused = true;
        self.faults.found.push(Fault {
            trigger: self.index,
            kind,
            field,
            entry: entry.copied(),
            node,
        });
    }

    /// Says that a field has a wrong value.
    pub(super) fn wrong(&mut self, kind: FaultKind, field: &'static Field, entry: &Entry<'t>) {
        self.add(kind, Some(field), Some(entry), entry.value);
    }

    fn no_kind(&mut self) {
        let Some(entry) = self.trigger.get("type").copied() else {
            return;
        };
        if given(entry.value) != Given::Unknown {
            self.add(
                FaultKind::NoKind,
                TRIGGER.field("type"),
                Some(&entry),
                entry.value,
            );
        }
    }

    fn trigger(&mut self, kind: Kind) {
        for entry in &self.trigger.entries {
            let Some(name) = entry.key.as_str() else {
                continue;
            };
            let own = kind.keys().contains(&name.as_ref());
            let outer = !self.trigger.nested && OUTER.contains(&name.as_ref());
            if let Some(field) = TRIGGER.field(&name).filter(|_| own || outer) {
                self.field(kind, field, entry);
            }
        }
        self.missing(
            &self.trigger.entries,
            kind.required(),
            false,
            self.trigger.item,
        );
    }

    fn missing(
        &mut self,
        entries: &[Entry<'t>],
        keys: &[&'static str],
        metric: bool,
        at: Node<'t>,
    ) {
        for key in keys {
            if self.trigger.whole && find(entries, key).is_none() {
                self.add(FaultKind::Missing(key, metric), None, None, at);
            }
        }
    }

    fn field(&mut self, kind: Kind, field: &'static Field, entry: &Entry<'t>) {
        let value = entry.value;
        let wrong = match (field.name, kind) {
            ("type", _) => None,
            ("match", _) => return self.labels(field, entry, false),
            ("match_related", _) => return self.labels(field, entry, true),
            ("posture", _) => word(value, kind.postures()),
            ("within", Kind::Event) => within::fault(self.trigger, value, self.target),
            ("schedule_after", _) => at_least(field, value, 0, FaultKind::Negative),
            ("metric", _) => return self.metric(field, entry),
            ("triggers", _) => return self.triggers(field, entry),
            ("require", _) => self.require(field, value),
            _ => match &field.ty {
                Type::List(_) => return self.texts(field, entry),
                _ => scalar(field, value),
            },
        };
        if let Some(wrong) = wrong {
            self.wrong(wrong, field, entry);
        }
    }

    fn metric(&mut self, field: &'static Field, entry: &Entry<'t>) {
        match given(entry.value) {
            Given::Unknown => {}
            Given::Mapping => {
                let Some(entries) = unfolded(entry.value) else {
                    return;
                };
                self.metric_fields(&METRIC, &entries);
                let required = METRIC.fields.iter().filter(|field| field.required);
                let required: Vec<_> = required.map(|field| field.name).collect();
                self.missing(&entries, &required, true, entry.value);
            }
            Given::Null => self.wrong(FaultKind::Null(&field.ty), field, entry),
            _ => self.wrong(FaultKind::Type(&field.ty), field, entry),
        }
    }

    fn metric_fields(&mut self, object: &'static Object, entries: &[Entry<'t>]) {
        for entry in entries {
            let field = entry.key.as_str().and_then(|name| object.field(&name));
            let Some(field) = field else {
                continue;
            };
            let wrong = match field.name {
                "name" if self.target.holds(ANY_METRIC) => typed(&Type::Text, field, entry.value),
                "range" | "firing_for" => {
                    at_least(field, entry.value, LEAST_RANGE, FaultKind::TooShort)
                }
                _ => scalar(field, entry.value),
            };
            if let Some(wrong) = wrong {
                self.wrong(wrong, field, entry);
            }
        }
    }

    fn require(&mut self, field: &'static Field, value: Node<'_>) -> Option<FaultKind> {
        let wrong = scalar(field, value);
        if wrong.is_some() {
            return wrong;
        }
        let number = match given(value) {
            Given::Text(text) => coerce::integer(&Value::Str(text.into()))?,
            Given::Scalar(value) => coerce::integer(&value)?,
            _ => return None,
        };
        let triggers = *self.trigger.get("triggers")?;
        if number < BigInt::from(1) {
            return Some(FaultKind::RequireNone);
        }
        let is_list = self.trigger.whole && given(triggers.value) == Given::List;
        let there = self.length(triggers.value);
        (is_list && number > BigInt::from(there)).then_some(FaultKind::RequireMore(there))
    }
}

/// What is wrong with a value that is no list and no mapping of known keys.
fn scalar(field: &'static Field, value: Node<'_>) -> Option<FaultKind> {
    typed(&field.ty, field, value)
}

fn typed(ty: &'static Type, field: &'static Field, value: Node<'_>) -> Option<FaultKind> {
    match (ty, given(value)) {
        (_, Given::Unknown) => None,
        (_, Given::Null) => (field.null == Null::Refused).then_some(FaultKind::Null(ty)),
        (Type::Mapping, Given::Mapping) => None,
        (Type::Word(words), Given::Text(text)) => {
            (!words.contains(&text.as_str())).then_some(FaultKind::Word(words))
        }
        (ty, value) => (!accepts(ty, &value)).then_some(FaultKind::Type(ty)),
    }
}

fn word(value: Node<'_>, words: &'static [&'static str]) -> Option<FaultKind> {
    match given(value) {
        Given::Unknown => None,
        Given::Text(text) if words.contains(&text.as_str()) => None,
        _ => Some(FaultKind::Word(words)),
    }
}

/// What is wrong with a length of time that must have so many seconds.
fn at_least(
    field: &'static Field,
    value: Node<'_>,
    seconds: u64,
    short: FaultKind,
) -> Option<FaultKind> {
    let wrong = scalar(field, value);
    if wrong.is_some() {
        return wrong;
    }
    let length = match given(value) {
        Given::Text(text) => coerce::duration(&Value::Str(text.into()))?,
        Given::Scalar(value) => coerce::duration(&value)?,
        _ => return None,
    };
    let below_zero = length.negative && (length.seconds > 0 || length.micros > 0);
    (below_zero || length.seconds < seconds).then_some(short)
}
