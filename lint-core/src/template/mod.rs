//! `{{ … }}`: finding placeholders, and saying what becomes of them.
//!
//! | file | what |
//! | --- | --- |
//! | [`grammar`] | what Prefect takes for a placeholder |
//! | [`name`] | what its name asks for |
//! | [`lookalike`] | what people take for a placeholder, and Prefect does not |
//! | [`text`] | both, in a value, with their places in the source |
//! | [`place`] | where a placeholder stands: what Prefect does there, and when |
//! | [`scope`] | which outputs are visible to a deployment, step by step |
//! | [`resolve`] | where the value comes from, or what happens without one |
//! | [`references`] | all placeholders that Prefect looks at, each with all its answers |
//!
//! [`resolve()`](resolve::resolve) is the one query; it knows nothing of rules.

pub mod grammar;
pub mod lookalike;
pub mod name;
mod outputs;
pub mod place;
pub mod references;
pub mod resolve;
pub mod scope;
pub mod text;
mod values;
mod walk;

pub use name::{Kind, Path};
pub use place::{Field, Place, Site};
pub use references::{Answer, Reached, Reference, References};
pub use resolve::{Fate, Given, Resolution, Why, resolve};
pub use scope::{Known, Scope, Scopes};
pub use text::Text;
