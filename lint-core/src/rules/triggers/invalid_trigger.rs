//! PF701

use super::place::{head, name, spot, value};
use crate::declare_rule;
use crate::diagnostic::{Edit, Fix, Safety};
use crate::near::nearest;
use crate::rules::edits;
use crate::rules::offer::offer;
use crate::rules::words::{REFUSED_LATE, short, target_of, value_is};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::field::{Type, quoted};
use crate::schema::shape::{Shape, shape};
use crate::trigger::{Fault, FaultKind, Kind, Trigger};
use crate::yaml::Node;

declare_rule! {
    /// ## What it does
    /// Finds triggers that Prefect does not take: an unknown `type` or `posture`, a key that is missing, values of a
    /// wrong type, numbers and lengths of time out of their range.
    ///
    /// Without `type`, Prefect tells the kind of a trigger from its keys: `triggers` with `require` makes it a compound
    /// trigger, `triggers` alone a sequence, `posture: Metric` a metric trigger. Everything else is an event trigger.
    ///
    /// ## Why is this bad?
    /// Prefect looks at triggers late: the build and push steps have run by then, and the deployment is not created.
    ///
    /// ## Example
    /// ```yaml @6:18-6:26
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - posture: reactive
    ///         expect: [acme.order.paid]
    /// ```
    ///
    /// ```yaml @6:17-6:32
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - expect: acme.order.paid
    /// ```
    ///
    /// ```yaml @6:9-6:13
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - type: compound
    ///         triggers:
    ///           - expect: [acme.order.paid]
    ///           - expect: [acme.order.sent]
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - posture: Reactive
    ///         expect: [acme.order.paid]
    /// ```
    ///
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
    ///       - type: compound
    ///         require: all
    ///         triggers:
    ///           - expect: [acme.order.paid]
    ///           - expect: [acme.order.sent]
    /// ```
    ///
    /// ## Fix
    /// Writes the word that was probably meant, quotes what must be text, and puts a single event into a list.
    pub struct InvalidTrigger = "PF701", "invalid-trigger", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for InvalidTrigger {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for fault in &cx.triggers.faults {
            let trigger = cx.triggers.trigger(fault.trigger);
            match fault.kind {
                FaultKind::ProactiveText | FaultKind::ProactiveShort => {}
                FaultKind::Missing(key, in_metric) => {
                    missing(report, trigger, fault, key, in_metric)
                }
                FaultKind::Word(words) => {
                    word(report, trigger, fault, &subject(fault), words);
                }
                FaultKind::NoKind => {
                    let words = Kind::ALL.map(Kind::word);
                    word(report, trigger, fault, "`type` of a trigger", &words);
                }
                _ => wrong_value(report, trigger, fault),
            }
        }
    }
}

/// The key that is spoken of.
fn subject(fault: &Fault<'_>) -> String {
    let key = fault.entry.map_or("", |entry| entry.key.source());
    match fault.kind {
        FaultKind::Text => format!("an item of `{}`", short(key)),
        FaultKind::Label => format!("the label `{}`", short(key)),
        FaultKind::NoTrigger => "an item of `triggers`".to_owned(),
        _ => format!("`{}`", short(key)),
    }
}

fn missing(
    report: &mut Report<'_>,
    trigger: &Trigger<'_>,
    fault: &Fault<'_>,
    key: &str,
    in_metric: bool,
) {
    let what = match in_metric {
        true => "`metric` of this trigger".to_owned(),
        false => format!("this {}", name(trigger)),
    };
    let help = match (key, in_metric) {
        ("require", _) => "add `require`: a number, `any` or `all`; or write `type: sequence`",
        ("triggers", _) => "add `triggers`, a list of triggers",
        ("metric", _) => "add `metric` with `name`, `operator` and `threshold`",
        ("name", true) => "add `name`: `lateness`, `duration` or `successes`",
        ("operator", true) => "add `operator`: `\"<\"`, `\"<=\"`, `\">\"` or `\">=\"`",
        _ => "add `threshold`, a number",
    };
    report
        .at(head(fault.node), format!("{what} has no `{key}`"))
        .deployment(trigger.label())
        .note(REFUSED_LATE)
        .help(help);
}

fn word(
    report: &mut Report<'_>,
    trigger: &Trigger<'_>,
    fault: &Fault<'_>,
    subject: &str,
    words: &[&str],
) {
    let written = fault.node.as_str();
    let near = written
        .as_ref()
        .and_then(|written| nearest(written, words.iter().copied()));
    let message = match &written {
        Some(written) => format!("{subject} cannot be `{}`", short(written)),
        None => format!("{subject} must be a word, but {}", value_is(fault.node)),
    };
    let finish = report
        .at(value(fault.entry.as_ref(), fault.node), message)
        .deployment(trigger.label())
        .label(format!("must be {}", quoted(words)))
        .note(REFUSED_LATE)
        .help(match words {
            // Outside of quotes, YAML takes `>` for the beginning of a block of text.
            ["<", ..] => "write `\"<\"`, `\"<=\"`, `\">\"` or `\">=\"`, in quotes".to_owned(),
            _ => format!("write {}", quoted(words)),
        });
    let _ = offer(finish, fault.node, near);
}

fn wrong_value(report: &mut Report<'_>, trigger: &Trigger<'_>, fault: &Fault<'_>) {
    let subject = subject(fault);
    let node = fault.node;
    let source = short(node.source());
    let (message, wanted) = match fault.kind {
        FaultKind::Negative => (
            format!("{subject} must not be below zero"),
            "0 or more seconds".to_owned(),
        ),
        FaultKind::TooShort => (
            format!("{subject} must be at least 300 seconds, but this is `{source}`"),
            "300 or more".to_owned(),
        ),
        FaultKind::RequireNone => (
            "`require` must be at least 1".to_owned(),
            "how many triggers must fire, `any` or `all`".to_owned(),
        ),
        FaultKind::RequireMore(there) => (
            match there {
                1 => format!("`require` is `{source}`, but there is one trigger"),
                _ => format!("`require` is `{source}`, but there are {there} triggers"),
            },
            "no more than there are, `any` or `all`".to_owned(),
        ),
        _ => {
            let wanted = wanted(fault);
            let is = match (fault.kind, shape(node)) {
                (FaultKind::Type(Type::Duration), Shape::Scalar(_)) => {
                    format!("`{source}` is none that Prefect can read")
                }
                _ => value_is(node),
            };
            (format!("{subject} must be {wanted}, but {is}"), wanted)
        }
    };
    let fix = fix(trigger, fault);
    let help = fix
        .as_ref()
        .map_or_else(|| format!("write {wanted}"), |fix| fix.title.clone());
    let mut finish = report
        .at(value(fault.entry.as_ref(), node), message)
        .deployment(trigger.label())
        .label(shape(node).words())
        .note(REFUSED_LATE)
        .help(help)
        .maybe_fix(fix);
    if let Some(target) = target_of(node) {
        finish = finish.other(target, "the value comes from here");
    }
    let _ = offer(finish, node, near(fault));
}

/// The word that was probably meant, where a word would do.
fn near(fault: &Fault<'_>) -> Option<&'static str> {
    let FaultKind::Type(Type::OneOf(types)) = fault.kind else {
        return None;
    };
    let words = types.iter().filter_map(|ty| match ty {
        Type::Word(words) => Some(words.iter().copied()),
        _ => None,
    });
    nearest(&fault.node.as_str()?, words.flatten())
}

/// What should be written.
fn wanted(fault: &Fault<'_>) -> String {
    match fault.kind {
        FaultKind::Text => "text".to_owned(),
        FaultKind::Label => "text or a list of texts".to_owned(),
        FaultKind::Labels => "a mapping of labels".to_owned(),
        FaultKind::NoTrigger => "a mapping".to_owned(),
        FaultKind::Type(Type::List(Type::Object(_))) => "a list of triggers".to_owned(),
        FaultKind::Type(ty) | FaultKind::Null(ty) => ty.words(),
        _ => "something else".to_owned(),
    }
}

fn fix(trigger: &Trigger<'_>, fault: &Fault<'_>) -> Option<Fix> {
    let node = fault.node;
    let (title, edits) = match fault.kind {
        FaultKind::Text | FaultKind::Label | FaultKind::Type(Type::Text) => quote(node)?,
        FaultKind::Type(Type::List(Type::Text)) if node.as_str().is_some() => {
            let entry = fault.entry.as_ref()?;
            let edits = edits::wrap_in_list(&spot(trigger, entry))?;
            ("write a list".to_owned(), edits)
        }
        _ => return None,
    };
    Some(Fix::new(title, Safety::Safe, edits))
}

fn quote(node: Node<'_>) -> Option<(String, Vec<Edit>)> {
    let is_scalar = matches!(shape(node), Shape::Scalar(_));
    let edit = edits::quote(node).filter(|_| is_scalar)?;
    Some((format!("quote it: `{}`", edit.text), vec![edit]))
}
