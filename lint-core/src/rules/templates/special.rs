//! Names that people write for something that is not a step's output.

/// What a name is probably meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Special<'n> {
    /// `env.NAME` and the like: an environment variable.
    Environment(&'n str),
    /// `secrets.NAME`: a secret of a CI system.
    Secret(&'n str),
    /// `prefect.block.type.name` and the like; what comes behind the prefix.
    Block(&'n str),
    /// `prefect.variable.name` and the like; what comes behind the prefix.
    Variable(&'n str),
    /// Something that exists only while a flow runs.
    Runtime,
}

const ENVIRONMENT: &[&str] = &["env.", "os.environ.", "environ.", "ENV."];
const SECRETS: &[&str] = &["secrets.", "vars."];
const BLOCKS: &[&str] = &[
    "prefect.block.",
    "prefect.Blocks.",
    "Prefect.blocks.",
    "Prefect.Blocks.",
    "PREFECT.BLOCKS.",
    "prefect.block_documents.",
    "prefect_blocks.",
    "prefect-blocks.",
    "blocks.",
];
const VARIABLES: &[&str] = &[
    "prefect.variable.",
    "prefect.Variables.",
    "Prefect.variables.",
    "Prefect.Variables.",
    "PREFECT.VARIABLES.",
    "prefect.vars.",
    "prefect.var.",
    "prefect_variables.",
    "prefect-variables.",
    "variables.",
];
const RUNTIME: &[&str] = &[
    "flow_run.",
    "flow.",
    "task_run.",
    "deployment.",
    "prefect.runtime.",
    "prefect.flow_run.",
    "prefect.deployment.",
    "event.",
    "ctx.",
];

/// What a name is probably meant to be, judged by its beginning.
pub(super) fn special(name: &str) -> Option<Special<'_>> {
    let behind = |prefixes: &[&str]| {
        let rest = prefixes.iter().find_map(|prefix| name.strip_prefix(prefix));
        rest.filter(|rest| !rest.is_empty())
    };
    let is_plain = |rest: &&str| !rest.contains(['.', '[', ']', '$', '-']);
    if let Some(rest) = behind(ENVIRONMENT).filter(is_plain) {
        return Some(Special::Environment(rest));
    }
    if let Some(rest) = behind(SECRETS).filter(is_plain) {
        return Some(Special::Secret(rest));
    }
    if let Some(rest) = behind(BLOCKS) {
        return Some(Special::Block(rest));
    }
    if let Some(rest) = behind(VARIABLES) {
        return Some(Special::Variable(rest));
    }
    let runtime = matches!(name, "flow_run" | "task_run" | "ctx.") || behind(RUNTIME).is_some();
    runtime.then_some(Special::Runtime)
}
