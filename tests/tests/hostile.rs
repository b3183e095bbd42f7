//! Texts that are meant to hurt: none may panic, overflow the stack, or take more than linear work.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use prefect_lint_core::diagnostic::Diagnostic;
use prefect_lint_core::settings::{Selection, Settings};
use prefect_lint_core::text::Source;
use prefect_lint_core::{analyze, yaml};

const MANY: usize = 100_000;

fn findings(text: &str) -> Vec<Diagnostic> {
    let settings = Settings {
        selection: Selection {
            select: vec!["all".to_owned()],
            ..Selection::default()
        },
        ..Settings::default()
    };
    analyze(&Source::new("prefect.yaml", text), &settings).diagnostics
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
