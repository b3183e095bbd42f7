//! What secrets look like.

use std::ops::Range;

/// Beginnings of tokens that say what they are, how many characters follow at least, and who gives them out.
const TOKENS: &[(&str, usize, &str)] = &[
    ("ghp_", 36, "a GitHub token"),
    ("gho_", 36, "a GitHub token"),
    ("ghu_", 36, "a GitHub token"),
    ("ghs_", 36, "a GitHub token"),
    ("ghr_", 36, "a GitHub token"),
    ("github_pat_", 40, "a GitHub token"),
    ("glpat-", 20, "a GitLab token"),
    ("pnu_", 30, "a Prefect API key"),
    ("pnb_", 30, "a Prefect API key"),
    ("AKIA", 16, "an AWS access key"),
    ("ASIA", 16, "an AWS access key"),
    ("AIza", 35, "a Google API key"),
    ("xoxb-", 20, "a Slack token"),
    ("xoxp-", 20, "a Slack token"),
    ("xapp-", 20, "a Slack token"),
    ("sk_live_", 20, "a Stripe key"),
    ("npm_", 36, "an npm token"),
    ("dckr_pat_", 20, "a Docker token"),
    ("hf_", 34, "a Hugging Face token"),
    ("pypi-", 60, "a PyPI token"),
];

/// The shortest text that can be one.
const SHORTEST: usize = 20;

/// Where a text has a token whose shape is known, and what it is. A token is a word: nothing that could be a part of it
/// stands before or behind it.
pub(super) fn token(text: &str) -> Option<(Range<usize>, &'static str)> {
    if text.len() < SHORTEST {
        return None;
    }
    // Bytes will do: none of a longer character is a part of a word.
    let mut words = text.as_bytes().split(|byte| !is_part(*byte));
    words.find_map(|word| {
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        let what = match word {
            b"-----BEGIN" if text[start..].contains("PRIVATE KEY-----") => {
                return Some((start..text.len(), "a private key"));
            }
            _ if word.len() < SHORTEST => return None,
            _ => kind(&text[start..start + word.len()])?,
        };
        Some((start..start + word.len(), what))
    })
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// What a word is, if it is a token.
fn kind(word: &str) -> Option<&'static str> {
    TOKENS.iter().find_map(|(start, least, what)| {
        let body = word.strip_prefix(start)?;
        (body.len() >= *least && is_random(body)).then_some(*what)
    })
}

/// Whether a text looks thrown together, rather than like a placeholder of an example.
fn is_random(text: &str) -> bool {
    let mut kinds: Vec<char> = text.chars().collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.len() >= 8
}

/// Where a text has an address with a password in it.
pub(super) fn password_in_address(text: &str) -> Option<Range<usize>> {
    // Looking for the sign first is cheap, and few texts have it.
    if !text.contains('@') {
        return None;
    }
    let mut from = 0;
    while let Some(at) = text[from..].find("://").map(|at| from + at + 3) {
        let rest = &text[at..];
        let end = rest.find(|c: char| c.is_whitespace() || "/?#\"'".contains(c));
        let authority = &rest[..end.unwrap_or(rest.len())];
        if let Some((user, host)) = authority.rsplit_once('@')
            && is_password(user)
            && !is_local(host)
        {
            return Some(at..at + user.len());
        }
        from = at;
    }
    None
}

/// Whether what stands before the host of an address is secret: a password, or a token in the place of the user.
fn is_password(user: &str) -> bool {
    let known = |text: &str| !text.is_empty() && !text.contains(['{', '$', '<', '*', '%']);
    match user.split_once(':') {
        Some((name, password)) => known(password) && known_or_empty(name),
        None => token(user).is_some(),
    }
}

fn known_or_empty(text: &str) -> bool {
    !text.contains(['{', '$', '<'])
}

/// Whether a host is this machine, or one that only a private network knows.
pub(super) fn is_local(host: &str) -> bool {
    let name = host.split([':', '/']).next().unwrap_or_default();
    let loopback = [
        "localhost",
        "127.0.0.1",
        "0.0.0.0",
        "::1",
        "host.docker.internal",
    ];
    let private = ["10.", "192.168.", "172.16."];
    loopback.contains(&name)
        || !name.contains('.')
        || private.iter().any(|start| name.starts_with(start))
        || name.ends_with(".local")
        || name.ends_with(".internal")
}

/// Words at the end of keys whose values are secret.
const KEYS: &[&str] = &[
    "password",
    "passwd",
    "secret",
    "token",
    "api_key",
    "apikey",
    "secret_key",
    "private_key",
    "access_key",
    "secret_access_key",
    "connection_string",
    "client_secret",
];

/// Whether the value of a key is secret by its name.
pub(super) fn is_secret_key(key: &str) -> bool {
    let key = key.as_bytes();
    let plain = |byte: u8| match byte {
        b'-' => b'_',
        byte => byte.to_ascii_lowercase(),
    };
    KEYS.iter().any(|word| {
        let Some((before, end)) = key.split_at_checked(key.len().wrapping_sub(word.len())) else {
            return false;
        };
        let is_word = end
            .iter()
            .zip(word.bytes())
            .all(|(byte, of_word)| plain(*byte) == of_word);
        is_word && matches!(before, [] | [.., b'_' | b'-'])
    })
}

/// Whether a text may be a secret itself, rather than the name of one, a place, or an example.
pub(super) fn is_literal_secret(text: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || "{}<>$*".contains(c);
    let stand_in = [
        "xxx",
        "your",
        "change",
        "example",
        "placeholder",
        "dummy",
        "todo",
        "redacted",
    ];
    let lower = text.to_ascii_lowercase();
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    let has_letter = text.contains(|c: char| c.is_ascii_alphabetic());
    let is_place =
        text.contains("://") || text.starts_with(['/', '.', '~']) || text.starts_with("arn:");
    text.len() >= 8
        && has_digit
        && has_letter
        && !is_place
        && !text.contains(odd)
        && !stand_in.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(start: &str) -> String {
        format!("{start}0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2")
    }

    #[test]
    fn tokens_are_known_by_their_shape() {
        for start in ["ghp_", "pnu_", "glpat-"] {
            let text = format!("a {} b", sample(start));
            let (range, _) = token(&text).expect(start);
            assert_eq!(text[range], sample(start));
        }
        for text in [
            "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "ghp_short",
            "AKIA is the beginning of a key",
            "{{ prefect.blocks.secret.github-token }}",
        ] {
            assert_eq!(token(text), None, "{text}");
        }
        let inside = format!("x{}", sample("ghp_"));
        assert_eq!(token(&inside), None);
        let behind = format!("{inside} {}", sample("ghp_"));
        assert_eq!(token(&behind).unwrap().0, inside.len() + 1..behind.len());
        let key = "a: -----BEGIN RSA PRIVATE KEY-----\nabc";
        assert_eq!(token(key), Some((3..key.len(), "a private key")));
        assert_eq!(token("-----BEGIN CERTIFICATE-----\nabc"), None);
    }

    #[test]
    fn passwords_in_addresses_are_found() {
        let address = "https://ada:s3cr3t@git.example.com/a.git";
        assert_eq!(
            &address[password_in_address(address).unwrap()],
            "ada:s3cr3t"
        );
        for text in [
            "https://git.example.com/a.git",
            "https://ada@dev.azure.com/a",
            "ssh://git@git.example.com/a.git",
            "https://x:{{ $TOKEN }}@git.example.com/a.git",
            "https://ada:$TOKEN@git.example.com/a.git",
            "postgresql://a:b@localhost/db",
            "postgresql://a:b@db:5432/db",
            "see https://a.example/x?at=me@b.example",
        ] {
            assert_eq!(password_in_address(text), None, "{text}");
        }
    }

    #[test]
    fn keys_of_secrets_are_told_from_others() {
        for key in ["access_token", "PASSWORD", "DB_PASSWORD", "api-key"] {
            assert!(is_secret_key(key), "{key}");
        }
        for key in [
            "token_url",
            "secret_name",
            "monkey",
            "password_file",
            "tokens",
        ] {
            assert!(!is_secret_key(key), "{key}");
        }
        assert!(is_literal_secret("hunter2-hunter2"));
        for text in [
            "my-secret-block",
            "short1",
            "/run/secrets/a1",
            "<your-token1>",
            "$TOKEN_1x",
        ] {
            assert!(!is_literal_secret(text), "{text}");
        }
    }
}
