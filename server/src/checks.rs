//! What was found out about manifests: once for each moment, however many ask for it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Instant;

use prefect_lint_core::{Analysis, analyze_in};
use tower_lsp_server::ls_types::{Diagnostic, Uri};

use crate::diagnostics;
use crate::log::{Level, elapsed};
use crate::session::{Session, lock};
use crate::work::{Job, Manifest, Stamp};

/// What was found out about a manifest.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) analysis: Analysis,
    /// The findings as the client has them, in the order of the analysis.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Equal if the diagnostics are.
    pub(crate) result_id: String,
}

/// The last check of each manifest.
#[derive(Debug, Default)]
pub(crate) struct Checks(Mutex<HashMap<Uri, (Stamp, Slot)>>);

/// A check, done by the first who needs it while others wait.
type Slot = Arc<OnceLock<Arc<Checked>>>;

impl Checks {
    fn slot(&self, job: &Job) -> Slot {
        let mut slots = lock(&self.0);
        if let Some((stamp, slot)) = slots.get(&job.uri)
            && *stamp == job.stamp
        {
            return slot.clone();
        }
        let slot = Slot::default();
        slots.insert(job.uri.clone(), (job.stamp, slot.clone()));
        slot
    }

    pub(crate) fn forget(&self, uri: &Uri) {
        lock(&self.0).remove(uri);
    }
}

impl Session {
    /// What is found out about a manifest.
    pub(crate) fn check(&self, manifest: &Manifest<'_>) -> Arc<Checked> {
        self.check_with(manifest, || self.analyze(manifest))
    }

    pub(crate) fn check_with(
        &self,
        manifest: &Manifest<'_>,
        analyze: impl FnOnce() -> Checked,
    ) -> Arc<Checked> {
        let slot = self.checks.slot(manifest.job);
        slot.get_or_init(|| Arc::new(analyze())).clone()
    }

    fn analyze(&self, manifest: &Manifest<'_>) -> Checked {
        let begun = Instant::now();
        let job = manifest.job;
        let analysis = analyze_in(job.text.source(), &manifest.settings, manifest.project());
        let diagnostics = diagnostics::of(manifest, &analysis);
        let message = format!("checked {}", job.uri.as_str());
        let count = match diagnostics.len() {
            1 => "1 finding".to_owned(),
            count => format!("{count} findings"),
        };
        let more = format!("version {:?}, {count} in {}", job.version, elapsed(begun));
        self.log(Level::Debug, &format!("{message}: {more}"));
        self.trace(&message, &more);
        Checked {
            result_id: diagnostics::result_id(&diagnostics),
            diagnostics,
            analysis,
        }
    }
}
