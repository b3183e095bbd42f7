//! Values of parameters against the check of Prefect's server: what it takes is never called wrong.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use prefect_lint_core::project::fits::misfit;
use prefect_lint_core::project::{Entrypoint, InMemory, Lookup, Modules, Project, Root, RootKind};
use prefect_lint_core::yaml;
use prefect_lint_tests::records::oracle_dir;
use serde_json::Value as Json;

#[test]
fn values_that_the_server_takes_are_never_called_wrong() {
    let path = oracle_dir().join("recorded/parameters.jsonl");
    let content = std::fs::read_to_string(path).unwrap();
    let mut lines = content
        .lines()
        .map(|line| serde_json::from_str::<Json>(line).unwrap());
    let imports = lines.next().unwrap()[0].as_str().unwrap().to_owned();
    let (mut wrong, mut agree, mut missed, mut scripts) = (Vec::new(), 0, 0, 0);
    for line in lines {
        let script = line[0].as_str().unwrap().replace("{imports}", &imports);
        let files = InMemory::new([("f.py", script.as_str())]);
        let modules = Modules::new(&files);
        let roots = [Root {
            folder: String::new(),
            kind: RootKind::Beside,
        }];
        let project = Project {
            modules: &modules,
            roots: &roots,
        };
        let Lookup::Flow(flow) = project.look_up(Entrypoint::parse("f.py:f").unwrap()) else {
            continue;
        };
        let Some(signature) = project.signature(&flow) else {
            continue;
        };
        scripts += 1;
        for verdict in line[2].as_array().unwrap() {
            let name = verdict[0].as_str().unwrap();
            let Some(param) = signature.get(name) else {
                continue;
            };
            let text = format!("x: {}\n", yaml_of(&verdict[1]));
            let tree = yaml::parse(&text);
            let node = tree.root().unwrap().get("x").unwrap();
            let refused = verdict[2] != "ok";
            match (misfit(&param.accepts, node).is_some(), refused) {
                (true, false) => wrong.push(format!("{} {text} as {:?}", line[0], param.accepts)),
                (false, true) => missed += 1,
                _ => agree += 1,
            }
        }
    }
    println!(
        "{scripts} scripts: {agree} verdicts agree, {missed} are not known, {} are wrong",
        wrong.len()
    );
    for line in wrong.iter().take(40) {
        println!("{line}");
    }
    assert!(wrong.is_empty());
    assert!(agree > missed, "too little is known");
}

/// A value as YAML 1.1 has it, which wants a point in a number with an exponent.
fn yaml_of(value: &Json) -> String {
    let text = value.to_string();
    match value.is_f64() && text.contains('e') && !text.contains('.') {
        true => text.replacen('e', ".0e", 1),
        false => text,
    }
}
