//! The shape of `prefect.yaml`: one table of fields, and what follows from it.
//!
//! | file | what |
//! | --- | --- |
//! | [`field`] | the words of the tables: objects, fields, types |
//! | [`top_level`], [`deployment`], [`work_pool`], [`schedule`], [`concurrency`], [`trigger`], [`sla`] | the tables |
//! | [`elsewhere`] | keys that belong elsewhere, and keys of Prefect 2 |
//! | [`coerce`], [`duration`] | what Prefect makes of a scalar |
//! | `given` | what is left of a value when Prefect deploys |
//! | [`fn@check`] | compares a manifest with the tables, and gives [`Finding`]s |
//! | [`fn@json_schema`] | the tables as a JSON schema |

mod check;
pub mod coerce;
pub mod concurrency;
pub mod deployment;
pub mod duration;
pub mod elsewhere;
pub mod field;
mod finding;
mod foreign;
pub(crate) mod given;
mod json_schema;
pub mod schedule;
pub mod shape;
pub mod sla;
pub mod target;
pub mod top_level;
pub mod trigger;
pub mod work_pool;

pub use check::{Verdict, check, verdict};
pub use field::{Extra, Field, Level, Null, Object, Stage, Type};
pub use finding::{Finding, FindingKind, Key, Spot, is_foreign};
pub use foreign::Foreign;
pub use json_schema::json_schema;
