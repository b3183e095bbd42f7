//! Cases in files.

use std::collections::BTreeMap;
use std::fmt::Write;

/// The cursor.
pub(crate) const MARK: &str = "▮";

/// A text, what stands around it, and questions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Case {
    pub(crate) title: String,
    pub(crate) flags: Vec<String>,
    /// With the mark in it.
    pub(crate) text: String,
    /// Files beside it.
    pub(crate) files: BTreeMap<String, String>,
    /// Settings, as they are written.
    pub(crate) settings: Vec<String>,
    pub(crate) questions: Vec<Question>,
}

#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub(crate) words: String,
    pub(crate) answer: String,
}

impl Case {
    /// The text as an editor has it, and the offset of the cursor: the end of the first line without a mark.
    pub(crate) fn place(&self) -> (String, usize) {
        let mut text = self.text.clone();
        if self.has("crlf") {
            text = text.replace('\n', "\r\n");
        }
        if self.has("bom") {
            text.insert(0, '\u{FEFF}');
        }
        if self.has("no-end") {
            text = text.trim_end_matches(['\r', '\n']).to_owned();
        }
        let at = text.find(MARK).unwrap_or(0);
        (text.replacen(MARK, "", 1), at)
    }

    pub(crate) fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|other| other == flag)
    }
}

enum Part {
    Text,
    File(String),
    Answer,
}

/// Reads the cases of a file.
pub(crate) fn read(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut part = Part::Text;
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("=== ") {
            let mut flags = title.split(" {");
            cases.push(Case {
                title: flags.next().unwrap_or_default().to_owned(),
                flags: flags
                    .map(|flag| flag.trim_end_matches('}').to_owned())
                    .collect(),
                ..Case::default()
            });
            part = Part::Text;
            continue;
        }
        let Some(case) = cases.last_mut() else {
            continue;
        };
        if let Some(path) = line.strip_prefix("--- file ") {
            case.files.insert(path.to_owned(), String::new());
            part = Part::File(path.to_owned());
        } else if let Some(setting) = line.strip_prefix("--- set ") {
            case.settings.push(setting.to_owned());
        } else if let Some(words) = line.strip_prefix("--- ") {
            case.questions.push(Question {
                words: words.to_owned(),
                answer: String::new(),
            });
            part = Part::Answer;
        } else {
            let into = match &part {
                Part::Text => &mut case.text,
                Part::File(path) => case.files.get_mut(path).unwrap(),
                Part::Answer => &mut case.questions.last_mut().unwrap().answer,
            };
            into.push_str(line);
            into.push('\n');
        }
    }
    for case in &mut cases {
        for question in &mut case.questions {
            question.answer = question.answer.trim_end().to_owned();
        }
        // The blank line between two cases is none of the text.
        if case.questions.is_empty() {
            case.text = format!("{}\n", case.text.trim_end());
        }
    }
    cases
}

/// Writes cases down again.
pub(crate) fn written(cases: &[Case]) -> String {
    let mut text = String::new();
    for case in cases {
        write!(text, "=== {}", case.title).unwrap();
        for flag in &case.flags {
            write!(text, " {{{flag}}}").unwrap();
        }
        write!(text, "\n{}", case.text).unwrap();
        for (path, file) in &case.files {
            write!(text, "--- file {path}\n{file}").unwrap();
        }
        for setting in &case.settings {
            writeln!(text, "--- set {setting}").unwrap();
        }
        for question in &case.questions {
            writeln!(text, "--- {}\n{}", question.words, question.answer).unwrap();
        }
        text.push('\n');
    }
    text
}
