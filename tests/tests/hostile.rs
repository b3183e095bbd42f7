//! Texts that are meant to hurt: none may panic, overflow the stack, or take more than linear work.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use prefect_lint_core::diagnostic::Diagnostic;
use prefect_lint_core::plan::Request;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;
use prefect_lint_core::{analyze, plan_in, yaml};

const MANY: usize = 100_000;

fn findings(text: &str) -> Vec<Diagnostic> {
    let settings = Settings::selecting(&["all"]);
    let source = Source::new("prefect.yaml", text);
    // A plan is bounded as an analysis is.
    plan_in(&source, &settings, None, &Request::default());
    analyze(&source, &settings).diagnostics
}

fn has(findings: &[Diagnostic], code: &str) -> bool {
    findings.iter().any(|finding| finding.code == code)
}

#[test]
fn nesting_overflows_no_stack() {
    for unit in ["[", "{", "{a: ", "- ", "? ", "[[], ", "- ? "] {
        let found = findings(&format!("a: {}", unit.repeat(MANY)));
        assert!(has(&found, "PF001"), "{unit}");
        let found = findings(&unit.repeat(MANY));
        assert!(has(&found, "PF001"), "{unit}");
    }
    let closed = format!("a: {}{}", "[".repeat(MANY), "]".repeat(MANY));
    assert!(has(&findings(&closed), "PF001"));
}

#[test]
fn depth_is_fine_up_to_the_loaders_limit() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(yaml::parse(&nested(493)).errors().is_empty());
    assert_eq!(yaml::parse(&nested(494)).errors().len(), 1);
}

#[test]
fn aliases_are_never_copied() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    let mut merges = String::from("a0: &a0 {x: 1}\n");
    for i in 1..1000 {
        let alias = format!("*a{}", i - 1);
        let nine = [alias.as_str(); 9].join(", ");
        bomb.push_str(&format!("a{i}: &a{i} [{nine}]\n"));
        merges.push_str(&format!("a{i}: &a{i} {{<<: [{nine}]}}\n"));
    }
    bomb.push_str("deployments:\n  - name: x\n    parameters: {a: *a999}\n    tags: *a999\n");
    merges.push_str("deployments:\n  - <<: *a999\n    name: x\n");
    assert!(!has(&findings(&bomb), "PF001"));
    assert!(!has(&findings(&merges), "PF001"));
}

#[test]
fn a_text_may_refer_to_itself() {
    let text = "deployments: &d\n  - &x\n    <<: *x\n    name: a\n    parameters: &p {self: *p, all: *d}\n    tags: &t [*t]\n";
    assert!(!has(&findings(text), "PF001"));
    findings("build: &b\n  - *b\npull: &p {<<: [*p, *p], step: *p}\n");
}

#[test]
fn many_errors_stay_cheap() {
    let lines = |line: &str| format!("deployments:\n{}", line.repeat(MANY));
    for line in [
        "- a: \"\n",
        "- a: [\n",
        "- a:\tb\n",
        "- a: b: c\n",
        "- a: {{ x }}\n",
        "  - a: 1\n   b: 2\n",
        "- a: @x\n",
        "- {[1]: 2}\n",
        "- a: *x\n",
        "- a: &x 1\n",
        "- a:b\n",
        "a\n",
        "---\n",
        "%YAML 1.1\n",
        "- a: \u{7}\n",
    ] {
        assert!(!findings(&lines(line)).is_empty(), "{line:?}");
    }
    for item in ["*u", "{[1]: 2}", "{{a}}", "!x y", "2024-13-01", "="] {
        let text = format!("x: [{}]", [item; MANY].join(", "));
        assert!(!findings(&text).is_empty(), "{item:?}");
    }
}

#[test]
fn shared_triggers_stay_cheap() {
    let items = |item: &str, count: usize| vec![item; count].join(", ");
    let keys: Vec<String> = (0..1000).map(|i| format!("expec{i}: a")).collect();
    let shared = format!(
        "texts: &texts [{}]\nlabels: &labels [{}]\nbase: &base {{{}}}\nenv: &env {{{}}}\n",
        items("1", 10_000),
        items("{}", 10_000),
        keys[..200].join(", "),
        items("A: 1", 10_000),
    );
    for trigger in [
        "{expect: *texts}",
        "{match_related: *labels}",
        "{match: {a: *texts}, after: *texts}",
        "{require: 2, triggers: *labels}",
        "{<<: *base}",
        "{expect: [a], job_variables: {env: *env, networks: *texts}}",
    ] {
        let triggers = items(trigger, 5_000);
        let text = format!(
            "{shared}deployments:\n- {{name: a, entrypoint: a.py:a, triggers: [{triggers}]}}\n"
        );
        findings(&text);
    }
    let wide = format!("deployments: [{{triggers: [{{{}}}]}}]", keys.join(", "));
    assert!(has(&findings(&wide), "PF702"));
    let deep = format!(
        "deployments: [{{triggers: [{}{}]}}]",
        "{triggers: [".repeat(200),
        "]}".repeat(200)
    );
    findings(&deep);
    findings("deployments: [{triggers: &t [{require: any, triggers: *t}, {<<: *t}]}]");
}

#[test]
fn outputs_that_double_and_steps_that_all_share_stay_cheap() {
    let docker = "prefect_docker.deployments.steps.build_docker_image";
    let mut doubled = "build:\n".to_owned();
    for at in 1..200 {
        doubled += &format!(
            "- {docker}: {{id: s{at}, image_name: '{{{{ image }}}}{{{{ image }}}}', tag: t}}\n"
        );
    }
    doubled += "deployments:\n- {name: a, tags: ['x{{ image }}']}\n";
    findings(&doubled);
    let mut shared = "build:\n".to_owned();
    for at in 0..2_000 {
        shared += &format!("- {docker}: {{id: s{at}, image_name: a, tag: '{{{{ nope }}}}'}}\n");
    }
    shared += "deployments:\n";
    for at in 0..2_000 {
        shared += &format!(
            "- {{name: d{at}, entrypoint: f.py:f, schedules: [{{cron: '0 0 31 2 *'}}]}}\n"
        );
    }
    let start = std::time::Instant::now();
    findings(&shared);
    println!("shared steps: {:?}", start.elapsed());
    assert!(start.elapsed().as_secs() < 30);
}

#[test]
fn comments_that_silence_stay_cheap() {
    let many = |unit: &str| format!("deployments:\n{}", unit.repeat(20_000));
    for unit in [
        "- name: a # prefect-lint: ignore[PF204, PF202] x\n",
        "# prefect-lint: ignore[PF204] x\n- name: a\n",
        "# prefect-lint: ignore[PF204] x\n",
        "# prefect-lint: ignore-file[PF204] x\n- name: a\n",
        "# prefect-lint: ignore[PF204,\n- {name: a, # prefect-lint: disable\n  b: 'c\n  d'}\n",
    ] {
        findings(&many(unit));
    }
    let words = format!("a: 1 # prefect-lint: ignore[{}]\n", "PF102, ".repeat(MANY));
    assert!(has(&findings(&words), "PF901"));
    findings(&format!(
        "a: 1 {}\n",
        "# prefect-lint: ignore[PF102] ".repeat(20_000)
    ));
    findings(&format!("a: 1 {}\n", "# ".repeat(MANY)));
    findings(&format!("a: 1 {}\n", "#".repeat(MANY)));
    let deep = |depth: usize| {
        let lines = (0..depth).map(|at| {
            let blanks = " ".repeat(at);
            format!("{blanks}# prefect-lint: ignore[PF014] x\n{blanks}a:\n")
        });
        lines.collect::<String>()
    };
    findings(&deep(400));
}

#[test]
fn odd_bytes_are_told() {
    for bytes in [
        &b""[..],
        b"\0",
        b"\xef\xbb\xbf",
        b"\xff\xfea\0:\0",
        b"\xfe\xff\0a",
        b"a: \xc3",
        b"a: \xed\xa0\x80",
        b"a: 1\r",
        b"\r\n\r\n",
        b"a: \x7f\x80",
    ] {
        let source = Source::from_bytes("prefect.yaml", bytes.to_vec());
        let found = analyze(&source, &Settings::default()).diagnostics;
        let is_sound = bytes == b"a: 1\r";
        assert_eq!(
            found.iter().all(|f| f.code == "PF102"),
            is_sound,
            "{bytes:?}: {found:?}"
        );
    }
}

/// Makes a text of so many parts, with steps of a function.
type Make = fn(usize, &str) -> String;

/// Time for a text of so many parts.
fn time(text: impl Fn(usize) -> String, parts: usize) -> std::time::Duration {
    let text = text(parts);
    let fastest = (0..2).map(|_| {
        let start = std::time::Instant::now();
        findings(&text);
        start.elapsed()
    });
    fastest.min().unwrap_or_default()
}

#[test]
fn placeholders_are_looked_at_in_linear_time() {
    let run = "prefect.deployments.steps.run_shell_script";
    let texts: [(&str, Make); 8] = [
        ("ids that nothing has", |n, run| {
            let step = |i| format!("  - {run}: {{id: s{i}, script: \"{{{{ s{i}x.stdout }}}}\"}}\n");
            format!("build:\n{}", (0..n).map(step).collect::<String>())
        }),
        ("own builds, shared values", |n, run| {
            let variable = |i| format!("    v{i}: \"{{{{ s.stdou }}}}\"\n");
            let own = |i| {
                format!(
                    "  - {{name: d{i}, build: [{{{run}: {{id: s, script: ls}}}}], parameters: *p}}\n"
                )
            };
            let variables: String = (0..n).map(variable).collect();
            let deployments: String = (0..n).map(own).collect();
            format!("definitions:\n  p: &p\n{variables}deployments:\n{deployments}")
        }),
        ("own pulls, one build", |n, run| {
            let step = |i| format!("  - {run}: {{id: s{i}, script: \"{{{{ s{i}.stdout }}}}\"}}\n");
            let own = |i| {
                format!("  - {{name: d{i}, pull: [{{{run}: {{script: \"{{{{ s.x }}}}\"}}}}]}}\n")
            };
            let steps: String = (0..n).map(step).collect();
            let deployments: String = (0..n).map(own).collect();
            format!("build:\n{steps}deployments:\n{deployments}")
        }),
        ("merged values", |n, _| {
            let variable = |i| format!("    v{i}: \"{{{{ s.x }}}}\"\n");
            let own = |i| format!("  - {{name: d{i}, parameters: {{<<: *p, own: {i}}}}}\n");
            let variables: String = (0..n.min(200)).map(variable).collect();
            let deployments: String = (0..n).map(own).collect();
            format!("definitions:\n  p: &p\n{variables}deployments:\n{deployments}")
        }),
        ("open braces", |n, _| text_of("{{ ", n)),
        ("open shells", |n, _| text_of("${", n)),
        ("open angles", |n, _| text_of("<< a", n)),
        ("placeholders", |n, _| text_of("{{ x.y }} {{ z | w }} ", n)),
    ];
    for (name, text) in texts {
        let few = time(|n| text(n, run), 500);
        let many = time(|n| text(n, run), 4_000);
        println!("{name}: {few:?} and {many:?}");
        let most = few * 8 * 4 + std::time::Duration::from_millis(200);
        assert!(many < most, "{name}: {few:?} for 500, {many:?} for 4,000");
    }
}

fn text_of(unit: &str, count: usize) -> String {
    let text = unit.repeat(count);
    format!("deployments:\n  - name: a\n    version: '{text}'\n    description: '{text}'\n")
}
