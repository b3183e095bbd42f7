//! Settings: where they come from, what they do, and what is said about mistakes in them.

use serde_json::{Map, Value, json};

use crate::project::{BROKEN, CLEAN, Project, root};

/// The findings of a run, in one line each, without messages.
fn findings(project: &Project, args: &str) -> Vec<String> {
    let run = project.run(&format!("check --quiet --output-format concise {args}"));
    let short = |line: &str| {
        line.split_inclusive(']')
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    run.stdout.lines().map(short).collect()
}

#[test]
fn the_nearest_file_counts_for_each_manifest() {
    let project = Project::new(&[
        (".git/HEAD", ""),
        ("prefect.yaml", BROKEN),
        ("prefect-lint.toml", "ignore = ['PF106']"),
        ("a/prefect.yaml", BROKEN),
        (
            "a/pyproject.toml",
            "[project]\nname = 'a'\n[tool.prefect-lint]\nignore = ['PF101']\n",
        ),
        ("a/b/prefect.yaml", BROKEN),
        ("a/b/pyproject.toml", "[project]\nname = 'b'\n"),
        ("c/prefect.yaml", BROKEN),
        ("c/prefect-lint.toml", "[severity]\nall = 'warning'"),
        ("c/.prefect-lint.toml", "ignore = ['all']"),
        ("d/prefect.yaml", BROKEN),
        ("d/.git/HEAD", ""),
    ]);
    assert_eq!(
        findings(&project, ""),
        [
            "a/b/prefect.yaml:4:13: error[PF106]",
            "a/prefect.yaml:4:13: error[PF106]",
            "c/prefect.yaml:3:5: warning[PF101]",
            "c/prefect.yaml:4:13: warning[PF106]",
            "d/prefect.yaml:3:5: error[PF101]",
            "d/prefect.yaml:4:13: error[PF106]",
            "prefect.yaml:3:5: error[PF101]",
        ]
    );
    assert_eq!(
        findings(&project, "--isolated c"),
        [
            "c/prefect.yaml:3:5: error[PF101]",
            "c/prefect.yaml:4:13: error[PF106]"
        ]
    );
    assert_eq!(
        findings(&project, "c --config a/pyproject.toml"),
        ["c/prefect.yaml:4:13: error[PF106]"]
    );
    let piped = project.pipe(
        "check - --stdin-filename a/b/x.yaml --output-format concise -q",
        BROKEN,
    );
    assert!(
        piped.stdout.starts_with("a/b/x.yaml:4:13: error[PF106]"),
        "{}",
        piped.stdout
    );
}

#[test]
fn the_command_line_counts_more() {
    let project = Project::new(&[
        ("prefect.yaml", BROKEN),
        (
            "prefect-lint.toml",
            "select = ['PF101']\nignore = ['PF1']\nfail-on = 'never'",
        ),
    ]);
    let codes = |args: &str| -> Vec<String> {
        let code = |line: String| {
            line.split('[')
                .nth(1)
                .unwrap()
                .trim_end_matches(']')
                .to_owned()
        };
        findings(&project, args).into_iter().map(code).collect()
    };
    assert_eq!(codes(""), ["PF101"]);
    assert_eq!(codes("--select PF106"), ["PF106"]);
    assert_eq!(codes("--select PF1"), Vec::<String>::new());
    assert_eq!(codes("--extend-select PF106"), ["PF101", "PF106"]);
    assert_eq!(codes("--ignore misspelled-key"), Vec::<String>::new());
    assert_eq!(
        codes("--config extend-select=['PF106']"),
        ["PF101", "PF106"]
    );
    assert_eq!(project.run("check").code, 0);
    assert_eq!(project.run("check --fail-on error").code, 1);
    assert_eq!(project.run("check --config fail-on='error'").code, 1);
}

#[test]
fn fail_on_is_a_matter_of_each_manifest() {
    let project = Project::new(&[
        ("a/prefect.yml", CLEAN),
        ("a/prefect-lint.toml", "fail-on = 'warning'"),
        ("b/prefect.yml", CLEAN),
    ]);
    assert_eq!(project.run("check a").code, 1);
    assert_eq!(project.run("check b").code, 0);
    assert_eq!(project.run("check").code, 1);
}

#[test]
fn severities_reach_all_formats() {
    let project = Project::new(&[
        ("prefect.yaml", BROKEN),
        (
            "prefect-lint.toml",
            "[severity]\nPF1 = 'off'\nmisspelled-key = 'info'\n",
        ),
    ]);
    let run = project.run("check --output-format json");
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["diagnostics"][0]["severity"], "info");
    assert_eq!(report["diagnostics"].as_array().unwrap().len(), 1);
    assert_eq!(run.code, 0);
    assert!(project.run("check").stdout.starts_with("info[PF101]"));
    assert!(
        project
            .run("check --statistics")
            .stdout
            .contains("1  info     PF101")
    );
    assert_eq!(
        findings(&project, "--config severity.PF101='hint'"),
        Vec::<String>::new()
    );
}

#[test]
fn files_are_included_excluded_and_spared() {
    let project = Project::new(&[
        (
            "prefect-lint.toml",
            "include = ['deploy/*.yaml']\nexclude = ['vendor/**', '*.old.yaml']\n[per-file-ignores]\n'examples/**' = ['PF1']\n'!/prefect.yaml' = ['PF106']\n",
        ),
        ("prefect.yaml", BROKEN),
        ("deploy/a.yaml", BROKEN),
        ("deploy/a.old.yaml", BROKEN),
        ("other/a.yaml", BROKEN),
        ("vendor/x/prefect.yaml", BROKEN),
        ("examples/x/prefect.yaml", BROKEN),
    ]);
    let expected = [
        "deploy/a.yaml:3:5: error[PF101]",
        "prefect.yaml:3:5: error[PF101]",
        "prefect.yaml:4:13: error[PF106]",
    ];
    assert_eq!(findings(&project, ""), expected);
    assert_eq!(
        findings(&project, "./other/../deploy"),
        [expected[0].replace("deploy", "other/../deploy")]
    );
    assert_eq!(
        findings(&project, "vendor/x/prefect.yaml"),
        ["vendor/x/prefect.yaml:3:5: error[PF101]"]
    );
    let forced = project.run("check vendor/x/prefect.yaml deploy/a.old.yaml --force-exclude");
    assert_eq!((forced.code, forced.stderr.as_str()), (0, ""));
    let only_excluded = project.run("check vendor");
    assert_eq!((only_excluded.code, only_excluded.stderr.as_str()), (0, ""));
}

#[test]
fn pools_steps_and_roots_are_known_from_the_settings() {
    let manifest = "\
build:
  - acme.steps.fetch_secret:
      id: secret
      vaul: prod
deployments:
  - name: daily
    entrypoint: report.py:report
    tags: ['x {{ secret.tokn }}']
    work_pool:
      name: my-k8s-pool
      job_variables:
        imag: a:b
";
    let project = Project::new(&[
        ("deploy/prefect.yaml", manifest),
        (
            "src/report.py",
            "from prefect import flow\n@flow\ndef report(): ...\n",
        ),
        (
            "prefect-lint.toml",
            "roots = ['src']\n[work-pools]\nmy-k8s-pool = 'kubernetes'\n[steps.'acme.steps.fetch_secret']\ninputs = {vault = {type = 'string', required = true}}\noutputs = ['token']\n",
        ),
    ]);
    assert_eq!(
        findings(&project, ""),
        [
            "deploy/prefect.yaml:4:7: error[PF304]",
            "deploy/prefect.yaml:8:25: error[PF403]",
            "deploy/prefect.yaml:12:9: error[PF601]",
        ]
    );
    let plan = project.run("plan deploy/prefect.yaml");
    assert_eq!(plan.code, 1, "{}", plan.stdout);
    assert!(plan.stdout.contains("PF403"), "{}", plan.stdout);
    let isolated = project.run("plan deploy/prefect.yaml --isolated");
    assert!(!isolated.stdout.contains("PF403"), "{}", isolated.stdout);
}

#[test]
fn the_target_version_counts_for_all_commands() {
    let project = Project::new(&[("prefect-lint.toml", "target-version = '3.8'")]);
    let schedule = "schedule --timezone Europe/Paris --from 2027-03-27 -n 1 @daily --format json";
    assert_eq!(project.run(schedule).code, 0);
    project.write("prefect-lint.toml", "target-version = 'three'");
    for command in [schedule, "plan", "check", "config"] {
        project.write("prefect.yaml", CLEAN);
        let run = project.run(command);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{command}");
        assert!(
            run.stderr.contains("prefect-lint.toml:1:18"),
            "{}",
            run.stderr
        );
        let isolated = project.run(&format!("{command} --isolated"));
        assert_eq!(
            (isolated.code, isolated.stderr.contains("toml")),
            (0, false),
            "{command}"
        );
    }
}

#[test]
fn mistakes_in_settings_are_shown_with_their_lines() {
    let project = Project::new(&[
        ("prefect.yaml", CLEAN),
        ("a/prefect.yaml", CLEAN),
        (
            "prefect-lint.toml",
            "target_version = '3.8'\nexclude = ['a{b']\nignore = ['duplicat-key']\n\n[severity]\nPF1 = 'warn'\n",
        ),
        ("a/pyproject.toml", "[tool.prefect-lint]\nselect = 'PF1'\n"),
    ]);
    insta::assert_snapshot!(project.run("check").all());
    let project = Project::new(&[
        ("prefect.yaml", CLEAN),
        ("prefect-lint.toml", "select = ['default', 'PF999']\n"),
    ]);
    insta::assert_snapshot!(project.run("check").all());
    let silent = project.run("check --ignore PF902");
    assert_eq!((silent.code, silent.stderr.as_str()), (0, ""));
    project.write("prefect-lint.toml", b"ignore = ['\xe9']");
    assert_eq!(
        project.run("check").stderr,
        "error: `prefect-lint.toml` is not written as UTF-8, as TOML must be\n"
    );
}

#[test]
fn the_settings_of_a_path_are_shown_with_their_origins() {
    let project = Project::new(&[
        ("a/prefect.yaml", CLEAN),
        (
            "prefect-lint.toml",
            "ignore = ['PF101']\ntarget-version = \"3.4\"\n[severity]\nPF1 = 'off'\n[per-file-ignores]\n'a b/**' = ['all']\n[steps]\n'x.y' = {inputs = {a = 'string'}, outputs = []}\n",
        ),
    ]);
    let args = ["--config", "severity.\"PF1\" = 'info'", "--ignore", "PF2"];
    let show = |command: &str| {
        let output = project.command(command).args(args).output().unwrap();
        crate::project::finish(output).all()
    };
    insta::assert_snapshot!(show("config a/prefect.yaml"));
    insta::assert_snapshot!(show("config --show"));
    insta::assert_snapshot!(show("config a --output-format json"));
    assert_eq!(project.run("config missing").code, 2);
    // What is shown is a settings file.
    let shown = project.run("config --show --isolated").stdout;
    project.write("prefect-lint.toml", shown);
    assert_eq!(project.run("check").stderr, "");
}

#[test]
fn a_settings_file_to_begin_with() {
    let project = Project::new(&[("prefect.yaml", CLEAN)]);
    let run = project.run("init");
    assert_eq!(
        run.all(),
        "exit 0\n--- stdout\n--- stderr\nWrote prefect-lint.toml, with all settings as comments.\n"
    );
    insta::assert_snapshot!(project.read("prefect-lint.toml"));
    assert_eq!(
        project.run("check").all(),
        project.run("check --isolated").all()
    );
    let again = project.run("init");
    assert_eq!(
        (again.code, again.stderr.as_str()),
        (
            2,
            "error: `prefect-lint.toml` is there already, and stays as it is\n"
        )
    );
    assert_eq!(
        project.run("init --pyproject").stderr,
        "error: there is no `pyproject.toml` in this directory\n"
    );
    project.write("pyproject.toml", "[project]\nname = 'a'");
    assert_eq!(project.run("init --pyproject").code, 0);
    let text = project.read("pyproject.toml");
    assert!(
        text.starts_with("[project]\nname = 'a'\n\n[tool.prefect-lint]\n# "),
        "{text}"
    );
    assert!(
        text.contains("\n# [tool.prefect-lint.severity]\n"),
        "{text}"
    );
    assert_eq!(project.run("init --pyproject").code, 2);
    assert_eq!(project.read("pyproject.toml"), text);
}

/// The schema of settings.
fn validator() -> jsonschema::Validator {
    let project = Project::new(&[]);
    let schema: Value = serde_json::from_str(&project.run("schema settings").stdout).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

#[test]
fn the_schema_takes_what_the_reader_takes() {
    let validator = validator();
    let cases = [
        json!({}),
        json!({"target-version": "3.8"}),
        json!({"target-version": "3"}),
        json!({"target-version": "3.8.8"}),
        json!({"target-version": "3.8.8.1"}),
        json!({"target-version": "3.x"}),
        json!({"target-version": ""}),
        json!({"target-version": 3.8}),
        json!({"target_version": "3.8"}),
        json!({"include": [], "exclude": ["a/**"], "roots": ["."]}),
        json!({"include": "a"}),
        json!({"exclude": [1]}),
        json!({"roots": {}}),
        json!({"select": ["default", "PF1", "no-such-rule"]}),
        json!({"select": [["PF1"]]}),
        json!({"extend-select": [], "ignore": []}),
        json!({"ignore": "PF1"}),
        json!({"fail-on": "never"}),
        json!({"fail-on": "hint"}),
        json!({"fail-on": true}),
        json!({"severity": {"PF1": "off", "x": "hint"}}),
        json!({"severity": {"PF1": "fatal"}}),
        json!({"severity": {"PF1": 1}}),
        json!({"severity": ["PF1"]}),
        json!({"per-file-ignores": {"a": ["PF1"], "b": []}}),
        json!({"per-file-ignores": {"a": "PF1"}}),
        json!({"work-pools": {"a": "kubernetes", "b": "acme:push", "c": "kubernets"}}),
        json!({"work-pools": {"a": ["docker"]}}),
        json!({"steps": {"a.b": {}}}),
        json!({"steps": {"a.b": {"inputs": {"x": "string", "y": {"type": "any"}, "z": {"required": true}}}}}),
        json!({"steps": {"a.b": {"inputs": {"x": "str"}}}}),
        json!({"steps": {"a.b": {"inputs": {"x": {"typ": "string"}}}}}),
        json!({"steps": {"a.b": {"inputs": {"x": {"required": "yes"}}}}}),
        json!({"steps": {"a.b": {"inputs": ["x"]}}}),
        json!({"steps": {"a.b": {"inputs": {"x": 1}}}}),
        json!({"steps": {"a.b": {"outputs": ["x"]}}}),
        json!({"steps": {"a.b": {"outputs": "x"}}}),
        json!({"steps": {"a.b": {"output": []}}}),
        json!({"steps": {"a.b": "x"}}),
        json!({"frobnicate": 1}),
        json!([]),
        json!("x"),
    ];
    for case in cases {
        use prefect_lint_core::diagnostic::Severity;
        let reading = prefect_lint_core::settings::from_json(&case);
        let errors = (reading.problems.iter()).filter(|p| p.severity == Severity::Error);
        assert_eq!(validator.is_valid(&case), errors.count() == 0, "{case}");
    }
}

#[test]
fn the_examples_keep_the_schema() {
    let project = Project::new(&[]);
    project.run("init");
    let text = project.read("prefect-lint.toml");
    let is_code = |line: &&str| line.contains(" = ") || line.starts_with('[');
    let lines = text.lines().filter_map(|line| line.strip_prefix("# "));
    let code: Vec<&str> = lines.filter(is_code).collect();
    project.write("prefect-lint.toml", code.join("\n"));
    let shown = project.run("config --show --output-format json");
    let shown: Value = serde_json::from_str(&shown.stdout).unwrap();
    let plain = |value: &Value| value.get("value").cloned();
    let settings: Map<String, Value> = (shown["settings"].as_object().unwrap().iter())
        .map(|(key, entry)| {
            let table = || entry.as_object().unwrap().iter();
            let entries = || table().map(|(key, entry)| (key.clone(), plain(entry).unwrap()));
            (
                key.clone(),
                plain(entry).unwrap_or_else(|| Value::Object(entries().collect())),
            )
        })
        .collect();
    assert_eq!(settings.len(), 12);
    assert!(validator().is_valid(&Value::Object(settings)));
}

#[test]
fn schemas_are_those_of_the_repository() {
    let project = Project::new(&[]);
    for (args, file) in [
        ("", "prefect-yaml"),
        ("manifest", "prefect-yaml"),
        ("settings", "prefect-lint"),
        ("report", "report"),
        ("plan", "plan"),
    ] {
        let path = root().join(format!("schemas/{file}.schema.json"));
        let run = project.run(&format!("schema {args}"));
        assert_eq!(
            (run.code, run.stdout),
            (0, std::fs::read_to_string(path).unwrap()),
            "{args}"
        );
    }
}

#[test]
fn the_settings_in_the_book_are_read() {
    let mut count = 0;
    for page in ["docs/settings.md", "README.md"] {
        let page = std::fs::read_to_string(root().join(page)).unwrap();
        for block in page.split("```toml\n").skip(1) {
            let text = block.split("```").next().unwrap();
            let name = match text.starts_with("[tool.") {
                true => "pyproject.toml",
                false => "prefect-lint.toml",
            };
            let project = Project::new(&[("prefect.yaml", CLEAN), (name, text)]);
            assert_eq!(project.run("check").stderr, "", "{text}");
            assert!(project.run("config").stdout.contains(name), "{text}");
            count += 1;
        }
    }
    assert!(count > 12);
}
