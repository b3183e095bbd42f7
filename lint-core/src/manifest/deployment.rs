//! A deployment with all that it gets from elsewhere.

use std::borrow::Cow;
use std::sync::Arc;

use super::schedule::ScheduleId;
use super::section::{Effective, Section};
use super::unfold::{self, find};
use crate::schema::shape::{Shape, shape};
use crate::yaml::{Entry, Node};

/// One item of `deployments`.
#[derive(Debug, Clone)]
pub struct Deployment<'t> {
    /// Its place in the list, from 0.
    pub index: usize,
    /// The item as it is written, not resolved.
    pub item: Node<'t>,
    /// Its mapping.
    pub node: Node<'t>,
    /// Its entries, merged ones included; empty where it is opaque.
    pub entries: Arc<[Entry<'t>]>,
    /// Whether its entries are known; nothing is to be said about it otherwise.
    pub known: bool,
    /// `name`
    pub name: Option<Entry<'t>>,
    /// `entrypoint`
    pub entrypoint: Option<Entry<'t>>,
    /// `work_pool`
    pub work_pool: Option<Entry<'t>>,
    /// What it runs before deploying.
    pub build: Effective<'t>,
    /// What it runs after the build.
    pub push: Effective<'t>,
    /// What the worker runs before each flow run.
    pub pull: Effective<'t>,
    /// When it runs.
    pub schedules: Arc<[ScheduleId]>,
    /// Whether it is what `prefect init` writes for the user to fill in.
    pub is_skeleton: bool,
}

impl<'t> Deployment<'t> {
    /// The entry of a key, merged ones included.
    pub fn get(&self, key: &str) -> Option<&Entry<'t>> {
        find(&self.entries, key)
    }

    /// What it runs in a section.
    pub fn section(&self, section: Section) -> &Effective<'t> {
        match section {
            Section::Build => &self.build,
            Section::Push => &self.push,
            Section::Pull => &self.pull,
        }
    }

    /// `name` of its work pool.
    pub fn pool_name(&self) -> Option<Entry<'t>> {
        let entries = unfold::entries(self.work_pool?.value)?;
        find(&entries, "name").copied()
    }

    /// Its name, if that is text; for diagnostics.
    pub fn label(&self) -> Option<String> {
        text(self.name.as_ref()).map(Cow::into_owned)
    }

    /// Its name, if it has one that is known: text without placeholders.
    pub fn known_name(&self) -> Option<Cow<'t, str>> {
        text(self.name.as_ref()).filter(|name| !name.is_empty() && !name.contains("{{"))
    }

    /// Its entrypoint, if it is known: text without placeholders.
    pub fn known_entrypoint(&self) -> Option<Cow<'t, str>> {
        text(self.entrypoint.as_ref()).filter(|text| !text.is_empty() && !text.contains("{{"))
    }
}

fn text<'t>(entry: Option<&Entry<'t>>) -> Option<Cow<'t, str>> {
    entry?.value.as_str()
}

/// Whether there is no such key, or nothing behind it, not even in quotes.
pub fn is_blank(entry: Option<&Entry<'_>>) -> bool {
    let is_empty = |entry: &Entry<'_>| entry.value.as_str().is_some_and(|text| text.is_empty());
    is_absent(entry) || entry.is_some_and(is_empty)
}

/// Whether nothing is written behind a key, or there is no such key.
pub(super) fn is_absent(entry: Option<&Entry<'_>>) -> bool {
    entry.is_none_or(|entry| shape(entry.value) == Shape::Null)
}

/// `prefect init` writes `name` and `entrypoint` without values, and no schedule.
pub(super) fn is_skeleton(entries: &[Entry<'_>]) -> bool {
    let is_null = |key| find(entries, key).is_some_and(|entry| is_absent(Some(entry)));
    let pool = find(entries, "work_pool");
    let has_pool = pool.is_some_and(|entry| {
        let name = entry.value.pairs().find(|(key, _)| key.source() == "name");
        name.is_some_and(|(_, name)| shape(name) != Shape::Null)
    });
    is_null("name") && is_null("entrypoint") && !has_pool
}
