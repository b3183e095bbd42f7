//! Placeholders: where their values come from, and when.

use super::{At, Hover};
use crate::ide::describe;
use crate::manifest::{Section, Step};
use crate::template::name::{Kind, kind};
use crate::template::{Fate, Given, Reached, Resolution, Why};
use crate::yaml::Node;

impl At<'_, '_> {
    /// What the placeholder at the place is filled from.
    pub(super) fn placeholder(&self, node: Node<'_>) -> Option<Hover> {
        let reference = self.cx.references.text_of(node.id())?;
        let mut all = reference.placeholders();
        let answer = all.find(|answer| answer.range().contains_inclusive(self.at))?;
        let name = answer.name();
        let mut sentences: Vec<(String, Vec<String>)> = Vec::new();
        for (reached, resolution) in answer.answers() {
            let sentence = self.sentence(name, reached, resolution);
            let deployment = reached.deployment.and_then(|deployment| deployment.label());
            match sentences.iter_mut().find(|(other, _)| *other == sentence) {
                Some((_, deployments)) => deployments.extend(deployment),
                None => sentences.push((sentence, deployment.into_iter().collect())),
            }
        }
        let text = match sentences.as_slice() {
            [(only, _)] => only.clone(),
            several => {
                let lines = several.iter().map(|(sentence, deployments)| {
                    format!("- for `{}`: {sentence}", deployments.join("`, `"))
                });
                lines.collect::<Vec<_>>().join("\n")
            }
        };
        Some(Hover {
            range: answer.range(),
            markdown: format!("`{{{{ {name} }}}}`\n\n{text}"),
        })
    }

    fn sentence(&self, name: &str, reached: &Reached<'_>, resolution: &Resolution<'_>) -> String {
        let is_late = reached.place.section() == Some(Section::Pull);
        let when = match is_late {
            true => "on the worker, before each flow run",
            false => "when the deployment is made",
        };
        let mut text = match &resolution.given {
            Given::Block => block(name, when),
            Given::Variable => match kind(name) {
                Kind::Variable(variable) => format!(
                    "The variable `{variable}` of the server, read {when}. Where there is none, the text is empty."
                ),
                _ => format!("A variable of the server, read {when}."),
            },
            Given::Environment => match kind(name) {
                Kind::Environment(variable) => {
                    format!("The environment variable `{variable}`, read {when}.")
                }
                _ => format!("An environment variable, read {when}."),
            },
            Given::Step { step, output } => self.output(step, output.as_deref()),
            Given::FlowRun => "Left as it is for the flow run, which fills it in.".to_owned(),
            Given::Event => "Left as it is until the event happens, which fills it in.".to_owned(),
            Given::Literal => "Prefect takes it as it is: nothing is filled in here.".to_owned(),
            Given::Unknown => {
                "It can't be told from this file where the value comes from.".to_owned()
            }
            Given::Nothing(why) => format!(
                "Gets no value: {}. {}",
                reason(why),
                fate(resolution.otherwise)
            ),
        };
        if let Some(variable) = &resolution.environment
            && matches!(resolution.given, Given::Step { .. })
        {
            text.push_str(&format!(
                " An environment variable `{variable}` comes first, where there is one."
            ));
        }
        text
    }

    fn output(&self, step: &Step<'_>, output: Option<&str>) -> String {
        let short = step.name().rsplit('.').next().unwrap_or_default();
        let line = self.cx.source.position(step.node.range().start()).line;
        let which = match &step.id {
            Some(id) => format!("the step `{}` ({short}, line {line})", id.text),
            None => format!("the step `{short}` in line {line}"),
        };
        let known = match step.section {
            Section::Build => "known after the build",
            Section::Push => "known after the push",
            Section::Pull => "known on the worker",
        };
        match output {
            None => format!("All outputs of {which}, {known}."),
            Some(output) => {
                let signature = self.cx.steps.known(step.name());
                let doc = describe::output(signature.as_deref(), output);
                let doc = doc.map_or_else(String::new, |doc| format!(" {doc}"));
                format!("The output `{output}` of {which}, {known}.{doc}")
            }
        }
    }
}

fn block(name: &str, when: &str) -> String {
    let Kind::Block(rest) = kind(name) else {
        return format!("A block of the server, read {when}.");
    };
    match rest.split_once('.') {
        Some((ty, name)) if !name.is_empty() => {
            let (name, field) = match name.split_once('.') {
                Some((name, field)) => (name, format!(", its `{field}`")),
                None => (name, String::new()),
            };
            format!("The block `{name}` of type `{ty}` on the server{field}, read {when}.")
        }
        _ => format!("A block of the server, read {when}; its name is missing."),
    }
}

fn reason(why: &Why<'_>) -> String {
    let named = |step: &Step<'_>| match &step.id {
        Some(id) => format!("the step `{}`", id.text),
        None => format!("the step `{}`", step.name()),
    };
    match why {
        Why::Undefined => "no step before has this id or output".to_owned(),
        Why::NoSuchOutput { step, output } => format!("{} has no output `{output}`", named(step)),
        Why::Later(step) => format!("{} runs only later", named(step)),
        Why::OnWorker(step) => format!(
            "{} runs on the worker, long after this is used",
            named(step)
        ),
        Why::TooLate(_) => "this is used before any step has run".to_owned(),
        Why::ListItem => {
            "items that are nothing but a placeholder are dropped before the steps run".to_owned()
        }
        Why::Runtime => "nothing fills it in here".to_owned(),
    }
}

fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Kept => "It stays as it is written.",
        Fate::Emptied => "It leaves nothing behind.",
        Fate::Dropped => "The key is dropped with it.",
        Fate::ItemDropped => "The item is dropped.",
        Fate::Refused => "Prefect stops.",
    }
}
