//! PF601

use hashbrown::HashSet;

use super::variables::{name, variables};
use crate::catalog::{PoolType, Variable, pool_types};
use crate::declare_rule;
use crate::diagnostic::Severity;
use crate::near::nearest;
use crate::rules::offer::rename;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};

declare_rule! {
    /// ## What it does
    /// Finds job variables that the work pool does not have. For that the type of the work pool must be known from
    /// the settings; of the types that only Prefect Cloud has, nothing is known.
    ///
    /// A name that looks like one that the pool has is an error. Others are warnings: a pool may have been given
    /// variables of its own, in its base job template.
    ///
    /// ## Why is this bad?
    /// Prefect takes any name and says nothing. The worker finds no place for the value.
    ///
    /// ## Example
    /// ```yaml @7:9-7:14 pool-type=docker
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         imgae: acme/report:1.2
    /// ```
    ///
    /// ## Use instead
    /// ```yaml pool-type=docker
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         image: acme/report:1.2
    /// ```
    ///
    /// ## Fix
    /// Writes the name that was probably meant.
    pub struct UnknownJobVariable = "PF601", "unknown-job-variable", Warning, fix: Sometimes, since: "0.1.0";
}

impl Rule for UnknownJobVariable {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut seen = HashSet::new();
        for variables in variables(cx) {
            let Some(pool_type) = variables.pool_type else {
                continue;
            };
            let written: HashSet<String> = (variables.entries.iter())
                .filter_map(|entry| Some(name(entry)?.0))
                .collect();
            for entry in &variables.entries {
                let Some((name, inner)) = name(entry) else {
                    continue;
                };
                if pool_type.variable(&name).is_some()
                    || !seen.insert((entry.key.id(), pool_type.name.as_str()))
                {
                    continue;
                }
                let near = near(pool_type, &name);
                let taken = near.is_some_and(|near| written.contains(near));
                let fix = (near.filter(|_| !taken && inner.is_none()))
                    .map(|near| rename(entry.key, near));
                let severity = match near {
                    Some(_) => Severity::Error,
                    None => Severity::Warning,
                };
                report
                    .at(
                        entry.key.range(),
                        format!(
                            "a work pool of type `{}` has no job variable `{}`",
                            pool_type.name,
                            short(&name)
                        ),
                    )
                    .deployment(variables.deployment.clone())
                    .severity(severity)
                    .label("unknown job variable")
                    .note("Prefect takes it, and it has no effect unless the pool's base job template was changed")
                    .help(help(pool_type, &name, near, taken))
                    .maybe_fix(fix);
            }
        }
    }
}

fn near(pool_type: &'static PoolType, name: &str) -> Option<&'static str> {
    nearest(name, names(pool_type))
}

fn names(pool_type: &'static PoolType) -> impl Iterator<Item = &'static str> {
    let current = |variable: &&Variable| !variable.older;
    let variables = pool_type.variables.iter().filter(current);
    variables.map(|variable| variable.name.as_str())
}

fn help(pool_type: &'static PoolType, name: &str, near: Option<&str>, taken: bool) -> String {
    match near {
        Some(near) if taken => format!("did you mean `{near}`? It is there already"),
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let others = pool_types().filter(|other| other.variable(name).is_some());
            let others: Vec<String> = others.map(|other| format!("`{}`", other.name)).collect();
            match others.is_empty() {
                true => {
                    let names: Vec<String> = names(pool_type).map(|n| format!("`{n}`")).collect();
                    format!("it has {}", names.join(", "))
                }
                false => format!("work pools of type {} have it", others.join(", ")),
            }
        }
    }
}
