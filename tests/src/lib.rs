//! What black-box tests share: reading the recorded answers of the real Prefect, saying what was loaded in the same
//! words, manifests of every dress for the fixes to be tried on, and reading the pages of the book.

pub mod canonical;
pub mod fixing;
pub mod markdown;
pub mod random;
pub mod records;
