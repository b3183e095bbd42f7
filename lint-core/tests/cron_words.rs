//! Cron expressions in plain English: a table that a person has read.

#![allow(clippy::unwrap_used)]

use prefect_lint_core::schedule::cron::Cron;

/// An expression, `&` for `day_or: false`, and the sentence.
const TABLE: &str = include_str!("cron_words.txt");

#[test]
fn expressions_read_as_a_person_would_say_them() {
    let mut lines = 0;
    for line in TABLE.lines() {
        let (text, sentence) = line.split_once(" | ").unwrap();
        let (text, day_or) = match text.trim_end().strip_suffix(" &") {
            Some(text) => (text, false),
            None => (text.trim_end(), true),
        };
        assert_eq!(Cron::parse(text).unwrap().words(day_or), sentence, "{text}");
        lines += 1;
    }
    assert!(lines >= 220);
}
