//! Names: where they come from, where they are used, other ones for them.

use std::path::Path;

use prefect_lint_core::ide::definition::{self, Target};
use prefect_lint_core::ide::{references, rename};
use prefect_lint_core::project::Files;
use prefect_lint_core::text::Source;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::*;

use crate::edits;
use crate::text::Text;
use crate::uris;
use crate::work::Manifest;

/// Where what stands at a position is defined.
pub(crate) fn definition(manifest: &Manifest<'_>, position: Position) -> GotoDefinitionResponse {
    let targets = definition::definition(&manifest.document(), manifest.offset(position));
    let targets = targets
        .into_iter()
        .filter_map(|target| link(manifest, target));
    match manifest.job.abilities.definition_links {
        true => GotoDefinitionResponse::Link(targets.collect()),
        false => {
            let place =
                |link: LocationLink| Location::new(link.target_uri, link.target_selection_range);
            GotoDefinitionResponse::Array(targets.map(place).collect())
        }
    }
}

fn link(manifest: &Manifest<'_>, target: Target) -> Option<LocationLink> {
    let origin = Some(manifest.range(target.origin));
    let encoding = manifest.job.encoding;
    let (uri, range, name) = match target.path {
        None => {
            let (range, name) = (manifest.range(target.range), manifest.range(target.name));
            (manifest.job.uri.clone(), range, name)
        }
        Some(path) => {
            let files: &dyn Files = manifest.job.around.borrow_owner();
            let bytes = files.read(&path)?;
            let text = Text::new(Source::from_bytes(path.as_str(), bytes.to_vec()));
            let (range, name) = (
                text.range(target.range, encoding),
                text.range(target.name, encoding),
            );
            (uris::uri(Path::new(&path))?, range, name)
        }
    };
    Some(LocationLink {
        origin_selection_range: origin,
        target_uri: uri,
        target_range: range,
        target_selection_range: name,
    })
}

/// Where the name at a position is written.
pub(crate) fn references(
    manifest: &Manifest<'_>,
    position: Position,
    with_declaration: bool,
) -> Vec<Location> {
    let offset = manifest.offset(position);
    let places = references::references(&manifest.document(), offset, with_declaration);
    let location = |range| Location::new(manifest.job.uri.clone(), manifest.range(range));
    places.into_iter().map(location).collect()
}

/// The same, for this document only, with where the name is given.
pub(crate) fn highlights(manifest: &Manifest<'_>, position: Position) -> Vec<DocumentHighlight> {
    let places = references::highlights(&manifest.document(), manifest.offset(position));
    let highlight = |place: references::Highlight| DocumentHighlight {
        range: manifest.range(place.range),
        kind: Some(match place.is_write {
            true => DocumentHighlightKind::WRITE,
            false => DocumentHighlightKind::READ,
        }),
    };
    places.into_iter().map(highlight).collect()
}

/// The name at a position that can be changed.
pub(crate) fn prepare(
    manifest: &Manifest<'_>,
    position: Position,
) -> Result<Option<PrepareRenameResponse>> {
    let name = rename::prepare(&manifest.document(), manifest.offset(position));
    let name = name.map_err(|refusal| refused(&refusal))?;
    Ok(name.map(
        |(range, placeholder)| PrepareRenameResponse::RangeWithPlaceholder {
            range: manifest.range(range),
            placeholder,
        },
    ))
}

/// Gives the name at a position another one, everywhere.
pub(crate) fn rename(
    manifest: &Manifest<'_>,
    position: Position,
    new: &str,
) -> Result<Option<WorkspaceEdit>> {
    let edits = rename::rename(&manifest.document(), manifest.offset(position), new);
    let edits = edits.map_err(|refusal| refused(&refusal))?;
    let edits = edits::of(manifest, &edits);
    Ok((!edits.is_empty()).then(|| edits::in_workspace(manifest, edits)))
}

fn refused(refusal: &rename::Refusal) -> Error {
    Error::invalid_params(refusal.0.clone())
}
