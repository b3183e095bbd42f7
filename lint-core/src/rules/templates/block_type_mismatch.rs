//! PF414

use super::case::first_wrong;
use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::rules::edits;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::template::name::kind;
use crate::template::{Kind, Reached, Resolution, Site};
use crate::yaml::Node;

declare_rule! {
    /// ## What it does
    /// Finds a block with credentials in `access_token` of `git_clone`, and a secret in `credentials`.
    ///
    /// ## Why is this bad?
    /// `access_token` takes a text, `credentials` a block for a host of repositories: GitHub, GitLab, Bitbucket. With
    /// the wrong one the step fails, in `pull` only on the worker.
    ///
    /// ## Example
    /// ```yaml @4:7-4:19
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/example/report.git
    ///       access_token: "{{ prefect.blocks.github-credentials.main }}"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/example/report.git
    ///       credentials: "{{ prefect.blocks.github-credentials.main }}"
    /// ```
    ///
    /// ## Fix
    /// Writes the other input's name, where that input is not there already.
    pub struct BlockTypeMismatch = "PF414", "block-type-mismatch", Warning, fix: Sometimes, since: "0.1.0";
}

/// The steps that know both inputs.
const CLONES: &[&str] = &[
    "prefect.deployments.steps.git_clone",
    "prefect.deployments.steps.pull.git_clone",
    "prefect.deployments.steps.pull.agit_clone",
];

impl Rule for BlockTypeMismatch {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for answer in cx.references.placeholders() {
            let Kind::Block(rest) = kind(answer.name()) else {
                continue;
            };
            if !answer.is_whole() {
                continue;
            }
            let wrong = |reached: &Reached<'_>, _: &Resolution<'_>| mismatch(rest, reached);
            let Some(case) = first_wrong(&answer, wrong) else {
                continue;
            };
            let Some(key) = case.reached.place.key else {
                continue;
            };
            let (is, other, takes) = case.wrong;
            let block = short(rest.split('.').next().unwrap_or_default());
            report
                .at(
                    key.range(),
                    format!("`{is}` takes {takes}, and gets a `{block}` block"),
                )
                .deployment(case.deployment.clone())
                .label("the wrong input for this block")
                .other(answer.name_range(), "the block")
                .note("the step fails when it runs")
                .help(format!("pass it as `{other}`"))
                .maybe_fix(rename(key, other, case.reached));
        }
    }
}

/// The input, the one that was meant, and what the input takes.
fn mismatch(
    rest: &str,
    reached: &Reached<'_>,
) -> Option<(&'static str, &'static str, &'static str)> {
    let place = &reached.place;
    let Site::Input { step, .. } = place.site else {
        return None;
    };
    let mut parts = rest.splitn(3, '.');
    let (ty, field) = (parts.next()?, parts.nth(1));
    if !CLONES.contains(&step.name()) || place.is_key || place.is_item || field.is_some() {
        return None;
    }
    let is_host = matches!(
        ty,
        "github-credentials" | "gitlab-credentials" | "bitbucket-credentials"
    );
    match place.key_name().as_ref() {
        "access_token" if is_host => Some(("access_token", "credentials", "a text")),
        "credentials" if ty == "secret" => Some((
            "credentials",
            "access_token",
            "a block for a host of repositories",
        )),
        _ => None,
    }
}

fn rename(key: Node<'_>, other: &str, reached: &Reached<'_>) -> Option<Fix> {
    let Site::Input { step, .. } = reached.place.site else {
        return None;
    };
    let is_free = step.inputs.get(other).is_none();
    is_free.then(|| {
        let title = format!("rename to `{other}`");
        Fix::new(title, Safety::Safe, vec![edits::rename(key, other)])
    })
}
