//! The rules about triggers, SLAs and concurrency limits, on what their pages have no room for: each mistake, and the
//! same without it.

#![allow(clippy::unwrap_used)]

use prefect_lint_core::analyze;
use prefect_lint_core::diagnostic::Diagnostic;
use prefect_lint_core::fix;
use prefect_lint_core::settings::{Settings, Version};
use prefect_lint_core::text::Source;

/// Code, severity and marked text of what is found.
fn found_for(target_version: Option<Version>, text: &str) -> Vec<String> {
    let settings = Settings {
        target_version,
        ..Settings::default()
    };
    let source = Source::new("prefect.yaml", text);
    let place = |d: &Diagnostic| {
        let marked = &text[usize::from(d.range.start())..usize::from(d.range.end())];
        format!("{} {} {marked}", d.code, d.severity.as_str())
    };
    analyze(&source, &settings)
        .diagnostics
        .iter()
        .map(place)
        .collect()
}

fn found(text: &str) -> Vec<String> {
    found_for(None, text)
}

fn silent(text: &str) {
    assert_eq!(found(text), Vec::<String>::new(), "{text}");
}

/// A deployment with this entry.
fn with(entry: &str) -> String {
    format!("deployments:\n- name: d\n  entrypoint: f.py:f\n  {entry}\n")
}

/// One trigger.
fn trigger(entries: &str) -> String {
    with(&format!("triggers: [{{{entries}}}]"))
}

fn fixed(text: &str) -> String {
    let source = Source::new("prefect.yaml", text);
    let edits: Vec<_> = (analyze(&source, &Settings::default()).diagnostics.iter())
        .flat_map(|d| d.fixes.clone())
        .collect();
    fix::apply(text, &edits).text
}

#[test]
fn values_that_are_refused() {
    for (entries, marked) in [
        ("type: evnt, expect: [a]", "evnt"),
        ("type: null, expect: [a]", "null"),
        ("type: Event, expect: [a]", "Event"),
        ("expect: a", "a"),
        ("expect: [a, 1]", "1"),
        ("expect: [a], after: null", "null"),
        ("match: {a: 1}", "1"),
        ("match: [a]", "[a]"),
        ("match_related: [{a: b}, x]", "x"),
        ("expect: [a], posture: Metric, type: event", "Metric"),
        ("expect: [a], threshold: many", "many"),
        ("expect: [a], within: 5m", "5m"),
        ("expect: [a], within: -1", "-1"),
        ("expect: [a], schedule_after: -5", "-5"),
        ("expect: [a], enabled: maybe", "maybe"),
        ("expect: [a], description: 5", "5"),
        ("posture: Metric", "posture"),
        (
            "posture: Metric, metric: {name: lateness, operator: '>'}",
            "name",
        ),
        (
            "posture: Metric, metric: {name: late, operator: '>', threshold: 1}",
            "late",
        ),
        (
            "posture: Metric, metric: {name: lateness, operator: '>', threshold: 1, range: 60}",
            "60",
        ),
        ("type: compound, triggers: [{expect: [a]}]", "type"),
        ("require: ALL, triggers: [{expect: [a]}]", "ALL"),
        ("require: 2, triggers: [{expect: [a]}]", "2"),
        ("require: 0, triggers: [{expect: [a]}]", "0"),
        ("triggers: [x]", "x"),
        ("triggers: [{expect: a}]", "a"),
    ] {
        assert_eq!(
            found(&trigger(entries)),
            [format!("PF701 error {marked}")],
            "{entries}"
        );
    }
}

#[test]
fn values_that_are_taken() {
    for entries in [
        "expect: [a], threshold: '2', within: PT5M, schedule_after: 1 day",
        "match: {a: b, c: [d, '!e*']}, match_related: [{a: b}, {c: d}]",
        "expect: [a], posture: Proactive",
        "expect: [a], posture: Proactive, within: 10",
        "expect: [a], enabled: 'no', name: null, parameters: null, job_variables: null",
        "expect: ['{{ $EVENT }}-x'], within: '{{ $SECONDS }}', threshold: '{{ $N }}'",
        "type: '{{ $TYPE }}', foo: 1",
        "posture: Metric, metric: {name: lateness, operator: '>', threshold: 5, range: PT10M}",
        "require: 2, triggers: [{expect: [a]}, {type: sequence, triggers: [{expect: [b]}]}], within: 60",
        "require: any, triggers: [{posture: Reactive, match: {a: 2020-01-01}}]",
    ] {
        silent(&trigger(entries));
    }
}

#[test]
fn keys_that_are_ignored() {
    for (entries, place) in [
        ("expects: [a]", "PF702 error expects"),
        ("mach: {a: b}", "PF702 error mach"),
        ("event: [a]", "PF702 error event"),
        ("expect: [a], actions: [x]", "PF702 error actions"),
        ("expect: [a], foo: 1", "PF702 warning foo"),
        (
            "expect: [a], triggers: [{expect: b}], type: event",
            "PF702 error triggers",
        ),
        (
            "triggers: [{expect: [a]}], threshold: 2",
            "PF702 error threshold",
        ),
        (
            "require: any, triggers: [{expect: [a]}], posture: Reactive",
            "PF702 warning posture",
        ),
        (
            "triggers: [{expect: [a], parameters: {b: 1}}]",
            "PF702 error parameters",
        ),
        ("triggers: [{expect: [a], name: b}]", "PF702 warning name"),
        (
            "posture: Metric, metric: {name: lateness, operator: '>', threshold: 1}, range: 300",
            "PF702 error range",
        ),
        (
            "posture: Metric, metric: {name: lateness, operator: '>', threshold: 1, rnage: 300}",
            "PF702 error rnage",
        ),
    ] {
        assert_eq!(found(&trigger(entries)), [place], "{entries}");
    }
    for entries in [
        "expect: [a], x-note: why",
        "triggers: [{expect: [a]}], name: a, parameters: {b: '{{ event.id }}'}, schedule_after: 60",
        "expect: &events [a]",
        "'{{ $KEY }}': 1, expect: [a]",
    ] {
        assert!(
            !found(&trigger(entries)).iter().any(|f| f.contains("PF702")),
            "{entries}"
        );
    }
    silent(&with("triggers: [{<<: {expect: [a]}, name: b}]"));
}

#[test]
fn triggers_that_match_everything() {
    assert_eq!(found(&trigger("enabled: true")), ["PF703 error enabled"]);
    assert_eq!(found(&trigger("")), ["PF703 error {}"]);
    assert_eq!(
        found(&trigger("match: {}, expect: []")),
        ["PF703 error match"]
    );
    assert_eq!(
        found(&trigger("match_related: [{}], name: x")),
        ["PF703 error match_related"]
    );
    assert_eq!(
        found(&trigger("posture: Proactive, within: 60")),
        ["PF703 warning posture"]
    );
    assert_eq!(
        found(&trigger(
            "require: all, triggers: [{expect: [a]}, {name: b}]"
        )),
        ["PF702 warning name"]
    );
    assert_eq!(
        found(&trigger(
            "require: all, triggers: [{expect: [a]}, {within: 5}]"
        )),
        ["PF703 warning within"]
    );
    for entries in [
        "enabled: false",
        "match: {a: b}",
        "match: '{{ $LABELS }}'",
        "after: [a]",
        "type: sequence, triggers: []",
    ] {
        silent(&trigger(entries));
    }
    // What is broken may be the filter.
    let text =
        "deployments:\n- name: d\n  entrypoint: f.py:f\n  triggers:\n  - name: x\n    expect: @a\n";
    assert!(
        !found(text).iter().any(|found| found.contains("PF70")),
        "{:?}",
        found(text)
    );
}

#[test]
fn proactive_triggers() {
    let within = |within: &str| {
        trigger(&format!(
            "expect: [a], posture: Proactive, within: {within}"
        ))
    };
    for text in ["PT1H", "'01:00:00'", "P1D", "9", "0.5", "-20"] {
        assert_eq!(
            found(&within(text)),
            [format!("PF704 error {text}")],
            "{text}"
        );
    }
    for text in ["5m", "[1]", ".inf"] {
        let codes = found(&within(text));
        assert!(
            codes.len() == 1 && codes[0].contains("PF701"),
            "{text} {codes:?}"
        );
    }
    for text in ["10", "3600", "0", "''", "'{{ $S }}'"] {
        silent(&within(text));
    }
    assert!(fixed(&within("PT1H")).contains("within: 3600}"));
    let new = |text: &str| found_for(Some(Version(3, 9, 1)), &within(text));
    assert_eq!(new("PT1H"), Vec::<String>::new());
    assert_eq!(new("PT5S"), ["PF704 error PT5S"]);
    assert_eq!(new("''"), ["PF701 error ''"]);
    assert_eq!(new("-PT0S"), Vec::<String>::new());
    let metric = trigger("posture: Metric, metric: {name: heat, operator: '>', threshold: 1}");
    assert_eq!(found(&metric), ["PF701 error heat"]);
    assert_eq!(
        found_for(Some(Version(3, 9, 1)), &metric),
        Vec::<String>::new()
    );
}

#[test]
fn loops() {
    let running = "expect: [prefect.flow-run.Running]";
    assert_eq!(
        found(&trigger(running)),
        ["PF705 error prefect.flow-run.Running"]
    );
    let all = "expect: [prefect.flow-run.*], match: {prefect.resource.id: [prefect.flow-run.*]}";
    assert_eq!(found(&trigger(all)), ["PF705 error prefect.flow-run.*"]);
    for more in [
        "enabled: false",
        "posture: Proactive",
        "match: {prefect.resource.name: a}",
        "match_related: {prefect.resource.name: a}",
        "match_related: []",
        "enabled: '{{ $ON }}'",
    ] {
        silent(&trigger(&format!("{running}, {more}")));
    }
    silent(&trigger("expect: [prefect.flow-run.Completed]"));
    silent(&trigger(&format!(
        "require: any, triggers: [{{{running}}}]"
    )));
}

#[test]
fn events_that_do_not_happen() {
    assert_eq!(
        found(&trigger("expect: [prefect.flow-run.completed]")),
        ["PF710 warning prefect.flow-run.completed"]
    );
    assert_eq!(
        found(&trigger("expect: [a], after: [prefect.flow_run.Failed]")),
        ["PF710 warning prefect.flow_run.Failed"]
    );
    assert_eq!(
        found(&trigger("expect: [a], posture: Proactive, threshold: 0")),
        ["PF710 warning 0"]
    );
    assert!(
        fixed(&trigger("expect: ['prefect.flow-run.failed']")).contains("prefect.flow-run.Failed")
    );
    silent(&trigger("expect: [a], threshold: 0"));
    silent(&trigger("expect: [prefect.*.Completed]"));
}

#[test]
fn shared_triggers_are_reported_once() {
    let text = "x: &x {expects: [a], threshold: b}\ndeployments:\n- {name: a, entrypoint: f.py:a, triggers: [*x, {<<: *x}]}\n- {name: b, entrypoint: f.py:b, triggers: [*x]}\n";
    assert_eq!(found(text), ["PF702 error expects", "PF701 error b"]);
    let text = "t: &t [{require: any, triggers: *t}]\ndeployments:\n- {name: a, entrypoint: f.py:a, triggers: *t}\n";
    let _ = found(text);
}

#[test]
fn fixes_lead_to_triggers_that_are_taken() {
    for (entries, wanted) in [
        ("expect: a", "expect: [a]"),
        ("expect: [1]", "expect: [\"1\"]"),
        ("match: {a: 5}", "match: {a: \"5\"}"),
        (
            "expect: [a], posture: reactive",
            "expect: [a], posture: Reactive",
        ),
        ("events: [a]", "expect: [a]"),
        ("type: Event, expect: [a]", "type: event, expect: [a]"),
    ] {
        let text = fixed(&trigger(entries));
        assert_eq!(text, trigger(wanted));
        silent(&text);
    }
}

#[test]
fn service_level_agreements() {
    let sla = |entries: &str| with(&format!("sla: [{{{entries}}}]"));
    let info = "PF707 info sla".to_owned();
    for (entries, place) in [
        ("name: a, within: 60, severity: High", "PF706 error High"),
        ("name: a, within: 60, duration: 60", "PF706 error within"),
        (
            "name: a, stale_after: 60, within: 60",
            "PF706 error stale_after",
        ),
        ("name: a", "PF706 error name"),
        ("within: 60", "PF706 error within"),
        (
            "name: a, duration: 60, within: nonsense",
            "PF706 error within",
        ),
    ] {
        let wanted = [info.clone(), place.to_owned()];
        let all = found(&sla(entries));
        let codes: Vec<_> = all.iter().filter(|f| f.contains("PF70")).collect();
        assert!(
            wanted.iter().all(|wanted| codes.contains(&wanted)),
            "{entries}: {all:?}"
        );
        assert_eq!(codes.len(), 2, "{entries}: {all:?}");
    }
    for entries in [
        "name: a, within: PT5M, severity: high",
        "name: a, duration: 60, within: null",
    ] {
        assert_eq!(found(&sla(entries)), [info.as_str()], "{entries}");
    }
    assert_eq!(found(&with("sla: []")), [info.as_str()]);
    silent(&with("sla: null"));
}

#[test]
fn concurrency_limits() {
    for (value, places) in [
        ("0", &["PF708 error 0"][..]),
        ("-1", &["PF708 error -1"]),
        ("{limit: 3}", &["PF708 error concurrency_limit"]),
        (
            "{limit: 0, collision_strategy: ENQUEUE}",
            &["PF708 error 0"],
        ),
        (
            "{limit: 1, collision_strategy: enqueue}",
            &["PF708 error enqueue"],
        ),
        (
            "{limit: 1, collision_strategy: null}",
            &["PF708 error collision_strategy"],
        ),
        (
            "{limit: 1, collision_strategy: ENQUEUE, grace_period_seconds: 5}",
            &["PF708 error 5"],
        ),
        (
            "{collision_strategy: ENQUEUE}",
            &["PF709 warning concurrency_limit"],
        ),
        (
            "{limit: null, collision_strategy: ENQUEUE}",
            &["PF709 warning limit"],
        ),
        ("{limit: 1, strategy: ENQUEUE}", &["PF103 error strategy"]),
        (
            "{limt: 1, collision_strategy: ENQUEUE}",
            &["PF101 error limt"],
        ),
        ("{}", &["PF708 error concurrency_limit"]),
    ] {
        let text = with(&format!("concurrency_limit: {value}"));
        assert_eq!(found(&text), places, "{value}");
    }
    for value in [
        "1",
        "null",
        "{limit: 1, collision_strategy: CANCEL_NEW}",
        "{limit: 1, collision_strategy: '{{ $STRATEGY }}', grace_period_seconds: 60}",
    ] {
        silent(&with(&format!("concurrency_limit: {value}")));
    }
}

#[test]
fn manifests_as_people_write_them() {
    silent(
        "\
deployments:
  - name: clean-up
    entrypoint: flows/clean_up.py:clean_up
    work_pool: {name: main}
    triggers:
      - type: event
        enabled: true
        name: after-load
        description: Starts when the load has failed twice.
        match:
          prefect.resource.id: prefect.flow-run.*
        match_related:
          prefect.resource.name: load-orders
          prefect.resource.role: flow
        expect:
          - prefect.flow-run.Failed
          - prefect.flow-run.Crashed
        for_each:
          - related:flow:prefect.resource.id
        posture: Reactive
        threshold: 2
        within: 3600
        parameters:
          failed_run: \"{{ event.resource.id }}\"
          name:
            template: \"{{ event.resource.name | upper }}\"
      - enabled: true
        match:
          prefect.resource.id: s3://orders/*
        expect:
          - object.created
        after:
          - prefect.flow-run.Pending
        posture: Proactive
        threshold: 1
        within: 300.0
        schedule_after: \"00:10:00\"
        job_variables:
          env: {LOG_LEVEL: DEBUG}
      - type: compound
        require: all
        within: PT1H
        name: both
        triggers:
          - type: event
            match: {prefect.resource.id: prefect.flow-run.*}
            match_related:
              prefect.resource.id: [prefect.flow.a, prefect.flow.b]
            expect: [prefect.flow-run.Completed]
          - type: sequence
            within: 600
            triggers:
              - expect: [acme.order.*]
              - expect: [acme.payment.received]
",
    );
}
