//! What `check` writes, and where to.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Args, Command, Error, ValueEnum};

/// The arguments about output.
#[derive(Debug, Clone, Args)]
pub struct OutputArgs {
    /// How findings are written, and where to: `FORMAT` to stdout, `FORMAT=FILE` to a file; several with commas
    ///
    /// Without it, findings go to stdout in full, and inside GitHub Actions as annotations as well.
    #[arg(
        long,
        value_name = "FORMAT[=FILE]",
        value_delimiter = ',',
        value_parser = OutputParser,
        env = "PREFECT_LINT_OUTPUT_FORMAT",
        hide_env_values = true,
        help_heading = "Output"
    )]
    pub output_format: Vec<Output>,

    /// Hide the findings that are in this file, and report the others
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub baseline: Option<PathBuf>,

    /// Write all findings to this file, for `--baseline`, and report nothing
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["baseline", "watch", "fix_only", "diff", "statistics"],
        help_heading = "Output"
    )]
    pub write_baseline: Option<PathBuf>,

    /// Count the findings of each rule instead of showing them
    #[arg(long, help_heading = "Output")]
    pub statistics: bool,

    /// Leave out the line that sums up
    #[arg(short, long, help_heading = "Output")]
    pub quiet: bool,

    /// Say on stderr what is checked, by which rules, and how long it takes
    #[arg(short, long, conflicts_with = "quiet", help_heading = "Output")]
    pub verbose: bool,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the lines that are meant
    Full,
    /// One line each
    Concise,
    /// In columns, under their files
    Grouped,
    /// One document for machines, see schemas/report.schema.json
    Json,
    /// The findings of that document, one in each line
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// Code Quality of GitLab
    Gitlab,
    /// Tests, as JUnit reports them
    Junit,
    /// Checkstyle's XML
    Checkstyle,
    /// reviewdog's JSON, with suggestions
    Rdjson,
}

impl Format {
    /// Whether it is for people, and has a line at the end that sums up.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Full | Self::Concise | Self::Grouped)
    }

    /// The word for it on the command line.
    pub fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// A format and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The format.
    pub format: Format,
    /// The file; none for stdout.
    pub file: Option<PathBuf>,
}

/// Reads `FORMAT`, `FORMAT=FILE` and `FORMAT=-`.
#[derive(Debug, Clone, Copy)]
struct OutputParser;

impl TypedValueParser for OutputParser {
    type Value = Output;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Output, Error> {
        let Some(text) = value.to_str() else {
            return Err(Error::new(ErrorKind::InvalidUtf8).with_cmd(command));
        };
        let (name, file) = match text.split_once('=') {
            None => (text, None),
            Some((name, "-")) => (name, None),
            Some((name, file)) => (name, Some(PathBuf::from(file))),
        };
        if file
            .as_ref()
            .is_some_and(|file| file.as_os_str().is_empty())
        {
            let message = format!("no file behind `{name}=`; without `=` it goes to stdout");
            return Err(Error::raw(ErrorKind::ValueValidation, message).with_cmd(command));
        }
        let parser = EnumValueParser::<Format>::new();
        let format = parser.parse_ref(command, arg, OsStr::new(name))?;
        Ok(Output { format, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue>>> {
        let values = Format::value_variants().iter();
        Some(Box::new(values.filter_map(ValueEnum::to_possible_value)))
    }
}
