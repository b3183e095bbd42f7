//! Where findings about a deployment stand, and which of them others explain.

use hashbrown::HashSet;

use crate::manifest::Deployment;
use crate::rules::Context;
use crate::schema::FindingKind;
use crate::schema::elsewhere::Successor;
use crate::text::{TextRange, range};
use crate::yaml::{Entry, Node, NodeId, NodeKind};

/// The first key of a deployment; the alias that stands for one.
pub(super) fn head(deployment: &Deployment<'_>) -> TextRange {
    let item = deployment.item;
    if item.kind() == NodeKind::Alias {
        return item.range();
    }
    match item.pairs().next() {
        Some((key, _)) => key.range(),
        None => range(
            item.range().start().into(),
            item.source().lines().next().unwrap_or("").len(),
        ),
    }
}

/// The value of an entry, where it is written in the deployment itself; else the deployment.
pub(super) fn place(deployment: &Deployment<'_>, entry: &Entry<'_>) -> TextRange {
    let own = deployment.item.kind() != NodeKind::Alias && entry.merged_by.is_none();
    match own {
        true => value_range(entry.key, entry.value),
        false => head(deployment),
    }
}

/// A value; its key where it is empty or long.
pub(super) fn value_range(key: Node<'_>, value: Node<'_>) -> TextRange {
    match value.is_empty() || value.source().contains('\n') {
        true => key.range(),
        false => value.range(),
    }
}

/// The deployments of which it can be said that they lack `key`, where they do: all of the file could be read, it is
/// not what `prefect init` wrote, and nothing else has been said of the key.
pub(super) fn lacking<'a>(
    cx: &'a Context<'_>,
    key: &'static str,
) -> impl Iterator<Item = &'a Deployment<'a>> {
    let sayable = cx.tree.errors().is_empty() && !cx.manifest.is_untouched();
    let explained = sayable.then(|| Explained::new(cx));
    let deployments = cx.manifest.deployments.iter();
    deployments.filter(move |deployment| {
        let unexplained = |explained: &Explained| !explained.has(deployment, key);
        deployment.known && explained.as_ref().is_some_and(unexplained)
    })
}

/// Keys of mappings that are there under another name, or in another place, and are reported for that.
struct Explained(HashSet<(NodeId, &'static str)>);

impl Explained {
    fn new(cx: &Context<'_>) -> Self {
        let explained = cx.findings.iter().filter_map(|finding| {
            let name = match &finding.kind {
                FindingKind::UnknownKey { near, .. } => (*near)?,
                FindingKind::RemovedKey(entry) => match entry.successor {
                    Successor::Moved(..) => "work_pool",
                    _ => return None,
                },
                FindingKind::MisplacedKey(_) => "work_pool",
                _ => return None,
            };
            Some((finding.spot.home().id(), name))
        });
        Self(explained.collect())
    }

    fn has(&self, deployment: &Deployment<'_>, key: &'static str) -> bool {
        self.0.contains(&(deployment.node.id(), key))
    }
}
