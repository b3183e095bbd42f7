//! When a deployment runs.

pub mod anchor;
pub mod clock;
pub mod cron;
pub mod date;
pub mod interval;
mod python;
pub mod reading;
pub mod rrule;
pub mod timezone;
mod words;
