//! PF603

use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::settings::Version;
use crate::template::name::kind;
use crate::template::{Field, Kind, Reached};

declare_rule! {
    /// ## What it does
    /// Finds secrets from blocks in the fields of a deployment that are stored: `job_variables`, `parameters`,
    /// `description` and `tags`.
    ///
    /// Of blocks with credentials, the whole block counts, and fields that are called a token, password, secret or
    /// key.
    ///
    /// ## Why is this bad?
    /// Prefect fills these fields in when it creates the deployment. The secret is stored in clear, where everybody
    /// who may see the deployment can read it. In pull steps, placeholders for blocks are stored as they are.
    ///
    /// ## Example
    /// ```yaml @8:24-8:53
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         env:
    ///           API_KEY: "{{ prefect.blocks.secret.api-key }}"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// # Secret.load("api-key").get() in report.py
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    /// ```
    pub struct SecretInStoredField = "PF603", "secret-in-stored-field", Warning, fix: None, since: "0.1.0";
}

/// Prefect 2 came to leave these placeholders alone; Prefect 3 fills them in again.
const FILLS_IN: Version = Version(3, 0, 0);
const SECRET_WORDS: &[&str] = &[
    "token",
    "password",
    "secret",
    "key",
    "private",
    "service_account_info",
];

impl Rule for SecretInStoredField {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        if cx.target.is_chosen_before(FILLS_IN) {
            return;
        }
        for answer in cx.references.placeholders() {
            let Kind::Block(rest) = kind(answer.name()) else {
                continue;
            };
            if !is_secret(rest) {
                continue;
            }
            let Some((reached, _)) = answer.answers().find(|(reached, _)| is_stored(reached))
            else {
                continue;
            };
            let block: Vec<&str> = rest.split('.').take(2).collect();
            let own = reached
                .deployment
                .filter(|deployment| deployment.node.range().contains_range(answer.range()));
            report
                .at(
                    answer.name_range(),
                    format!(
                        "the secret `{}` is stored in clear",
                        short(&block.join("/"))
                    ),
                )
                .deployment(own.and_then(|deployment| deployment.label()))
                .label("filled in when deploying")
                .note("who may see the deployment can read the secret in it")
                .help("load the block in the flow's code, or let the work pool pass the secret on");
        }
    }
}

fn is_stored(reached: &Reached<'_>) -> bool {
    let is_stored = matches!(
        reached.place.field(),
        Some(
            Field::JobVariables
                | Field::Parameters
                | Field::ScheduleParameters
                | Field::TriggerParameters
                | Field::Description
                | Field::Tags
        )
    );
    is_stored && !reached.place.is_literal()
}

/// Whether a block's value, or the field of it that is asked for, is a secret.
fn is_secret(rest: &str) -> bool {
    let mut parts = rest.splitn(3, '.');
    let ty = parts.next().unwrap_or_default();
    let has_name = parts.next().is_some_and(|name| !name.is_empty());
    let field = parts.next();
    let is_credentials = ty.ends_with("-credentials");
    let names_secret = || {
        field.is_none_or(|field| {
            SECRET_WORDS
                .iter()
                .any(|word| field.to_lowercase().contains(word))
        })
    };
    has_name && (ty == "secret" || is_credentials && names_secret())
}
