//! Which texts that look like placeholders were surely meant to be some.
//!
//! In a tag, a version or an image nothing else makes sense. Yet a script, a parameter or a command may hold
//! templates for other programs: there, only what begins like a placeholder counts.

use super::case::visible;
use super::special::{Special, special};
use crate::template::grammar::placeholders;
use crate::template::{Field, Place, Reached, Site};

/// The inputs of steps that may hold anything.
const FREE_INPUTS: &[&str] = &[
    "script",
    "env",
    "command",
    "commands",
    "buildargs",
    "client_parameters",
];

/// Whether templates for other programs may stand at a place.
pub(super) fn is_free(reached: &Reached<'_>) -> bool {
    let place = &reached.place;
    match place.site {
        Site::Field(Field::JobVariables) => place.top_name() != "image",
        Site::Field(field) => field.is_free(),
        Site::Input { step, .. } => {
            let is_known = reached.scope.outputs_of(step).is_some();
            !is_known || FREE_INPUTS.contains(&place.top_name().as_ref())
        }
    }
}

/// Whether a text in braces begins like a placeholder that means something here.
pub(super) fn is_surely_meant(inner: &str, reached: &Reached<'_>) -> bool {
    let inner = inner.trim_start_matches(['\'', '"', '(', ' ']);
    if inner.starts_with("prefect.blocks.") || inner.starts_with("prefect.variables.") {
        return true;
    }
    let end = inner.find(['.', '[']).unwrap_or(inner.len());
    let first = &inner[..end];
    end < inner.len() && visible(reached).iter().any(|(id, _)| *id == first)
}

/// The name that an expression in braces stands for, where that is plain: without quotes, calls and stray blanks.
pub(super) fn plain_name(inner: &str) -> Option<String> {
    let mut name = inner.trim().to_owned();
    for quote in ['\'', '"'] {
        let open = [
            format!("[{quote}"),
            format!(".get({quote}"),
            format!("({quote}"),
        ];
        let close = [format!("{quote}]"), format!("{quote})")];
        for mark in &open {
            name = name.replace(mark.as_str(), ".");
        }
        for mark in &close {
            name = name.replace(mark.as_str(), "");
        }
        if let Some(bare) = (name.strip_prefix(quote)).and_then(|rest| rest.strip_suffix(quote)) {
            name = bare.to_owned();
        }
    }
    let name = name.trim().trim_end_matches("()").trim();
    let parts: Vec<&str> = name.split('.').map(str::trim).collect();
    let name = parts.join(".");
    let name = match special(&name) {
        Some(Special::Environment(variable)) => format!("${variable}"),
        _ => name,
    };
    let written = format!("{{{{ {name} }}}}");
    let found = placeholders(&written);
    let is_one = matches!(found.as_slice(), [one] if one.range == (0..written.len()));
    (is_one && !name.contains("..") && !name.ends_with('.')).then_some(name)
}

/// Whether `${NAME}` at a place could only be meant for the environment variable: no shell will ever see it.
pub(super) fn is_no_shell(place: &Place<'_>, is_whole: bool) -> bool {
    match place.site {
        Site::Field(Field::JobVariables) => {
            let top = place.top_name();
            top == "image" || is_whole && matches!(top.as_ref(), "env" | "namespace" | "name")
        }
        Site::Field(field) => !field.is_free() || is_whole && field == Field::Parameters,
        Site::Input { step, .. } => {
            let key = place.top_name();
            let is_prefects = step.name().starts_with("prefect");
            is_prefects && !FREE_INPUTS.contains(&key.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plain_is_made_a_name() {
        for (inner, name) in [
            ("prefect.variables.get('x')", "prefect.variables.x"),
            ("build['image']", "build.image"),
            ("build[\"image\"]", "build.image"),
            ("'build.image'", "build.image"),
            ("build . image", "build.image"),
            ("build.image()", "build.image"),
            ("env['HOME']", "$HOME"),
            ("os.environ.get('HOME')", "$HOME"),
        ] {
            assert_eq!(plain_name(inner).as_deref(), Some(name), "{inner}");
        }
        for inner in ["a | b", "a b", "a + 'b'", "a or b", "", "a..b", "f(x)"] {
            assert_eq!(plain_name(inner), None, "{inner}");
        }
    }
}
