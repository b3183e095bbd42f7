//! What black-box tests share: reading the recorded answers of the real Prefect, and saying what was loaded in the
//! same words.

pub mod canonical;
pub mod records;
