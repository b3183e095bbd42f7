//! What the pages say is tried: commands are run, manifests are checked, settings and reports are read.
//!
//! Remarks that readers do not see say what a page needs:
//!
//! - `<!-- fixture: NAME -->`: from here on, commands run in copies of `tests/fixtures/NAME`, or of what a clone of the
//!   repository has for `clone`. Without it, that is `farm`. Transcripts share a copy, other blocks have one each.
//! - `<!-- finds: PF101 PF106 -->`: the manifest that follows has these findings. Without it, it has none but those that a
//!   transcript on the same page shows.
//! - `<!-- snippet: NAME -->`: what follows is the configuration of an editor, which `tests/editors/check` tries.

mod commands;
mod data;
mod mentions;
mod scratch;

use crate::markdown::{Page, pages_below};

/// All pages but those of the rules, whose examples are tests of the rules, and the table of contents.
fn pages() -> Vec<Page> {
    let mut paths = pages_below("docs").unwrap();
    paths.retain(|path| !path.starts_with("docs/rules/") && path != "docs/SUMMARY.md");
    paths.extend(["README.md", "CONTRIBUTING.md"].map(str::to_owned));
    assert!(paths.len() > 20, "where is the book?");
    paths.iter().map(|path| Page::read(path).unwrap()).collect()
}

/// Ends the test if there is anything to complain about.
fn all_is_well(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n\n{}\n", complaints.join("\n\n"));
}
