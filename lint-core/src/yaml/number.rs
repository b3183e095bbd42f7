//! Numbers as the loader constructs them with Python's `int` and `float`.

use num_bigint::BigInt;

/// The value of an integer scalar.
///
/// # Errors
///
/// The exception that Python raises.
pub(super) fn int(text: &str) -> Result<BigInt, &'static str> {
    // Nearly all of them are like this.
    if text.starts_with(|first| matches!(first, '1'..='9'))
        && let Ok(short) = text.parse::<i64>()
    {
        return Ok(BigInt::from(short));
    }
    let text = text.replace('_', "");
    let (negative, digits) = sign(&text)?;
    let value = if digits == "0" {
        BigInt::ZERO
    } else if let Some(binary) = digits.strip_prefix("0b") {
        python_int(binary, 2)?
    } else if let Some(hex) = digits.strip_prefix("0x") {
        python_int(hex, 16)?
    } else if digits.is_empty() {
        return Err("IndexError");
    } else if digits.starts_with('0') {
        python_int(digits, 8)?
    } else if digits.contains(':') {
        let mut value = BigInt::ZERO;
        for part in digits.split(':') {
            value = value * 60 + python_int(part, 10)?;
        }
        value
    } else {
        python_int(digits, 10)?
    };
    Ok(if negative { -value } else { value })
}

/// The value of a float scalar.
///
/// # Errors
///
/// The exception that Python raises.
pub(super) fn float(text: &str) -> Result<f64, &'static str> {
    let text = text.replace('_', "").to_lowercase();
    let (negative, digits) = sign(&text)?;
    let value = match digits {
        ".inf" => f64::INFINITY,
        ".nan" => return Ok(f64::NAN),
        _ if digits.contains(':') => {
            let mut value = 0.0;
            let mut base = 1.0;
            for part in digits.rsplit(':') {
                if base == f64::INFINITY {
                    return Err("OverflowError");
                }
                value += python_float(part)? * base;
                base *= 60.0;
            }
            value
        }
        _ => python_float(digits)?,
    };
    Ok(if negative { -value } else { value })
}

fn sign(text: &str) -> Result<(bool, &str), &'static str> {
    match text.as_bytes().first() {
        None => Err("IndexError"),
        Some(b'-') => Ok((true, &text[1..])),
        Some(b'+') => Ok((false, &text[1..])),
        Some(_) => Ok((false, text)),
    }
}

/// The longest decimal number that Python reads, in digits.
const MOST_DIGITS: usize = 4300;

/// Python's `int(text, base)` for text without underscores.
fn python_int(text: &str, base: u32) -> Result<BigInt, &'static str> {
    let text = text.trim();
    let (negative, digits) = sign(text).map_err(|_| "ValueError")?;
    let prefix = match base {
        2 => ["0b", "0B"],
        8 => ["0o", "0O"],
        16 => ["0x", "0X"],
        _ => ["", ""],
    };
    let digits = prefix
        .iter()
        .find_map(|prefix| digits.strip_prefix(prefix))
        .unwrap_or(digits);
    let too_long = base == 10 && digits.len() > MOST_DIGITS;
    if digits.is_empty() || too_long || !digits.chars().all(|c| c.is_digit(base)) {
        return Err("ValueError");
    }
    let value = BigInt::parse_bytes(digits.as_bytes(), base).ok_or("ValueError")?;
    Ok(if negative { -value } else { value })
}

fn python_float(text: &str) -> Result<f64, &'static str> {
    text.trim().parse().map_err(|_| "ValueError")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_have_five_spellings() {
        for (text, value) in [
            ("017", 15),
            ("0x_1F", 31),
            ("-0b101", -5),
            ("1_000", 1000),
            ("12:30", 750),
            ("-1:30", -90),
            ("0_", 0),
        ] {
            assert_eq!(int(text), Ok(BigInt::from(value)), "{text}");
        }
        assert_eq!(int("0b_"), Err("ValueError"));
        assert_eq!(int(""), Err("IndexError"));
        assert_eq!(int(&"9".repeat(4301)), Err("ValueError"));
        assert!(int(&"9".repeat(4300)).is_ok());
    }

    #[test]
    fn floats_have_sixties_too() {
        assert_eq!(float("1:30.5"), Ok(90.5));
        assert_eq!(float("-.INF"), Ok(f64::NEG_INFINITY));
        assert_eq!(float("1_0.5"), Ok(10.5));
    }
}
