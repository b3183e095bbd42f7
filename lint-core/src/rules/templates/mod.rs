//! PF4: placeholders.

mod block_type_mismatch;
mod case;
mod dropped_list_item;
mod invalid_block_reference;
mod invalid_variable_reference;
mod malformed_placeholder;
mod meant;
mod placeholder_in_key;
mod pull_output_reference;
mod reference_before_step;
mod reference_resolved_too_late;
mod runtime_reference;
mod shadowed_by_environment;
mod special;
mod undefined_step_reference;
mod unknown_step_output;
mod unused_step_id;
mod wrong_placeholder_syntax;

pub use block_type_mismatch::BlockTypeMismatch;
pub use dropped_list_item::DroppedListItem;
pub use invalid_block_reference::InvalidBlockReference;
pub use invalid_variable_reference::InvalidVariableReference;
pub use malformed_placeholder::MalformedPlaceholder;
pub use placeholder_in_key::PlaceholderInKey;
pub use pull_output_reference::PullOutputReference;
pub use reference_before_step::ReferenceBeforeStep;
pub use reference_resolved_too_late::ReferenceResolvedTooLate;
pub use runtime_reference::RuntimeReference;
pub use shadowed_by_environment::ShadowedByEnvironment;
pub use undefined_step_reference::UndefinedStepReference;
pub use unknown_step_output::UnknownStepOutput;
pub use unused_step_id::UnusedStepId;
pub use wrong_placeholder_syntax::WrongPlaceholderSyntax;
