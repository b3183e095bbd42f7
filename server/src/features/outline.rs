//! The outline of a manifest, and deployments by name.

use prefect_lint_core::ide::symbols::{self, SymbolKind as Kind};
use tower_lsp_server::ls_types::*;

use crate::work::Manifest;

/// The outline; flat for clients that know no other.
pub(crate) fn of(manifest: &Manifest<'_>) -> DocumentSymbolResponse {
    let symbols = symbols::symbols(&manifest.document());
    match manifest.job.abilities.nested_symbols {
        true => {
            let symbols = symbols.into_iter().map(|symbol| nested(manifest, symbol));
            DocumentSymbolResponse::Nested(symbols.collect())
        }
        false => {
            let mut flat = Vec::new();
            symbols
                .iter()
                .for_each(|symbol| flatten(manifest, symbol, None, &mut flat));
            DocumentSymbolResponse::Flat(flat)
        }
    }
}

#[expect(deprecated, reason = "the field has to be given")]
fn nested(manifest: &Manifest<'_>, symbol: symbols::Symbol) -> DocumentSymbol {
    let children = symbol
        .children
        .into_iter()
        .map(|child| nested(manifest, child));
    DocumentSymbol {
        name: symbol.name,
        detail: symbol.detail,
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: manifest.range(symbol.range),
        selection_range: manifest.range(symbol.selection),
        children: Some(children.collect()),
    }
}

#[expect(deprecated, reason = "the field has to be given")]
fn information(
    manifest: &Manifest<'_>,
    symbol: &symbols::Symbol,
    container_name: Option<String>,
) -> SymbolInformation {
    SymbolInformation {
        name: symbol.name.clone(),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        location: Location::new(manifest.job.uri.clone(), manifest.range(symbol.selection)),
        container_name,
    }
}

fn flatten(
    manifest: &Manifest<'_>,
    symbol: &symbols::Symbol,
    container: Option<&str>,
    flat: &mut Vec<SymbolInformation>,
) {
    flat.push(information(manifest, symbol, container.map(str::to_owned)));
    for child in &symbol.children {
        flatten(manifest, child, Some(&symbol.name), flat);
    }
}

/// The deployments whose names have the letters of a query, in its order.
pub(crate) fn deployments(manifest: &Manifest<'_>, query: &str) -> Vec<SymbolInformation> {
    let mut found = Vec::new();
    let mut left = symbols::symbols(&manifest.document());
    while let Some(symbol) = left.pop() {
        if symbol.kind == Kind::Deployment && matches(&symbol.name, query) {
            found.push(information(manifest, &symbol, symbol.detail.clone()));
        }
        left.extend(symbol.children);
    }
    found.reverse();
    found
}

fn matches(name: &str, query: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    query
        .chars()
        .flat_map(char::to_lowercase)
        .all(|wanted| letters.any(|letter| letter == wanted))
}

fn kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Section => SymbolKind::NAMESPACE,
        Kind::Step => SymbolKind::FUNCTION,
        Kind::Deployment => SymbolKind::CLASS,
        Kind::Schedule | Kind::Trigger => SymbolKind::EVENT,
        Kind::Key => SymbolKind::PROPERTY,
        Kind::Anchor => SymbolKind::VARIABLE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_match_letters_in_order() {
        assert!(matches("daily-report", "") && matches("daily-report", "DREP"));
        assert!(!matches("daily-report", "rd"));
    }
}
