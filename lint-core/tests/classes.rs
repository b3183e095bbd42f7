//! Every known class of mistake in schedules, work pools, triggers, SLAs and limits (`classes.txt`): that it is found,
//! by which rule and where, that nothing else is said of it, and that the lines without it are met with silence.
//!
//! Left out is what a file alone doesn't show:
//!
//! - 15, an hour that was converted to UTC by hand beside a `timezone`: both are legal, and only the author knows;
//! - 23, days of the week counted as another program counts them, in five fields: `1-5` is right in either count;
//! - 29, an anchor date in the future that was taken for a first run: it is how the phase of an interval is written;
//! - 32, a rule without `DTSTART`, which is counted from 2020-01-01: few rules depend on the phase, and which was
//!   meant is not to be seen;
//! - 36 and 111, a parameter that the flow does not have: that needs the flow, and is tested where projects are;
//! - 37, schedules that have left the file, or have got another slug, and stay on the server: a file has no past;
//! - 106, job variables of a pool whose type nobody has told, or whose template is the user's own;
//! - 108, how the pool's `env` and the deployment's are merged: the pool is on the server;
//! - labels that no event has and events that nobody sends: others than Prefect may send them;
//! - keys that are absent, such as `paused`, and are reset by each deploy: that is what is wanted as a rule.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use prefect_lint_core::analyze;
use prefect_lint_core::diagnostic::Diagnostic;
use prefect_lint_core::rules::RULES;
use prefect_lint_core::settings::{Selection, Settings};
use prefect_lint_core::text::Source;

/// A class: what is wrong, and what is right.
#[derive(Default)]
struct Class<'t> {
    name: &'t str,
    /// Rules that are selected besides the usual ones.
    also: Vec<&'t str>,
    broken: Vec<&'t str>,
    found: Vec<&'t str>,
    corrected: Vec<&'t str>,
}

/// The classes of the table.
fn classes() -> Vec<Class<'static>> {
    let mut classes: Vec<Class<'_>> = Vec::new();
    let lines = include_str!("classes.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix("== ") {
            classes.push(Class {
                name,
                ..Class::default()
            });
        } else if let Some(class) = classes.last_mut() {
            match line.split_once(' ') {
                Some(("+", rule)) => class.also.push(rule),
                Some((">", found)) => class.found.push(found),
                _ if class.found.is_empty() => class.broken.push(line),
                _ => class.corrected.push(line),
            }
        }
    }
    classes
}

/// A deployment with these lines; one without a work pool gets `main`, which is for docker.
fn manifest(lines: &[&str]) -> String {
    let pool = match lines.iter().any(|line| line.starts_with("work_pool:")) {
        true => "",
        false => "  work_pool: {name: main}\n",
    };
    let body: String = lines.iter().map(|line| format!("  {line}\n")).collect();
    format!("deployments:\n- name: a\n  entrypoint: a.py:a\n{pool}{body}")
}

/// Code, severity and marked text of all that is found.
fn found(lines: &[&str], also: &[&str]) -> Vec<String> {
    let pools = [
        ("main", "docker"),
        ("plain", "process"),
        ("k8s", "kubernetes"),
    ];
    let select = ["default"].iter().chain(also);
    let settings = Settings {
        selection: Selection {
            select: select.map(|word| (*word).to_owned()).collect(),
            ignore: Vec::new(),
        },
        work_pools: pools.map(|(name, ty)| (name.into(), ty.into())).into(),
        now: "2026-01-01T00:00:00Z".parse().ok(),
        ..Settings::default()
    };
    let source = Source::new("prefect.yaml", manifest(lines));
    let marked = |d: &Diagnostic| {
        let text = &source.text()[usize::from(d.range.start())..usize::from(d.range.end())];
        format!("{} {} [{text}]", d.code, d.severity.as_str())
    };
    analyze(&source, &settings)
        .diagnostics
        .iter()
        .map(marked)
        .collect()
}

#[test]
fn each_class_is_found_and_silent_without_the_mistake() {
    let mut wrong = Vec::new();
    for class in classes() {
        let is = found(&class.broken, &class.also);
        if is != class.found {
            wrong.push(format!(
                "{}\n  is {is:?}\n  wanted {:?}",
                class.name, class.found
            ));
        }
        let is = found(&class.corrected, &class.also);
        if !is.is_empty() {
            wrong.push(format!("{}, corrected\n  is {is:?}", class.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn each_rule_of_these_families_has_a_class() {
    let is_here = |code: &&str| ["PF5", "PF6", "PF7"].contains(&&code[..3]);
    let classes = classes();
    let known: BTreeSet<&str> = RULES
        .iter()
        .map(|rule| rule.meta().code)
        .filter(is_here)
        .collect();
    let codes = classes.iter().flat_map(|class| &class.found);
    let found: BTreeSet<&str> = codes.map(|found| &found[..5]).filter(is_here).collect();
    assert_eq!(found, known);
}
