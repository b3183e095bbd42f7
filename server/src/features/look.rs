//! What is shown about the text: hovers, hints, lenses, links.

use std::path::Path;

use prefect_lint_core::ide::{hints, hover, lenses, links};
use tower_lsp_server::ls_types::*;

use crate::client::COPY;
use crate::session::Session;
use crate::uris;
use crate::work::Manifest;

fn markdown(value: String) -> MarkupContent {
    MarkupContent {
        kind: MarkupKind::Markdown,
        value,
    }
}

/// What is known about the text at a position.
pub(crate) fn hover(
    session: &Session,
    manifest: &Manifest<'_>,
    position: Position,
) -> Option<Hover> {
    let checked = session.check(manifest);
    let found = &checked.analysis.diagnostics;
    let hover = hover::hover_with(&manifest.document(), manifest.offset(position), found)?;
    Some(Hover {
        contents: HoverContents::Markup(markdown(hover.markdown)),
        range: Some(manifest.range(hover.range)),
    })
}

/// Words beside the text.
pub(crate) fn hints(manifest: &Manifest<'_>, range: Range) -> Vec<InlayHint> {
    let hints = hints::hints(&manifest.document(), manifest.text_range(range));
    let hint = |hint: hints::Hint| InlayHint {
        position: manifest
            .job
            .text
            .position(hint.offset.into(), manifest.job.encoding),
        label: InlayHintLabel::String(hint.text),
        kind: None,
        text_edits: None,
        tooltip: hint
            .tooltip
            .map(|it| InlayHintTooltip::MarkupContent(markdown(it))),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    hints.into_iter().map(hint).collect()
}

/// Lines above the text.
pub(crate) fn lenses(manifest: &Manifest<'_>) -> Vec<CodeLens> {
    let lenses = lenses::lenses(&manifest.document()).into_iter();
    let lens = |lens: lenses::Lens| {
        let arguments = lens.copy.map(|text| vec![text.into()]);
        CodeLens {
            range: manifest.range(lens.range),
            command: Some(Command {
                title: lens.title,
                // A line without a command can only be read.
                command: arguments.as_ref().map_or("", |_| COPY).to_owned(),
                arguments,
            }),
            data: None,
        }
    };
    lenses.map(lens).collect()
}

/// What can be followed.
pub(crate) fn links(manifest: &Manifest<'_>) -> Vec<DocumentLink> {
    let links = links::links(&manifest.document()).into_iter();
    let target = |target: links::LinkTarget| match target {
        links::LinkTarget::File(path) => uris::uri(Path::new(&path)),
        links::LinkTarget::Url(url) => url.parse().ok(),
    };
    let link = |link: links::Link| {
        Some(DocumentLink {
            range: manifest.range(link.range),
            target: Some(target(link.target)?),
            tooltip: Some(link.tooltip),
            data: None,
        })
    };
    links.filter_map(link).collect()
}
