//! What the command line and the language server have in common: the files of a disk, the settings that are in some of
//! them, and where manifests are.

pub mod clock;
pub mod disk;
mod failure;
mod listing;
pub mod manifests;
pub mod paths;
pub mod repository;
mod roots;
pub mod settings;
mod walk;

pub use disk::Disk;
pub use failure::Failure;
pub use roots::roots;
pub use settings::{Effective, Finder, Layer};
