//! `prefect-lint man`: the manual.

use std::io;
use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use crate::args::{self, ManArgs};
use crate::atomic;
use crate::exit::Exit;
use crate::output::text::plural;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &ManArgs) -> Exit {
    let done = match &args.out {
        None => page(&args::command()).map(|page| terminal::print_raw(&page).err()),
        Some(folder) => write_all(folder).map(|count| {
            let pages = plural(count, "page");
            terminal::tell(&format!("Wrote {pages} to `{}`.", folder.display()));
            None
        }),
    };
    done.map(|exit| exit.unwrap_or(Exit::Clean))
        .unwrap_or_else(|error| {
            terminal::complain(&format!("cannot write the manual: {error}"));
            Exit::Trouble
        })
}

/// Writes the page of the program and one for each command.
fn write_all(folder: &Path) -> io::Result<usize> {
    std::fs::create_dir_all(folder)?;
    let program = args::command();
    let name = program.get_name().to_owned();
    let commands = program.get_subcommands().map(|command| {
        let name = format!("{name}-{}", command.get_name());
        command.clone().display_name(&name).name(name)
    });
    let pages: Vec<Command> = commands.chain([program.clone()]).collect();
    for command in &pages {
        let file = folder.join(format!("{}.1", command.get_name()));
        atomic::write(&file, &page(command)?)?;
    }
    Ok(pages.len())
}

fn page(command: &Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    Ok(page)
}
