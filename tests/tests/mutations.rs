//! Damaged manifests: whatever the damage, an analysis ends, and what it says is about the text.
//!
//! `PREFECT_LINT_MUTATIONS` sets how many; the default keeps the test short.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use prefect_lint_core::diagnostic::Edit;
use prefect_lint_core::plan::Request;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::{Source, TextRange};
use prefect_lint_core::{analyze, plan_in};
use prefect_lint_tests::random::Random;
use prefect_lint_tests::records::oracle_dir;

const SNIPPETS: &[&str] = &[
    ":",
    ": ",
    "-",
    "- ",
    "?",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "#",
    " #",
    "&a ",
    "*a",
    "!",
    "!!",
    "|",
    ">",
    "'",
    "\"",
    "%",
    "@",
    "`",
    "\t",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\0",
    "\u{7}",
    "é",
    "😀",
    "<<: ",
    "<<: *a",
    "{{ x }}",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "null",
    "yes",
    "012",
    "1:30",
    "2024-13-01",
    "=",
    "~",
    "1e5",
    "\\",
    "name:",
    "deployments:\n",
    "- name: x\n",
    "schedule: ",
    "schedules:\n",
    "cron: ",
    "interval: ",
    "work_pool: ",
    "parameters:",
    "tags: ",
    "build:\n",
    "pull: ",
    "version: 1.0",
    "triggers: ",
    "sla: ",
];

fn mutate(text: &mut String, random: &mut Random) {
    for _ in 0..=random.below(3) {
        let place = |random: &mut Random, text: &str| {
            text.floor_char_boundary(random.below(text.len() + 1))
        };
        let at = place(random, text);
        match random.below(5) {
            0 => {
                let end = text.floor_char_boundary((at + random.below(20)).min(text.len()));
                text.replace_range(at.min(end)..end, "");
            }
            1 => {
                let from = place(random, text);
                let to = text.floor_char_boundary((from + random.below(200)).min(text.len()));
                let copy = text[from.min(to)..to].to_owned();
                text.insert_str(at, &copy);
            }
            2 => text.truncate(at),
            _ => text.insert_str(at, SNIPPETS[random.below(SNIPPETS.len())]),
        }
    }
}

fn check(text: &str, settings: &Settings) {
    let source = Source::new("prefect.yaml", text);
    let found = analyze(&source, settings).diagnostics;
    let plan = plan_in(&source, settings, None, &Request::default());
    assert!(plan.errors.len() <= found.len(), "{text:?}");
    let is_place = |range: TextRange| text.get(std::ops::Range::<usize>::from(range)).is_some();
    for finding in &found {
        let places = finding.labels.iter().map(|label| label.range);
        assert!(
            is_place(finding.range) && places.clone().all(is_place),
            "{finding:?}\n{text:?}"
        );
        assert!(
            !finding.message.is_empty() && !finding.message.contains('\n'),
            "{finding:?}"
        );
        for fix in &finding.fixes {
            let apart = |pair: &[Edit]| pair[0].range.end() <= pair[1].range.start();
            assert!(
                fix.edits.iter().all(|edit| is_place(edit.range)),
                "{finding:?}\n{text:?}"
            );
            assert!(fix.edits.windows(2).all(apart), "{finding:?}\n{text:?}");
        }
    }
}

#[test]
fn damaged_manifests_are_analysed() {
    let count: usize = std::env::var("PREFECT_LINT_MUTATIONS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(20_000);
    let seed: u64 = std::env::var("PREFECT_LINT_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(1);
    let bases: Vec<String> = std::fs::read_dir(oracle_dir().join("bases"))
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    let settings = Settings::selecting(&["all"]);
    let mut random = Random::new(seed);
    for _ in 0..count {
        let mut text = random.pick(&bases).clone();
        mutate(&mut text, &mut random);
        check(&text, &settings);
    }
    println!("{count} damaged manifests analysed");
}
