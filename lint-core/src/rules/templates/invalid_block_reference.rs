//! PF409

use super::case::{first_wrong, has_no_giver, replace, replace_risky};
use super::special::{Special, special};
use crate::declare_rule;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::template::name::kind;
use crate::template::{Answer, Kind, Reached, Resolution};

declare_rule! {
    /// ## What it does
    /// Finds references to blocks that no block can have.
    ///
    /// A block is written `{{ prefect.blocks.TYPE.NAME }}`, with more names behind for one of its fields. Types and
    /// names of blocks have small letters, digits and hyphens only.
    ///
    /// ## Why is this bad?
    /// Prefect stops: when deploying, or in a pull step of the whole file, when the flow runs. With another beginning
    /// than `prefect.blocks.`, it looks for a step of that name, finds none, and puts nothing in.
    ///
    /// ## Example
    /// ```yaml @4:25-4:52
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://example.com/report.git
    ///       access_token: "{{ prefect.block.secret.github }}"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// pull:
    ///   - prefect.deployments.steps.git_clone:
    ///       repository: https://example.com/report.git
    ///       access_token: "{{ prefect.blocks.secret.github }}"
    /// ```
    ///
    /// ## Fix
    /// Writes `prefect.blocks.`. Small letters and hyphens in types and names are written on request.
    pub struct InvalidBlockReference = "PF409", "invalid-block-reference", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for InvalidBlockReference {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for answer in cx.references.placeholders() {
            let name = answer.name();
            match (kind(name), special(name)) {
                (Kind::Block(rest), _) => block(&answer, rest, report),
                (_, Some(Special::Block(rest))) => prefix(&answer, rest, report),
                _ => {}
            }
        }
    }
}

/// A reference with the right beginning.
fn block(answer: &Answer<'_, '_>, rest: &str, report: &mut Report<'_>) {
    let mut parts = rest.splitn(3, '.');
    let (ty, name) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let is_good = is_slug(ty) && is_slug(name);
    let wrong = |reached: &Reached<'_>, _: &Resolution<'_>| {
        (!is_good && !reached.place.is_literal()).then_some(())
    };
    let Some(case) = first_wrong(answer, wrong) else {
        return;
    };
    let text = &answer.reference.text;
    let shown = short(answer.name());
    let message = match (ty, name) {
        (_, "") => format!("`{shown}` names no block: the type and the name belong behind it"),
        _ if is_slug(ty) => format!("no block can be called `{}`", short(name)),
        _ => format!("no type of blocks can be called `{}`", short(ty)),
    };
    let start = answer.placeholder.name.end - rest.len();
    let bytes = start..start + ty.len() + 1 + name.len();
    let plain = |part: &str| part.to_lowercase().replace('_', "-");
    let (ty, name) = (plain(ty), plain(name));
    let can_mend = is_slug(&ty) && is_slug(&name);
    let fix = can_mend
        .then(|| replace_risky(text, &bytes, &format!("{ty}.{name}")))
        .flatten();
    report
        .at(answer.name_range(), format!("{message}{}", case.suffix))
        .deployment(case.deployment.clone())
        .label("no such block")
        .note("Prefect stops as it finds no such block")
        .help("write `prefect.blocks.TYPE.NAME`, both in small letters, digits and hyphens")
        .maybe_fix(fix);
}

/// A reference with a wrong beginning.
fn prefix(answer: &Answer<'_, '_>, rest: &str, report: &mut Report<'_>) {
    let name = answer.name();
    let wrong = |reached: &Reached<'_>, resolution: &Resolution<'_>| {
        has_no_giver(name, reached, resolution).then_some(())
    };
    let Some(case) = first_wrong(answer, wrong) else {
        return;
    };
    let meant = format!("prefect.blocks.{rest}");
    let is_good = rest.split('.').count() >= 2 && rest.split('.').take(2).all(is_slug);
    let fix = is_good
        .then(|| replace(&answer.reference.text, &answer.placeholder.name, &meant))
        .flatten();
    report
        .at(
            answer.name_range(),
            format!(
                "`{}` is no block: its name begins with `prefect.blocks.`{}",
                short(name),
                case.suffix
            ),
        )
        .deployment(case.deployment.clone())
        .label("not a block")
        .note("Prefect looks for a step of that name, and finds none")
        .help(format!("did you mean `{}`?", short(&meant)))
        .maybe_fix(fix);
}

fn is_slug(text: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !text.is_empty() && text.bytes().all(is_plain)
}
