//! Where a placeholder stands: this decides what Prefect does with it, and when.

use std::borrow::Cow;

use crate::manifest::{Section, Step};
use crate::yaml::Node;

/// A value that Prefect looks for placeholders in, or a key, in which it does not.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// What reads the value.
    pub site: Site<'a>,
    /// The nearest key above it.
    pub key: Option<Node<'a>>,
    /// The key directly under the field or among the step'a inputs; the same as `key` where nothing is nested.
    pub top: Option<Node<'a>>,
    /// Whether it is an item of a list.
    pub is_item: bool,
    /// Whether it is itself a key.
    pub is_key: bool,
}

/// What reads a value.
#[derive(Debug, Clone, Copy)]
pub enum Site<'a> {
    /// A step'a input.
    Input {
        /// The step.
        step: &'a Step<'a>,
        /// When the step runs.
        section: Section,
        /// Its place in its list, from 0.
        position: usize,
        /// Whether it is `id` or `requires`, which Prefect takes as they are.
        is_reserved: bool,
    },
    /// A field of a deployment.
    Field(Field),
}

/// A field of a deployment, as far as placeholders are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// `name`
    Name,
    /// `entrypoint`, read before any step runs.
    Entrypoint,
    /// `work_pool.name`, read before any step runs.
    PoolName,
    /// `work_pool.work_queue_name`
    QueueName,
    /// `version` and `version_type`
    Version,
    /// `tags`
    Tags,
    /// `description`
    Description,
    /// `parameters`
    Parameters,
    /// `work_pool.job_variables`
    JobVariables,
    /// `schedules`, `schedule`; but for their parameters.
    Schedule,
    /// `parameters` of a schedule.
    ScheduleParameters,
    /// An item of `triggers`, but for its parameters.
    Trigger,
    /// `parameters` of a trigger: templates of their own, filled in when the event happens.
    TriggerParameters,
    /// Another field.
    Other,
}

impl Field {
    /// Whether Prefect reads it before any step has run.
    pub fn is_early(self) -> bool {
        matches!(self, Self::Entrypoint | Self::PoolName)
    }

    /// Whether `{{ ctx.… }}` is left in it for the flow run.
    pub fn keeps_context(self) -> bool {
        !matches!(
            self,
            Self::Schedule | Self::ScheduleParameters | Self::Trigger
        )
    }

    /// Whether any text may be meant in it: templates for others, commands, prose.
    pub fn is_free(self) -> bool {
        matches!(
            self,
            Self::Description
                | Self::Parameters
                | Self::JobVariables
                | Self::ScheduleParameters
                | Self::TriggerParameters
                | Self::Trigger
        )
    }
}

impl<'a> Place<'a> {
    /// Directly at a site.
    pub(super) fn at(site: Site<'a>) -> Self {
        Self {
            site,
            key: None,
            top: None,
            is_item: false,
            is_key: false,
        }
    }

    /// Whether Prefect takes what stands here as it is.
    pub fn is_literal(&self) -> bool {
        let reserved = matches!(
            self.site,
            Site::Input {
                is_reserved: true,
                ..
            }
        );
        self.is_key || reserved
    }

    /// The field, if it is one of a deployment.
    pub fn field(&self) -> Option<Field> {
        match self.site {
            Site::Field(field) => Some(field),
            Site::Input { .. } => None,
        }
    }

    /// The section, if it is a step'a input.
    pub fn section(&self) -> Option<Section> {
        match self.site {
            Site::Field(_) => None,
            Site::Input { section, .. } => Some(section),
        }
    }

    /// The name of the nearest key above it.
    pub fn key_name(&self) -> Cow<'a, str> {
        self.key.and_then(Node::as_text).unwrap_or_default()
    }

    /// The name of the key directly under the field, or of the step'a input.
    pub fn top_name(&self) -> Cow<'a, str> {
        self.top.and_then(Node::as_text).unwrap_or_default()
    }
}
