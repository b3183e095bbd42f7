//! Diagnostics of all manifests of the workspace, open or not.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use prefect_lint_core::text::Source;
use prefect_lint_host::{manifests, paths};
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp_server::ls_types::*;
use tower_lsp_server::{Bounded, NotCancellable, OngoingProgress};

use crate::checks::Checked;
use crate::log::{Level, elapsed};
use crate::session::{Session, lock};
use crate::uris;
use crate::work::{Job, Manifest};

/// How long the places of manifests are taken for what they were.
const KEPT: Duration = Duration::from_secs(5);
/// How often a manifest is looked at that changes while it is looked at.
const TRIES: usize = 3;

/// The manifests of the workspace, at one moment.
#[derive(Debug)]
pub(crate) struct Walked {
    begun: Instant,
    stamp: (u64, u64),
    files: Arc<[PathBuf]>,
}

type Checking = OngoingProgress<Bounded, NotCancellable>;

impl Session {
    /// The diagnostics of all manifests; nothing of those whose diagnostics the client has already.
    pub(crate) async fn workspace_diagnostics(
        self: &Arc<Self>,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let token = params.work_done_progress_params.work_done_token;
        let progress = match token.filter(|_| self.abilities().progress) {
            Some(token) => {
                let progress = self.client.progress(token, "Checking manifests");
                Some(progress.with_percentage(0).begin().await)
            }
            None => None,
        };
        let previous = params.previous_result_ids.into_iter();
        let previous = previous.map(|it| (it.uri, it.value)).collect();
        let items = self.check_all(previous, progress.as_ref()).await;
        if let Some(progress) = progress {
            progress.finish().await;
        }
        self.show_faulty_settings().await;
        Ok(WorkspaceDiagnosticReport { items: items? }.into())
    }

    async fn check_all(
        self: &Arc<Self>,
        mut previous: HashMap<Uri, String>,
        progress: Option<&Checking>,
    ) -> Result<Vec<WorkspaceDocumentDiagnosticReport>> {
        let jobs = self.all_jobs().await?;
        let count = jobs.len().max(1);
        let mut items = Vec::new();
        for (at, job) in jobs.into_iter().enumerate() {
            let (uri, version) = (job.uri.clone(), job.version.map(i64::from));
            let checked = self.answer_anew(job, |session, manifest| session.check(manifest));
            match checked.await {
                Ok(Some(checked)) => {
                    let before = previous.remove(&uri);
                    self.refresh
                        .give(uri.clone(), Some(checked.result_id.clone()));
                    items.push(report(uri, version, before, &checked));
                }
                Ok(None) => {}
                // The client keeps what it has of it.
                Err(_) => _ = previous.remove(&uri),
            }
            if let Some(progress) = progress {
                let percentage = u32::try_from(at * 100 / count).unwrap_or(100);
                progress.report(percentage).await;
            }
        }
        // What is no manifest any more has nothing to say.
        items.extend(previous.into_keys().map(|uri| full(uri, None, None, &[])));
        Ok(items)
    }

    /// Answers about a manifest of the workspace, anew if it changes meanwhile, but not for ever.
    pub(crate) async fn answer_anew<T: Send + 'static>(
        self: &Arc<Self>,
        mut job: Job,
        answer: impl Fn(&Session, &Manifest<'_>) -> T + Clone + Send + 'static,
    ) -> Result<Option<T>> {
        let uri = job.uri.clone();
        for _ in 1..TRIES {
            match self.answer(job, answer.clone()).await {
                Err(error) if error.code == ErrorCode::ContentModified => {}
                answer => return answer,
            }
            job = match self.job_anywhere(&uri) {
                Some(job) => job,
                None => return Ok(None),
            };
        }
        self.answer(job, answer).await
    }

    /// A job for each manifest, by its URI.
    pub(crate) async fn all_jobs(self: &Arc<Self>) -> Result<Vec<Job>> {
        let session = self.clone();
        let found = tokio::task::spawn_blocking(move || session.find());
        found.await.map_err(|_| Error::internal_error())
    }

    fn find(&self) -> Vec<Job> {
        let open = self.state().open_documents();
        let open_jobs = open.iter().filter_map(|uri| self.job(uri));
        let mut jobs: BTreeMap<Uri, Job> = open_jobs.map(|job| (job.uri.clone(), job)).collect();
        for path in self.walk().iter() {
            if let Some((uri, job)) = self.job_of(path, &open) {
                jobs.entry(uri).or_insert(job);
            }
        }
        jobs.into_values().collect()
    }

    /// Where manifests are. The disk is not walked for each letter of a name that is typed.
    fn walk(&self) -> Arc<[PathBuf]> {
        let (folders, settings, stamp) = {
            let state = self.state();
            let stamp = state.stamp_of_places();
            (state.folders.clone(), state.settings(), stamp)
        };
        if let Some(walked) = &*lock(&self.walked)
            && walked.stamp == stamp
            && walked.begun.elapsed() < KEPT
        {
            return walked.files.clone();
        }
        let begun = Instant::now();
        let found = folders.iter().flat_map(|folder| {
            let found = manifests::walk(folder, &settings.of(Some(folder)).finder, None, 0).files;
            let (count, place) = (found.len(), folder.display());
            let message = format!("found {count} manifests in {place}: {}", elapsed(begun));
            self.log(Level::Debug, &message);
            found.into_iter().map(|file| folder.join(file))
        });
        let files: Arc<[PathBuf]> = found.collect();
        *lock(&self.walked) = Some(Walked {
            begun,
            stamp,
            files: files.clone(),
        });
        files
    }

    /// A job for a file that is not open.
    fn job_of(&self, path: &Path, open: &[Uri]) -> Option<(Uri, Job)> {
        // Clients write URIs in their own ways.
        let path = paths::absolute(path).into_owned();
        if open
            .iter()
            .any(|uri| uris::path(uri).as_ref() == Some(&path))
        {
            return None;
        }
        let uri = uris::uri(&path)?;
        let bytes = std::fs::read(&path).ok()?;
        let source = Source::from_bytes(paths::plain(&path)?, bytes);
        Some((uri.clone(), self.state().job_on_disk(uri, path, source)))
    }

    /// A job for a document or a file.
    pub(crate) fn job_anywhere(&self, uri: &Uri) -> Option<Job> {
        self.job(uri)
            .or_else(|| Some(self.job_of(&uris::path(uri)?, &[])?.1))
    }
}

/// What is found out about a manifest, unless the client has it already.
fn report(
    uri: Uri,
    version: Option<i64>,
    before: Option<String>,
    checked: &Checked,
) -> WorkspaceDocumentDiagnosticReport {
    let result_id = checked.result_id.clone();
    if before.as_ref() != Some(&result_id) {
        return full(uri, version, Some(result_id), &checked.diagnostics);
    }
    WorkspaceUnchangedDocumentDiagnosticReport {
        uri,
        version,
        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
    }
    .into()
}

fn full(
    uri: Uri,
    version: Option<i64>,
    result_id: Option<String>,
    items: &[Diagnostic],
) -> WorkspaceDocumentDiagnosticReport {
    WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: FullDocumentDiagnosticReport {
            result_id,
            items: items.to_vec(),
        },
    }
    .into()
}
