//! PF801

use hashbrown::HashSet;

use super::tokens::{is_literal_secret, is_secret_key, password_in_address, token};
use crate::declare_rule;
use crate::diagnostic::Severity;
use crate::manifest::Manifest;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::text::TextRange;
use crate::yaml::{Node, NodeId, NodeKind, Seen, Tree};

declare_rule! {
    /// ## What it does
    /// Finds secrets that are written in the file: tokens of well-known services by their shape, and in step inputs
    /// and job variables what stands behind keys such as `password` or `access_token`. The value is never repeated in a message.
    ///
    /// ## Why is this bad?
    /// Whoever can read the repository, or the deployment on the server, has the secret.
    ///
    /// ## Example
    /// ```yaml @4:21-4:37
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    ///       access_token: 4a7d1ed414474e40
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    ///       access_token: "{{ prefect.blocks.secret.github-token }}"
    /// ```
    pub struct HardcodedSecret = "PF801", "hardcoded-secret", Error, fix: None, since: "0.1.0";
}

impl Rule for HardcodedSecret {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let mut seen = HashSet::new();
        for node in cx
            .tree
            .nodes()
            .filter(|node| node.kind() == NodeKind::Scalar)
        {
            let Some(text) = node.as_text().filter(|text| text.len() > 8) else {
                continue;
            };
            let Some((_, what)) = token(&text) else {
                continue;
            };
            seen.insert(node.id());
            // In an address, that rule speaks.
            if password_in_address(&text).is_none() {
                found(
                    report,
                    node.range(),
                    format!("{what} is written in the file"),
                    Severity::Error,
                );
            }
        }
        for (key, node) in secret_places(cx.tree, cx.manifest) {
            let target = node.resolve();
            let is_secret = node.as_str().is_some_and(|text| {
                is_literal_secret(&text) && password_in_address(&text).is_none()
            });
            if is_secret && seen.insert(target.id()) {
                let message = format!("`{}` is written in the file", short(key.source()));
                found(report, target.range(), message, Severity::Warning);
            }
        }
    }
}

fn found(report: &mut Report<'_>, range: TextRange, message: String, severity: Severity) {
    report
        .at(range, message)
        .label("a secret")
        .secret()
        .severity(severity)
        .note("whoever can read this file, or the deployment on the server, has it")
        .help(
            "put it into a block or an environment variable, and change it where it was given out",
        );
}

/// Values behind keys that are named like secrets, in the inputs of steps and in job variables, each once.
fn secret_places<'t>(tree: &Tree<'_>, manifest: &Manifest<'t>) -> Vec<(Node<'t>, Node<'t>)> {
    let inputs = manifest.steps.iter().filter_map(|step| step.inputs.node);
    let deployments = manifest.deployments.iter();
    let pools = deployments.filter_map(|deployment| Some(deployment.work_pool?.value));
    let mut stack: Vec<Node<'t>> = inputs.chain(pools).collect();
    let mut seen: Seen<NodeId> = Seen::new(tree);
    let mut found = Vec::new();
    while let Some(node) = stack.pop() {
        let node = node.resolve();
        if !seen.is_new(node.id()) {
            continue;
        }
        stack.extend(node.items());
        for (key, value) in node.pairs() {
            if key.as_str().is_some_and(|key| is_secret_key(&key)) {
                found.push((key, value));
            }
            stack.push(value);
        }
    }
    found
}
