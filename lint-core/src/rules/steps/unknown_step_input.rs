//! PF304

use super::calls::{Call, Once, calls, is_own, last, when};
use crate::catalog::{MoreInputs, Signature, shipped};
use crate::declare_rule;
use crate::diagnostic::Severity;
use crate::manifest::Step;
use crate::manifest::step::RESERVED_INPUTS;
use crate::near;
use crate::rules::offer::rename;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schema::field::quoted;
use crate::schema::target;
use crate::settings::Version;
use crate::yaml::Entry;

declare_rule! {
    /// ## What it does
    /// Finds inputs that the function of a step does not take.
    ///
    /// ## Why is this bad?
    /// Python refuses to call the function. In `pull` that shows on the worker only, when every flow run fails.
    ///
    /// ## Example
    /// ```yaml @4:7-4:16
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    ///       reference: main
    /// ```
    ///
    /// ```yaml @3:7-3:14
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       scripts: make
    /// ```
    ///
    /// ## Use instead
    /// ```yaml by-hand
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://github.com/acme/flows.git
    ///       branch: main
    /// ```
    ///
    /// ```yaml
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       script: make
    /// ```
    ///
    /// ## Fix
    /// Writes the input that was probably meant.
    pub struct UnknownStepInput = "PF304", "unknown-step-input", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for UnknownStepInput {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let target = cx.target;
        let mut once = Once::default();
        for call in calls(cx) {
            let Some(signature) = call.signature() else {
                continue;
            };
            for entry in unknown(&call, signature) {
                if once.is_new(entry.key) {
                    unknown_input(report, call.step, signature, entry);
                }
            }
            for entry in call.step.inputs.passed() {
                let input = entry.key.as_str().and_then(|key| signature.input(&key));
                let since = input.and_then(|input| input.since);
                if let Some(since) = since.filter(|since| !target.holds(*since))
                    && once.is_new(entry.key)
                {
                    too_new(report, entry, since, target.is_chosen_before(since));
                }
            }
        }
    }
}

/// The inputs that a function does not take.
pub(super) fn unknown<'a>(call: &Call<'a>, signature: &Signature) -> Vec<&'a Entry<'a>> {
    let others = match &signature.more {
        MoreInputs::None => &[][..],
        MoreInputs::Named(names) if is_default_backend(call.step) => names,
        MoreInputs::Any | MoreInputs::Named(_) => return Vec::new(),
    };
    let is_unknown = |entry: &&Entry<'_>| {
        let key = entry.key.as_str().filter(|key| !key.contains("{{"));
        key.is_some_and(|key| {
            signature.input(&key).is_none() && !others.contains(&key.into_owned())
        })
    };
    call.step.inputs.passed().filter(is_unknown).collect()
}

/// Whether the names of the other inputs are those of the builder that is used if none is named.
fn is_default_backend(step: &Step<'_>) -> bool {
    let backend = step.inputs.get("build_backend");
    backend.is_none_or(|entry| entry.value.is_str("docker-py"))
}

/// The input that an unknown one was meant for: one with a name like it; or the only one that is missing, where it
/// is the only unknown one.
pub(super) fn meant<'s>(call: &Step<'_>, signature: &'s Signature, key: &str) -> Option<&'s str> {
    let names = signature.inputs.iter().map(|input| input.name.as_str());
    near::nearest(key, names.chain(RESERVED_INPUTS)).or_else(|| {
        let is_missing = |name: &&str| call.inputs.get(name).is_none();
        let required = signature.required().map(|input| input.name.as_str());
        let mut missing = required.filter(is_missing);
        let first = missing.next()?;
        missing.next().is_none().then_some(first)
    })
}

fn unknown_input(
    report: &mut Report<'_>,
    step: &Step<'_>,
    signature: &Signature,
    entry: &Entry<'_>,
) {
    let key = entry.key.as_str().unwrap_or_default();
    let near = meant(step, signature, &key);
    let taken = near.is_some_and(|near| step.inputs.get(near).is_some());
    let is_step = shipped()
        .steps
        .iter()
        .any(|step| step.short_name() == last(&key));
    let help = match near {
        _ if is_step => format!(
            "`{}` is a step of its own: write it as an item",
            short(&key)
        ),
        Some(near) if taken => format!("did you mean `{near}`? It is there already"),
        Some(near) => format!("did you mean `{near}`?"),
        None => takes(signature),
    };
    // In a text that can't be read, an input may belong to another step.
    let is_sure = entry.key.tree().errors().is_empty();
    let is_near = near.is_some_and(|near| near::nearest(&key, [near]).is_some());
    let fix = near
        .filter(|_| is_near && is_sure && !taken && !is_step && is_own(step, entry))
        .map(|near| rename(entry.key, near));
    let function = last(step.name());
    report
        .at(
            entry.key.range(),
            format!("`{}` has no input `{}`", short(function), short(&key)),
        )
        .label("unknown input")
        .note(when(step.section))
        .help(help)
        .maybe_fix(fix);
}

fn takes(signature: &Signature) -> String {
    let names: Vec<&str> = signature.inputs.iter().map(|i| i.name.as_str()).collect();
    match names.is_empty() {
        true => "it takes no inputs".to_owned(),
        false => format!("it takes {}", quoted(&names).replace(" or ", " and ")),
    }
}

/// An input that the Prefect that the file is for does not have.
fn too_new(report: &mut Report<'_>, entry: &Entry<'_>, since: Version, is_chosen: bool) {
    let severity = match is_chosen {
        true => Severity::Error,
        false => Severity::Warning,
    };
    let since = target::words(since);
    report
        .at(
            entry.key.range(),
            format!(
                "the input `{}` needs Prefect {since}",
                short(entry.key.source())
            ),
        )
        .label(format!("since Prefect {since}"))
        .severity(severity)
        .note("an older Prefect refuses to call the function")
        .help("remove it, or use a newer Prefect");
}
