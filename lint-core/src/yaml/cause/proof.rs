//! What is no YAML is read by guesses, so each fix is proven before it is offered: with it, the loader has less to
//! complain of.

use super::{Problem, causes};
use crate::diagnostic::{Fix, Safety};
use crate::fix;
use crate::text::{TextRange, TextSize};
use crate::yaml::{self, Tree, YamlError};

/// How many bytes are read again at most, or how many texts where they are long: work stays linear.
const MAX_BYTES: usize = 1 << 20;
const MIN_TEXTS: usize = 2;

/// How far behind a place an error is looked for that may be due to it, in bytes.
const REACH: u32 = 1024;

/// How many errors are looked at for one place.
const MAX_PROBLEMS: usize = 16;

/// Takes away the fixes that do not mend. Of those that can't be tried any more, the certain ones stay.
pub(super) fn keep_what_mends(tree: &Tree<'_>, problems: &mut [Problem]) {
    let mut left = MIN_TEXTS.max(MAX_BYTES / tree.text().len().max(1));
    for problem in problems {
        let range = problem.range;
        problem.fix = (problem.fix.take()).filter(|fix| match left.checked_sub(1) {
            Some(less) => {
                left = less;
                mends(tree, range, fix)
            }
            None => fix.safety == Safety::Safe,
        });
    }
}

/// Whether there are fewer errors with a fix, none of them here, and what it puts in quotes is a text of its own.
fn mends(tree: &Tree<'_>, here: TextRange, fix: &Fix) -> bool {
    let applied = fix::apply(tree.text(), [fix]);
    let mended = yaml::parse(&applied.text);
    let here = applied.moved(here);
    let quoted = fix
        .edits
        .iter()
        .filter(|edit| edit.text.starts_with(['"', '\'']));
    mended.error_count() < tree.error_count()
        && quoted
            .map(|edit| applied.moved(edit.range))
            .all(|place| is_text(&mended, place))
        && !has_problem(&mended, here)
}

/// Whether something is wrong here. The loader may notice it some lines below.
fn has_problem(tree: &Tree<'_>, here: TextRange) -> bool {
    let reach = here.start()..=here.end() + TextSize::new(REACH);
    let near = |error: &&YamlError| {
        let is_near = |place: TextSize| reach.contains(&place);
        is_near(error.start) || error.mark.is_some_and(is_near)
    };
    let near = tree.errors().iter().filter(near).take(MAX_PROBLEMS);
    causes(tree, near)
        .iter()
        .any(|left| here.contains_inclusive(left.range.start()))
}

fn is_text(tree: &Tree<'_>, place: TextRange) -> bool {
    tree.nodes()
        .any(|node| node.range() == place && node.as_str().is_some())
}
