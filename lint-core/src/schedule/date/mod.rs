//! Dates in texts, as the two readers that Prefect uses take them.
//!
//! Both are lenient, each in its own way. What is read here is what each of them takes for certain, and what it
//! refuses for certain; everything between is unknown.

pub mod dateutil;
pub mod pendulum;
mod token;

use chrono::NaiveDateTime;

/// What a reader makes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A date.
    Date(Moment),
    /// No date: a clean refusal.
    Refused,
    /// It fails in a way that nobody expects.
    Crashes,
    /// Not known.
    Unknown,
}

/// A date and time as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The time on the wall; none where the missing parts are those of the day it is read.
    pub wall: Option<NaiveDateTime>,
    /// The seconds that the clock is ahead of UTC; none where no zone is written.
    pub offset: Option<i32>,
}
