//! Rules about schedules.

mod empty_schedule;
mod invalid_interval;
mod nested_schedule;
mod schedule_and_schedules;
mod schedule_type_conflict;
mod unknown_schedule_key;

pub use empty_schedule::EmptySchedule;
pub use invalid_interval::InvalidInterval;
pub use nested_schedule::NestedSchedule;
pub use schedule_and_schedules::ScheduleAndSchedules;
pub use schedule_type_conflict::ScheduleTypeConflict;
pub use unknown_schedule_key::UnknownScheduleKey;
