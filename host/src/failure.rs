//! What could not be done, in words.

/// A file that could not be dealt with, and why.
#[derive(Debug)]
pub struct Failure(pub String);

impl Failure {
    /// A file and what the system says about it.
    pub fn of(name: &str, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        Self(match error.kind() {
            ErrorKind::NotFound => format!("there is no file or directory `{name}`"),
            ErrorKind::PermissionDenied => format!("`{name}` may not be read: permission denied"),
            _ => format!("`{name}` can't be read: {error}"),
        })
    }
}
