//! One document with all that an answer depends on, and making answers off the protocol's thread.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use prefect_lint_core::project::{Project, Root};
use prefect_lint_core::settings::Settings;
use prefect_lint_host::{Effective, Finder, clock, manifests, roots};
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp_server::ls_types::{self as lsp, Uri};

use crate::client::Abilities;
use crate::log::Level;
use crate::session::Session;
use crate::settings::AllSettings;
use crate::surroundings::Surroundings;
use crate::text::{Encoding, Text};

/// What a picture was taken of; the same stamp gives the same answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Stamp {
    pub(crate) document: u64,
    pub(crate) files: u64,
    pub(crate) settings: u64,
}

/// A document at a moment.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub(crate) uri: Uri,
    /// Where it is; none for what was not saved yet.
    pub(crate) path: Option<PathBuf>,
    pub(crate) text: Arc<Text>,
    /// The client's number of the text; none where the client does not have it.
    pub(crate) version: Option<i32>,
    pub(crate) language: String,
    pub(crate) settings: Arc<AllSettings>,
    pub(crate) around: Arc<Surroundings>,
    pub(crate) encoding: Encoding,
    pub(crate) abilities: Abilities,
    pub(crate) stamp: Stamp,
}

/// A manifest with its settings and its surroundings.
#[derive(Debug)]
pub(crate) struct Manifest<'j> {
    pub(crate) job: &'j Job,
    pub(crate) settings: Settings,
    roots: Option<Vec<Root>>,
}

impl Job {
    /// The manifest, if it is one that is checked.
    fn manifest(&self, session: &Session) -> Option<Manifest<'_>> {
        let folder = self.settings.of(self.path.as_deref());
        if !folder.is_enabled || !self.is_manifest(&folder.finder) {
            return None;
        }
        let place = self.path.as_deref().unwrap_or(Path::new("/prefect.yaml"));
        let (effective, trouble) = folder.of_file(place);
        log_settings(session, place, effective.as_deref(), trouble);
        let effective = effective?;
        let roots = |path: &PathBuf| roots(path, &folder.finder, &effective.roots);
        Some(Manifest {
            job: self,
            settings: Settings {
                // The settings may have been read long ago.
                now: Some(clock::now()),
                ..effective.for_file(place).into_owned()
            },
            roots: self.path.as_ref().map(roots),
        })
    }

    /// By its name, by the settings, or by what the editor takes it for.
    fn is_manifest(&self, finder: &Finder) -> bool {
        if let Some(path) = &self.path {
            if manifests::is_excluded(finder, path, false) {
                return false;
            }
            if manifests::is_manifest(path, finder) {
                return true;
            }
        }
        match self.language.as_str() {
            "prefect" => true,
            "yaml" => looks_like_a_manifest(self.text.str()),
            _ => false,
        }
    }
}

/// Logs which settings count for a file, and what keeps a settings file from being read.
fn log_settings(
    session: &Session,
    place: &Path,
    effective: Option<&Effective>,
    trouble: Option<String>,
) {
    let folder = place.parent().unwrap_or(place);
    let files: Vec<&str> = effective.into_iter().flat_map(Effective::files).collect();
    let (level, message) = match (trouble, files.as_slice()) {
        (Some(trouble), _) => (Level::Warning, trouble),
        (None, []) => (
            Level::Debug,
            format!("no settings file counts in {}", folder.display()),
        ),
        (None, files) => (
            Level::Debug,
            format!(
                "the settings of {} are in {}",
                folder.display(),
                files.join(", ")
            ),
        ),
    };
    session.log_settings(level, folder.to_owned(), message);
}

/// Whether a YAML file of any name has deployments of Prefect in it.
fn looks_like_a_manifest(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    if !lines.any(|line| line == "deployments:" || line.starts_with("deployments: ")) {
        return false;
    }
    let keys = |line: &str| {
        let line = line.trim_start().trim_start_matches("- ").trim_start();
        line.split_once(':').map(|(key, _)| key.to_owned())
    };
    let keys: Vec<String> = lines.filter_map(keys).collect();
    let has = |key: &str| keys.iter().any(|it| it == key);
    has("name") && ["entrypoint", "work_pool"].iter().any(|key| has(key))
}

impl Manifest<'_> {
    pub(crate) fn project(&self) -> Option<Project<'_>> {
        Some(Project {
            modules: self.job.around.borrow_dependent(),
            roots: self.roots.as_deref()?,
        })
    }

    pub(crate) fn range(&self, range: prefect_lint_core::text::TextRange) -> lsp::Range {
        self.job.text.range(range, self.job.encoding)
    }
}

impl Session {
    /// Answers about an open document; nothing if it is no manifest. An answer that has come too late, for the document
    /// is another by then, is an error that makes clients ask again. What has changed around it is looked at anew.
    pub(crate) async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        uri: &Uri,
        answer: impl Fn(&Session, &Manifest<'_>) -> T + Send + Sync + 'static,
    ) -> Result<Option<T>> {
        let answer = Arc::new(answer);
        for _ in 0..MAX_TRIES {
            let Some(job) = self.job(uri) else {
                return Ok(None);
            };
            let (version, answer) = (job.version, answer.clone());
            let told = self.answer(job, move |session, manifest| answer(session, manifest));
            match told.await {
                Err(error) if error.code == ErrorCode::ContentModified => {
                    if self.job(uri).map(|job| job.version) != Some(version) {
                        return Err(error);
                    }
                }
                told => return told,
            }
        }
        Err(Error::content_modified())
    }

    /// Answers about a document at a moment.
    pub(crate) async fn answer<T: Send + 'static>(
        self: &Arc<Self>,
        job: Job,
        answer: impl FnOnce(&Session, &Manifest<'_>) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let session = self.clone();
        let work = move || {
            if !session.state().is_fresh(&job) {
                return Err(Error::content_modified());
            }
            let manifest = job.manifest(&session);
            let answer = manifest.map(|manifest| answer(&session, &manifest));
            match session.state().is_fresh(&job) {
                true => Ok(answer),
                false => Err(Error::content_modified()),
            }
        };
        let task = Work(tokio::task::spawn_blocking(work));
        task.answer().await
    }
}

/// How often an answer is looked for while settings and files change around the document.
const MAX_TRIES: usize = 5;

/// Work that is not begun any more once nobody waits for it.
struct Work<T>(tokio::task::JoinHandle<Result<T>>);

impl<T> Work<T> {
    async fn answer(mut self) -> Result<T> {
        // What has panicked was logged where it did.
        (&mut self.0)
            .await
            .unwrap_or_else(|_| Err(Error::internal_error()))
    }
}

impl<T> Drop for Work<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use prefect_lint_core::text::Source;
    use tower_lsp_server::LspService;

    use super::*;
    use crate::handlers::Server;
    use crate::log::Log;
    use crate::transport::log_faults;

    #[test]
    fn a_fault_of_a_feature_costs_its_answer_and_is_logged() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("log");
        let log = Log::open(Some(&file), Level::Info).unwrap();
        log_faults(log.clone());
        let (service, _socket) =
            LspService::new(|client| Server::new(client, log, |_| String::new()));
        let session = service.inner().session();
        let job = || {
            let path = folder.path().join("prefect.yaml");
            let source = Source::new("prefect.yaml", "deployments: 5\n");
            let uri = Uri::from_file_path(&path).unwrap();
            session.state().job_on_disk(uri, path, source)
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let fault = session.answer(job(), |_, _| -> u8 { unreachable!("a feature at fault") });
        let code = runtime.block_on(fault).map_err(|error| error.code);
        assert_eq!(code, Err(ErrorCode::InternalError));
        // In the middle of a check, which others wait for.
        let fault = session.answer(job(), |session, manifest| {
            session.check_with(manifest, || unreachable!("a rule at fault"));
        });
        assert!(runtime.block_on(fault).is_err());
        let checked = session.answer(job(), |session, manifest| session.check(manifest));
        let checked = runtime.block_on(checked).unwrap().unwrap();
        assert_eq!(checked.diagnostics.len(), 1);
        let _ = std::panic::take_hook();
        let log = std::fs::read_to_string(file).unwrap();
        assert!(
            log.contains("please report it") && log.contains("a feature at fault"),
            "{log}"
        );
    }

    #[test]
    fn manifests_of_other_names_are_known_by_what_is_in_them() {
        assert!(looks_like_a_manifest(
            "name: x\ndeployments:\n  - name: a\n    entrypoint: a.py:f\n"
        ));
        assert!(looks_like_a_manifest(
            "deployments:\r\n- work_pool:\r\n    name: a\r\n"
        ));
        assert!(!looks_like_a_manifest(
            "deployments:\n  - name: a\n    image: b\n"
        ));
        assert!(!looks_like_a_manifest(
            "x:\n  deployments:\n    - name: a\n      entrypoint: b\n"
        ));
        assert!(!looks_like_a_manifest(
            "name: a\nentrypoint: b\ndeployments:\n"
        ));
    }
}
