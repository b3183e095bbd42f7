//! Findings that are put off.

use serde_json::Value;

use crate::project::{BROKEN, CLEAN, Project, root};

#[test]
fn what_is_in_the_baseline_is_hidden_and_what_is_new_is_shown() {
    let project = Project::new(&[("prefect.yaml", BROKEN), ("b/prefect.yaml", CLEAN)]);
    let write = project.run("check --write-baseline baseline.json");
    assert_eq!(
        write.all(),
        "exit 0\n--- stdout\n--- stderr\nWrote 2 findings in 1 file to `baseline.json`.\n"
    );
    insta::assert_snapshot!(project.read("baseline.json"));
    let run = project.run("check --baseline baseline.json");
    assert_eq!(
        run.all(),
        "exit 0\n--- stdout\nAll checks passed: 2 files, no findings (2 hidden by the baseline).\n--- stderr\n"
    );
    project.write(
        "b/prefect.yaml",
        BROKEN.replace("entrypont: flows/a.py:main", "entrypoint: flows/a.py:main"),
    );
    let new = project.run("check --baseline baseline.json --output-format concise");
    assert_eq!(new.code, 1);
    insta::assert_snapshot!(new.stdout);
}

#[test]
fn the_baseline_keeps_its_schema() {
    let project = Project::new(&[("prefect.yaml", BROKEN), ("b/prefect.yaml", "x: [\n")]);
    project.run("check --write-baseline baseline.json --select all");
    let baseline: Value = serde_json::from_str(&project.read("baseline.json")).unwrap();
    let schema = std::fs::read_to_string(root().join("schemas/baseline.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    assert!(
        jsonschema::draft202012::is_valid(&schema, &baseline),
        "{baseline}"
    );
    assert!(!baseline["findings"].as_array().unwrap().is_empty());
}

#[test]
fn findings_that_are_gone_are_counted() {
    let project = Project::new(&[("prefect.yaml", BROKEN), ("b/prefect.yaml", BROKEN)]);
    project.run("check --write-baseline baseline.json");
    project.write("prefect.yaml", CLEAN);
    let stderr = |args: &str| {
        project
            .run(&format!("check --baseline baseline.json {args}"))
            .stderr
    };
    let two = "2 findings of the baseline are fixed; `--write-baseline` brings it up to date.\n";
    assert_eq!(stderr(""), two);
    assert_eq!(stderr("--quiet"), "");
    assert_eq!(
        stderr("b"),
        "",
        "what is not checked is not known to be fixed"
    );
    let one = "1 finding of the baseline is fixed; `--write-baseline` brings it up to date.\n";
    assert_eq!(
        stderr("--select misspelled-key"),
        one,
        "a rule that does not run finds nothing"
    );
    std::fs::remove_file(project.path("b/prefect.yaml")).unwrap();
    assert_eq!(
        stderr(""),
        two.replace('2', "4"),
        "a file that is gone has no findings"
    );
}

#[test]
fn paths_start_at_the_baseline() {
    let project = Project::new(&[("teams/a/prefect.yaml", BROKEN)]);
    project.run("check --write-baseline teams/lint/baseline.json");
    std::fs::create_dir(project.path("teams/lint")).unwrap();
    project.run("check --write-baseline teams/lint/baseline.json");
    assert!(
        project
            .read("teams/lint/baseline.json")
            .contains("\"path\":\"../a/prefect.yaml\"")
    );
    let mut command = project.command("check --baseline lint/baseline.json");
    let run = crate::project::finish(command.current_dir(project.path("teams")).output().unwrap());
    assert!(
        run.stdout.contains("(2 hidden by the baseline)"),
        "{}",
        run.stdout
    );
    let stdin = project.pipe(
        "check - --stdin-filename teams/a/prefect.yaml --baseline teams/lint/baseline.json",
        BROKEN,
    );
    assert_eq!(stdin.code, 0);
}

#[test]
fn a_baseline_that_cannot_be_used_is_an_error() {
    let project = Project::new(&[
        ("prefect.yaml", BROKEN),
        (
            "broken.json",
            "{\"version\": 1, \"findings\": [{\"path\": 1}]}",
        ),
        ("text.json", "not JSON"),
        ("new.json", "{\"version\": 2}"),
    ]);
    let mut all = String::new();
    for file in ["missing.json", "broken.json", "text.json", "new.json"] {
        let run = project.run(&format!("check --baseline {file}"));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{file}");
        all += &run.stderr;
    }
    insta::assert_snapshot!(all);
}

#[test]
fn half_a_check_writes_no_baseline() {
    let project = Project::new(&[("prefect.yaml", BROKEN)]);
    let run = project.run("check --write-baseline baseline.json prefect.yaml missing.yaml");
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.ends_with(
            "error: the baseline is not written, since not everything could be checked\n"
        )
    );
    assert!(!project.path("baseline.json").exists());
}

#[test]
fn secrets_stay_out_of_the_baseline() {
    let token = format!("ghp_{}", "4a7d1ed414474e4033ac29ccb8653d9b7f3c");
    let text = format!("{CLEAN}    parameters: {{key: {token}, keys: [{token}]}}\n");
    let project = Project::new(&[("prefect.yaml", text.as_str())]);
    project.run("check --write-baseline baseline.json");
    let baseline = project.read("baseline.json");
    assert!(
        baseline.contains("hardcoded-secret") && !baseline.contains(&token),
        "{baseline}"
    );
}

/// A small generator of numbers, always the same for the same seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }
}

/// Mistakes that a deployment may have, a key each.
const MISTAKES: &[&str] = &[
    "entrypont: flows/a.py:main",
    "paused: maybe",
    "tags: nightly",
    "version: 1.0",
    "parameters: {day: monday, day: friday}",
    "schedules:\n      - cron: 61 9 * * *\n      - cron: 0 9 * * *\n        timezone: PST",
    "schedule: {cron: 0 9 * * *}",
    "concurrency_limit: many",
    "description: [a, b]",
];

/// A manifest that is changed bit by bit: deployments, each a list of keys.
struct Manifest {
    deployments: Vec<Vec<String>>,
    /// How many mistakes have been added.
    new: usize,
}

impl Manifest {
    /// Deployments with mistakes: most have names of their own, two share one, two have none.
    fn new(random: &mut Random) -> Self {
        let names = ["daily", "weekly", "monthly", "twin", "twin", "", ""];
        let deployments = names.map(|name| {
            let mut keys = vec!["work_pool: {name: barn}".to_owned()];
            if !name.is_empty() {
                keys.insert(0, format!("name: {name}"));
            }
            for _ in 0..=random.below(3) {
                let mistake = MISTAKES[random.below(MISTAKES.len())];
                let key = |text: &str| text.split(':').next().unwrap().to_owned();
                if keys.iter().all(|own| key(own) != key(mistake)) {
                    keys.insert(random.below(keys.len() + 1), mistake.to_owned());
                }
            }
            keys
        });
        Self {
            deployments: deployments.to_vec(),
            new: 0,
        }
    }

    fn change(&mut self, random: &mut Random) {
        let at = random.below(self.deployments.len());
        let kind = random.below(7);
        let number = self.new;
        let deployment = &mut self.deployments[at];
        let place = random.below(deployment.len() + 1);
        match kind {
            0 => {
                let other = random.below(self.deployments.len());
                self.deployments.swap(at, other);
            }
            1 => deployment.insert(place.max(1), String::new()),
            2 => deployment.insert(place.max(1), "# a word about it".to_owned()),
            3 => {
                let is_free = deployment.iter().all(|key| !key.starts_with("enforce"));
                if is_free {
                    deployment.insert(place, "enforce_parameter_schema: true".to_owned());
                }
            }
            4 => deployment.insert(place.min(1), "# first of all".to_owned()),
            5 => {
                deployment.insert(place, format!("new_{number}: 1"));
                self.new += 1;
            }
            _ => {
                let keys = [
                    format!("name: new-{number}"),
                    "entrypoint: flows/a.py:main".to_owned(),
                    "paused: maybe".to_owned(),
                ];
                self.deployments.insert(at, keys.to_vec());
                self.new += 1;
            }
        }
    }

    fn text(&self) -> String {
        let mut text = "deployments:\n".to_owned();
        for keys in &self.deployments {
            let first = keys
                .iter()
                .position(|key| !key.is_empty() && !key.starts_with('#'))
                .unwrap();
            for (i, key) in keys.iter().enumerate() {
                text += match i == first {
                    true => "  - ",
                    false if key.is_empty() => "",
                    false => "    ",
                };
                text += key;
                text.push('\n');
            }
        }
        text
    }
}

fn findings(project: &Project, args: &str) -> (Vec<Value>, Value) {
    let report = project
        .run(&format!("check --output-format json {args}"))
        .stdout;
    let report: Value = serde_json::from_str(&report).unwrap();
    (
        report["diagnostics"].as_array().unwrap().clone(),
        report["summary"]["baselined"].clone(),
    )
}

#[test]
fn moves_and_additions_show_new_findings_only() {
    for seed in 1..=8 {
        let mut random = Random(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed));
        let mut manifest = Manifest::new(&mut random);
        let project = Project::new(&[("prefect.yaml", manifest.text().as_str())]);
        let (old, _) = findings(&project, "");
        assert!(old.len() > 7, "seed {seed}: {}", old.len());
        project.run("check --write-baseline baseline.json");
        for step in 1..=50 {
            manifest.change(&mut random);
            if step % 10 != 0 {
                continue;
            }
            let text = manifest.text();
            project.write("prefect.yaml", &text);
            let (shown, hidden) = findings(&project, "--baseline baseline.json");
            assert_eq!(hidden, old.len(), "seed {seed}, step {step}:\n{text}");
            assert_eq!(
                shown.len(),
                manifest.new,
                "seed {seed}, step {step}: {shown:#?}\n{text}"
            );
            for finding in shown {
                let is_new = finding["message"].as_str().unwrap().contains("`new_")
                    || finding["deployment"]
                        .as_str()
                        .is_some_and(|name| name.starts_with("new-"));
                assert!(is_new, "seed {seed}, step {step}: {finding:#}\n{text}");
            }
        }
    }
}
