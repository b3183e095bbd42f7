//! Rules of this family.
