//! Rules about service level agreements.

mod invalid_sla;
mod sla_needs_cloud;

pub use invalid_sla::InvalidSla;
pub use sla_needs_cloud::SlaNeedsCloud;
