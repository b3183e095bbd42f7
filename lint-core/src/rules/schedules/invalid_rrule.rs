//! PF519

use super::rrules;
use crate::declare_rule;
use crate::diagnostic::{Edit, Fix, Safety};
use crate::manifest::Literal;
use crate::rules::words::REFUSED_LATE;
use crate::rules::{Context, Meta, Report, Rule};
use crate::schedule::rrule::{Error, ErrorKind, Rrule, Verdict, WRITTEN_BREAK};

declare_rule! {
    /// ## What it does
    /// Finds recurrence rules that Prefect refuses.
    ///
    /// ## Why is this bad?
    /// Prefect looks at a rule when it creates the deployment, after the build and push steps have run. A rule
    /// without `FREQ` even ends `prefect deploy` with a traceback.
    ///
    /// ## Example
    /// ```yaml @6:22-6:26,@7:27-7:28,@8:40-8:42
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - rrule: "FREQ=DALY;BYHOUR=9"
    ///       - rrule: "FREQ=DAILY BYHOUR=9"
    ///       - rrule: 'DTSTART:20300101T090000\nRRULE:FREQ=DAILY'
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool: {name: main}
    ///     schedules:
    ///       - rrule: "FREQ=DAILY;BYHOUR=9"
    ///       - rrule: "FREQ=DAILY;BYHOUR=9"
    ///       - rrule: 'DTSTART:20300101T090000 RRULE:FREQ=DAILY'
    /// ```
    ///
    /// ## Fix
    /// Writes the key or the word that was probably meant, and mends blanks and `;` between the parts. A line break
    /// that is spelled out becomes a blank. A `Z` that does not fit is removed; Prefect would not look at it.
    pub struct InvalidRrule = "PF519", "invalid-rrule", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for InvalidRrule {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for (schedule, literal) in rrules::all(cx) {
            let (error, note) = match Rrule::parse(&literal.text) {
                Verdict::Refused(error) => (error, REFUSED_LATE),
                Verdict::Crashes(error) => (error, "`prefect deploy` ends with a traceback"),
                _ => continue,
            };
            let mended = mended(&literal.text, &error);
            let range = match &mended {
                // What is to be mended is the blank or the `;`.
                Some(edit) if is_between(&error.kind) => edit.0.clone(),
                _ => error.range.clone(),
            };
            report
                .at(literal.range(range), error.kind.to_string())
                .deployment(schedule.deployment.clone())
                .note(note)
                .help(error.kind.help())
                .maybe_fix(mended.and_then(|mended| fix(&literal, &mended)));
        }
    }
}

/// Whether a mistake may lie between the parts of a rule.
fn is_between(kind: &ErrorKind) -> bool {
    match kind {
        ErrorKind::NotAPair(part) => part.is_empty(),
        kind => *kind == ErrorKind::MissingFrequency,
    }
}

/// Bytes of a rule, and what to write there.
type Change = (std::ops::Range<usize>, String);

/// A change that makes Prefect take the rule, if there is a sure one.
fn mended(text: &str, error: &Error) -> Option<Change> {
    let candidates = candidates(text, error);
    candidates.into_iter().find(|(range, new)| {
        let mut changed = text.to_owned();
        let fits = text.get(range.clone()).is_some();
        if fits {
            changed.replace_range(range.clone(), new);
        }
        fits && matches!(Rrule::parse(&changed), Verdict::Valid(_))
    })
}

fn candidates(text: &str, error: &Error) -> Vec<Change> {
    let at = error.range.clone();
    match &error.kind {
        ErrorKind::ZoneMismatch { until: true } => {
            let date = text.get(at.clone()).unwrap_or_default();
            let end = at.end;
            match date.ends_with(['Z', 'z']) {
                true => vec![(end - 1..end, String::new())],
                false => Vec::new(),
            }
        }
        ErrorKind::WrittenBreak => {
            let lines = at.start
                ..text
                    .rfind(WRITTEN_BREAK)
                    .map_or(at.end, |last| last + at.len());
            let blanks = text
                .get(lines.clone())
                .map(|lines| lines.replace(WRITTEN_BREAK, " "));
            blanks.map(|blanks| (lines, blanks)).into_iter().collect()
        }
        // A blank between two parts, or a `;` too many.
        ErrorKind::MissingFrequency | ErrorKind::NotAPair(_) => {
            let mut found: Vec<Change> = blanks(text)
                .flat_map(|blank| [(blank.clone(), ";".to_owned()), (blank, String::new())])
                .collect();
            let semicolons = text.match_indices(';');
            found.extend(semicolons.map(|(at, _)| (at..at + 1, String::new())));
            found.truncate(MOST_CANDIDATES);
            found
        }
        kind => kind
            .near()
            .map(|word| vec![(at, word.to_owned())])
            .unwrap_or_default(),
    }
}

/// A rule with more blanks and `;` is not mended here.
const MOST_CANDIDATES: usize = 24;

/// The runs of blanks between other characters.
fn blanks(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(' ').map(|at| rest + at) {
        let end = text[start..]
            .find(|c| c != ' ')
            .map_or(text.len(), |at| start + at);
        found.push(start..end);
        rest = end;
    }
    found.into_iter()
}

fn fix(literal: &Literal<'_>, (range, new): &Change) -> Option<Fix> {
    let bare = literal.node == literal.node.resolve();
    let place = literal.range(range.clone());
    // What is written otherwise than it is read is left alone.
    let same = usize::from(place.len()) == range.len();
    let title = match new.is_empty() {
        true => "remove it".to_owned(),
        false => format!("replace with `{new}`"),
    };
    (bare && same).then(|| Fix::new(title, Safety::Safe, vec![Edit::new(place, new.clone())]))
}
