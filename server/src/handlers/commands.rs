//! Commands.

use std::sync::Arc;

use prefect_lint_core::plan::Request;
use prefect_lint_core::plan_in;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{ExecuteCommandParams, LSPAny, Uri};

use crate::client::PLAN;
use crate::session::Session;

/// How many runs of each schedule a plan tells.
const RUNS: usize = 3;

pub(super) async fn execute(
    session: &Arc<Session>,
    params: ExecuteCommandParams,
) -> Result<Option<LSPAny>> {
    match params.command.as_str() {
        PLAN => plan(session, params.arguments).await,
        other => Err(Error::invalid_params(format!(
            "there is no command `{other}`"
        ))),
    }
}

/// What `prefect deploy` would do, as Markdown. The arguments are the URI of the manifest, and names of deployments.
async fn plan(session: &Arc<Session>, arguments: Vec<LSPAny>) -> Result<Option<LSPAny>> {
    let mut texts = arguments.iter().filter_map(LSPAny::as_str);
    let uri = texts.next().and_then(|uri| uri.parse::<Uri>().ok());
    let uri =
        uri.ok_or_else(|| Error::invalid_params(format!("`{PLAN}` needs the URI of a manifest")))?;
    let request = Request {
        names: texts.map(str::to_owned).collect(),
        runs: RUNS,
    };
    let Some(job) = session.job_anywhere(&uri) else {
        return Ok(None);
    };
    let answer = session.answer(job, move |session, manifest| {
        let source = manifest.job.text.source();
        let plan = plan_in(source, &manifest.settings, manifest.project(), &request);
        LSPAny::String((session.draw)(&plan))
    });
    answer.await
}
