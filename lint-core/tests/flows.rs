//! Flows found in Python sources, in memory.

#![allow(clippy::unwrap_used)]

use prefect_lint_core::analyze_in;
use prefect_lint_core::project::{Entrypoint, InMemory, Lookup, Modules, Project, Root, RootKind};
use prefect_lint_core::settings::{Selection, Settings};
use prefect_lint_core::text::Source;

/// What an entrypoint leads to, in a few words.
fn look_up(files: &[(&str, &str)], entrypoint: &str) -> String {
    let files = InMemory::new(files.iter().copied());
    let modules = Modules::new(&files);
    let roots = [Root {
        folder: String::new(),
        kind: RootKind::Beside,
    }];
    let project = Project {
        modules: &modules,
        roots: &roots,
    };
    match project.look_up(Entrypoint::parse(entrypoint).unwrap()) {
        Lookup::Flow(flow) => format!("flow {}", flow.name.unwrap_or("?".to_owned())),
        Lookup::NotFlow(thing) => thing.what.to_owned(),
        Lookup::NoSuchName { flows, .. } => format!("no such name, but {flows:?}"),
        Lookup::NoSuchFile { near } => format!("no such file, near {near:?}"),
        Lookup::Unknown => "unknown".to_owned(),
    }
}

fn in_file(text: &str) -> String {
    look_up(&[("f.py", text)], "f.py:f")
}

#[test]
fn decorated_functions_are_flows_under_any_name() {
    for text in [
        "from prefect import flow\n@flow\ndef f(): pass\n",
        "from prefect import flow\n@flow()\ndef f(): pass\n",
        "from prefect import flow as fl\n@fl(retries=1)\nasync def f(): pass\n",
        "import prefect\n@prefect.flow\ndef f(): pass\n",
        "import prefect as p\n@p.flow(log_prints=True)\ndef f(): pass\n",
        "import prefect.flows\n@prefect.flows.flow\ndef f(): pass\n",
        "from prefect.flows import flow\r\n@flow\r\ndef f(): pass\r\n",
        "\u{FEFF}from prefect import *\nfrom prefect import flow\n@flow\ndef f(): pass\n",
        "from prefect import flow\ndef f(): pass\nf = flow(f)\n",
        "from prefect import flow\ndef g(): pass\nf = flow(name='f')(g)\n",
        "from prefect import Flow\ndef g(): pass\nf = Flow(fn=g, name='f')\n",
        "from prefect import flow\n@flow\ndef g(): pass\nf = g.with_options(name='f')\n",
        "from prefect import flow\nif x:\n    @flow\n    def f(): pass\nelse:\n    def f(): pass\n",
        "try:\n    from prefect import flow\nexcept ImportError:\n    flow = None\n@flow\ndef f(): pass\n",
        "import prefect\nflow = prefect.flow\n@flow\ndef f(): pass\n",
        "from prefect import flow\n@flow\ndef f(): pass\ndef g(:\n",
    ] {
        assert_eq!(in_file(text), "flow f", "{text}");
    }
    assert_eq!(
        in_file("from prefect import flow\n@flow(name='The F')\ndef f(): pass\n"),
        "flow The F"
    );
    assert_eq!(
        in_file("from prefect import flow\n@flow(name=NAME)\ndef f(): pass\n"),
        "flow ?"
    );
}

#[test]
fn other_things_are_none() {
    for (text, what) in [
        ("def f(): pass\n", "a function without `@flow`"),
        ("from prefect import task\n@task\ndef f(): pass\n", "a task"),
        ("class f: pass\n", "a class"),
        ("f = 1\n", "a value"),
        (
            "from prefect import flow\nf = flow(name='x')\n",
            "a decorator",
        ),
    ] {
        assert_eq!(in_file(text), what, "{text}");
    }
    assert_eq!(
        in_file("from prefect import flow\n@flow\ndef g(): pass\n"),
        "no such name, but [\"g\"]"
    );
    // When a script fails, Prefect looks for the flow in what is nested in it too.
    assert_eq!(
        in_file("if __name__ == '__main__':\n    def f(): pass\n"),
        "unknown"
    );
    assert_eq!(
        look_up(&[("flows/a.py", "")], "flow/a.py:f"),
        "no such file, near Some(\"flows/a.py\")"
    );
}

#[test]
fn what_cannot_be_told_is_unknown() {
    for text in [
        "@wrap\ndef f(): pass\n",
        "from elsewhere import f\n",
        "from elsewhere import *\n",
        "f = make()\n",
        "globals()['f'] = 1\n",
        "exec('def f(): pass')\n",
        "def __getattr__(name): pass\n",
        "from prefect import flow\nfrom other import wrap\n@wrap\n@flow\ndef f(): pass\n",
        "def g(:\n",
        "f = f\n",
        "from f import f\n",
    ] {
        assert_eq!(in_file(text), "unknown", "{text}");
    }
}

#[test]
fn imports_are_followed_within_the_project() {
    let flow = "from prefect import flow\n@flow\ndef f(): pass\n";
    let files = [
        ("a.py", "from pkg import f\n"),
        ("pkg/__init__.py", "from .inner import *\n"),
        (
            "pkg/inner.py",
            "from ..common import f\nfrom .real import f\n",
        ),
        ("pkg/real.py", flow),
        ("flows/b.py", "from shared import f\n"),
        ("flows/shared.py", flow),
        ("flows/c.py", "import pkg.real\nf = pkg.real.f\n"),
        ("flows/d.py", "from .shared import f\n"),
        ("flows/e.py", "from shared import C\nclass D(C): pass\n"),
        (
            "flows/g.py",
            "from prefect import flow\nclass C:\n    @staticmethod\n    @flow\n    def f(): pass\n    def g(self): pass\nclass D(C): pass\n",
        ),
    ];
    assert_eq!(look_up(&files, "a.py:f"), "flow f");
    assert_eq!(look_up(&files, "flows/b.py:f"), "flow f");
    assert_eq!(look_up(&files, "flows/c.py:f"), "flow f");
    assert_eq!(look_up(&files, "flows/d.py:f"), "flow f");
    assert_eq!(look_up(&files, "pkg.f"), "flow f");
    assert_eq!(look_up(&files, "pkg.real:f"), "flow f");
    assert_eq!(look_up(&files, "flows.g:D.f"), "flow f");
    assert_eq!(
        look_up(&files, "flows/g.py:D.g"),
        "a function without `@flow`"
    );
    assert_eq!(look_up(&files, "flows/g.py:D.h"), "no such name, but []");
    assert_eq!(look_up(&files, "nowhere.f"), "unknown");
}

#[test]
fn one_mistake_in_an_entrypoint_gives_one_finding() {
    let files = InMemory::new([("f.py", "from prefect import flow\n@flow\ndef a_b(): pass\n")]);
    let modules = Modules::new(&files);
    let roots = [Root {
        folder: String::new(),
        kind: RootKind::Beside,
    }];
    let project = Project {
        modules: &modules,
        roots: &roots,
    };
    for (entrypoint, codes) in [
        ("f.py:a_b", vec![]),
        ("f.py:a-b", vec!["PF209"]),
        ("g.py:a-b", vec!["PF207", "PF208"]),
        ("f.py:a_b()", vec!["PF207"]),
        ("f.py::a_b", vec!["PF207"]),
    ] {
        let text = format!(
            "deployments:\n- name: a\n  entrypoint: {entrypoint}\n  work_pool: {{name: p}}\n"
        );
        let source = Source::new("prefect.yaml", text);
        let found = analyze_in(&source, &Settings::default(), Some(project)).diagnostics;
        let found: Vec<_> = found.iter().map(|d| d.code).collect();
        assert_eq!(found, codes, "{entrypoint}");
    }
}

/// The codes that a manifest `deploy/prefect.yaml` gets, with `deploy` and the folder above it as roots of these kinds.
fn codes(files: &[(&str, &str)], above: RootKind, manifest: &str) -> Vec<&'static str> {
    let files = InMemory::new(files.iter().copied());
    let modules = Modules::new(&files);
    let root = |folder: &str, kind| Root {
        folder: folder.to_owned(),
        kind,
    };
    let roots = [root("deploy", RootKind::Beside), root("", above)];
    let project = Project {
        modules: &modules,
        roots: &roots,
    };
    let source = Source::new("deploy/prefect.yaml", manifest);
    let settings = Settings {
        selection: Selection {
            select: ["PF208", "PF218", "PF317", "PF319"]
                .map(str::to_owned)
                .into(),
            ignore: Vec::new(),
        },
        ..Settings::default()
    };
    let analysis = analyze_in(&source, &settings, Some(project));
    analysis.diagnostics.iter().map(|d| d.code).collect()
}

const FLOW: &str = "from prefect import flow\n@flow\ndef f(): pass\n";

#[test]
fn neighbours_outside_of_a_repository_prove_nothing() {
    let manifest = "deployments:\n- name: a\n  entrypoint: gone.py:f\n  work_pool: {name: w}\n";
    let files = [("other/flow.py", FLOW)];
    assert!(codes(&files, RootKind::Between, manifest).is_empty());
    assert_eq!(codes(&files, RootKind::Repository, manifest), ["PF208"]);
    let files = [("deploy/flow.py", FLOW)];
    assert_eq!(codes(&files, RootKind::Between, manifest), ["PF208"]);
}

#[test]
fn a_file_one_folder_deeper_is_offered() {
    assert_eq!(
        look_up(&[("flows/a.py", ""), ("b.py", "")], "a.py:f"),
        "no such file, near Some(\"flows/a.py\")"
    );
    assert_eq!(
        look_up(&[("flows/a.py", ""), ("old/a.py", "")], "a.py:f"),
        "no such file, near None"
    );
}

#[test]
fn files_of_steps_are_looked_for_where_the_command_is_run() {
    let manifest = |entrypoint: &str, build: &str| {
        format!(
            "build:\n{build}deployments:\n- name: a\n  entrypoint: {entrypoint}\n  work_pool: {{name: w}}\n"
        )
    };
    let build = |inputs: &str| {
        format!(
            "- prefect_docker.deployments.steps.build_docker_image:\n    image_name: acme/a\n{inputs}"
        )
    };
    let files = [
        ("deploy/here.py", FLOW),
        ("deploy/docker/Dockerfile", ""),
        ("above.py", FLOW),
        ("both.py", FLOW),
        ("deploy/both.py", FLOW),
        ("Dockerfile", ""),
    ];
    let found = |entrypoint: &str, build: &str| {
        codes(&files, RootKind::Repository, &manifest(entrypoint, build))
    };
    let script = "- prefect.deployments.steps.run_shell_script:\n    script: make\n";
    // Nothing is named, and there is no Dockerfile beside; at the root there is.
    assert_eq!(found("here.py:f", &build("")), ["PF317"]);
    assert!(found("above.py:f", &build("")).is_empty());
    // Where the command is run is open, or a script may write it.
    assert!(found("both.py:f", &build("")).is_empty());
    assert!(found("here.py:f", &format!("{script}{}", build(""))).is_empty());
    // The folder that is built in counts.
    assert!(found("here.py:f", &build("    path: docker\n")).is_empty());
    assert_eq!(
        found(
            "here.py:f",
            &build("    dockerfile: dockerfile\n    path: docker\n")
        ),
        ["PF317"]
    );
    assert!(
        found(
            "here.py:f",
            &build("    path: https://github.com/acme/a.git\n")
        )
        .is_empty()
    );
    assert!(found("here.py:f", &build("    dockerfile: \"{{ $FILE }}\"\n")).is_empty());
    // Automatic only where there is none.
    assert!(found("here.py:f", &build("    dockerfile: auto\n")).is_empty());
    assert_eq!(
        found("above.py:f", &build("    dockerfile: auto\n")),
        ["PF319"]
    );
    let install = "- prefect.deployments.steps.pip_install_requirements: {}\n";
    assert_eq!(found("here.py:f", install), ["PF317"]);
}

#[test]
fn a_file_is_broken_only_where_it_is_so_from_every_folder() {
    let manifest = "deployments:\n- name: a\n  entrypoint: flow.py:f\n  work_pool: {name: w}\n";
    let broken = "def f(:\n";
    let both = [("deploy/flow.py", broken), ("flow.py", broken)];
    let one = [("deploy/flow.py", broken), ("flow.py", FLOW)];
    assert_eq!(codes(&both, RootKind::Repository, manifest), ["PF218"]);
    assert!(codes(&one, RootKind::Repository, manifest).is_empty());
}
