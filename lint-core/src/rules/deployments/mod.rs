//! Rules about deployments: names, entrypoints, and the sections that they inherit.

mod absolute_entrypoint;
mod ambiguous_name;
mod duplicate_deployment;
mod entrypoint;
mod invalid_entrypoint;
mod invalid_name;
mod local_pull;
mod missing_entrypoint;
mod missing_name;
mod missing_work_pool;
mod place;
mod pull_not_disabled;
mod push_not_disabled;

pub use absolute_entrypoint::AbsoluteEntrypoint;
pub use ambiguous_name::AmbiguousName;
pub use duplicate_deployment::DuplicateDeployment;
pub use invalid_entrypoint::InvalidEntrypoint;
pub use invalid_name::InvalidName;
pub use local_pull::LocalPull;
pub use missing_entrypoint::MissingEntrypoint;
pub use missing_name::MissingName;
pub use missing_work_pool::MissingWorkPool;
pub use pull_not_disabled::PullNotDisabled;
pub use push_not_disabled::PushNotDisabled;
