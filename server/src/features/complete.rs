//! Completion.

use prefect_lint_core::ide::completion::{Item, ItemKind, complete};
use prefect_lint_core::text::TextSize;
use serde::{Deserialize, Serialize};
use tower_lsp_server::ls_types::*;

use crate::work::Manifest;

/// Where an item was offered, so that its documentation can be found when it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Offered {
    pub(crate) uri: Uri,
    version: Option<i32>,
    position: Position,
}

/// What may be written at a position.
pub(crate) fn at(manifest: &Manifest<'_>, position: Position) -> CompletionResponse {
    let items = complete(&manifest.document(), manifest.offset(position));
    let offered = Offered {
        uri: manifest.job.uri.clone(),
        version: manifest.job.version,
        position,
    };
    // That it can't be written does not happen: it is of texts and numbers.
    let data = serde_json::to_value(offered).ok();
    let all = items
        .into_iter()
        .map(|item| one(manifest, item, data.as_ref()));
    CompletionResponse::Array(all.collect())
}

/// The documentation of an item that was offered; none if the document is another by now.
pub(crate) fn documentation(
    manifest: &Manifest<'_>,
    offered: &Offered,
    label: &str,
    detail: Option<&str>,
) -> Option<Documentation> {
    if manifest.job.version != offered.version {
        return None;
    }
    let items = complete(&manifest.document(), manifest.offset(offered.position));
    let is_it = |item: &Item| item.label == label && item.detail.as_deref() == detail;
    items.into_iter().find(is_it)?.documentation.map(markdown)
}

fn markdown(value: String) -> Documentation {
    Documentation::MarkupContent(MarkupContent {
        kind: MarkupKind::Markdown,
        value,
    })
}

fn one(manifest: &Manifest<'_>, item: Item, offered: Option<&LSPAny>) -> CompletionItem {
    let abilities = manifest.job.abilities;
    let is_snippet = item.is_snippet && abilities.snippets;
    let text = match (is_snippet, item.is_snippet) {
        (true, _) if !abilities.inserts_as_is => without_indent(
            &item.edit.text,
            indent_at(manifest, item.edit.range.start()),
        ),
        (false, true) => item.plain,
        _ => item.edit.text,
    };
    let is_later = abilities.resolves_documentation && item.documentation.is_some();
    let documentation = item.documentation.filter(|_| !is_later).map(markdown);
    let is_deprecated = item.is_deprecated && abilities.item_tags;
    CompletionItem {
        label: item.label,
        kind: Some(kind(item.kind)),
        detail: item.detail,
        documentation,
        tags: is_deprecated.then(|| vec![CompletionItemTag::DEPRECATED]),
        filter_text: Some(item.filter),
        sort_text: Some(item.sort),
        insert_text_format: Some(match is_snippet {
            true => InsertTextFormat::SNIPPET,
            false => InsertTextFormat::PLAIN_TEXT,
        }),
        insert_text_mode: abilities.inserts_as_is.then_some(InsertTextMode::AS_IS),
        data: offered.filter(|_| is_later).cloned(),
        text_edit: Some(TextEdit::new(manifest.range(item.edit.range), text).into()),
        ..CompletionItem::default()
    }
}

/// The blanks that the line of an offset begins with.
fn indent_at<'m>(manifest: &'m Manifest<'_>, offset: TextSize) -> &'m str {
    let before = &manifest.job.text.str()[..offset.into()];
    let line = before.rsplit('\n').next().unwrap_or_default();
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// A text whose lines but the first lack the indentation that the editor is going to add.
fn without_indent(text: &str, indent: &str) -> String {
    let mut lines = text.split('\n');
    let first = lines.next().unwrap_or_default().to_owned();
    lines.fold(first, |text, line| {
        text + "\n" + line.strip_prefix(indent).unwrap_or(line)
    })
}

fn kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Key => CompletionItemKind::PROPERTY,
        ItemKind::Item | ItemKind::Recipe => CompletionItemKind::SNIPPET,
        ItemKind::Value => CompletionItemKind::VALUE,
        ItemKind::Word => CompletionItemKind::ENUM_MEMBER,
        ItemKind::Step | ItemKind::Flow => CompletionItemKind::FUNCTION,
        ItemKind::Output => CompletionItemKind::FIELD,
        ItemKind::Placeholder => CompletionItemKind::KEYWORD,
        ItemKind::Anchor => CompletionItemKind::REFERENCE,
        ItemKind::File => CompletionItemKind::FILE,
        ItemKind::Parameter => CompletionItemKind::VARIABLE,
        ItemKind::Rule => CompletionItemKind::CONSTANT,
    }
}
