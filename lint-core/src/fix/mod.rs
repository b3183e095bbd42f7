//! Applies fixes: some edits to a text, or all fixes of a manifest until nothing is left to mend.
//!
//! Four promises: fixes that touch one another are not applied in the same round, no fix is applied that brings an
//! error or loses something that stands elsewhere, what is left out is said, and a rule whose fixes never come to rest
//! gets none applied.

mod apply;
mod harm;
mod moves;
mod rounds;

pub use apply::{Applied, apply, has_windows_line_ends, with_line_ends};
pub use harm::Harm;

use crate::analysis::{Analysis, analyze_in};
use crate::diagnostic::{Diagnostic, Fix, Safety};
use crate::project::Project;
use crate::settings::Settings;
use crate::text::{Source, TextRange};
use rounds::{Choice, Restless};

/// A manifest after its fixes.
#[derive(Debug, Clone)]
pub struct Fixed {
    /// The manifest as it is now.
    pub source: Source,
    /// How many fixes were applied.
    pub count: usize,
    /// What is still to be said about it. Findings whose fix was left out have that fix no more, and say why.
    pub analysis: Analysis,
    /// The fixes that would have done harm.
    pub left_out: Vec<LeftOut>,
    /// The rules whose fixes never came to rest, so that none of them was applied.
    pub restless: Vec<&'static str>,
}

/// A fix that was not applied, for it would do harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The code of its rule.
    pub code: &'static str,
    /// The place of its finding.
    pub range: TextRange,
    /// What it would do.
    pub harm: Harm,
}

/// Applies the first allowed fix of every finding, analyses the new text, and so on until nothing changes.
///
/// Hints are left alone, since only editors show them. Bytes that are not text are never touched: what follows
/// them is not known here, and would be lost.
pub fn fix_all(
    source: Source,
    settings: &Settings,
    project: Option<Project<'_>>,
    allow_unsafe: bool,
) -> Fixed {
    let mut choice = Choice::new(settings, project, allow_unsafe);
    if source.encoding_error().is_some() {
        return Fixed {
            analysis: analyze_in(&source, settings, project),
            source,
            count: 0,
            left_out: Vec::new(),
            restless: Vec::new(),
        };
    }
    let mut fixed = loop {
        match choice.until_rest(&source) {
            Ok(fixed) => break choice.with_restless(fixed),
            Err(Restless(codes)) => choice.leave(codes),
        }
    };
    if choice.has_other_judges() {
        fixed.analysis = analyze_in(&fixed.source, settings, project);
    }
    fixed.say_what_was_left_out(least(allow_unsafe));
    fixed
}

impl Fixed {
    /// Findings whose fix was left out say why, and offer it no more.
    fn say_what_was_left_out(&mut self, least: Safety) {
        for left in &self.left_out {
            let its = |d: &&mut Diagnostic| d.code == left.code && d.range == left.range;
            for diagnostic in self.analysis.diagnostics.iter_mut().filter(its) {
                let why = format!("its fix was left out: it would {}", left.harm);
                diagnostic.help = Some(match diagnostic.help.take() {
                    Some(help) if help.ends_with('?') => format!("{help} But {why}"),
                    Some(help) => format!("{help}; {why}"),
                    None => why,
                });
                diagnostic.fixes.retain(|fix| fix.safety < least);
            }
        }
    }
}

/// The fix of a finding that may be applied, if it has one.
pub fn allowed(diagnostic: &Diagnostic, allow_unsafe: bool) -> Option<&Fix> {
    let least = least(allow_unsafe);
    diagnostic.fixes.iter().find(|fix| fix.safety >= least)
}

/// How safe a fix must be at least.
fn least(allow_unsafe: bool) -> Safety {
    match allow_unsafe {
        true => Safety::Unsafe,
        false => Safety::Safe,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::yaml;

    #[test]
    fn bytes_that_are_no_text_are_not_touched() {
        let source = Source::from_bytes("prefect.yaml", b"tags: prod\n\xff\n".to_vec());
        let fixed = fix_all(source, &Settings::default(), None, true);
        assert_eq!(fixed.count, 0);
        assert_eq!(fixed.source.text(), "tags: prod\n");
    }

    #[test]
    fn a_comment_is_removed_only_where_it_is_found_to_be_unused() {
        let text = "deployments: [] # prefect-lint: ignore[duplicate-key] x\n";
        let fixed = |select: &[&str]| {
            let settings = Settings::selecting(select);
            fix_all(Source::new("prefect.yaml", text), &settings, None, false).count
        };
        // Whether the other rule has something to say is not known where it does not run.
        assert_eq!(fixed(&["PF901"]), 0);
        assert_eq!(fixed(&["PF901", "duplicate-key"]), 1);
    }

    proptest! {
        #[test]
        fn fixing_converges_and_never_breaks_the_yaml(
            lines in prop::collection::vec(
                prop::sample::select(vec![
                    "name: x", "tags: prod", "build:", "  - a.b:", "\tid: y", "x: {{ y }}", "cron: * * * * *",
                    "deployments:", "- name: a", "  schedules:", "    - cron: '0 0 * * *'", "entrypont: a.py:f",
                    "? [a]", "<<: *x", "'<<': 1", "a: 2024-13-01", "b: 'c", "- - *d", "%", "\u{feff}", "a: &d [1]",
                ]),
                0..12,
            ),
            windows: bool,
        ) {
            let text = lines.join(if windows { "\r\n" } else { "\n" });
            let settings = Settings::default();
            let errors = yaml::parse(&text).error_count();
            let once = fix_all(Source::new("prefect.yaml", text), &settings, None, true);
            prop_assert!(yaml::parse(once.source.text()).error_count() <= errors);
            // From another text on, fixes that were restless may come to rest.
            if once.restless.is_empty() {
                let again = fix_all(once.source.clone(), &settings, None, true);
                prop_assert_eq!(again.source.text(), once.source.text());
            }
        }
    }
}
