//! The scalars whose type nobody checks: parameters, job variables, step inputs, tags.

use crate::yaml::{Node, NodeId, NodeKind, Seen, Tree};

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
        seen: Seen::new(tree),
        found: Vec::new(),
    };
    let Some(root) = tree.root() else {
        return walk.found;
    };
    let file = Holder::new(root);
    walk.steps(&file, Place::FileStep);
    for deployment in file.values("deployments").flat_map(items) {
        walk.deployment(&Holder::new(deployment));
    }
    walk.found
}

struct Walk<'t> {
    seen: Seen<NodeId>,
    found: Vec<FreeValue<'t>>,
}

impl<'t> Walk<'t> {
    fn deployment(&mut self, deployment: &Holder<'t>) {
        self.steps(deployment, Place::Other);
        self.under(deployment, "tags", Place::Tags);
        self.under(deployment, "parameters", Place::Other);
        for pool in deployment.values("work_pool") {
            for variables in Holder::new(pool).values("job_variables") {
                self.job_variables(variables);
            }
        }
        for list in ["schedules", "triggers"] {
            for item in deployment.values(list).flat_map(items) {
                self.under(&Holder::new(item), "parameters", Place::Other);
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

    fn steps(&mut self, holder: &Holder<'t>, place: Place) {
        for section in ["build", "push", "pull"] {
            for step in holder.values(section).flat_map(items) {
                for (key, inputs) in step.pairs() {
                    self.walk(inputs, Some(key), place);
                }
            }
        }
    }

    fn under(&mut self, holder: &Holder<'t>, key: &str, place: Place) {
        for (name, value) in holder.own(key) {
            self.walk(value, Some(name), place);
        }
    }

    fn walk(&mut self, node: Node<'t>, key: Option<Node<'t>>, place: Place) {
        let mut stack = vec![(node, key, false)];
        while let Some((node, key, beside_text)) = stack.pop() {
            let target = node.resolve();
            if target.is_broken() || !self.seen.is_new(target.id()) {
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

/// A mapping that holds some of the values.
struct Holder<'t> {
    /// Its own entries and, behind them, those of the mappings that it merges directly.
    entries: Vec<(Node<'t>, Node<'t>)>,
    /// How many of them are its own.
    own: usize,
}

impl<'t> Holder<'t> {
    fn new(node: Node<'t>) -> Self {
        let mut entries: Vec<_> = node.pairs().collect();
        let own = entries.len();
        for at in 0..own {
            let (name, value) = entries[at];
            if name.is_merge_key() {
                entries.extend(items(value).flat_map(|merged| merged.pairs()));
            }
        }
        Self { entries, own }
    }

    /// The entries of a key, but for merged ones.
    fn own(&self, key: &str) -> impl Iterator<Item = (Node<'t>, Node<'t>)> {
        let entries = self.entries[..self.own].iter().copied();
        entries.filter(move |(name, _)| name.is_str(key))
    }

    /// The values of a key.
    fn values(&self, key: &str) -> impl Iterator<Item = Node<'t>> {
        let entries = self.entries.iter().copied();
        entries
            .filter(move |(name, _)| name.is_str(key))
            .map(|(_, value)| value)
    }
}

/// The items of a list, or what stands there without one.
fn items(value: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let alone = (!value.is_sequence()).then_some(value);
    value.items().chain(alone)
}
