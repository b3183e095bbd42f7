//! PF802

use super::tokens::password_in_address;
use crate::declare_rule;
use crate::rules::{Context, Meta, Report, Rule};
use crate::text::range;
use crate::yaml::NodeKind;

declare_rule! {
    /// ## What it does
    /// Finds addresses with a password or a token in them.
    ///
    /// ## Why is this bad?
    /// Whoever can read the repository, or the deployment on the server, has the password. Addresses also end up in logs.
    ///
    /// ## Example
    /// ```yaml @3:27-3:38
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://ada:hunter2@git.example.com/flows.git
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://git.example.com/flows.git
    ///       credentials: "{{ prefect.blocks.gitlab-credentials.flows }}"
    /// ```
    pub struct CredentialsInUrl = "PF802", "credentials-in-url", Error, fix: None, since: "0.1.0";
}

impl Rule for CredentialsInUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for node in cx
            .tree
            .nodes()
            .filter(|node| node.kind() == NodeKind::Scalar)
        {
            let source = node.source();
            let Some(secret) = password_in_address(source) else {
                continue;
            };
            let start = usize::from(node.range().start()) + secret.start;
            report
                .at(range(start, secret.len()), "an address has its password in it")
                .label("a secret")
        .secret()
                .note("whoever can read this file, or the deployment on the server, has it")
                .help("take it out of the address; use a credentials block, or a placeholder for a secret");
        }
    }
}
