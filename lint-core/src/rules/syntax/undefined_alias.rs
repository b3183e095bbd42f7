//! PF006: `undefined-alias`.

use super::problem;
use crate::diagnostic::Fix;
use crate::near;
use crate::rules::{Context, Meta, Report, Rule};
use crate::text::TextRange;
use crate::yaml::cause::{Cause, Problem};

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports aliases, `*name`, without an anchor `&name` before them.
    ///
    /// ## Why is this bad?
    ///
    /// The loader refuses the file. An anchor must stand above all of its aliases.
    ///
    /// ## Example
    ///
    /// ```yaml @5:9-5:17
    /// definitions:
    ///   weekdays: &weekdays
    ///     cron: 0 9 * * 1-5
    /// deployments:
    ///   - <<: *weekday
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml by-hand
    /// definitions:
    ///   weekdays: &weekdays
    ///     cron: 0 9 * * 1-5
    /// deployments:
    ///   - schedules: [*weekdays]
    /// ```
    ///
    /// ## Fix
    ///
    /// Offers the anchor whose name is nearest. Unsafe, since another one may be meant.
    pub struct UndefinedAlias = "PF006", "undefined-alias", Error, fix: Unsafe, since: "0.1.0";
}

impl Rule for UndefinedAlias {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for found in cx.problems {
            if let Cause::UndefinedAlias { name } = &found.cause {
                alias(cx, report, found, name);
            }
        }
    }
}

fn alias(cx: &Context<'_>, report: &mut Report<'_>, problem: &Problem, name: &str) {
    let text = cx.source.text();
    let anchors = cx.tree.anchors().iter().map(|anchor| anchor.range);
    let before = |range: &TextRange| range.start() < problem.range.start();
    let name_of = |range: TextRange| &text[range][1..];
    let finish = problem::report(report, problem, format!("there is no anchor `&{name}`"))
        .label("nothing before this place has the name");
    if let Some(below) = anchors.clone().find(|range| name_of(*range) == name) {
        finish
            .other(below, "the anchor stands below its alias")
            .help("move the anchor above all of its aliases");
        return;
    }
    let known = anchors.filter(before).map(name_of);
    match near::nearest(name, known) {
        Some(near) => finish
            .help(format!("did you mean `*{near}`?"))
            .fix(Fix::risky(
                format!("replace with `*{near}`"),
                problem.range,
                format!("*{near}"),
            )),
        None => finish.help(format!("mark the node that is meant with `&{name}`")),
    };
}
