//! Rules about service level agreements.

mod invalid_sla;

pub use invalid_sla::InvalidSla;
