//! `schemas/`: what editors and other tools know about the files that are read and written here.

use super::Files;

/// Adds the schemas.
pub(super) fn add(files: &mut Files) {
    let schemas = [
        ("prefect-yaml", prefect_lint_core::schema::json_schema()),
        ("prefect-lint", prefect_lint_core::settings::json_schema()),
    ];
    for (name, schema) in schemas {
        let path = format!("schemas/{name}.schema.json");
        files.insert(path, format!("{schema:#}\n"));
    }
}
