//! The job variables of a manifest, each mapping once for each type of work pool that it is for.

use hashbrown::HashSet;

use crate::catalog::{PoolType, pool_type};
use crate::manifest::unfolded;
use crate::rules::Context;
use crate::schema::shape::{Shape, shape};
use crate::yaml::Entry;

/// One mapping of job variables.
pub(super) struct Variables<'t> {
    /// Its entries, merged ones included.
    pub(super) entries: Vec<Entry<'t>>,
    /// What is known of the type of the work pool.
    pub(super) pool_type: Option<&'static PoolType>,
    /// The name of the first deployment that has it.
    pub(super) deployment: Option<String>,
}

/// The job variables of deployments, and of the runs that triggers start.
pub(super) fn variables<'t>(cx: &Context<'t>) -> Vec<Variables<'t>> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    let mut add = |entry: &Entry<'t>, pool_type: Option<&'static PoolType>, label| {
        let node = entry.value.resolve();
        let type_name = pool_type.map(|pool_type| pool_type.name.as_str());
        let is_new = shape(node) == Shape::Mapping && seen.insert((node.id(), type_name));
        if let Some(entries) = unfolded(entry.value).filter(|_| is_new) {
            found.push(Variables {
                entries,
                pool_type,
                deployment: label,
            });
        }
    };
    for deployment in &cx.manifest.deployments {
        let name = deployment.pool_name().and_then(|name| name.value.as_str());
        let known = name.and_then(|name| cx.settings.work_pools.get(name.as_ref()));
        let pool = deployment.work_pool.and_then(|pool| unfolded(pool.value));
        let entry = pool
            .iter()
            .flatten()
            .find(|entry| is(entry, "job_variables"));
        if let Some(entry) = entry {
            let pool_type = known.and_then(|known| pool_type(known));
            add(entry, pool_type, deployment.label());
        }
    }
    for trigger in cx.triggers.all.iter().filter(|trigger| !trigger.nested) {
        if let Some(entry) = trigger.get("job_variables") {
            add(entry, None, trigger.label());
        }
    }
    found
}

fn is(entry: &Entry<'_>, key: &str) -> bool {
    entry.key.is_str(key)
}

/// The name of a variable, and the name inside of it that a dot separates, as in `env.LOG_LEVEL`. None where there is
/// a placeholder in it.
pub(super) fn name(entry: &Entry<'_>) -> Option<(String, Option<String>)> {
    let key = entry.key.as_str().filter(|key| !key.contains("{{"))?;
    Some(match key.split_once('.') {
        Some((name, inner)) => (name.to_owned(), Some(inner.to_owned())),
        None => (key.into_owned(), None),
    })
}
