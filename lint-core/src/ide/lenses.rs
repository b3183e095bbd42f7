//! Lines above deployments: when they run next, and how they are deployed.

use super::Document;
use super::when::When;
use crate::manifest::Deployment;
use crate::project::path;
use crate::rules::Context;
use crate::text::TextRange;

/// A line above a piece of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// The piece.
    pub range: TextRange,
    /// What the line says.
    pub title: String,
    /// What is copied when it is clicked.
    pub copy: Option<String>,
}

/// The lines of all deployments.
pub fn lenses(document: &Document<'_>) -> Vec<Lens> {
    document.ask(|cx, _| {
        let deployments = cx.manifest.deployments.iter();
        let lenses = |deployment| of_deployment(cx, deployment);
        deployments.flat_map(lenses).collect()
    })
}

fn of_deployment(cx: &Context<'_>, deployment: &Deployment<'_>) -> Vec<Lens> {
    let range = deployment
        .name
        .filter(|entry| entry.merged_by.is_none())
        .map_or(TextRange::empty(deployment.item.range().start()), |entry| {
            entry.key.range()
        });
    let mut lenses = Vec::new();
    if let Some(name) = deployment.known_name() {
        let file = cx.source.path();
        // Prefect looks for this name by itself.
        let option = match path::name(file) {
            "prefect.yaml" | "" => String::new(),
            _ => format!("--prefect-file {} ", in_shell(file)),
        };
        let command = format!("prefect deploy {option}-n {}", in_shell(&name));
        lenses.push(Lens {
            range,
            title: command.clone(),
            copy: Some(command),
        });
    }
    if let Some(next) = next(cx, deployment) {
        lenses.push(Lens {
            range,
            title: format!("next run {next}"),
            copy: None,
        });
    }
    lenses
}

/// The earliest of the next runs of the schedules that are on.
fn next(cx: &Context<'_>, deployment: &Deployment<'_>) -> Option<String> {
    let schedules = deployment.schedules.iter();
    let readings = schedules.filter_map(|id| When::of(cx.manifest.schedule(*id), cx.settings, 1));
    let first = readings
        .filter(|when| when.is_active)
        .filter_map(|when| Some((when.reading.runs.as_ref()?.first()?.at, when)))
        .min_by_key(|(at, _)| *at)?;
    first.1.next()
}

/// A word as a shell takes it.
fn in_shell(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    match word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}
