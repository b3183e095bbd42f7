//! Which findings are silenced, and by what.

use std::collections::HashMap;

use super::Suppressions;
use super::directive::Directive;
use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::text::TextSize;

/// A finding that a comment silences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Why it is silenced, in the user's words; may be empty.
    pub reason: String,
}

/// A directive with words that silence nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// The directive, by its place among [`Suppressions::directives`].
    pub directive: usize,
    /// Its words, by their places among [`Directive::words`].
    pub words: Vec<usize>,
}

/// What is left of the findings.
#[derive(Debug, Default)]
pub(crate) struct Silenced {
    /// Those that nothing silences.
    pub(crate) kept: Vec<Diagnostic>,
    /// Those that a comment silences.
    pub(crate) suppressed: Vec<Suppressed>,
    /// The words that have silenced one: directive and word.
    used: Vec<(usize, usize)>,
}

/// A word and where it counts.
struct Claim {
    start: TextSize,
    end: TextSize,
    is_line: bool,
    directive: usize,
    word: usize,
}

impl Suppressions {
    /// Takes the silenced findings out; those that `stays` are never silenced. Of several directives that cover a
    /// finding, the narrowest silences it, of two that are equal the first.
    pub(crate) fn silence(
        &self,
        text: &str,
        diagnostics: Vec<Diagnostic>,
        stays: impl Fn(&Diagnostic) -> bool,
    ) -> Silenced {
        if self.directives.is_empty() {
            return Silenced {
                kept: diagnostics,
                ..Silenced::default()
            };
        }
        let mut by_code: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, diagnostic) in diagnostics.iter().enumerate() {
            if !stays(diagnostic) {
                by_code.entry(diagnostic.code).or_default().push(at);
            }
        }
        let mut silenced_by = vec![None; diagnostics.len()];
        for (code, claims) in self.claims(text) {
            let mut found = by_code.remove(code).unwrap_or_default();
            found.sort_by_key(|at| diagnostics[*at].range.start());
            sweep(&claims, &found, &diagnostics, &mut silenced_by);
        }
        let mut silenced = Silenced::default();
        for (diagnostic, by) in diagnostics.into_iter().zip(silenced_by) {
            match by {
                None => silenced.kept.push(diagnostic),
                Some((directive, word)) => {
                    silenced.used.push((directive, word));
                    let Directive { reason, .. } = &self.directives[directive];
                    silenced.suppressed.push(Suppressed {
                        diagnostic,
                        reason: reason.clone(),
                    });
                }
            }
        }
        silenced
    }

    /// The words by the code that they stand for, wide ones before narrow ones, later ones before earlier ones. A line
    /// counts as narrower than what begins in it.
    fn claims(&self, text: &str) -> HashMap<&'static str, Vec<Claim>> {
        let mut claims: HashMap<&'static str, Vec<Claim>> = HashMap::new();
        for (at, directive) in self.directives.iter().enumerate() {
            let range = directive.scope.range(text);
            for (word, code) in (directive.words.iter().enumerate())
                .filter_map(|(word, named)| Some((word, named.code?)))
            {
                claims.entry(code).or_default().push(Claim {
                    start: range.start(),
                    end: range.end(),
                    is_line: matches!(directive.scope, Scope::Line(_)),
                    directive: at,
                    word,
                });
            }
        }
        for claims in claims.values_mut() {
            use std::cmp::Reverse;
            claims.sort_by_key(|c| (c.start, c.is_line, Reverse((c.end, c.directive, c.word))));
        }
        claims
    }

    /// The words that silence nothing, of those that `counts` says something about.
    pub(crate) fn unused(
        &self,
        silenced: &Silenced,
        counts: impl Fn(&'static str) -> bool,
    ) -> Vec<Unused> {
        let used: std::collections::HashSet<_> = silenced.used.iter().copied().collect();
        let unused = self.directives.iter().enumerate().map(|(directive, d)| {
            let words = d.words.iter().enumerate().filter(|(word, named)| {
                named.code.is_some_and(&counts) && !used.contains(&(directive, *word))
            });
            Unused {
                directive,
                words: words.map(|(word, _)| word).collect(),
            }
        });
        unused.filter(|unused| !unused.words.is_empty()).collect()
    }
}

/// Goes through claims and findings side by side; the claims that are open lie on a stack, the narrowest on top.
fn sweep(
    claims: &[Claim],
    found: &[usize],
    diagnostics: &[Diagnostic],
    silenced_by: &mut [Option<(usize, usize)>],
) {
    let mut open: Vec<&Claim> = Vec::new();
    let mut claims = claims.iter().peekable();
    for at in found {
        let offset = diagnostics[*at].range.start();
        while let Some(claim) = claims.next_if(|claim| claim.start <= offset) {
            open.push(claim);
        }
        while open.pop_if(|claim| claim.end <= offset).is_some() {}
        silenced_by[*at] = open.last().map(|claim| (claim.directive, claim.word));
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::Settings;
    use crate::text::Source;

    #[test]
    fn of_a_comment_above_and_one_behind_the_narrower_counts() {
        let text = "\
deployments:
  - name: a
    # prefect-lint: ignore[misspelled-key] above
    entrypont: a.py:f  # prefect-lint: ignore[misspelled-key] behind
";
        let analysis = crate::analyze(&Source::new("prefect.yaml", text), &Settings::default());
        let reasons: Vec<&str> = (analysis.suppressed.iter())
            .map(|suppressed| suppressed.reason.as_str())
            .collect();
        assert_eq!(reasons, ["behind"]);
        let unused = analysis.diagnostics.iter().find(|d| d.code == "PF901");
        let marked = unused.map(|d| &text[d.range]);
        assert_eq!(marked, Some("# prefect-lint: ignore[misspelled-key] above"));
    }
}
