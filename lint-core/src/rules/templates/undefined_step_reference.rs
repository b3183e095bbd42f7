//! PF402

use std::borrow::Cow;

use super::case::{self, Case, first_wrong, id_range, is_gap, outcome, replace, replace_risky};
use super::special::special;
use super::wrong_placeholder_syntax::has_dollar;
use crate::declare_rule;
use crate::diagnostic::Severity;
use crate::manifest::Step;
use crate::near;
use crate::rules::words::short;
use crate::rules::{Context, Meta, Report, Rule};
use crate::template::grammar::is_name;
use crate::template::name::looks_like_environment;
use crate::template::{Answer, Given, Path, Reached, Resolution, Why};

declare_rule! {
    /// ## What it does
    /// Finds placeholders that ask for an output of a step that does not exist.
    ///
    /// A placeholder such as `{{ build-image.image }}` begins with the `id` of a step of `build` or `push`, or of an
    /// earlier step of the same section. Hyphens and underscores are different letters.
    ///
    /// A plain name in capitals may be an environment variable where a deployment's own fields are filled in; that
    /// is only a hint, to write `{{ $NAME }}`. Steps that come from other packages may give anything: behind one of
    /// them, only names that are nearly an id are reported.
    ///
    /// ## Why is this bad?
    /// Prefect drops the key, or puts nothing in the place of the placeholder, and deploys all the same.
    ///
    /// ## Example
    /// ```yaml @12:20-12:31
    /// build:
    ///   - prefect_docker.deployments.steps.build_docker_image:
    ///       id: build-image
    ///       image_name: example/report
    ///       dockerfile: Dockerfile
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         image: "{{ build_image.image }}"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// build:
    ///   - prefect_docker.deployments.steps.build_docker_image:
    ///       id: build-image
    ///       image_name: example/report
    ///       dockerfile: Dockerfile
    /// deployments:
    ///   - name: report
    ///     entrypoint: report.py:report
    ///     work_pool:
    ///       name: main
    ///       job_variables:
    ///         image: "{{ build-image.image }}"
    /// ```
    ///
    /// ## Fix
    /// Writes the id that was probably meant. Where a name in capitals can't be an output, `{{ $NAME }}` is
    /// offered.
    pub struct UndefinedStepReference = "PF402", "undefined-step-reference", Error, fix: Sometimes, since: "0.1.0";
}

impl Rule for UndefinedStepReference {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        for answer in cx.references.placeholders() {
            let name = answer.name();
            if special(name).is_some() || has_dollar(&answer) && looks_like_environment(name) {
                continue;
            }
            let path = Path::new(name);
            let wrong = |reached, resolution| match is_gap(&answer, cx, reached) {
                true => None,
                false => wrong(path, reached, resolution),
            };
            if let Some(case) = first_wrong(&answer, wrong) {
                say(&answer, path, &case, report);
            }
        }
    }
}

/// What was probably meant, and where it is.
type Near<'a> = Option<(Cow<'a, str>, &'a Step<'a>)>;

/// How sure it is that nothing has the name.
enum Wrong<'a> {
    Undefined(Near<'a>),
    /// It may be an environment variable.
    Capitals,
}

fn wrong<'a>(
    path: Path<'_>,
    reached: &Reached<'a>,
    resolution: &Resolution<'a>,
) -> Option<Wrong<'a>> {
    match resolution.given {
        Given::Nothing(Why::Undefined) => Some(Wrong::Undefined(nearest(path, reached))),
        Given::Unknown => {
            let near = nearest(path, reached);
            let is_capital =
                resolution.environment.is_some() && looks_like_environment(path.as_str());
            let is_known = case::step_with_id(&path.first(), reached).is_some();
            let more = reached.scope.may_have_more(case::until(&reached.place));
            match (&near, is_capital) {
                _ if is_known => None,
                (Some((word, _)), _) if is_same(word, path, &near) => Some(Wrong::Undefined(near)),
                (_, true) if !more => Some(Wrong::Capitals),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a word is the path's beginning but for hyphens, underscores and case.
fn is_same(word: &str, path: Path<'_>, near: &Near<'_>) -> bool {
    let plain = |text: &str| text.replace(['-', '_', '.'], "").to_lowercase();
    near.is_some() && plain(word) == plain(&path.first())
}

/// The id that was probably meant; for a plain name also an output, or an id with an output.
fn nearest<'a>(path: Path<'_>, reached: &Reached<'a>) -> Near<'a> {
    let first = path.first();
    let mut words: Vec<(Cow<'a, str>, &'a Step<'a>)> = Vec::new();
    for (id, step) in case::visible(reached) {
        words.push((Cow::Borrowed(id), step));
        if path.is_single() {
            let outputs = reached.scope.outputs_of(step).unwrap_or_default();
            words.extend(
                outputs
                    .iter()
                    .map(|output| (Cow::Owned(format!("{id}.{output}")), step)),
            );
        }
    }
    if path.is_single() {
        let outputs = reached.scope.outputs(case::until(&reached.place));
        words.extend(
            outputs
                .into_iter()
                .map(|(name, step)| (Cow::Borrowed(name), step)),
        );
    }
    // A step that has the output that is asked for comes before one that is only called much the same.
    if let Some(output) = path.second() {
        let gives = |step: &Step<'_>| {
            let outputs = reached.scope.outputs_of(step);
            outputs.is_none_or(|outputs| outputs.iter().any(|name| *name == output))
        };
        words.sort_by_key(|(_, step)| !gives(step));
    }
    let word = near::nearest(&first, words.iter().map(|(word, _)| word.as_ref()))?.to_owned();
    words.into_iter().find(|(other, _)| *other == word)
}

fn say(
    answer: &Answer<'_, '_>,
    path: Path<'_>,
    case: &Case<'_, '_, Wrong<'_>>,
    report: &mut Report<'_>,
) {
    let place = &case.reached.place;
    let (text, whole) = (&answer.reference.text, &answer.placeholder.name);
    let first = path.first();
    let shown = short(&first);
    let end = path
        .as_str()
        .find(['.', '['])
        .unwrap_or(path.as_str().len());
    let bytes = whole.start..whole.start + end.max(1);
    let is_capital = looks_like_environment(path.as_str());
    // An output is kept under its bare name too, and so takes the place of an id of that name.
    let hidden = case::visible(case.reached)
        .iter()
        .any(|(id, _)| *id == first);
    let message = match () {
        () if path.is_dead() => format!(
            "`{}` is no output of a step{}",
            short(path.as_str()),
            case.suffix
        ),
        () if hidden && !path.is_single() => {
            format!("an output named `{shown}` hides the step with the id `{shown}`")
        }
        () if path.is_single() => {
            format!("no step before this place gives `{shown}`{}", case.suffix)
        }
        () => format!(
            "no step before this place has the id `{shown}`{}",
            case.suffix
        ),
    };
    let range = match path.is_dead() {
        true => answer.name_range(),
        false => text.range(&bytes),
    };
    let found = report
        .at(range, message)
        .deployment(case.deployment.clone());
    let Wrong::Undefined(near) = &case.wrong else {
        let help = format!("for the environment variable, write `{{{{ ${shown} }}}}`");
        found
            .severity(Severity::Hint)
            .label("an environment variable?")
            .help(help);
        return;
    };
    let found = found
        .label(match path.is_single() || path.is_dead() {
            true => "unknown name",
            false if hidden => "this is the output, not the step",
            false => "unknown step id",
        })
        .note(outcome(place, case.resolution.otherwise));
    match near {
        Some((word, step)) if !path.is_dead() => {
            // A stray character in an id is a mistake of its own, and is not repeated here.
            let is_clean = word.chars().all(is_name);
            let word: String = word.chars().filter(|c| is_name(*c)).collect();
            let outputs = case.reached.scope.outputs(case::until(place));
            let is_hidden = !path.is_single() && outputs.iter().any(|(name, _)| *name == word);
            // Other deployments may have other steps before it.
            let is_near = |reached| nearest(path, reached).is_some_and(|(near, _)| near == word);
            let is_near_for_all = answer.reference.reached.iter().all(is_near);
            let fix =
                replace(text, &bytes, &word).filter(|_| is_clean && !is_hidden && is_near_for_all);
            let found = found.other(id_range(step), "a step with a similar id");
            match word == first {
                true => found.help("the id has a character that no placeholder can have"),
                false => found.help(format!("did you mean `{word}`?")).maybe_fix(fix),
            };
        }
        _ if is_capital => {
            let fix = replace_risky(text, whole, &format!("${}", path.as_str()));
            let help = format!("for the environment variable, write `{{{{ ${shown} }}}}`");
            found.help(help).maybe_fix(fix);
        }
        _ if hidden => {
            found.help("give the step an id that no output has, such as `build-image`");
        }
        _ => {
            found.help(ids_in_words(case.reached));
        }
    }
}

/// Which ids there are.
fn ids_in_words(reached: &Reached<'_>) -> String {
    let mut ids: Vec<&str> = case::visible(reached).iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let shown: Vec<String> = ids
        .iter()
        .take(8)
        .map(|id| format!("`{}`", short(id)))
        .collect();
    match shown.is_empty() {
        true => "no step before this place has an `id`".to_owned(),
        false => format!("the ids before this place are {}", shown.join(", ")),
    }
}
