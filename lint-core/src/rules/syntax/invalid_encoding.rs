//! PF016: `invalid-encoding`.

use crate::rules::{Context, Meta, Report, Rule};
use crate::text::{EncodingError, TextRange, size};

crate::declare_rule! {
    /// ## What it does
    ///
    /// Reports files that are not UTF-8.
    ///
    /// ## Why is this bad?
    ///
    /// Prefect opens the file as text in the machine's encoding, which is UTF-8 nearly everywhere. Other bytes end
    /// the command with a message about a codec. Windows PowerShell writes UTF-16 when output is sent to a file
    /// with `>`.
    ///
    /// ## Example
    ///
    /// ```yaml encoding=utf-16 @1:1-1:1
    /// name: reports
    /// deployments: []
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```yaml
    /// name: reports
    /// deployments: []
    /// ```
    pub struct InvalidEncoding = "PF016", "invalid-encoding", Error, fix: None, since: "0.1.0";
}

impl Rule for InvalidEncoding {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, report: &mut Report<'_>) {
        let Some(error) = cx.source.encoding_error() else {
            return;
        };
        let (message, help) = match error {
            EncodingError::Utf16 => (
                "the file is UTF-16, not UTF-8".to_owned(),
                "save it as UTF-8; in PowerShell, write it with `Out-File -Encoding utf8`",
            ),
            EncodingError::Utf32 => (
                "the file is UTF-32, not UTF-8".to_owned(),
                "save it as UTF-8",
            ),
            EncodingError::InvalidByte(byte) => (
                format!("the byte 0x{byte:02X} here is not UTF-8"),
                "save the file as UTF-8",
            ),
            EncodingError::TooLong => (
                "the file is too long to be read".to_owned(),
                "split it into several files",
            ),
        };
        let end = size(cx.source.text().len());
        report
            .at(TextRange::empty(end), message)
            .label("the text can't be read from here on")
            .note("Prefect stops with Python's message about the codec: nothing is deployed")
            .help(help);
    }
}
