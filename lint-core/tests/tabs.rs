//! Lines that are indented by tabs: they are reported, and all else is found as if blanks stood there.

use prefect_lint_core::analyze;
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;

/// With a mistake in nearly each part.
const MANIFEST: &str = "\
name: reports
deployments:
  - name: a
    entrypoint: a.py:f
    descripton: x
    work_pool:
      name: main
      job_variabels:
        image: x
    schedules:
      - cron: 61 * * * *
        timezon: UTC
  - name: b
    entrypoint: b.py::b
    tgas: [x]
    # a remark
    parameters:
      # what it is
      limit: 1
  - nam: c
    entrypoint: c.py:c
";

/// The codes of the findings but those about tabs, with what is marked.
fn found(text: &str) -> Vec<String> {
    let settings = Settings::selecting(&["default"]);
    let analysis = analyze(&Source::new("prefect.yaml", text), &settings);
    let others = analysis.diagnostics.iter().filter(|d| d.code != "PF004");
    others
        .map(|d| format!("{} {}", d.code, &text[d.range]))
        .collect()
}

/// The manifest with tabs in the lines that are wanted, in place of so many blanks.
fn with_tabs(width: usize, is_wanted: impl Fn(usize) -> bool) -> String {
    let mut text = String::new();
    for (number, line) in MANIFEST.lines().enumerate() {
        let written = line.trim_start();
        let blanks = line.len() - written.len();
        match is_wanted(number) {
            true => {
                text += &"\t".repeat(blanks / width);
                text += &" ".repeat(blanks % width);
            }
            false => text += &line[..blanks],
        }
        text += written;
        text += "\n";
    }
    text
}

#[test]
fn a_line_with_tabs_costs_nothing_else() {
    let wanted = found(MANIFEST);
    assert!(wanted.len() > 6, "{wanted:?}");
    for width in [2, 4, 8] {
        for line in 0..MANIFEST.lines().count() {
            let text = with_tabs(width, |number| number == line);
            assert_eq!(found(&text), wanted, "{text}");
        }
    }
}

#[test]
fn a_file_with_tabs_throughout_is_read_as_it_was_meant() {
    let text = with_tabs(2, |_| true);
    assert_eq!(found(&text), found(MANIFEST), "{text}");
    let text = with_tabs(2, |number| number > 12);
    assert_eq!(found(&text), found(MANIFEST), "{text}");
}
