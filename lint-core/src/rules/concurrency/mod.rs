//! PF7, limits on how many runs may be active.

mod concurrency_without_limit;
mod invalid_concurrency;
mod limits;

pub use concurrency_without_limit::ConcurrencyWithoutLimit;
pub use invalid_concurrency::InvalidConcurrency;
