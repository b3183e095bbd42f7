//! Links: to the files of entrypoints and inputs, to repositories, to the pages of rules.

use super::Document;
use super::flows;
use super::names::inner;
use super::purpose::{Purpose, Purposes};
use crate::project::{Entrypoint, Lookup};
use crate::rules::{self, Context};
use crate::text::{TextRange, size};
use crate::yaml::{Node, NodeKind, Offsets};

/// A piece of text that leads elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The text.
    pub range: TextRange,
    /// Where it leads.
    pub target: LinkTarget,
    /// What that is.
    pub tooltip: String,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A file, as the host writes its path.
    File(String),
    /// An address.
    Url(String),
}

/// All links of a manifest, in the order of the text.
pub fn links(document: &Document<'_>) -> Vec<Link> {
    document.ask(|cx, _| {
        let purposes = Purposes::of(cx.tree);
        let values = cx.tree.nodes().filter(|node| !node.is_key());
        let scalars = values.filter(|node| node.kind() == NodeKind::Scalar);
        let mut links: Vec<Link> = scalars
            .filter_map(|node| of_value(cx, node, purposes.get(node)))
            .collect();
        links.extend(cx.tree.comments().iter().flat_map(|it| of_comment(cx, *it)));
        links.sort_by_key(|link| link.range.start());
        links
    })
}

fn of_value(cx: &Context<'_>, node: Node<'_>, purpose: Option<Purpose<'_>>) -> Option<Link> {
    let text = node.as_str()?;
    if node.is_broken() || text.contains("{{") || text.contains('\n') {
        return None;
    }
    if text.starts_with("https://") || text.starts_with("http://") {
        let is_whole = !text.contains(char::is_whitespace);
        return is_whole.then(|| Link {
            range: inner(node),
            target: LinkTarget::Url(web_address(&text)),
            tooltip: "open in the browser".to_owned(),
        });
    }
    match purpose? {
        Purpose::Field { field, .. } if field.name == "entrypoint" => entrypoint(cx, node, &text),
        Purpose::Input { key, .. } => {
            let name = key.as_text()?;
            let is_path = matches!(&*name, "requirements_file" | "dockerfile");
            let path = is_path.then(|| flows::named_file(cx, &name, node))??;
            Some(Link {
                range: inner(node),
                target: LinkTarget::File(path),
                tooltip: "open the file".to_owned(),
            })
        }
        _ => None,
    }
}

/// An address without a name or password in it, and without the ending that git takes.
fn web_address(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else {
        return text.to_owned();
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.rsplit('@').next().unwrap_or(host);
    let path = path.strip_suffix(".git").unwrap_or(path);
    format!("{scheme}://{host}{path}")
}

fn entrypoint(cx: &Context<'_>, node: Node<'_>, text: &str) -> Option<Link> {
    let project = cx.project?;
    let entrypoint = Entrypoint::parse(text)?;
    let (path, len) = match entrypoint {
        Entrypoint::File { path, .. } => (flows::file(cx, path)?, path.len()),
        Entrypoint::Module { module, .. } => match project.look_up(entrypoint) {
            Lookup::Flow(flow) => (flow.path()?.to_owned(), module.len()),
            Lookup::NotFlow(thing) => (thing.path, module.len()),
            Lookup::NoSuchName { path, .. } => (path, module.len()),
            Lookup::NoSuchFile { .. } | Lookup::Unknown => return None,
        },
    };
    Some(Link {
        range: Offsets::of(node).range(0, len),
        target: LinkTarget::File(path),
        tooltip: "open the file of the flow".to_owned(),
    })
}

/// The rules in a comment that silences them.
fn of_comment(cx: &Context<'_>, comment: TextRange) -> Vec<Link> {
    let text = &cx.source.text()[comment];
    let Some(mark) = text.find("prefect-lint:") else {
        return Vec::new();
    };
    let Some((open, close)) = text[mark..].find('[').zip(text[mark..].find(']')) else {
        return Vec::new();
    };
    let Some(words) = text.get(mark + open + 1..mark + close) else {
        return Vec::new();
    };
    let mut links = Vec::new();
    let mut at = usize::from(comment.start()) + mark + open + 1;
    for part in words.split(',') {
        let word = part.trim();
        let start = at + (part.len() - part.trim_start().len());
        if let Some(rule) = rules::find(word) {
            links.push(Link {
                range: TextRange::at(size(start), size(word.len())),
                target: LinkTarget::Url(rule.meta().url()),
                tooltip: format!("what {} does", rule.meta().name),
            });
        }
        at += part.len() + 1;
    }
    links
}
