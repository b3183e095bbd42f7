//! The rules about slugs, and about what switches a schedule on and off, on what their pages have no room for.

#![allow(clippy::unwrap_used)]

use prefect_lint_core::analyze;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;

/// What is found in a deployment with these lines, by line of the file.
fn found(lines: &str) -> Vec<String> {
    let head = "deployments:\n  - name: a\n    entrypoint: a.py:a\n    work_pool: {name: p}\n";
    let body: String = lines.lines().map(|line| format!("    {line}\n")).collect();
    let source = Source::new("prefect.yaml", format!("{head}{body}"));
    (analyze(&source, &Settings::default()).diagnostics.iter())
        .map(|d| {
            let line = source.position(d.range.start()).line;
            format!("{line} {} {}", d.code, &source.text()[d.range])
        })
        .collect()
}

fn silent(lines: &str) {
    assert_eq!(found(lines), Vec::<String>::new(), "{lines}");
}

#[test]
fn slugs_are_unique_in_a_deployment() {
    assert_eq!(
        found("schedules:\n  - {cron: 0 9 * * *, slug: a}\n  - {interval: 3600, slug: 'a'}"),
        ["7 PF522 a"]
    );
    silent("schedules:\n  - {cron: 0 9 * * *, slug: a}\n  - {interval: 3600, slug: b}");
    silent("schedules:\n  - {cron: 0 9 * * *, slug: ''}\n  - {interval: 3600, slug: ''}");
    silent(
        "schedules:\n  - {cron: 0 9 * * *, slug: '{{ $A }}'}\n  - {interval: 3600, slug: '{{ $A }}'}",
    );
    // One schedule twice is two schedules.
    assert_eq!(
        found("schedules:\n  - &s {cron: 0 9 * * *, slug: a}\n  - *s"),
        ["6 PF522 a"]
    );
}

#[test]
fn replaces_needs_a_new_slug() {
    assert_eq!(
        found("schedules:\n  - {cron: 0 9 * * *, replaces: a}"),
        ["6 PF523 replaces"]
    );
    assert_eq!(
        found("schedules:\n  - {cron: 0 9 * * *, slug: a, replaces: a}"),
        ["6 PF523 replaces"]
    );
    silent("schedules:\n  - {cron: 0 9 * * *, slug: b, replaces: a}");
    silent("schedules:\n  - {cron: 0 9 * * *, slug: '{{ $A }}', replaces: a}");
    silent("schedules:\n  - {cron: 0 9 * * *, replaces: null}");
}

#[test]
fn switches_are_yes_or_no() {
    assert_eq!(
        found("schedules:\n  - {cron: 0 9 * * *, active: maybe, day_or: both}"),
        ["6 PF526 maybe", "6 PF526 both"]
    );
    assert_eq!(
        found("schedules:\n  - {cron: 0 9 * * *, active: ''}"),
        ["6 PF526 ''"]
    );
    silent("schedules:\n  - {cron: 0 9 * * *, active: 'YES', day_or: 'off'}");
    silent("schedules:\n  - {cron: 0 9 * * *, active: '{{ $ON }}', day_or: false}");
    silent("schedules:\n  - {cron: 0 9 * * *, active: 1}");
}
