//! Releases of Prefect.

use std::fmt;
use std::str::FromStr;

/// A release of Prefect: major, minor, patch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub u16, pub u16, pub u16);

/// The newest release whose behaviour is known.
pub const NEWEST: Version = Version(3, 8, 8);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self(major, u16::MAX, _) => write!(f, "{major}"),
            Self(major, minor, u16::MAX) => write!(f, "{major}.{minor}"),
            Self(major, minor, patch) => write!(f, "{major}.{minor}.{patch}"),
        }
    }
}

/// A text that is no version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidVersion(pub String);

impl fmt::Display for InvalidVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a version such as `3.8` or `3.8.8`", self.0)
    }
}

impl std::error::Error for InvalidVersion {}

impl FromStr for Version {
    type Err = InvalidVersion;

    /// Reads `3`, `3.8` or `3.8.8`; a part left out is the newest of its line, so that `3.8` has all of 3.8.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.trim().split('.').map(str::parse::<u16>);
        let mut next = |absent: u16| match parts.next() {
            None => Ok(absent),
            Some(part) => part.map_err(|_| InvalidVersion(text.to_owned())),
        };
        let version = Self(next(0)?, next(u16::MAX)?, next(u16::MAX)?);
        match parts.next() {
            None => Ok(version),
            Some(_) => Err(InvalidVersion(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_without_a_patch_has_all_of_its_line() {
        assert!("3.6".parse::<Version>().unwrap() > Version(3, 6, 11));
        assert!("3.6.5".parse::<Version>().unwrap() < Version(3, 6, 11));
        for text in ["3", "3.6", "3.6.5"] {
            assert_eq!(text.parse::<Version>().unwrap().to_string(), text);
        }
        assert!("3.x".parse::<Version>().is_err());
        assert!("3.8.8.1".parse::<Version>().is_err());
        assert!("".parse::<Version>().is_err());
    }
}
