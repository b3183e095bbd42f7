//! PF702

use super::place::name;
use crate::declare_rule;
use crate::diagnostic::{Fix, Severity};
use crate::rules::offer::rename;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::trigger::kind::OUTER;
use crate::trigger::{Ignored, Kind, Reason, Trigger};

declare_rule! {
    /// ## What it does
    /// Finds keys of triggers that Prefect does not look at: unknown ones, those of another kind of trigger, and those
    /// that only the outermost trigger has.
    ///
    /// ## Why is this bad?
    /// Prefect ignores them and says nothing. A trigger with `expects` in the place of `expect` waits for no event in
    /// particular: every event that happens anywhere starts a run.
    ///
    /// ## Example
    /// ```yaml @6:9-6:16
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - expects: [acme.order.paid]
    /// ```
    ///
    /// ```yaml @9:13-9:23
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - require: any
    ///         triggers:
    ///           - expect: [acme.order.paid]
    ///             parameters: {full: true}
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - expect: [acme.order.paid]
    /// ```
    ///
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - require: any
    ///         parameters: {full: true}
    ///         triggers:
    ///           - expect: [acme.order.paid]
    /// ```
    ///
    /// ## Fix
    /// Writes the key that was probably meant.
    pub struct UnknownTriggerKey = "PF702", "unknown-trigger-key", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for UnknownTriggerKey {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for ignored in &cx.triggers.ignored {
            let trigger = cx.triggers.trigger(ignored.trigger);
            let key = short(ignored.entry.key.source());
            report
                .at(ignored.entry.key.range(), message(&key, trigger, ignored))
                .deployment(trigger.label())
                .severity(severity(&key, ignored))
                .label("ignored")
                .note("Prefect ignores it and says nothing")
                .help(help(&key, trigger, ignored))
                .maybe_fix(fix(ignored));
        }
    }
}

fn message(key: &str, trigger: &Trigger<'_>, ignored: &Ignored<'_>) -> String {
    match ignored.reason {
        Reason::Unknown { .. } if ignored.in_metric => {
            format!("there is no key `{key}` in `metric`")
        }
        Reason::Unknown { .. } | Reason::OtherKind(_) => {
            format!(
                "there is no key `{key}` in a trigger of type `{}`",
                word(trigger)
            )
        }
        Reason::OfMetric => format!("`{key}` belongs under `metric`"),
        Reason::Nested => format!("`{key}` does nothing in a trigger inside another"),
    }
}

fn word(trigger: &Trigger<'_>) -> &'static str {
    trigger.kind.map_or("", Kind::word)
}

/// Whether something else happens than what is written: not so with a name or a description that gets lost, or with
/// a posture that goes without saying.
fn severity(key: &str, ignored: &Ignored<'_>) -> Severity {
    let harmless = match ignored.reason {
        Reason::Unknown { near, advice, .. } => near.is_none() && advice.is_none(),
        Reason::OtherKind(_) => key == "posture",
        Reason::Nested => matches!(key, "name" | "description"),
        Reason::OfMetric => false,
    };
    match harmless {
        true => Severity::Warning,
        false => Severity::Error,
    }
}

fn help(key: &str, trigger: &Trigger<'_>, ignored: &Ignored<'_>) -> String {
    match ignored.reason {
        Reason::Unknown {
            advice: Some(advice),
            ..
        } => advice.to_owned(),
        Reason::Unknown {
            near: Some(near),
            taken: true,
            ..
        } => format!("did you mean `{near}`? It is there already"),
        Reason::Unknown {
            near: Some(near), ..
        } => format!("did you mean `{near}`?"),
        Reason::Unknown { .. } if ignored.in_metric => {
            "it has `name`, `operator`, `threshold`, `range` and `firing_for`".to_owned()
        }
        Reason::Unknown { .. } => format!("a {} has {}", name(trigger), keys(trigger)),
        Reason::OtherKind(_) => match homes(key).as_slice() {
            [] => "remove it".to_owned(),
            homes => format!("it is a key of triggers of type {}", homes.join(" and ")),
        },
        Reason::OfMetric => format!("write `{key}` under `metric`"),
        Reason::Nested => format!("write `{key}` in the outermost trigger"),
    }
}

/// The kinds of trigger that have a key.
fn homes(key: &str) -> Vec<String> {
    let kinds = Kind::ALL
        .into_iter()
        .filter(|kind| kind.keys().contains(&key));
    kinds.map(|kind| format!("`{}`", kind.word())).collect()
}

fn keys(trigger: &Trigger<'_>) -> String {
    let own = trigger.kind.map_or(&[][..], Kind::keys);
    let outer = OUTER.iter().filter(|_| !trigger.nested);
    let names: Vec<_> = own
        .iter()
        .chain(outer)
        .map(|key| format!("`{key}`"))
        .collect();
    names.join(", ")
}

fn fix(ignored: &Ignored<'_>) -> Option<Fix> {
    match ignored.reason {
        Reason::Unknown {
            near: Some(near),
            taken: false,
            ..
        } => Some(rename(ignored.entry.key, near)),
        _ => None,
    }
}
