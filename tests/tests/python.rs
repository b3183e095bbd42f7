//! What is called no Python, Python refuses: small scripts with random damage.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use prefect_lint_core::python::Module;
use prefect_lint_tests::records::oracle_dir;

#[test]
fn what_python_takes_is_never_called_broken() {
    let mut content = std::fs::read_to_string(oracle_dir().join("recorded/python.jsonl")).unwrap();
    if let Ok(fresh) = std::env::var("PREFECT_LINT_FRESH_PYTHON") {
        content.push_str(&std::fs::read_to_string(fresh).unwrap());
    }
    let (mut agree, mut missed, mut wrong) = (0, 0, Vec::new());
    for line in content.lines() {
        let (text, verdict): (String, String) = serde_json::from_str(line).unwrap();
        let error = Module::parse(text.as_bytes()).error;
        match (error, verdict == "ok") {
            (Some(error), true) => wrong.push(format!("{text:?}: {error:?}")),
            (None, false) => missed += 1,
            _ => agree += 1,
        }
    }
    println!(
        "{agree} verdicts agree, {missed} errors are not seen, {} are wrong",
        wrong.len()
    );
    wrong
        .iter()
        .take(40)
        .for_each(|line| println!("    {line}"));
    assert!(agree > 5_000 && missed * 10 < agree);
    assert!(wrong.is_empty());
}
