//! Which Prefect a file is for.

use crate::settings::{NEWEST, Settings, Version};
use crate::yaml::Tree;

/// The Prefect that a file is for, and who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    setting: Option<Version>,
    written: Option<Version>,
}

/// A release that the user has named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated {
    /// The release.
    pub version: Version,
    /// Where it is named: `prefect-version` or `target-version`.
    pub by: &'static str,
}

impl Target {
    /// Reads the settings and the file's `prefect-version`.
    pub fn new(tree: &Tree<'_>, settings: &Settings) -> Self {
        let written = tree
            .root()
            .and_then(|root| {
                root.get("prefect-version")
                    .or_else(|| root.get("prefect_version"))
            })
            .and_then(|value| value.as_str())
            .and_then(|text| written(&text));
        Self {
            setting: settings.target_version,
            written,
        }
    }

    /// Whether something that Prefect does since some release is what happens to this file.
    ///
    /// Prefect never reads `prefect-version`, and nobody keeps it up to date; so one that says 3 changes nothing,
    /// and one that says 2 is a hint that Prefect 3 may not have seen this file yet.
    pub fn holds(&self, since: Version) -> bool {
        match (self.setting, self.written) {
            (Some(target), _) => target >= since,
            (None, Some(written)) if written < Version(3, 0, 0) => written >= since,
            _ => NEWEST >= since,
        }
    }

    /// Whether Prefect refuses the file for something that it refuses since some release. Whoever installs Prefect
    /// today gets that, whatever an old `prefect-version` says, so only the setting counts.
    pub fn refuses(&self, since: Version) -> bool {
        self.setting.is_none_or(|target| target >= since)
    }

    /// Whether the user has chosen a Prefect 2 outright.
    pub fn is_chosen_before(&self, since: Version) -> bool {
        self.setting.is_some_and(|target| target < since)
    }

    /// The release that the user has named, if any.
    pub fn stated(&self) -> Option<Stated> {
        let setting = self.setting.map(|version| Stated {
            version,
            by: "target-version",
        });
        let written = self.written.map(|version| Stated {
            version,
            by: "prefect-version",
        });
        setting.or(written)
    }
}

/// The one release, or line of releases, that a `prefect-version` names; none for a range such as `>=3.0`.
fn written(text: &str) -> Option<Version> {
    let text = text.trim().trim_start_matches(['=', '~', '^', 'v']);
    let parts = text.split('.').take(3);
    let digits: Vec<&str> = parts
        .map(|part| {
            &part[..part
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(part.len())]
        })
        .take_while(|digits| !digits.is_empty())
        .collect();
    digits.join(".").parse().ok()
}

/// A release in words, without the parts that were left open.
pub fn words(version: Version) -> String {
    let Version(major, minor, patch) = version;
    match (minor, patch) {
        (u16::MAX, _) => format!("{major}"),
        (_, u16::MAX) => format!("{major}.{minor}"),
        _ => format!("{major}.{minor}.{patch}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_release_or_line_is_understood_and_a_range_is_not() {
        assert_eq!(written("2.14.3"), Some(Version(2, 14, 3)));
        assert_eq!(written("3.0.0rc11"), Some(Version(3, 0, 0)));
        assert_eq!(written("==3.1"), Some(Version(3, 1, u16::MAX)));
        assert_eq!(written("2.*"), Some(Version(2, u16::MAX, u16::MAX)));
        assert_eq!(written("3.x"), Some(Version(3, u16::MAX, u16::MAX)));
        for range in [">=3.0.0", "<3", "latest", ""] {
            assert_eq!(written(range), None, "{range}");
        }
    }
}
