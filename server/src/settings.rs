//! Settings: those in files, found as the command line finds them, and those that the editor sends, which count more.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use prefect_lint_core::diagnostic::Severity;
use prefect_lint_core::settings::from_json;
use prefect_lint_host::settings::file;
use prefect_lint_host::{Effective, Finder, Layer};
use serde_json::{Map, Value};

/// The name of the section that editors keep the settings in.
pub(crate) const SECTION: &str = "prefect-lint";

/// What editors keep in that section for themselves.
const NOT_OURS: [&str; 4] = ["enable", "path", "server", "trace"];

/// The settings of all folders, read from files when they are asked for.
#[derive(Debug)]
pub(crate) struct AllSettings {
    /// By folder of the workspace.
    folders: HashMap<PathBuf, FolderSettings>,
    /// Those of all other files.
    elsewhere: FolderSettings,
}

/// The settings of one folder of the workspace and all below.
#[derive(Debug)]
pub(crate) struct FolderSettings {
    /// Whether the editor wants anything from this server here.
    pub(crate) is_enabled: bool,
    pub(crate) finder: Arc<Finder>,
    /// What counts where settings files can't be read.
    alone: Finder,
    /// What is wrong with what the editor sends.
    problems: Vec<String>,
}

impl AllSettings {
    /// Settings for the folders of a workspace: what the editor says about all, and about some.
    pub(crate) fn new(
        folders: &[PathBuf],
        for_all: &Value,
        by_folder: &HashMap<PathBuf, Value>,
    ) -> Self {
        let of = |folder: &PathBuf| {
            let sent = by_folder.get(folder).filter(|sent| sent.is_object());
            FolderSettings::new(sent.unwrap_or(for_all), folder)
        };
        Self {
            elsewhere: FolderSettings::new(for_all, folders.first().map_or(Path::new("/"), |f| f)),
            folders: folders.iter().map(|it| (it.clone(), of(it))).collect(),
        }
    }

    /// The settings for a file, by the innermost folder that it is in.
    pub(crate) fn of(&self, file: Option<&Path>) -> &FolderSettings {
        let folders = file.into_iter().flat_map(Path::ancestors);
        let mut known = folders.filter_map(|folder| self.folders.get(folder));
        known.next().unwrap_or(&self.elsewhere)
    }

    /// What is wrong with what the editor sends.
    pub(crate) fn problems(&self) -> Vec<String> {
        let all = self.folders.values().chain([&self.elsewhere]);
        let mut problems: Vec<String> = all.flat_map(|it| it.problems.clone()).collect();
        problems.sort();
        problems.dedup();
        problems
    }

    /// The settings files that something is wrong with, of those that were looked at.
    pub(crate) fn faulty(&self) -> Vec<Arc<Layer>> {
        let all = self.folders.values().chain([&self.elsewhere]);
        let found = all.flat_map(|it| it.finder.found()).flatten();
        let layers = found.flat_map(|effective| effective.layers.clone());
        let mut faulty: Vec<Arc<Layer>> = Vec::new();
        for layer in layers.filter(|l| l.source.is_some() && !l.problems.is_empty()) {
            if faulty.iter().all(|seen| !Arc::ptr_eq(seen, &layer)) {
                faulty.push(layer);
            }
        }
        faulty
    }
}

impl FolderSettings {
    fn new(sent: &Value, base: &Path) -> Self {
        let is_enabled = sent.get("enable").and_then(Value::as_bool).unwrap_or(true);
        let ours = ours(sent);
        let layer = || Layer::new(None, base.to_owned(), from_json(&ours));
        let over = layer();
        let told = |d: &prefect_lint_core::diagnostic::Diagnostic| {
            let help = d.help.as_ref().map(|help| format!("; {help}"));
            format!("{}{}", d.message, help.unwrap_or_default())
        };
        let errors = over
            .problems
            .iter()
            .filter(|d| d.severity >= Severity::Warning);
        Self {
            is_enabled,
            problems: errors.map(told).collect(),
            finder: Arc::new(Finder::new(vec![over])),
            alone: Finder::fixed(None, vec![layer()]),
        }
    }

    /// The settings of a file, and why those of a settings file do not count, if they do not.
    pub(crate) fn of_file(&self, file: &Path) -> (Option<Arc<Effective>>, Option<String>) {
        match self.finder.of_file(file) {
            Ok(effective) => (Some(effective), None),
            Err(failure) => (self.alone.of_file(file).ok(), Some(failure.0.clone())),
        }
    }
}

/// What of the section is settings.
fn ours(sent: &Value) -> Value {
    let sent = sent.as_object().cloned().unwrap_or_default();
    let is_ours =
        |(key, value): &(String, Value)| !NOT_OURS.contains(&key.as_str()) && !value.is_null();
    Value::Object(sent.into_iter().filter(is_ours).collect::<Map<_, _>>())
}

/// The settings in what a client sends when it starts, or when they change: as they are, in `settings`, or in the section.
pub(crate) fn section(sent: Option<Value>) -> Value {
    let sent = sent.unwrap_or_default();
    let inner = [SECTION, "settings"].iter().find_map(|key| sent.get(key));
    inner.cloned().unwrap_or(sent)
}

/// Whether a file of this name has settings.
pub(crate) fn is_settings_file(path: &Path) -> bool {
    let name = path.file_name();
    name.is_some_and(|name| file::NAMES.iter().any(|known| name == *known))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_editors_keep_for_themselves_is_no_setting() {
        let sent = json!({"enable": false, "trace": {"server": "off"}, "select": null, "ignore": ["PF1"], "slect": []});
        let settings = FolderSettings::new(&sent, Path::new("/"));
        assert!(!settings.is_enabled);
        assert_eq!(
            settings.problems,
            ["there is no setting `slect`; did you mean `select`?"]
        );
    }

    #[test]
    fn the_section_is_found_where_clients_put_it() {
        let settings = json!({"ignore": ["PF1"]});
        assert_eq!(section(Some(settings.clone())), settings);
        assert_eq!(section(Some(json!({"settings": settings}))), settings);
        assert_eq!(section(Some(json!({"prefect-lint": settings}))), settings);
        assert_eq!(section(None), Value::Null);
    }
}
