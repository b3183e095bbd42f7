//! Rules about secrets, and about code that others can change.

mod credentials_in_url;
mod hardcoded_secret;
mod insecure_url;
mod tokens;

pub use credentials_in_url::CredentialsInUrl;
pub use hardcoded_secret::HardcodedSecret;
pub use insecure_url::InsecureUrl;

/// Whether a text has a token or a password of a known form in it.
pub(crate) fn has_secret(text: &str) -> bool {
    tokens::token(text).is_some() || tokens::password_in_address(text).is_some()
}
