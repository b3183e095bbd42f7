//! Offering the word that was probably meant.

use super::edits;
use super::report::{Finish, Report};
use super::words::{short, subject};
use crate::diagnostic::{Fix, Safety};
use crate::near::nearest;
use crate::schema::Finding;
use crate::schema::field::quoted;
use crate::yaml::Node;

/// Offers another word for a value, if there is one to offer.
pub(super) fn offer<'f>(finish: Finish<'f>, value: Node<'_>, near: Option<&str>) -> Finish<'f> {
    let Some(near) = near else {
        return finish;
    };
    let edit = edits::replace_text(value, near);
    finish.help(format!("did you mean `{near}`?")).maybe_fix(
        edit.map(|edit| Fix::new(format!("replace with `{near}`"), Safety::Safe, vec![edit])),
    )
}

/// Offers another name for a key.
pub(super) fn rename(key: Node<'_>, name: &str) -> Fix {
    let title = format!("replace with `{name}`");
    Fix::new(title, Safety::Safe, vec![edits::rename(key, name)])
}

/// Reports a value that is none of the words that its key takes; `help` is said where none of them is near.
pub(super) fn none_of(
    report: &mut Report<'_>,
    finding: &Finding<'_>,
    words: &[&str],
    note: String,
    help: Option<&str>,
) {
    let value = finding.spot.value;
    let written = value.as_str().unwrap_or_default();
    let message = format!("{} cannot be `{}`", subject(finding), short(&written));
    let finish = report
        .finding(finding, message)
        .label(format!("must be {}", quoted(words)))
        .note(note)
        .help(help.map_or_else(|| format!("write {}", quoted(words)), str::to_owned));
    let _ = offer(finish, value, nearest(&written, words.iter().copied()));
}
