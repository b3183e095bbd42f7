//! From a target to its text.

use std::fs::File;
use std::io::{self, Read};

use prefect_lint_core::text::{MAX_LEN, Source};

use super::Failure;
use super::discover::Target;

/// Reads a file or stdin.
pub(crate) fn source(target: &Target) -> Result<Source, Failure> {
    let bytes = match target.is_stdin {
        true => limited(&mut io::stdin().lock(), 0),
        false => File::open(&target.place).and_then(|mut file| {
            let length = file.metadata().map_or(0, |data| data.len());
            limited(&mut file, length)
        }),
    };
    match bytes {
        Ok(bytes) => Ok(Source::from_bytes(target.name.clone(), bytes)),
        Err(error) => Err(Failure::of(&target.name, &error)),
    }
}

/// Reads no more than can be analysed, whatever is on the other end.
fn limited(from: &mut dyn Read, length: u64) -> io::Result<Vec<u8>> {
    let limit = MAX_LEN as u64;
    let too_long = || {
        io::Error::other(format!(
            "longer than {} MiB, which no manifest is",
            limit >> 20
        ))
    };
    if length > limit {
        return Err(too_long());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    from.take(limit + 1).read_to_end(&mut bytes)?;
    match bytes.len() > MAX_LEN {
        true => Err(too_long()),
        false => Ok(bytes),
    }
}
