//! The scalars whose type nobody checks: parameters, job variables, step inputs, tags.

use hashbrown::HashSet;

use crate::yaml::{Node, NodeId, NodeKind, Tree};

/// A scalar in such a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct FreeValue<'t> {
    pub(super) node: Node<'t>,
    /// The key it stands under; the list's key for an item.
    pub(super) key: Option<Node<'t>>,
    /// It is an item of a list that also has text in it.
    pub(super) beside_text: bool,
    pub(super) place: Place,
}

/// Which part of the manifest a value belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// `tags`: always text.
    Tags,
    /// Inputs of a step of the whole file, which Prefect does not convert to JSON.
    FileStep,
    /// `env` of the job variables: always text, and a rule of its own looks at that.
    Env,
    /// Anything else.
    Other,
}

/// All of them, each once, however often aliases and merges lead there.
pub(super) fn free_values<'t>(tree: &'t Tree<'t>) -> Vec<FreeValue<'t>> {
    let mut walk = Walk {
        seen: HashSet::new(),
        found: Vec::new(),
    };
    let Some(root) = tree.root() else {
        return walk.found;
    };
    walk.steps(root, Place::FileStep);
    for deployment in items(child(root, "deployments")) {
        walk.deployment(deployment);
    }
    walk.found
}

struct Walk<'t> {
    seen: HashSet<NodeId>,
    found: Vec<FreeValue<'t>>,
}

impl<'t> Walk<'t> {
    fn deployment(&mut self, deployment: Node<'t>) {
        self.steps(deployment, Place::Other);
        self.under(deployment, "tags", Place::Tags);
        self.under(deployment, "parameters", Place::Other);
        for pool in child(deployment, "work_pool") {
            for variables in child(pool, "job_variables") {
                self.job_variables(variables);
            }
        }
        for list in ["schedules", "triggers"] {
            for item in items(child(deployment, list)) {
                self.under(item, "parameters", Place::Other);
            }
        }
    }

    fn job_variables(&mut self, variables: Node<'t>) {
        let is_env = |key: Node<'t>| {
            key.as_text()
                .is_some_and(|key| key == "env" || key.starts_with("env."))
        };
        for (key, value) in variables.resolve().pairs() {
            let place = match is_env(key) {
                true => Place::Env,
                false => Place::Other,
            };
            self.walk(value, Some(key), place);
        }
    }

    fn steps(&mut self, holder: Node<'t>, place: Place) {
        for section in ["build", "push", "pull"] {
            for step in items(child(holder, section)) {
                for (key, inputs) in step.pairs() {
                    self.walk(inputs, Some(key), place);
                }
            }
        }
    }

    fn under(&mut self, holder: Node<'t>, key: &str, place: Place) {
        for (name, value) in holder.pairs() {
            if name.is_str(key) {
                self.walk(value, Some(name), place);
            }
        }
    }

    fn walk(&mut self, node: Node<'t>, key: Option<Node<'t>>, place: Place) {
        let mut stack = vec![(node, key, false)];
        while let Some((node, key, beside_text)) = stack.pop() {
            let target = node.resolve();
            if target.is_broken() || !self.seen.insert(target.id()) {
                continue;
            }
            match target.kind() {
                NodeKind::Scalar => self.found.push(FreeValue {
                    node: target,
                    key,
                    beside_text,
                    place,
                }),
                NodeKind::Sequence => {
                    let has_text = target.items().any(|item| item.as_str().is_some());
                    stack.extend(target.items().map(|item| (item, key, has_text)));
                }
                NodeKind::Mapping => {
                    stack.extend(target.pairs().map(|(key, value)| (value, Some(key), false)));
                }
                NodeKind::Alias | NodeKind::Broken => {}
            }
        }
    }
}

/// The values of a key, in the mapping and in those that it merges directly.
fn child<'t>(holder: Node<'t>, key: &str) -> Vec<Node<'t>> {
    let own = |node: Node<'t>| {
        node.pairs()
            .filter(|(name, _)| name.is_str(key))
            .map(|(_, value)| value)
            .collect::<Vec<_>>()
    };
    let merged = holder
        .pairs()
        .filter(|(name, _)| name.is_merge_key())
        .flat_map(|(_, value)| match value.is_sequence() {
            true => value.items().collect(),
            false => vec![value],
        });
    let mut found = own(holder);
    found.extend(merged.flat_map(own));
    found
}

/// The items of lists, or what stands there without a list.
fn items(values: Vec<Node<'_>>) -> Vec<Node<'_>> {
    values
        .into_iter()
        .flat_map(|value| match value.is_sequence() {
            true => value.items().collect(),
            false => vec![value],
        })
        .collect()
}
