//! Rules about steps: the function, its inputs, and where it runs.

mod calls;
mod conflicting_step_inputs;
mod duplicate_step_id;
mod invalid_step;
mod missing_step_input;
mod null_step_inputs;
mod placeholder_in_reserved_input;
mod removed_step;
mod step_input_type;
mod unknown_step;
mod unknown_step_input;
mod unreferenceable_step_id;

pub use conflicting_step_inputs::ConflictingStepInputs;
pub use duplicate_step_id::DuplicateStepId;
pub use invalid_step::InvalidStep;
pub use missing_step_input::MissingStepInput;
pub use null_step_inputs::NullStepInputs;
pub use placeholder_in_reserved_input::PlaceholderInReservedInput;
pub use removed_step::RemovedStep;
pub use step_input_type::StepInputType;
pub use unknown_step::UnknownStep;
pub use unknown_step_input::UnknownStepInput;
pub use unreferenceable_step_id::UnreferenceableStepId;
