//! Completions and the manual.

use crate::project::Project;

const SHELLS: [&str; 6] = ["bash", "zsh", "fish", "powershell", "elvish", "nushell"];

#[test]
fn every_shell_learns_every_command_and_format() {
    let project = Project::new(&[]);
    for shell in SHELLS {
        let run = project.run(&format!("completions {shell}"));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{shell}");
        for word in ["check", "explain", "output-format", "write-baseline"] {
            assert!(run.stdout.contains(word), "{shell}: {word}");
        }
    }
    assert!(project.run("completions bash").stdout.contains("sarif"));
}

#[test]
fn bash_reads_its_completions() {
    let project = Project::new(&[]);
    project.write("completions", project.run("completions bash").stdout);
    let script = "source completions && COMP_WORDS=(prefect-lint pl) COMP_CWORD=1 \
                  && _prefect__lint prefect-lint pl prefect-lint && echo ${COMPREPLY[@]}";
    let mut bash = std::process::Command::new("bash");
    let Ok(output) = bash
        .current_dir(project.path(""))
        .args(["-c", script])
        .output()
    else {
        return; // There is no bash.
    };
    assert_eq!(
        crate::project::finish(output).all(),
        "exit 0\n--- stdout\nplan\n--- stderr\n"
    );
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let project = Project::new(&[]);
    let page = project.run("man").stdout;
    assert!(page.contains(".TH prefect-lint 1"), "{page}");
    let run = project.run("man --out pages/man1");
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    let check = project.read("pages/man1/prefect-lint-check.1");
    assert!(
        check.contains("\\-\\-output\\-format") && check.contains("prefect\\-lint check"),
        "{check}"
    );
    let plan = project.read("pages/man1/prefect-lint-plan.1");
    assert!(plan.contains("\\-\\-name"));
    project.write("file", "");
    assert_eq!(project.run("man --out file/x").code, 2);
}
