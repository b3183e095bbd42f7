//! What the rules of this folder share: which answer to speak of, and in whose name.

use std::ops::Range;

use crate::diagnostic::Fix;
use crate::manifest::Step;
use crate::rules::Context;
use crate::template::scope::Until;
use crate::template::{
    Answer, Fate, Field, Given, Path, Place, Reached, Resolution, Site, Text, Why,
};
use crate::text::TextRange;

/// A wrong answer.
pub(super) struct Case<'r, 'a, T> {
    /// How the value is reached.
    pub(super) reached: &'r Reached<'a>,
    /// What becomes of the placeholder.
    pub(super) resolution: &'r Resolution<'a>,
    /// What is wrong.
    pub(super) wrong: T,
    /// The deployment that it belongs to.
    pub(super) deployment: Option<String>,
    /// Words for the end of the message where other deployments have no such trouble.
    pub(super) suffix: String,
}

/// The first wrong answer of a placeholder.
pub(super) fn first_wrong<'r, 'a, T>(
    answer: &Answer<'r, 'a>,
    wrong: impl Fn(&'r Reached<'a>, &'r Resolution<'a>) -> Option<T>,
) -> Option<Case<'r, 'a, T>> {
    let all = answer.answers().count();
    let mut found: Vec<_> = (answer.answers())
        .filter_map(|(reached, resolution)| {
            Some((reached, resolution, wrong(reached, resolution)?))
        })
        .collect();
    let some = found.len() < all;
    if found.is_empty() {
        return None;
    }
    let (reached, resolution, wrong) = found.swap_remove(0);
    let name = reached.deployment.and_then(|deployment| deployment.label());
    let suffix = match (&name, some) {
        (Some(name), true) => format!(", in the deployment `{name}`"),
        _ => String::new(),
    };
    Some(Case {
        deployment: name.filter(|_| some || owns(reached, &answer.reference.text)),
        reached,
        resolution,
        wrong,
        suffix,
    })
}

/// Whether a text stands in the deployment that reads it.
fn owns(reached: &Reached<'_>, text: &Text<'_>) -> bool {
    let item = reached.deployment.map(|deployment| deployment.node.range());
    item.is_some_and(|item| item.contains_range(text.node.range()))
}

/// Whether a plain name is a gap in what `prefect init` writes, for the user or Prefect to fill in.
pub(super) fn is_gap(answer: &Answer<'_, '_>, cx: &Context<'_>, reached: &Reached<'_>) -> bool {
    let is_pattern = cx.manifest.is_recipe || reached.deployment.is_some_and(|d| d.is_skeleton);
    is_pattern && Path::new(answer.name()).is_single()
}

/// How many steps have run when a place is read.
pub(super) fn until(place: &Place<'_>) -> Until {
    use crate::manifest::Section;
    match place.site {
        Site::Field(_) => Until::Deployed,
        Site::Input {
            section, position, ..
        } => match section {
            Section::Build => Until::Build(position),
            Section::Push => Until::Push(position),
            Section::Pull => Until::Pull(position),
        },
    }
}

/// All steps that have an id and have run: for a pull step also those of build and push.
pub(super) fn visible<'a>(reached: &Reached<'a>) -> Vec<(&'a str, &'a Step<'a>)> {
    let mut ids = reached.scope.ids(until(&reached.place));
    if let Until::Pull(_) = until(&reached.place) {
        ids.extend(reached.scope.ids(Until::Deployed));
    }
    ids
}

/// Whether nothing that is written in the file can give a value. Steps that give unknown outputs could only give
/// this one by a coincidence: so this is for names that mean something else.
pub(super) fn has_no_giver(name: &str, reached: &Reached<'_>, resolution: &Resolution<'_>) -> bool {
    match resolution.given {
        Given::Nothing(Why::Undefined | Why::Runtime) => true,
        Given::Unknown | Given::Nothing(Why::TooLate(None)) => {
            let first = Path::new(name).first();
            let is_opaque = reached.scope.is_opaque(until(&reached.place));
            !is_opaque && visible(reached).iter().all(|(id, _)| *id != first)
        }
        _ => false,
    }
}

/// Where the id of a step is written; the step where it has none.
pub(super) fn id_range(step: &Step<'_>) -> TextRange {
    match (&step.id, &step.function) {
        (Some(id), _) => id.node.range(),
        (None, Some(function)) => function.key.range(),
        (None, None) => step.node.range(),
    }
}

/// What a step is called in a message.
pub(super) fn step_name(step: &Step<'_>) -> String {
    match &step.id {
        Some(id) => id.text.clone(),
        None => step
            .name()
            .rsplit('.')
            .next()
            .unwrap_or_default()
            .to_owned(),
    }
}

/// A fix that puts other text in the place of some bytes of a value, where they are written plainly.
pub(super) fn replace(text: &Text<'_>, bytes: &Range<usize>, with: &str) -> Option<Fix> {
    let title = format!("replace with `{with}`");
    text.is_verbatim(bytes)
        .then(|| Fix::safe(title, text.range(bytes), with))
}

/// The same, to be looked at before it is applied.
pub(super) fn replace_risky(text: &Text<'_>, bytes: &Range<usize>, with: &str) -> Option<Fix> {
    let title = format!("replace with `{with}`");
    text.is_verbatim(bytes)
        .then(|| Fix::risky(title, text.range(bytes), with))
}

/// What Prefect does with a placeholder that gets no value.
pub(super) fn outcome(place: &Place<'_>, fate: Fate) -> String {
    let key = place.key_name();
    let is_pull = place.section() == Some(crate::manifest::Section::Pull);
    match (place.site, fate) {
        (Site::Field(field), _) if field.is_early() => {
            "Prefect takes the text as it is, braces and all, and stops".to_owned()
        }
        (Site::Field(Field::Name), Fate::Dropped) => "Prefect stops with a traceback".to_owned(),
        (Site::Field(field), Fate::Dropped) => {
            let key = match key.is_empty() {
                true => field_key(field),
                false => &key,
            };
            format!("Prefect drops `{key}` and deploys without it")
        }
        (Site::Input { .. }, Fate::Dropped) if is_pull => {
            format!("every flow run starts with the step called without `{key}`")
        }
        (Site::Input { .. }, Fate::Dropped) => format!("the step is called without `{key}`"),
        (_, Fate::ItemDropped) => "Prefect drops the item from the list".to_owned(),
        (_, Fate::Emptied) if is_pull => {
            "on the worker nothing comes in its place, and only the rest of the text is left"
                .to_owned()
        }
        (_, Fate::Emptied) => {
            "Prefect puts nothing in its place, and goes on with the rest of the text".to_owned()
        }
        (_, Fate::Kept) => "Prefect leaves it in the text as it is".to_owned(),
        (_, Fate::Refused) => "Prefect stops".to_owned(),
    }
}

/// The key of a field that is itself a value.
fn field_key(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Version => "version",
        Field::Tags => "tags",
        Field::Description => "description",
        Field::Entrypoint => "entrypoint",
        Field::PoolName => "work_pool.name",
        Field::QueueName => "work_queue_name",
        Field::Parameters | Field::ScheduleParameters | Field::TriggerParameters => "parameters",
        Field::JobVariables => "job_variables",
        Field::Schedule => "schedules",
        Field::Trigger => "triggers",
        Field::Other => "the key",
    }
}
