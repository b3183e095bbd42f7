//! PF7, triggers.

mod invalid_trigger;
mod place;
mod proactive_within;
mod trigger_loop;
mod trigger_matches_everything;
mod unknown_trigger_key;
mod unreachable_trigger;

pub use invalid_trigger::InvalidTrigger;
pub use proactive_within::ProactiveWithin;
pub use trigger_loop::TriggerLoop;
pub use trigger_matches_everything::TriggerMatchesEverything;
pub use unknown_trigger_key::UnknownTriggerKey;
pub use unreachable_trigger::UnreachableTrigger;
