//! The built program on whole trees of files, beside what reading them alone takes.
//!
//! It measures `target/release/prefect-lint`, or what `PREFECT_LINT` names.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::panic)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use prefect_lint_benchmarks::{manifest, small_manifest};
use sha2::{Digest, Sha256};
use wait4::Wait4;

/// How often each thing is measured; the fastest counts.
const ROUNDS: usize = 7;
const MANY: usize = 10_000;
const MANIFESTS: usize = 200;
const FLOWS_EACH: usize = 10;

fn main() {
    let program = program();
    let tree = tempfile::tempdir().unwrap();
    for text in [small_manifest(), manifest(60)] {
        let lines = text.lines().count();
        let [all, tenth] = [MANY, MANY / 10].map(|count| {
            let folder = tree.path().join(format!("{count}-of-{lines}"));
            many(&folder, &text, count);
            folder
        });
        let in_process = fastest(|| read_and_hash(&all));
        let tools = fastest(|| sha256sum(&all));
        println!("{MANY} manifests of {lines} lines");
        println!("    read and hashed in this process: {in_process:?}");
        println!("    read and hashed by find and sha256sum: {tools:?}");
        let (time, memory) = check(&program, &all);
        let times = |other: Duration| time.as_secs_f64() / other.as_secs_f64();
        println!(
            "    checked: {time:?}, {} MB; {:.2} and {:.2} times as long",
            memory >> 20,
            times(in_process),
            times(tools)
        );
        let (time, memory) = check(&program, &tenth);
        println!(
            "    checked, a tenth of them: {time:?}, {} MB",
            memory >> 20
        );
    }
    let repository = tree.path().join("repository");
    project(&repository);
    let (time, memory) = check(&program, &repository);
    println!(
        "a repository with {MANIFESTS} manifests and {} Python files: {time:?}, {} MB",
        MANIFESTS * FLOWS_EACH,
        memory >> 20
    );
}

fn program() -> PathBuf {
    if let Some(named) = std::env::var_os("PREFECT_LINT") {
        return named.into();
    }
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/prefect-lint");
    assert!(built.exists(), "first: cargo build --release");
    built
}

/// So many manifests, 100 in a folder.
fn many(folder: &Path, text: &str, count: usize) {
    for number in 0..count {
        let folder = folder.join(format!("{}/{number}", number / 100));
        fs::create_dir_all(&folder).unwrap();
        fs::write(
            folder.join("prefect.yaml"),
            text.replace("report-", &format!("report-{number}-")),
        )
        .unwrap();
    }
}

/// A repository: in each folder a manifest, and a Python file for each of its deployments.
fn project(folder: &Path) {
    fs::create_dir_all(folder.join(".git")).unwrap();
    for team in 0..MANIFESTS {
        let folder = folder.join(format!("team_{team}"));
        fs::create_dir_all(folder.join("flows")).unwrap();
        let mut manifest = "deployments:\n".to_owned();
        for number in 0..FLOWS_EACH {
            let _ = write!(
                manifest,
                "  - name: report-{number}\n    entrypoint: flows/report_{number}.py:report\n    work_pool: {{name: main}}\n    \
                 parameters: {{day: monday, limit: 10}}\n    schedules:\n      - cron: 0 {number} * * *\n        timezone: Europe/Paris\n"
            );
            fs::write(folder.join(format!("flows/report_{number}.py")), flow()).unwrap();
        }
        fs::write(folder.join("prefect.yaml"), manifest).unwrap();
    }
}

/// A flow with some tasks: about 130 lines.
fn flow() -> String {
    let mut text =
        "from typing import Optional\n\nimport httpx\nfrom prefect import flow, task\n\n"
            .to_owned();
    for number in 0..12 {
        let _ = write!(
            text,
            "\n@task(retries=3, retry_delay_seconds=10)\ndef step_{number}(rows: list[dict[str, int]], scale: float = 1.5) -> int:\n    \
             \"\"\"Sums the rows up.\"\"\"\n    total = 0\n    for row in rows:\n        total += int(row.get(\"value\", 0) * scale)\n    \
             if total > 1_000:\n        raise ValueError(f\"too many: {{total}}\")\n    return total\n\n"
        );
    }
    text + "\n@flow(log_prints=True)\ndef report(day: str, limit: int = 10, region: Optional[str] = None) -> None:\n    \
            rows = httpx.get(\"https://example.com\").json()\n    print(step_0(rows), day, limit, region)\n"
}

fn read_and_hash(folder: &Path) -> usize {
    let mut read = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            read += read_and_hash(&entry.path());
        } else {
            let bytes = fs::read(entry.path()).unwrap();
            std::hint::black_box(Sha256::digest(&bytes));
            read += bytes.len();
        }
    }
    read
}

/// The same with the tools that every machine has.
fn sha256sum(folder: &Path) {
    let mut command = Command::new("sh");
    command.args(["-c", "find . -type f -print0 | xargs -0 sha256sum"]);
    let status = command
        .current_dir(folder)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "sha256sum fails");
}

fn fastest<T>(mut run: impl FnMut() -> T) -> Duration {
    let rounds = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        std::hint::black_box(run());
        start.elapsed()
    });
    rounds.min().unwrap()
}

/// The time of a check, and the most memory that it takes, in bytes.
fn check(program: &Path, folder: &Path) -> (Duration, u64) {
    let mut memory = 0;
    let time = fastest(|| {
        let mut command = Command::new(program);
        command.args([
            "check",
            "--quiet",
            "--output-format",
            "concise",
            "--fail-on",
            "never",
        ]);
        let mut child = command
            .current_dir(folder)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let done = child.wait4().unwrap();
        assert!(done.status.success(), "the check fails");
        memory = memory.max(done.rusage.maxrss);
    });
    (time, memory)
}
