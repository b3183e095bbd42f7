//! What the terminal can show, and the two ways out: results to stdout, everything else to stderr.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use crate::args::Color;
use crate::exit::Exit;
use crate::output::Look;

/// Headings of errors.
pub(crate) const RED: Style = AnsiColor::BrightRed.on_default().bold();

/// Settles for the whole run whether there is colour: the option, then `NO_COLOR`, `FORCE_COLOR` and
/// `CLICOLOR_FORCE`, then what the terminal can do.
pub(crate) fn choose(color: Color) {
    let choice = match color {
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
        Color::Auto if is_set("NO_COLOR") => ColorChoice::Never,
        Color::Auto if is_set("FORCE_COLOR") => ColorChoice::Always,
        Color::Auto => ColorChoice::Auto,
    };
    choice.write_global();
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty() && value != "0")
}

/// What stdout can show.
pub(crate) fn look() -> Look {
    let color = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    Look {
        color,
        links: color && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
    }
}

/// Writes results to stdout. A reader that has gone away, such as `head`, is no trouble.
pub(crate) fn print(bytes: &[u8]) -> Result<(), Exit> {
    let choice = AutoStream::choice(&io::stdout());
    let mut out = AutoStream::new(io::stdout().lock(), choice);
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("cannot write to stdout: {error}"));
            Err(Exit::Trouble)
        }
        _ => Ok(()),
    }
}

/// Writes to stdout byte for byte: text that is somebody's file, not a report.
pub(crate) fn print_raw(bytes: &[u8]) -> Result<(), Exit> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("cannot write to stdout: {error}"));
            Err(Exit::Trouble)
        }
        _ => Ok(()),
    }
}

/// Writes a line to stderr, as it is.
pub(crate) fn tell(line: &str) {
    // There is nowhere left to report a failure to.
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// Writes something worth knowing to stderr, in one line.
pub(crate) fn note(message: &str) {
    let message = crate::output::text::visible(message);
    tell(&format!("note: {message}"));
}

/// Writes an error to stderr, in one line.
pub(crate) fn complain(message: &str) {
    let message = crate::output::text::visible(message);
    tell(&format!("{RED}error{RED:#}: {message}"));
}
