//! The packages that a step names in `requires`.

use crate::manifest::Step;
use crate::yaml::Node;

/// The requirements that are text, one by one.
pub(super) fn requirements<'t>(step: &Step<'t>) -> Vec<Node<'t>> {
    let Some(entry) = step.requires else {
        return Vec::new();
    };
    let value = entry.value;
    let items = value.items();
    let all = std::iter::once(value).chain(items);
    all.filter(|node| node.as_str().is_some()).collect()
}

/// Whether a requirement brings a package: itself, or Prefect with the extra of that name.
pub(super) fn brings(requirement: &str, package: &str) -> bool {
    let end = |c: char| !c.is_ascii_alphanumeric() && !"-_.".contains(c);
    let text = requirement.trim();
    let name = &text[..text.find(end).unwrap_or(text.len())];
    let plain = |name: &str| name.replace(['_', '.'], "-").to_ascii_lowercase();
    let extra = package.strip_prefix("prefect-").unwrap_or(package);
    let has_extra = || {
        let extras = text
            .split_once('[')
            .and_then(|(_, rest)| rest.split_once(']'));
        extras.is_some_and(|(extras, _)| extras.split(',').any(|e| e.trim() == extra))
    };
    plain(name) == package || (plain(name) == "prefect" && has_extra())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_requirement_brings_the_package_that_it_names() {
        for text in [
            "prefect-docker",
            "prefect_docker>=0.6.5",
            "Prefect-Docker[x] ~= 0.4",
            "prefect[docker,aws]",
        ] {
            assert!(brings(text, "prefect-docker"), "{text}");
        }
        for text in ["prefect", "prefect-aws>=0.5", "docker", "", "prefect[aws]"] {
            assert!(!brings(text, "prefect-docker"), "{text}");
        }
    }
}
