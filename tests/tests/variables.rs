//! Job variables against the validation of Prefect's server: what it refuses has an error, and what it takes has none.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;

use prefect_lint_core::analyze;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;
use prefect_lint_tests::records::oracle_dir;

/// Type of work pool, variables, answer: those that are recorded, and those asked just now where
/// `PREFECT_LINT_FRESH_VARIABLES` names a file of them.
fn records() -> Vec<[String; 3]> {
    let path = oracle_dir().join("recorded/variables.jsonl");
    let mut content = std::fs::read_to_string(path).unwrap();
    if let Ok(fresh) = std::env::var("PREFECT_LINT_FRESH_VARIABLES") {
        content.push_str(&std::fs::read_to_string(fresh).unwrap());
    }
    let records = content
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    // Nothing is said of a value with a placeholder.
    records
        .filter(|[_, variables, _]: &[String; 3]| !variables.contains("{{ "))
        .collect()
}

/// Whether null stands where only pools with a newer base job template take it: nothing is said of that.
fn hangs_on_age(pool_type: &str, variables: &str) -> bool {
    let has_null = ["null", "~", ": }", ": ,", ".nan", ".inf"]
        .iter()
        .any(|null| variables.contains(null));
    let newer = variables.contains("env:")
        || (pool_type == "docker" && variables.contains("image_pull_policy:"));
    has_null && newer
}

#[test]
fn variables_are_refused_as_the_server_refuses_them() {
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut all, mut refused) = (0, 0);
    for [pool_type, variables, answer] in records() {
        if hangs_on_age(&pool_type, &variables) {
            continue;
        }
        all += 1;
        refused += usize::from(answer == "refused");
        let text = format!(
            "deployments:\n- name: d\n  entrypoint: f.py:f\n  work_pool: {{name: p, job_variables: {variables}}}\n"
        );
        let settings = Settings {
            work_pools: BTreeMap::from([("p".to_owned(), pool_type.clone())]),
            ..Settings::default()
        };
        let found = analyze(&Source::new("prefect.yaml", text.as_str()), &settings).diagnostics;
        let found = found.iter().any(|d| d.code == "PF602");
        if found != (answer == "refused") {
            let kind = format!("{pool_type}: server {answer}, found {found}");
            wrong.entry(kind).or_default().push(variables);
        }
    }
    println!(
        "{all} mappings, {refused} refused: {} kinds of difference",
        wrong.len()
    );
    for (kind, variables) in &wrong {
        println!("{:5} {kind}", variables.len());
        variables
            .iter()
            .take(12)
            .for_each(|text| println!("        {text}"));
    }
    assert!(all > 10_000 && refused > 5_000);
    assert!(wrong.is_empty());
}
