//! `schemas/`: what editors and other tools know about the files that are read and written here.

use super::Files;

/// Adds the schemas.
pub(super) fn add(files: &mut Files) {
    let schema = prefect_lint_core::schema::json_schema();
    files.insert(
        "schemas/prefect-yaml.schema.json".to_owned(),
        format!("{schema:#}\n"),
    );
}
