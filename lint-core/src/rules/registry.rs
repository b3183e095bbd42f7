//! The list of all rules, by code.

use super::{
    Rule, deployments, schedules, security, sla, steps, structure, syntax, templates, work_pools,
};

/// All rules, in the order of their codes.
pub static RULES: &[&dyn Rule] = &[
    &syntax::SyntaxError,
    &syntax::UnquotedPlaceholder,
    &syntax::UnquotedCron,
    &syntax::TabCharacter,
    &syntax::DuplicateKey,
    &syntax::UndefinedAlias,
    &syntax::InvalidMerge,
    &syntax::ShallowMerge,
    &syntax::QuotedMergeKey,
    &syntax::NestedSequenceAlias,
    &syntax::MultipleDocuments,
    &syntax::NotAMapping,
    &syntax::UnsupportedTag,
    &syntax::AmbiguousScalar,
    &syntax::TruncatedByComment,
    &syntax::InvalidEncoding,
    &syntax::InvalidTimestamp,
    &syntax::UnusedAnchor,
    &syntax::Yaml12Differs,
    &syntax::UnhashableKey,
    &structure::MisspelledKey,
    &structure::UnknownKey,
    &structure::MisplacedKey,
    &structure::RemovedKey,
    &structure::DeprecatedKey,
    &structure::InvalidType,
    &structure::NullValue,
    &structure::StringTags,
    &structure::PlaceholderInTypedField,
    &structure::UnsupportedByVersion,
    &structure::NotAPrefectFile,
    &structure::UnexpectedFileName,
    &structure::InvalidValue,
    &deployments::MissingName,
    &deployments::MissingEntrypoint,
    &deployments::MissingWorkPool,
    &deployments::DuplicateDeployment,
    &deployments::AmbiguousName,
    &deployments::InvalidName,
    &deployments::InvalidEntrypoint,
    &deployments::PushNotDisabled,
    &deployments::PullNotDisabled,
    &deployments::LocalPull,
    &deployments::AbsoluteEntrypoint,
    &steps::InvalidStep,
    &steps::UnknownStep,
    &steps::RemovedStep,
    &steps::UnknownStepInput,
    &steps::MissingStepInput,
    &steps::StepInputType,
    &steps::ConflictingStepInputs,
    &steps::NullStepInputs,
    &steps::DuplicateStepId,
    &steps::UnreferenceableStepId,
    &steps::PlaceholderInReservedInput,
    &steps::ShellSyntaxWithoutShell,
    &steps::UnexpandedShellVariable,
    &steps::MissingRequires,
    &steps::RequiresMismatch,
    &steps::StepInWrongSection,
    &steps::ImageWithoutTag,
    &templates::MalformedPlaceholder,
    &templates::UndefinedStepReference,
    &templates::UnknownStepOutput,
    &templates::ReferenceBeforeStep,
    &templates::PullOutputReference,
    &templates::ReferenceResolvedTooLate,
    &templates::DroppedListItem,
    &templates::WrongPlaceholderSyntax,
    &templates::InvalidBlockReference,
    &templates::InvalidVariableReference,
    &templates::PlaceholderInKey,
    &templates::RuntimeReference,
    &templates::ShadowedByEnvironment,
    &templates::BlockTypeMismatch,
    &templates::UnusedStepId,
    &schedules::ScheduleTypeConflict,
    &schedules::ScheduleAndSchedules,
    &schedules::UnknownScheduleKey,
    &schedules::InvalidInterval,
    &schedules::NestedSchedule,
    &schedules::EmptySchedule,
    &work_pools::SecretInStoredField,
    &sla::InvalidSla,
    &security::HardcodedSecret,
    &security::CredentialsInUrl,
    &security::InsecureUrl,
];

/// The rule of a name or a code, whatever the case of the code.
pub fn find(word: &str) -> Option<&'static dyn Rule> {
    RULES.iter().copied().find(|rule| {
        let meta = rule.meta();
        meta.name == word || meta.code.eq_ignore_ascii_case(word)
    })
}

/// The name or code of a rule that is spelled much like `word`.
pub fn nearest(word: &str) -> Option<&'static str> {
    let words = RULES
        .iter()
        .flat_map(|rule| [rule.meta().name, rule.meta().code]);
    crate::near::nearest(word, words)
}
