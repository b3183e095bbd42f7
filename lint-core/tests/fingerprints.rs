//! Fingerprints of the findings of every rule: what is changed elsewhere leaves them as they are.

use prefect_lint_core::fingerprint;
use prefect_lint_core::rules::page::{Example, Page};
use prefect_lint_core::rules::{Meta, RULES};
use prefect_lint_core::text::Source;

/// The name of what a change adds, which may have findings of its own.
const NEW: &str = "brand-new";

/// What the rule finds in a text, as a viewer would remember it.
fn remembered(meta: &Meta, example: &Example, text: String) -> Vec<fingerprint::Fingerprint> {
    let source = Source::new(example.source().path(), text);
    let settings = example.settings(&[meta.code]);
    let diagnostics = example.analyze(&source, &settings).diagnostics;
    let mut all = fingerprint::of(&source, &diagnostics);
    all.retain(|fingerprint| !fingerprint.place.contains(NEW));
    all.sort_by(|a, b| (&a.place, &a.text, a.occurrence).cmp(&(&b.place, &b.text, b.occurrence)));
    all
}

/// Checks a change of all bad examples that it is possible in.
fn unmoved_by(change: impl Fn(&str) -> Option<String>) {
    let (mut changed, mut moved) = (0, Vec::new());
    for meta in RULES.iter().map(|rule| rule.meta()) {
        for example in Page::of(meta).bad().filter(|e| e.encoding.is_none()) {
            let Some(text) = change(&example.text) else {
                continue;
            };
            changed += 1;
            let before = remembered(meta, example, example.text.clone());
            let after = remembered(meta, example, text.clone());
            if before != after {
                moved.push(format!("{}:\n{text}\n{before:#?}\n{after:#?}", meta.name));
            }
        }
    }
    assert!(changed > 20, "{changed}");
    assert!(moved.is_empty(), "{}", moved.join("\n\n"));
}

#[test]
fn lines_in_front() {
    unmoved_by(|text| Some(format!("# a comment\n\n{text}")));
}

#[test]
fn a_deployment_in_front() {
    unmoved_by(|text| {
        let new = format!("deployments:\n  - name: {NEW}\n    entrypoint: other.py:other\n");
        let is_plain = text.contains("deployments:\n  - name:");
        is_plain.then(|| text.replacen("deployments:\n", &new, 1))
    });
}

#[test]
fn a_key_in_front_of_all_others() {
    unmoved_by(|text| {
        let new = "\n  - description: in front\n    name:";
        let is_plain = text.contains("\n  - name:") && !text.contains("description");
        is_plain.then(|| text.replace("\n  - name:", new))
    });
}
