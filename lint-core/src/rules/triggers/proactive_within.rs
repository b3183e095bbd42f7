//! PF704

use super::place::value;
use crate::declare_rule;
use crate::diagnostic::{Edit, Fix, Safety};
use crate::rules::words::{REFUSED_LATE, short};
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::duration;
use crate::trigger::FaultKind;
use crate::yaml::{Node, NodeKind};

declare_rule! {
    /// ## What it does
    /// Finds proactive triggers whose `within` is below ten seconds, or a text such as `PT1H`.
    ///
    /// ## Why is this bad?
    /// A proactive trigger fires when events stay away, and must wait for ten seconds at least. Before Prefect 3.9.0 the
    /// length of time must be a number of seconds: Prefect stops with a traceback if it is text, even where that is a
    /// good duration. In both cases the build and push steps have run by then.
    ///
    /// ## Example
    /// ```yaml @8:17-8:21
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - posture: Proactive
    ///         expect: [acme.order.paid]
    ///         within: PT1H
    /// ```
    ///
    /// ```yaml @8:17-8:18
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - posture: Proactive
    ///         expect: [acme.order.paid]
    ///         within: 5
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - posture: Proactive
    ///         expect: [acme.order.paid]
    ///         within: 3600
    /// ```
    ///
    /// ```yaml by-hand
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     triggers:
    ///       - posture: Proactive
    ///         expect: [acme.order.paid]
    ///         within: 10
    /// ```
    ///
    /// ## Fix
    /// Writes the duration as a number of seconds.
    pub struct ProactiveWithin = "PF704", "proactive-within", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for ProactiveWithin {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for fault in &cx.triggers.faults {
            let node = fault.node;
            let written = short(node.source());
            let (message, note, help, fix) = match fault.kind {
                FaultKind::ProactiveText => {
                    let fix = in_seconds(node);
                    let help = fix.as_ref().map(|fix| fix.title.clone());
                    (
                        format!("`within` of a proactive trigger cannot be the text `{written}`"),
                        "before Prefect 3.9.0, Prefect stops with a traceback, after the build and push steps have run",
                        help.unwrap_or_else(|| "write a number of seconds, at least 10".to_owned()),
                        fix,
                    )
                }
                FaultKind::ProactiveShort => (
                    format!(
                        "`within` of a proactive trigger must be at least 10 seconds, but this is `{written}`"
                    ),
                    REFUSED_LATE,
                    "write 10 or more; left out, it is 10".to_owned(),
                    None,
                ),
                _ => continue,
            };
            let trigger = cx.triggers.trigger(fault.trigger);
            report
                .at(value(fault.entry.as_ref(), node), message)
                .deployment(trigger.label())
                .note(note)
                .help(help)
                .maybe_fix(fix);
        }
    }
}

/// The same length of time as a number, where it is one of whole seconds that is long enough.
fn in_seconds(node: Node<'_>) -> Option<Fix> {
    let own = node.kind() == NodeKind::Scalar && node.full_range() == node.range();
    let length = duration::parse(&node.as_str().filter(|_| own)?)?;
    let fits = !length.negative && length.micros == 0 && length.seconds >= 10;
    let seconds = length.seconds.to_string();
    fits.then(|| {
        let title = format!("write `{seconds}`");
        Fix::new(title, Safety::Safe, vec![Edit::new(node.range(), seconds)])
    })
}
