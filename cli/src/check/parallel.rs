//! Many things at once, in the order they came.

use rayon::prelude::*;

/// As much as the main thread has: deeply nested text must fit everywhere alike.
const STACK: usize = 8 << 20;

/// Calls a function for each item, on `jobs` threads (0 for one a processor). A single item needs no thread, and
/// threads take longer to start than a manifest takes to check.
pub(super) fn map<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    call: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    if items.len() < 2 || jobs == 1 {
        return items.iter().map(call).collect();
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.min(items.len()))
        .stack_size(STACK)
        .build();
    match pool {
        Ok(pool) => pool.install(|| items.par_iter().map(&call).collect()),
        Err(_) => items.iter().map(call).collect(),
    }
}
