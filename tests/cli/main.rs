//! Black-box tests of the command line: what people and machines see of the built binary.
//!
//! They belong to the package of the binary, which tells them where it is.

mod discovery;
mod fixes;
mod formats;
mod project;
mod streams;
mod usage;
