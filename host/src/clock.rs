//! The present moment.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};

/// The variable by which builds that can be repeated say what time it is, in seconds from 1970.
const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The present moment, or the one that the environment names instead.
pub fn now() -> DateTime<Utc> {
    let named = std::env::var(SOURCE_DATE_EPOCH).ok();
    let named = named.and_then(|seconds| DateTime::from_timestamp(seconds.parse().ok()?, 0));
    named.unwrap_or_else(system)
}

fn system() -> DateTime<Utc> {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or(0);
    DateTime::from_timestamp(seconds, since.subsec_nanos()).unwrap_or_default()
}
