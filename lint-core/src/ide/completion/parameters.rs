//! The parameters of a flow, and the job variables of a work pool.

use super::keys::item;
use super::slot::Slot;
use super::snippet::Snippet;
use super::{Item, ItemKind};
use crate::catalog::{JsonType, Variable, pool_type, pool_types};
use crate::ide::{describe, flows};
use crate::project::{Accepts, Param, Signature};
use crate::yaml::Node;

/// The parameters that the flow of the deployment around the cursor takes.
pub(super) fn of_flow(slot: &Slot<'_, '_>, mapping: Node<'_>) -> Vec<Item> {
    let own = slot.own_keys();
    let mut parameters: Vec<Param> = Vec::new();
    for signature in signatures(slot, mapping) {
        for parameter in &signature.parameters {
            let is_new = parameters.iter().all(|other| other.name != parameter.name);
            if is_new && !own.contains(&parameter.name) {
                parameters.push(parameter.clone());
            }
        }
    }
    parameters.sort_by_key(|parameter| parameter.default.is_some());
    parameters
        .iter()
        .map(|parameter| {
            let mut item = item(slot, &parameter.name, value(parameter));
            item.kind = ItemKind::Parameter;
            item.detail(describe::parameter(parameter))
        })
        .collect()
}

/// The signatures of the flows whose parameters a mapping holds.
fn signatures<'s>(slot: &Slot<'s, '_>, mapping: Node<'_>) -> Vec<&'s Signature> {
    flows::of_parameters(slot.cx, &slot.trail, mapping)
        .into_iter()
        .filter_map(|target| target.signature.as_ref())
        .collect()
}

fn value(parameter: &Param) -> Snippet {
    let text = Snippet::plain(" ");
    let words = choices(&parameter.accepts);
    match words.len() {
        0 | 1 => text.stop(""),
        _ => text.choice(words),
    }
}

/// The values that a parameter can have, if they are few.
pub(super) fn choices(accepts: &Accepts) -> Vec<String> {
    match accepts {
        Accepts::Bool => vec!["true".to_owned(), "false".to_owned()],
        Accepts::Null => vec!["null".to_owned()],
        Accepts::OneOf(constants) => constants.iter().map(describe::constant).collect(),
        Accepts::Either(all) => {
            let each: Vec<Vec<String>> = all.iter().map(choices).collect();
            match each.iter().any(Vec::is_empty) {
                true => Vec::new(),
                false => each.concat(),
            }
        }
        _ => Vec::new(),
    }
}

/// The job variables of the work pool around the cursor; where its type is not known, those that several types have.
pub(super) fn of_pool(slot: &Slot<'_, '_>) -> Vec<Item> {
    let own = slot.own_keys();
    let is_free = |variable: &&Variable| !own.contains(&variable.name) && !variable.older;
    if let Some(pool) = pool_of(slot) {
        let variables = pool.variables.iter().filter(is_free);
        return variables
            .map(|variable| {
                item(slot, &variable.name, variable_value(variable))
                    .detail(describe::variable_type(variable).unwrap_or_default())
                    .docs(describe::variable(pool, variable))
            })
            .collect();
    }
    let mut seen: Vec<(&Variable, Vec<&str>)> = Vec::new();
    for pool in pool_types() {
        for variable in pool.variables.iter().filter(is_free) {
            match seen.iter_mut().find(|(it, _)| it.name == variable.name) {
                Some((_, pools)) => pools.push(&pool.name),
                None => seen.push((variable, vec![&pool.name])),
            }
        }
    }
    let all = pool_types().count();
    seen.sort_by_key(|(_, pools)| std::cmp::Reverse(pools.len()));
    seen.iter()
        .map(|(variable, pools)| {
            let which = match pools.len() == all {
                true => "all types of work pool".to_owned(),
                false => pools.join(", "),
            };
            let key = item(slot, &variable.name, Snippet::plain(" ").stop(""));
            key.detail(which)
        })
        .collect()
}

/// The type of the work pool around the cursor, as the settings have it.
pub(super) fn pool_of(slot: &Slot<'_, '_>) -> Option<&'static crate::catalog::PoolType> {
    let deployment = (slot.cx.manifest.deployments.iter())
        .find(|deployment| slot.trail.passes(deployment.node))?;
    let name = deployment.pool_name()?.value.as_str()?.into_owned();
    pool_type(slot.cx.settings.work_pools.get(&name)?)
}

fn variable_value(variable: &Variable) -> Snippet {
    let text = Snippet::plain(" ");
    match variable.types.as_slice() {
        _ if !variable.words.is_empty() => text.choice(variable.words.iter().map(String::as_str)),
        [JsonType::Boolean] => text.choice(["true", "false"]),
        [JsonType::Array] => text.text("[").stop("").text("]"),
        _ => text.stop(""),
    }
}

/// The values that the parameter or job variable around the cursor can have.
pub(super) fn values(slot: &Slot<'_, '_>, key: Node<'_>, is_parameter: bool) -> Vec<Item> {
    let name = key.as_text().unwrap_or_default();
    let words = match is_parameter {
        true => {
            let mapping = slot.trail.0.iter().rev();
            let mapping = mapping.map(|link| link.node).find(|node| node.is_mapping());
            let found = mapping.map(|mapping| signatures(slot, mapping));
            let found = found.into_iter().flatten();
            let mut accepted = found.filter_map(|signature| signature.get(&name));
            accepted
                .next()
                .map(|parameter| choices(&parameter.accepts))
                .unwrap_or_default()
        }
        false => {
            let variable = pool_of(slot).and_then(|pool| pool.variable(&name));
            variable.map_or(Vec::new(), |variable| {
                match variable.types.contains(&JsonType::Boolean) {
                    true => vec!["true".to_owned(), "false".to_owned()],
                    false => variable.words.clone(),
                }
            })
        }
    };
    let items = words.iter();
    items
        .map(|word| match word.as_str() {
            "true" | "false" | "null" => slot.raw(word, ItemKind::Word),
            word => slot.value(word, ItemKind::Word),
        })
        .collect()
}
