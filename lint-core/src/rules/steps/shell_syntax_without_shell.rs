//! PF312

use super::calls::{Once, add_input};
use super::script::{Script, scripts};
use super::shell::{Odd, Syntax, odd};
use crate::declare_rule;
use crate::diagnostic::{Fix, Safety};
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::settings::Version;

declare_rule! {
    /// ## What it does
    /// Finds scripts of `run_shell_script` that need a shell, and have none: pipes, `&&`, redirections, `cd`, comments,
    /// quotes over several lines.
    ///
    /// ## Why is this bad?
    /// Prefect takes each line apart into words and runs it as a process of its own. `|` and `&&` become arguments of
    /// the first command, and `cd` is no command at all. With `shell: true` each line gets a shell, but still one of its own.
    ///
    /// ## Example
    /// ```yaml @3:33-3:34
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       script: git log --oneline | wc -l
    /// ```
    ///
    /// ```yaml @4:9-4:11
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       script: |
    ///         cd app
    ///         make
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       shell: true
    ///       script: git log --oneline | wc -l
    /// ```
    ///
    /// ```yaml by-hand
    /// build:
    ///   - prefect.deployments.steps.run_shell_script:
    ///       directory: app
    ///       script: make
    /// ```
    ///
    /// ## Fix
    /// Adds `shell: true` where a shell for each line will do.
    pub struct ShellSyntaxWithoutShell = "PF312", "shell-syntax-without-shell", Warning, fix: Unsafe, since: "0.1.0";
}

/// The first Prefect with the input `shell`.
const HAS_SHELL: Version = Version(3, 6, 23);

impl Rule for ShellSyntaxWithoutShell {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let has_shell = cx.target.holds(HAS_SHELL);
        let mut once = Once::default();
        for script in scripts(cx) {
            if let Some(odd) = odd(&script.text)
                && once.is_new(script.node.resolve())
            {
                found(report, &script, &odd, has_shell);
            }
        }
    }
}

fn found(report: &mut Report<'_>, script: &Script<'_>, odd: &Odd<'_>, has_shell: bool) {
    let word = short(&odd.word);
    let (message, help) = match odd.syntax {
        Syntax::Operator if has_shell => (
            format!("`{word}` needs a shell, and this script has none"),
            "add `shell: true`",
        ),
        Syntax::Operator => (
            format!("`{word}` needs a shell, and this script has none"),
            "write `bash -c '…'`",
        ),
        Syntax::Builtin => (
            format!("`{word}` is for a shell to do, and would not last beyond its line"),
            "use the inputs `directory` and `env`, or put the script into a file and run that",
        ),
        Syntax::Comment => (
            "a comment in a script is run as a command".to_owned(),
            "move it out of the script",
        ),
        Syntax::OpenQuote => (
            "a quote in a script must end on its own line".to_owned(),
            "put the script into a file and run that",
        ),
    };
    let free = script.call.step.inputs.get("shell").is_none();
    let fixable = odd.syntax == Syntax::Operator && has_shell && free;
    let fix = fixable
        .then(|| add_input(script.call.step, "shell", "true"))
        .flatten()
        .map(|edit| Fix::new("add `shell: true`", Safety::Unsafe, vec![edit]));
    report
        .at(script.place(odd.line, &odd.word), message)
        .label("not understood without a shell")
        .note("Prefect runs each line as a process of its own, word by word")
        .help(help)
        .maybe_fix(fix);
}
