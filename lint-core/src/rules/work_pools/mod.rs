//! PF6: work pools and job variables.

mod job_variable_type;
mod secret_in_stored_field;
mod unknown_job_variable;
mod variables;

pub use job_variable_type::JobVariableType;
pub use secret_in_stored_field::SecretInStoredField;
pub use unknown_job_variable::UnknownJobVariable;
