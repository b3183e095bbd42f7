//! Keys.

use super::{At, Hover};
use crate::catalog::{Lookup, PoolType, pool_type, pool_types};
use crate::ide::purpose::Purpose;
use crate::ide::{describe, flows};
use crate::manifest::step::is_reserved;
use crate::project::Local;
use crate::yaml::Node;

impl<'a> At<'_, 'a> {
    /// What a key is for.
    pub(super) fn key(&self, key: Node<'a>) -> Option<Hover> {
        let mapping = self.trail.parent()?;
        let name = key.as_text()?;
        let markdown = match self.purposes.get(mapping)? {
            Purpose::Step(_) | Purpose::Steps(_) => self.step(&name)?,
            Purpose::Inputs { function } => self.input(&function.as_text()?, &name)?,
            Purpose::Parameters => self.parameter(mapping, &name)?,
            Purpose::JobVariables => self.job_variable(&name)?,
            purpose => {
                let object = purpose.object()?;
                describe::field(object, object.field(&name)?)
            }
        };
        Some(Hover {
            range: key.range(),
            markdown,
        })
    }

    /// The function of a step.
    fn step(&self, name: &str) -> Option<String> {
        let local = self.cx.project.map(|project| project.function(name));
        if let Some(Local::Function { function, path }) = local
            && !self.cx.steps.is_shipped(name)
        {
            return Some(describe::function(&function, Some(&path)));
        }
        match self.cx.steps.lookup(name) {
            Lookup::Known(signature) => Some(describe::step(&signature)),
            Lookup::Removed(new) => Some(format!(
                "**{name}**\n\nPrefect 3 does not have it any more; `{new}` took its place."
            )),
            _ => None,
        }
    }

    pub(super) fn input(&self, step: &str, name: &str) -> Option<String> {
        if is_reserved(name) {
            return Some(describe::reserved(name).to_owned());
        }
        let signature = self.cx.steps.known(step)?;
        Some(describe::input(&signature, signature.input(name)?))
    }

    fn parameter(&self, mapping: Node<'_>, name: &str) -> Option<String> {
        let found = flows::of_parameters(self.cx, &self.trail, mapping);
        let mut signatures = found.into_iter().filter_map(|it| it.signature.as_ref());
        let parameter = signatures.find_map(|signature| signature.get(name))?;
        Some(format!(
            "**{name}**: {}  \n*a parameter of the flow*",
            describe::parameter(parameter)
        ))
    }

    fn job_variable(&self, name: &str) -> Option<String> {
        let deployments = self.cx.manifest.deployments.iter();
        let mut around = deployments.filter(|deployment| self.trail.passes(deployment.node));
        let pool = around.next().and_then(|deployment| deployment.pool_name());
        let kind = pool
            .and_then(|pool| pool.value.as_str())
            .and_then(|pool| self.cx.settings.work_pools.get(&*pool));
        if let Some(pool) = kind.and_then(|kind| pool_type(kind)) {
            return Some(describe::variable(pool, pool.variable(name)?));
        }
        let has_it = |pool: &&PoolType| pool.variable(name).is_some();
        let pools: Vec<&str> = pool_types()
            .filter(has_it)
            .map(|pool| pool.name.as_str())
            .collect();
        (!pools.is_empty()).then(|| {
            format!(
                "**{name}**  \n*a job variable of these types of work pool: {}*",
                pools.join(", ")
            )
        })
    }
}
