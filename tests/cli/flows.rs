//! Entrypoints and parameters, on the disk.

use crate::project::Project;

const FLOW: &str = "\
from prefect import flow

@flow
def report(region: str, days: int = 7):
    ...
";

fn manifest(entrypoint: &str) -> String {
    format!(
        "deployments:\n  - name: report\n    entrypoint: {entrypoint}\n    parameters: {{region: eu}}\n    work_pool: {{name: main}}\n"
    )
}

/// The findings, one a line, without the name of the file.
fn found(project: &Project, args: &str) -> Vec<String> {
    let run = project.run(&format!("check --quiet --output-format concise {args}"));
    let lines = run.stdout.lines();
    lines
        .map(|line| line.split_once(": ").unwrap().1.to_owned())
        .collect()
}

#[test]
fn flows_are_looked_for_beside_the_manifest_and_above_it() {
    for (manifest_path, flow_path) in [
        ("prefect.yaml", "flows/a.py"),
        ("deploy/prefect.yaml", "deploy/flows/a.py"),
        ("deploy/prefect.yaml", "flows/a.py"),
        ("a/b/c/prefect.yaml", "a/flows/a.py"),
    ] {
        let project = Project::new(&[
            (flow_path, FLOW),
            (manifest_path, &manifest("flows/a.py:report")),
        ]);
        std::fs::create_dir(project.path(".git")).unwrap();
        assert_eq!(found(&project, ""), Vec::<String>::new(), "{flow_path}");
        project.write(manifest_path, manifest("flows/a.py:reprot"));
        assert_eq!(
            found(&project, ""),
            ["error[PF209] entrypoint-function-not-found: there is no `reprot` in `flows/a.py`"],
        );
    }
}

#[test]
fn a_root_can_be_named() {
    let project = Project::new(&[
        ("code/flows/a.py", FLOW),
        ("deploy/prefect.yaml", &manifest("flows/a.py:report")),
        ("deploy/other.py", ""),
    ]);
    std::fs::create_dir(project.path(".git")).unwrap();
    let missing = "error[PF208] entrypoint-file-not-found: there is no file `flows/a.py`";
    assert_eq!(found(&project, ""), [missing]);
    assert_eq!(found(&project, "--root code"), Vec::<String>::new());
}

#[test]
fn case_counts_on_every_system() {
    let project = Project::new(&[
        ("flows/a.py", FLOW),
        ("prefect.yaml", &manifest("Flows/a.py:report")),
    ]);
    assert_eq!(
        found(&project, ""),
        ["error[PF208] entrypoint-file-not-found: there is no file `Flows/a.py`"]
    );
}

#[test]
fn a_manifest_that_stands_alone_is_not_blamed() {
    let project = Project::new(&[("prefect.yaml", &manifest("flows/a.py:report"))]);
    assert_eq!(found(&project, ""), Vec::<String>::new());
    let piped = project.pipe("check -", &manifest("flows/a.py:report"));
    assert_eq!(piped.code, 0);
}

#[test]
fn parameters_are_held_against_the_signature_and_mended() {
    let text = "\
deployments:
  - name: report
    entrypoint: flows/a.py:report
    parameters:
      region: no
      day: 3
    work_pool: {name: main}
    schedules:
      - cron: 0 9 * * *
        parameters: {dyas: 3}
";
    let project = Project::new(&[("flows/a.py", FLOW), ("prefect.yaml", text)]);
    assert_eq!(
        found(&project, ""),
        [
            "error[PF212] parameter-type: `region` must be text, but `no` is a truth value",
            "error[PF211] unknown-parameter: the flow `report` has no parameter `day`",
            "error[PF211] unknown-parameter: the flow `report` has no parameter `dyas`",
        ]
    );
    assert_eq!(project.run("check --fix").code, 0);
    let mended = project.read("prefect.yaml");
    assert!(
        mended.contains("region: \"no\"\n      days: 3\n"),
        "{mended}"
    );
    assert!(mended.contains("{days: 3}"), "{mended}");
}

#[test]
fn step_functions_of_the_project_are_known() {
    let steps = "def tag(prefix, *, short=True):\n    return {\"tag\": prefix}\n";
    let check = |step: &str| {
        let text = format!(
            "build:\n  - {step}\ndeployments:\n  - name: report\n    entrypoint: flows/a.py:report\n    \
             parameters: {{region: eu}}\n    version: \"{{{{ mark.label }}}}\"\n    work_pool: {{name: main}}\n"
        );
        let project = Project::new(&[
            ("tools/__init__.py", ""),
            ("tools/steps.py", steps),
            ("flows/a.py", FLOW),
            ("prefect.yaml", &text),
        ]);
        let found = found(&project, "");
        let codes = found
            .iter()
            .map(|line| line.split(['[', ']']).nth(1).unwrap().to_owned());
        codes.collect::<Vec<_>>()
    };
    assert_eq!(check("tools.steps.tag: {id: mark, prefix: v}"), ["PF403"]);
    assert_eq!(
        check("tools.steps.tag: {id: mark, prefx: v}"),
        ["PF304", "PF403"]
    );
    assert_eq!(check("tools.steps.tag: {id: mark}"), ["PF305", "PF403"]);
    assert_eq!(check("tools.steps.tga: {id: mark, prefix: v}"), ["PF302"]);
    assert_eq!(
        check("elsewhere.steps.tag: {id: mark}"),
        Vec::<String>::new()
    );
}
