//! PF9: the comments that silence findings.

mod unknown_rule;
mod unused_suppression;

pub use unknown_rule::UnknownRule;
pub use unused_suppression::UnusedSuppression;
