//! Fixes on trial: manifests in every dress, what a fix does to what is loaded, and what each rule says that its fix
//! means to do.

pub mod change;
pub mod dress;
mod keeps;
pub mod manifests;
pub mod moves;
pub mod pairs;
pub mod promise;
pub mod rewrite;
pub mod trial;
