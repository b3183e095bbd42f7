//! `prefect-lint completions`: what shells need to complete a command line.

use clap_complete::{Generator, Shell as Known, generate};
use clap_complete_nushell::Nushell;

use crate::args::{self, CompletionsArgs, Shell};
use crate::exit::Exit;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &CompletionsArgs) -> Exit {
    let script = match args.shell {
        Shell::Bash => script(Known::Bash),
        Shell::Elvish => script(Known::Elvish),
        Shell::Fish => script(Known::Fish),
        Shell::Nushell => script(Nushell),
        Shell::Powershell => script(Known::PowerShell),
        Shell::Zsh => script(Known::Zsh),
    };
    terminal::print_raw(&script).err().unwrap_or(Exit::Clean)
}

fn script(shell: impl Generator) -> Vec<u8> {
    let mut command = args::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    generate(shell, &mut command, name, &mut script);
    script
}
