//! PF6: work pools and job variables.

mod secret_in_stored_field;

pub use secret_in_stored_field::SecretInStoredField;
