//! Findings as people read them: what is wrong, in its lines, what Prefect does about it, and what to write.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use codespan_reporting::diagnostic::{self as codespan, LabelStyle};
use codespan_reporting::term::{self, Config, WriteStyle};
use prefect_lint_core::diagnostic::{Diagnostic, Safety, Severity};
use prefect_lint_core::rules;
use prefect_lint_core::text::Source;

use super::excerpt::Excerpt;
use super::text::visible;
use super::{Look, Report, best_fix};

/// Writes all findings.
pub(super) fn write(out: &mut dyn Write, report: &Report, look: Look) -> io::Result<()> {
    let config = Config::default();
    for file in &report.findings {
        let source = without_secrets(&file.source, &file.diagnostics);
        for diagnostic in &file.diagnostics {
            frame(out, &source, diagnostic, look, &config)?;
        }
    }
    Ok(())
}

/// One finding as text without colour.
pub fn plain(source: &Source, diagnostic: &Diagnostic) -> String {
    let mut bytes = Vec::new();
    let look = Look::default();
    let source = &without_secrets(source, std::slice::from_ref(diagnostic));
    // Writing to memory cannot fail.
    let _ = frame(&mut bytes, source, diagnostic, look, &Config::default());
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.trim_end().lines();
    lines.flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// The text with a `*` for each byte that must not be shown.
fn without_secrets<'s>(source: &'s Source, diagnostics: &[Diagnostic]) -> Cow<'s, Source> {
    let mut secrets = diagnostics.iter().filter(|d| d.secret).peekable();
    if secrets.peek().is_none() {
        return Cow::Borrowed(source);
    }
    let mut text = source.text().to_owned();
    for diagnostic in secrets {
        let place = Range::<usize>::from(diagnostic.range);
        if let Some(secret) = source.text().get(place.clone()) {
            let stars: String = (secret.bytes())
                .map(|byte| if byte == b'\n' { '\n' } else { '*' })
                .collect();
            text.replace_range(place, &stars);
        }
    }
    Cow::Owned(Source::new(source.path(), text))
}

fn frame(
    out: &mut dyn Write,
    source: &Source,
    diagnostic: &Diagnostic,
    look: Look,
    config: &Config,
) -> io::Result<()> {
    headline(out, diagnostic, look)?;
    let labels = diagnostic.labels.iter().map(|label| label.range);
    let places: Vec<_> = std::iter::once(diagnostic.range).chain(labels).collect();
    let (excerpt, marks) = Excerpt::new(source, &places);
    let messages = diagnostic.labels.iter().map(|label| &label.message);
    let messages = std::iter::once(&diagnostic.label).chain(messages);
    let labels = marks
        .into_iter()
        .zip(messages)
        .enumerate()
        .map(|(i, (mark, message))| {
            let style = match i {
                0 => LabelStyle::Primary,
                _ => LabelStyle::Secondary,
            };
            codespan::Label::new(style, (), mark).with_message(visible(message))
        });
    let body = codespan::Diagnostic::new(severity(diagnostic.severity))
        .with_labels_iter(labels)
        .with_notes(notes(diagnostic));
    let mut painter = Painter {
        out,
        color: look.color,
        in_header: false,
    };
    term::emit_to_write_style(&mut painter, config, &excerpt, &body).map_err(io::Error::other)
}

/// `error[PF005]: …`, the code, if there is one, leading to the rule's page.
fn headline(out: &mut dyn Write, diagnostic: &Diagnostic, look: Look) -> io::Result<()> {
    let word = diagnostic.severity.as_str();
    let message = visible(&diagnostic.message);
    let code = match diagnostic.code.is_empty() {
        true => String::new(),
        false => format!("[{}]", linked(diagnostic, look)),
    };
    match look.color {
        false => writeln!(out, "{word}{code}: {message}"),
        true => {
            let style = color_of(diagnostic.severity).bold();
            let bold = Style::new().bold();
            writeln!(out, "{style}{word}{code}{style:#}{bold}: {message}{bold:#}")
        }
    }
}

/// The code of a finding, leading to the rule's page where the terminal has links.
pub(super) fn linked(diagnostic: &Diagnostic, look: Look) -> String {
    match rules::find(diagnostic.code).filter(|_| look.links) {
        Some(rule) => link(&rule.meta().url(), diagnostic.code),
        None => diagnostic.code.to_owned(),
    }
}

/// A word that leads to a page where it is clicked (OSC 8).
fn link(url: &str, word: &str) -> String {
    format!("\x1b]8;;{url}\x1b\\{word}\x1b]8;;\x1b\\")
}

/// The lines below the frame.
fn notes(diagnostic: &Diagnostic) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(note) = &diagnostic.note {
        notes.push(visible(note).into_owned());
    }
    let option = match best_fix(diagnostic) {
        Some(Safety::Safe) => Some("--fix"),
        Some(Safety::Unsafe) => Some("--fix --unsafe-fixes"),
        None => None,
    };
    let title = diagnostic.fixes.first().map(|fix| &fix.title);
    let help = diagnostic.help.as_ref().or(title).map(|text| visible(text));
    match (help, option) {
        (Some(help), Some(option)) => notes.push(format!("help: {help} (`{option}` does it)")),
        (Some(help), None) => notes.push(format!("help: {help}")),
        (None, _) => {}
    }
    notes
}

fn severity(severity: Severity) -> codespan::Severity {
    match severity {
        Severity::Error => codespan::Severity::Error,
        Severity::Warning => codespan::Severity::Warning,
        Severity::Info => codespan::Severity::Note,
        Severity::Hint => codespan::Severity::Help,
    }
}

/// The colour of a severity.
pub(super) fn color_of(severity: Severity) -> Style {
    self::color(self::severity(severity)).on_default()
}

fn color(severity: codespan::Severity) -> AnsiColor {
    match severity {
        codespan::Severity::Bug | codespan::Severity::Error => AnsiColor::BrightRed,
        codespan::Severity::Warning => AnsiColor::BrightYellow,
        codespan::Severity::Note => AnsiColor::BrightBlue,
        codespan::Severity::Help => AnsiColor::BrightGreen,
    }
}

/// Colours a frame, and swallows its first line: the headline above has more to say than codespan's.
struct Painter<'o> {
    out: &'o mut dyn Write,
    color: bool,
    in_header: bool,
}

impl Painter<'_> {
    fn paint(&mut self, style: Style) -> io::Result<()> {
        match self.color && !self.in_header {
            true => write!(self.out, "{style}"),
            false => Ok(()),
        }
    }
}

impl Write for Painter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.in_header {
            return self.out.write(bytes);
        }
        let end = bytes.iter().position(|byte| *byte == b'\n');
        self.in_header = end.is_none();
        Ok(end.map_or(bytes.len(), |end| end + 1))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl WriteStyle for Painter<'_> {
    fn set_header(&mut self, _: codespan::Severity) -> io::Result<()> {
        self.in_header = true;
        Ok(())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.paint(AnsiColor::Blue.on_default())
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.paint(AnsiColor::Blue.on_default())
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.paint(AnsiColor::Blue.on_default())
    }

    fn set_label(&mut self, severity: codespan::Severity, style: LabelStyle) -> io::Result<()> {
        let color = match style {
            LabelStyle::Primary => color(severity),
            LabelStyle::Secondary => AnsiColor::Cyan,
        };
        self.paint(color.on_default())
    }

    fn reset(&mut self) -> io::Result<()> {
        match self.color && !self.in_header {
            true => write!(self.out, "{}", anstyle::Reset),
            false => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use prefect_lint_core::diagnostic::{Fix, Label};
    use prefect_lint_core::text::range;

    fn finding(source: &Source, place: &str) -> Diagnostic {
        let at = source.text().find(place).unwrap();
        Diagnostic {
            code: "PF402",
            rule: "undefined-step-reference",
            severity: Severity::Info,
            range: range(at, place.len()),
            secret: false,
            message: "no earlier step has the id `build_image`\u{1b}[0m".to_owned(),
            label: "unknown step id".to_owned(),
            note: Some("Prefect drops `image`".to_owned()),
            help: None,
            labels: vec![Label {
                range: range(0, 4),
                message: "a step with a similar id".to_owned(),
            }],
            fixes: vec![Fix::risky("replace it", range(at, 1), "x")],
            deployment: None,
        }
    }

    #[test]
    fn secrets_are_not_shown() {
        let source = Source::new("prefect.yaml", "id: 1\ntoken: hunter2\n");
        let secret = Diagnostic {
            secret: true,
            ..finding(&source, "hunter2")
        };
        let text = plain(&source, &secret);
        assert!(
            text.contains("token: *******") && !text.contains("hunter2"),
            "{text}"
        );
    }

    #[test]
    fn a_frame_says_what_so_what_now_what() {
        let source = Source::new("a/prefect.yaml", "id: 1\n\n  größe: \"build_image\"\r\n");
        let text = plain(&source, &finding(&source, "build_image"));
        insta::assert_snapshot!(text, @r#"
        info[PF402]: no earlier step has the id `build_image`␛[0m
          ┌─ a/prefect.yaml:3:11
          │
        1 │ id: 1
          │ ---- a step with a similar id
        2 │
        3 │   größe: "build_image"
          │           ^^^^^^^^^^^ unknown step id
          │
          = Prefect drops `image`
          = help: replace it (`--fix --unsafe-fixes` does it)
        "#);
    }

    #[test]
    fn colour_and_links_are_written_when_asked_for() {
        let source = Source::new("prefect.yaml", "id: 1\nb: 2\n");
        let look = Look {
            color: true,
            links: true,
        };
        let mut out = Vec::new();
        frame(
            &mut out,
            &source,
            &finding(&source, "b"),
            look,
            &Config::default(),
        )
        .unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("\u{1b}[1m\u{1b}[94minfo["), "{text:?}");
        assert_eq!(
            anstream::adapter::strip_str(&text)
                .to_string()
                .matches("info[")
                .count(),
            1
        );
    }

    proptest::proptest! {
        #[test]
        fn any_place_in_any_text_can_be_framed(
            text in "[a-é\t\r\n :\u{1b}\u{85}\u{202e}\u{feff}😀]{0,400}",
            places in proptest::collection::vec((0usize..900, 0usize..400), 1..5),
        ) {
            let source = Source::new("prefect.yaml", text.clone());
            let places: Vec<_> = (places.iter())
                .map(|(start, len)| {
                    let start = text.floor_char_boundary(*start);
                    range(start, text.floor_char_boundary(start + len) - start)
                })
                .collect();
            let mut finding = finding(&Source::new("", "x"), "x");
            finding.range = places[0];
            finding.labels = (places[1..].iter())
                .map(|range| Label { range: *range, message: "also".to_owned() })
                .collect();
            let frame = plain(&source, &finding);
            let is_bad = |c: char| c.is_control() && c != '\n';
            proptest::prop_assert!(!frame.contains(is_bad), "{frame:?}");
            proptest::prop_assert!(frame.contains('^'));
        }
    }
}
