//! What is wrong with settings, as findings are shown.

use std::sync::Arc;

use prefect_lint_core::diagnostic::Diagnostic;
use prefect_lint_core::rules::selection::RuleSet;
use prefect_lint_core::rules::suppressions::UnknownRule;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;

use prefect_lint_host::{Finder, Layer};

use crate::exit::Exit;
use crate::output::{self, Look, Report};
use crate::terminal;

/// Says what is wrong with the settings that were found; what makes them unusable ends the run.
pub(crate) fn report(finder: &Finder) -> Result<(), Exit> {
    let mut findings: Vec<(Source, Vec<Diagnostic>)> = Vec::new();
    let mut is_sound = true;
    let mut seen: Vec<Arc<Layer>> = Vec::new();
    for found in finder.found() {
        let effective = match found {
            Ok(effective) => effective,
            Err(failure) => {
                terminal::complain(&failure.0);
                is_sound = false;
                continue;
            }
        };
        for layer in &effective.layers {
            let is_new = !layer.problems.is_empty() && seen.iter().all(|s| !Arc::ptr_eq(s, layer));
            if is_new && let Some(source) = &layer.source {
                seen.push(Arc::clone(layer));
                is_sound &= !layer.is_broken();
                let wants = wants_unknown_rules(&effective.settings);
                let told = |d: &&Diagnostic| wants || d.code != UnknownRule::META.code;
                let problems: Vec<_> = layer.problems.iter().filter(told).cloned().collect();
                if !problems.is_empty() {
                    findings.push((source.clone(), problems));
                }
            }
        }
    }
    findings.sort_by(|(one, _), (other, _)| one.path().cmp(other.path()));
    findings
        .into_iter()
        .for_each(|(source, problems)| show(source, problems));
    match is_sound {
        true => Ok(()),
        false => Err(Exit::Trouble),
    }
}

/// Whether unknown rules are worth a word. Those who select a few rules only want to know of a slip in that, too.
fn wants_unknown_rules(settings: &Settings) -> bool {
    let mut settings = settings.clone();
    settings.selection.select.push("default".to_owned());
    RuleSet::new(&settings).has(UnknownRule::META.code)
}

fn show(source: Source, diagnostics: Vec<Diagnostic>) {
    let report = Report::of(source, diagnostics);
    // Whether there is colour is settled where it is written.
    let look = Look {
        color: true,
        links: false,
    };
    let mut frames = Vec::new();
    // Writing to memory cannot fail.
    let _ = output::write(&mut frames, &report, crate::args::Format::Full, look);
    // An empty line is left behind them.
    let frames = String::from_utf8_lossy(&frames);
    terminal::tell(&format!("{}\n", frames.trim_end()));
}
