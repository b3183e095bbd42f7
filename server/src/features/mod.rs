//! What `prefect_lint_core::ide` says about a place of a manifest, as the protocol has it.

pub(crate) mod complete;
pub(crate) mod look;
pub(crate) mod names;
pub(crate) mod outline;
pub(crate) mod ranges;
pub(crate) mod semantic;

use prefect_lint_core::ide::Document;
use prefect_lint_core::text::{self, TextRange, TextSize};
use tower_lsp_server::ls_types::{Position, Range};

use crate::work::Manifest;

impl Manifest<'_> {
    /// The manifest as the analysis for editors has it.
    pub(crate) fn document(&self) -> Document<'_> {
        Document {
            source: self.job.text.source(),
            settings: &self.settings,
            project: self.project(),
        }
    }

    /// The offset that a position of the client means.
    pub(crate) fn offset(&self, position: Position) -> TextSize {
        self.text_range(Range::new(position, position)).start()
    }

    /// The bytes that a range of the client means.
    pub(crate) fn text_range(&self, range: Range) -> TextRange {
        let bytes = self.job.text.bytes(range, self.job.encoding);
        text::range(bytes.start, bytes.len())
    }
}
