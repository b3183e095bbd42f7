//! What a Python file defines, read from its source and never run.
//!
//! | file | what |
//! | --- | --- |
//! | [`module`] | the outcome: plain data, without the syntax tree |
//! | `read` | from statements to names |
//! | `value` | from expressions to [`module::Value`] |
//! | `annotation` | from annotations to [`Type`] |
//! | `returns` | the keys of the dictionary that a function returns |
//! | `hidden` | names that a module may have without binding them in plain sight |
//! | `encoding` | from bytes to text |
//! | `depth` | whether a text is too deeply nested to be read |
//!
//! A broken file still gives what could be read of it. What can't be told is unknown, never guessed.

mod annotation;
mod depth;
mod encoding;
mod hidden;
pub mod module;
mod read;
mod returns;
mod value;

pub use annotation::{Constant, Type};
pub use module::{
    Binding, Call, Class, Function, Import, Module, Outputs, Parameter, Scope, SyntaxError, Value,
};
