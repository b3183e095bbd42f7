//! PF309

use hashbrown::{HashMap, HashSet};

use crate::declare_rule;
use crate::manifest::{Id, ListId, Manifest};
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds steps of one run that have the same `id`. `build` and `push` are one run, `pull` is another.
    ///
    /// ## Why is this bad?
    /// The outputs of the later step take the place of those of the earlier one.
    ///
    /// ## Example
    /// ```yaml @7:11-7:14
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: sha
    ///       script: git rev-parse HEAD
    /// push:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: sha
    ///       script: git rev-parse --short HEAD
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: sha
    ///       script: git rev-parse HEAD
    /// push:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       id: short-sha
    ///       script: git rev-parse --short HEAD
    /// ```
    pub struct DuplicateStepId = "PF309", "duplicate-step-id", Warning, fix: None, since: "0.1.0";
}

impl Rule for DuplicateStepId {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let lists = Lists::new(cx.manifest);
        let mut pairs = lists.within.clone();
        let mut seen = HashSet::new();
        for (build, push) in runs(cx.manifest) {
            if seen.insert((build, push)) {
                pairs.extend(lists.across(build, push));
            }
        }
        let mut reported = HashSet::new();
        for (first, second) in pairs {
            if first.node == second.node || !reported.insert(second.node.id()) {
                continue;
            }
            report
                .at(
                    second.node.range(),
                    format!("another step has the id `{}` already", short(&second.text)),
                )
                .label("the same id")
                .note("the outputs of this step take the place of those of the other")
                .help("give each step an id of its own")
                .other(first.node.range(), "the other step");
        }
    }
}

/// The lists of builds and pushes that run together.
fn runs(manifest: &Manifest<'_>) -> Vec<(ListId, ListId)> {
    let both = |build: Option<ListId>, push: Option<ListId>| Some((build?, push?));
    let mut found: Vec<_> = (manifest.deployments.iter())
        .filter_map(|deployment| both(deployment.build.list, deployment.push.list))
        .collect();
    let mut file = manifest.sections[..2].iter().map(|written| {
        let content = written.as_ref()?.content;
        match content {
            crate::manifest::Content::Steps(list) => Some(list),
            _ => None,
        }
    });
    let (build, push) = (file.next().flatten(), file.next().flatten());
    if manifest.deployments.is_empty() {
        found.extend(both(build, push));
    }
    found
}

type Pair<'m> = (&'m Id<'m>, &'m Id<'m>);

/// The ids of each list, and those that a list has twice.
struct Lists<'m> {
    ids: HashMap<ListId, HashMap<&'m str, &'m Id<'m>>>,
    within: Vec<Pair<'m>>,
}

impl<'m> Lists<'m> {
    fn new(manifest: &'m Manifest<'m>) -> Self {
        let mut lists = Self {
            ids: HashMap::new(),
            within: Vec::new(),
        };
        for (place, list) in manifest.lists() {
            let mut ids: HashMap<&str, &Id<'_>> = HashMap::new();
            let steps = list.steps.iter().map(|step| manifest.step(*step));
            for id in steps.filter_map(|step| step.id.as_ref()) {
                match ids.get(id.text.as_str()) {
                    Some(first) => lists.within.push((first, id)),
                    None => {
                        ids.insert(&id.text, id);
                    }
                }
            }
            lists.ids.insert(place, ids);
        }
        lists
    }

    /// What both lists have; the shorter one is looked through.
    fn across(&self, build: ListId, push: ListId) -> Vec<Pair<'m>> {
        let (Some(first), Some(second)) = (self.ids.get(&build), self.ids.get(&push)) else {
            return Vec::new();
        };
        let (short, long) = match first.len() <= second.len() {
            true => (first, second),
            false => (second, first),
        };
        let both = short.keys().filter(|id| long.contains_key(*id));
        let pair = |id: &&'m str| Some((*first.get(id)?, *second.get(id)?));
        both.filter_map(pair).collect()
    }
}
