//! The outline of a manifest.

use super::Document;
use super::when::When;
use crate::manifest::{Deployment, Section, Step, Written};
use crate::rules::Context;
use crate::schema::top_level::MANIFEST;
use crate::text::TextRange;
use crate::yaml::{Node, NodeKind};

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// What it is called; never empty.
    pub name: String,
    /// A few words beside the name.
    pub detail: Option<String>,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it.
    pub range: TextRange,
    /// Its name, in that.
    pub selection: TextRange,
    /// What is in it.
    pub children: Vec<Symbol>,
}

/// What an entry of the outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    /// `build`, `push`, `pull`, `deployments`.
    Section,
    /// A step.
    Step,
    /// A deployment.
    Deployment,
    /// A schedule.
    Schedule,
    /// A trigger.
    Trigger,
    /// Another key at the top of the file.
    Key,
    /// What has an anchor.
    Anchor,
}

/// The outline: the keys at the top, steps, deployments with their own steps, schedules and triggers, anchors.
pub fn symbols(document: &Document<'_>) -> Vec<Symbol> {
    document.ask(|cx, _| {
        let root = cx.manifest.root.into_iter();
        root.flat_map(Node::pairs)
            .map(|(key, value)| top(cx, key, value))
            .collect()
    })
}

fn top(cx: &Context<'_>, key: Node<'_>, value: Node<'_>) -> Symbol {
    let name = key.as_text().unwrap_or_default();
    let section = Section::ALL.into_iter().find(|it| it.key() == name);
    let (kind, children) = match section {
        Some(section) => {
            let written = cx.manifest.section(section);
            let children = written.map_or(Vec::new(), |written| steps(cx, section, written));
            (SymbolKind::Section, children)
        }
        None if name == "deployments" => (SymbolKind::Section, deployments(cx, value)),
        None => (SymbolKind::Key, anchors(value)),
    };
    let detail = match kind {
        SymbolKind::Key if MANIFEST.field(&name).is_some() => value.as_text().map(one_line),
        _ => None,
    };
    symbol(key.source(), kind, key, value, detail, children)
}

/// An entry for a key with its value.
fn symbol(
    name: &str,
    kind: SymbolKind,
    key: Node<'_>,
    value: Node<'_>,
    detail: Option<String>,
    children: Vec<Symbol>,
) -> Symbol {
    let selection = key.range();
    let range = around([selection, value.full_range()], &children);
    Symbol {
        name: named(name),
        detail: detail.filter(|detail| !detail.is_empty()),
        kind,
        range,
        selection,
        children,
    }
}

/// A range that holds all of these, and what is in them. Blanks at the end are left out.
fn around(own: [TextRange; 2], children: &[Symbol]) -> TextRange {
    let start = own.into_iter().map(TextRange::start).min();
    let inner = children.iter().map(|child| child.range.end());
    let ends = own.into_iter().map(TextRange::end).chain(inner);
    let end = ends.max().unwrap_or_default();
    TextRange::new(start.unwrap_or_default().min(end), end)
}

/// Editors refuse entries without a name.
fn named(name: &str) -> String {
    match name.trim() {
        "" => "?".to_owned(),
        name => one_line(name),
    }
}

fn one_line(text: impl AsRef<str>) -> String {
    let mut words = text.as_ref().split_whitespace();
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |line, word| format!("{line} {word}"))
}

fn steps(cx: &Context<'_>, section: Section, written: &Written<'_>) -> Vec<Symbol> {
    let node = written.value;
    // What is written elsewhere is shown there.
    if node.kind() == NodeKind::Alias || written.merged_by.is_some() {
        return Vec::new();
    }
    let lists = cx.manifest.lists().map(|(_, list)| list);
    let mut lists = lists.filter(|list| list.node == node && list.section == section);
    let ids = lists.next().map_or(&[][..], |list| &list.steps);
    let steps = ids.iter().map(|id| cx.manifest.step(*id));
    steps
        .filter(|step| node.range().contains_range(step.node.range()))
        .map(step)
        .collect()
}

fn step(step: &Step<'_>) -> Symbol {
    let short = step.name().rsplit('.').next().unwrap_or_default();
    let selection = step.function.as_ref().map(|function| function.key.range());
    let (name, detail) = match &step.id {
        Some(id) => (id.text.as_str(), Some(short.to_owned())),
        None => (short, None),
    };
    let start = step.node.range().start();
    Symbol {
        name: named(name),
        detail,
        kind: SymbolKind::Step,
        range: step.node.range(),
        selection: selection.unwrap_or_else(|| TextRange::empty(start)),
        children: Vec::new(),
    }
}

fn deployments(cx: &Context<'_>, list: Node<'_>) -> Vec<Symbol> {
    let own = cx.manifest.deployments.iter().filter(|deployment| {
        // An alias of a deployment has its own place in the list.
        list.range().contains_range(deployment.item.range())
    });
    own.map(|it| deployment(cx, it)).collect()
}

fn deployment(cx: &Context<'_>, deployment: &Deployment<'_>) -> Symbol {
    let item = deployment.item;
    let range = item.range();
    let is_own = |inner: TextRange| range.contains_range(inner);
    let name = deployment.label().unwrap_or_default();
    let selection = deployment
        .name
        .map(|entry| entry.value.range())
        .filter(|name| is_own(*name))
        .unwrap_or_else(|| TextRange::empty(range.start()));
    let mut children = Vec::new();
    for section in Section::ALL {
        let own = deployment.section(section).own;
        if let Some(written) = own.filter(|written| is_own(written.key.range())) {
            let steps = steps(cx, section, &written);
            let kind = SymbolKind::Section;
            children.push(symbol(
                section.key(),
                kind,
                written.key,
                written.value,
                None,
                steps,
            ));
        }
    }
    children.extend(schedules(cx, deployment, range));
    children.extend(triggers(deployment, range));
    children.sort_by_key(|child| child.range.start());
    Symbol {
        name: named(&name),
        detail: detail(cx, deployment),
        kind: SymbolKind::Deployment,
        range,
        selection,
        children,
    }
}

/// Pool and schedules: `k8s · at 09:00 on weekdays, Europe/Paris`.
pub(super) fn detail(cx: &Context<'_>, deployment: &Deployment<'_>) -> Option<String> {
    let pool = deployment.pool_name();
    let pool = pool.and_then(|pool| pool.value.as_str().map(one_line));
    let schedules = deployment.schedules.iter();
    let words =
        schedules.filter_map(|id| When::of(cx.manifest.schedule(*id), cx.settings, 0)?.words());
    let parts: Vec<String> = pool.into_iter().chain(words.take(3)).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn schedules(cx: &Context<'_>, deployment: &Deployment<'_>, range: TextRange) -> Vec<Symbol> {
    let schedules = deployment.schedules.iter();
    let schedules = schedules.map(|id| cx.manifest.schedule(*id));
    let own = schedules.filter(|it| range.contains_range(it.item.range()));
    own.filter_map(|schedule| {
        let selector = schedule.selector?;
        let entry = schedule.get(selector.key())?;
        let value = entry.value.as_text().unwrap_or_default();
        let item = schedule.item.range();
        let key = Some(entry.key.range()).filter(|key| item.contains_range(*key));
        Some(Symbol {
            name: named(&format!("{} {value}", selector.key())),
            detail: When::of(schedule, cx.settings, 0).and_then(|when| when.words()),
            kind: SymbolKind::Schedule,
            range: item,
            selection: key.unwrap_or_else(|| TextRange::empty(item.start())),
            children: Vec::new(),
        })
    })
    .collect()
}

fn triggers(deployment: &Deployment<'_>, range: TextRange) -> Vec<Symbol> {
    let list = deployment.get("triggers").map(|entry| entry.value);
    let items = list.into_iter().flat_map(Node::items);
    items
        .filter(|item| item.kind() == NodeKind::Mapping && range.contains_range(item.range()))
        .map(|item| {
            let text = |key: &str| item.get(key).and_then(Node::as_text).map(one_line);
            let expected = item.get("expect").into_iter().flat_map(Node::items);
            let events: Vec<String> = expected
                .filter_map(|it| it.as_text().map(one_line))
                .collect();
            let kind = text("type").unwrap_or_else(|| "trigger".to_owned());
            Symbol {
                name: named(&text("name").unwrap_or(kind)),
                detail: (!events.is_empty()).then(|| events.join(", ")),
                kind: SymbolKind::Trigger,
                range: item.range(),
                selection: TextRange::empty(item.range().start()),
                children: Vec::new(),
            }
        })
        .collect()
}

/// The anchors in a value.
fn anchors(value: Node<'_>) -> Vec<Symbol> {
    let tree = value.tree();
    let own = tree.anchors().iter();
    let own = own.filter(|anchor| value.full_range().contains_range(anchor.range));
    own.map(|anchor| {
        let node = tree.node(anchor.node);
        Symbol {
            name: named(&tree.text()[anchor.range]),
            detail: None,
            kind: SymbolKind::Anchor,
            range: node.full_range(),
            selection: anchor.range,
            children: Vec::new(),
        }
    })
    .collect()
}
