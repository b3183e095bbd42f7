//! PF522

use hashbrown::{HashMap, HashSet};

use crate::declare_rule;
use crate::manifest::Deployment;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::text::TextRange;

declare_rule! {
    /// ## What it does
    /// Finds slugs that two schedules of a deployment share, and schedules that replace the same one.
    ///
    /// ## Why is this bad?
    /// A slug is the name by which Prefect finds a schedule again, so it is unique in a deployment. The server refuses
    /// the second one, after the build and push steps have run, and the command ends without saying why.
    ///
    /// ## Example
    /// ```yaml @9:15-9:22
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         slug: morning
    ///       - cron: "0 11 * * *"
    ///         slug: morning
    /// ```
    ///
    /// ```yaml @11:19-11:24
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         slug: morning
    ///         replaces: early
    ///       - cron: "0 11 * * *"
    ///         slug: noon
    ///         replaces: early
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         slug: morning
    ///       - cron: "0 11 * * *"
    ///         slug: noon
    /// ```
    ///
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - cron: "0 9 * * *"
    ///         slug: morning
    ///         replaces: early
    ///       - cron: "0 11 * * *"
    ///         slug: noon
    /// ```
    pub struct DuplicateSlug = "PF522", "duplicate-slug", Error, fix: None, since: "0.1.0";
}

/// What is said of a key whose values must differ.
struct Words {
    key: &'static str,
    message: fn(&str) -> String,
    note: &'static str,
    help: &'static str,
}

const WORDS: [Words; 2] = [
    Words {
        key: "slug",
        message: |slug| format!("another schedule of this deployment has the slug `{slug}`"),
        note: "Prefect's server refuses the schedule, after the build and push steps have run",
        help: "give each schedule a slug of its own",
    },
    Words {
        key: "replaces",
        message: |slug| format!("another schedule of this deployment replaces `{slug}` already"),
        note: "Prefect's server refuses both when the deployment is there already",
        help: "one schedule can take the place of another; leave `replaces` out here",
    },
];

impl Rule for DuplicateSlug {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        // Deployments may share a list, which is looked at once.
        let mut reported = HashSet::new();
        for words in &WORDS {
            for deployment in &cx.manifest.deployments {
                check(words, cx, deployment, &mut reported, report);
            }
        }
    }
}

fn check(
    words: &Words,
    cx: &Context<'_>,
    deployment: &Deployment<'_>,
    reported: &mut HashSet<(TextRange, TextRange)>,
    report: &mut Report<'_>,
) {
    let mut first: HashMap<String, TextRange> = HashMap::new();
    for id in deployment.schedules.iter() {
        let schedule = cx.manifest.schedule(*id);
        let Some(slug) = schedule
            .literal(words.key)
            .filter(|slug| !slug.text.is_empty())
        else {
            continue;
        };
        let here = slug.whole();
        let Some(other) = first.insert(slug.text.to_string(), here) else {
            continue;
        };
        if !reported.insert((other, here)) {
            continue;
        }
        let found = report
            .at(here, (words.message)(&short(&slug.text)))
            .label("the same again")
            .note(words.note)
            .help(words.help)
            .deployment(deployment.label());
        if other != here {
            found.other(other, "the other one");
        }
    }
}
