//! `within` of an event trigger, which Prefect looks at in its own way before the types are compared.

use super::Trigger;
use super::fault::FaultKind;
use crate::schema::coerce;
use crate::schema::duration::Duration;
use crate::schema::field::Type;
use crate::schema::given::{Given, accepts, given, items};
use crate::schema::target::Target;
use crate::settings::Version;
use crate::yaml::{Node, Value};

/// The least that a trigger can wait for events that stay away.
const LEAST: u64 = 10;
/// A proactive trigger's text is made a length of time before the sums since this release.
const READS_TEXT: Version = Version(3, 9, 0);

/// What is wrong with it.
pub(super) fn fault(trigger: &Trigger<'_>, value: Node<'_>, target: &Target) -> Option<FaultKind> {
    let given_value = given(value);
    match posture(trigger) {
        Posture::Proactive if target.holds(READS_TEXT) => proactive(&given_value),
        Posture::Proactive => old_proactive(value, &given_value),
        // Here Prefect takes a text for nothing with a sign in front, `-PT0S`, to be below zero.
        Posture::Reactive => match length(&given_value) {
            Some(length) if length.negative => Some(FaultKind::Negative),
            _ => plain(&given_value),
        },
        // Whatever it becomes, a number below zero is refused.
        Posture::Unknown => match given_value {
            Given::Text(_) => None,
            other => plain(&other),
        },
    }
}

enum Posture {
    Reactive,
    Proactive,
    Unknown,
}

fn posture(trigger: &Trigger<'_>) -> Posture {
    match trigger.get("posture").map(|entry| given(entry.value)) {
        Some(Given::Text(word)) if word == "Proactive" => Posture::Proactive,
        Some(Given::Unknown) => Posture::Unknown,
        _ => Posture::Reactive,
    }
}

fn plain(value: &Given<'_>) -> Option<FaultKind> {
    match (value, length(value)) {
        (Given::Unknown, _) => None,
        (Given::Null, _) => Some(FaultKind::Null(&Type::Duration)),
        (_, None) => Some(FaultKind::Type(&Type::Duration)),
        (_, Some(length)) => is_negative(length).then_some(FaultKind::Negative),
    }
}

fn proactive(value: &Given<'_>) -> Option<FaultKind> {
    match length(value) {
        Some(length) if is_short(length) => Some(FaultKind::ProactiveShort),
        _ => plain(value),
    }
}

/// Before 3.9.0: what Python takes for false means ten seconds, numbers are seconds, and anything else cannot be
/// compared with a length of time.
fn old_proactive(node: Node<'_>, value: &Given<'_>) -> Option<FaultKind> {
    match value {
        Given::Text(text) if text.is_empty() => None,
        Given::Text(_) if accepts(&Type::Duration, value) => Some(FaultKind::ProactiveText),
        Given::List if items(node).0.is_empty() => None,
        Given::Mapping if node.resolve().pairs().next().is_none() => None,
        _ => proactive(value),
    }
}

fn length(value: &Given<'_>) -> Option<Duration> {
    match value {
        Given::Text(text) => coerce::duration(&Value::Str(text.as_str().into())),
        Given::Scalar(value) => coerce::duration(value),
        _ => None,
    }
}

fn is_negative(length: Duration) -> bool {
    length.negative && (length.seconds > 0 || length.micros > 0)
}

/// Whether it is below the least; none at all means the least.
fn is_short(length: Duration) -> bool {
    is_negative(length) || (length.is_positive() && length.seconds < LEAST)
}
