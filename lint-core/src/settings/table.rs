//! The settings as a table: what the reader, the schema, the reference and the example file are made of.

/// A setting.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its key.
    pub key: &'static str,
    /// What it must be.
    pub shape: Shape,
    /// What it is for, in a sentence.
    pub summary: &'static str,
    /// What else is to be known, in Markdown; may be empty.
    pub details: &'static str,
    /// What counts without it, in words.
    pub default: &'static str,
    /// How it is written: the right side of a key, or the lines of a table.
    pub example: &'static str,
}

/// What a setting must be.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A release of Prefect.
    Version,
    /// A list of globs.
    Globs,
    /// A list of directories.
    Directories,
    /// A list of words for rules.
    Rules,
    /// One of some words.
    Words(&'static [Choice]),
    /// A table: words for rules, and one of some words for each.
    Levels(&'static [Choice]),
    /// A table: globs, and a list of words for rules for each.
    RulesByGlob,
    /// A table: names of work pools with their types.
    WorkPools,
    /// A table: dotted names of step functions with what they take and give.
    Steps,
}

/// A word that can be chosen.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The word.
    pub word: &'static str,
    /// What it means.
    pub means: &'static str,
}

impl Shape {
    /// Whether it is written as a table.
    pub fn is_table(self) -> bool {
        matches!(
            self,
            Self::Levels(_) | Self::RulesByGlob | Self::WorkPools | Self::Steps
        )
    }
}

/// The words of `fail-on`.
const FAIL_ON: &[Choice] = &[
    choice("error", "errors"),
    choice("warning", "errors and warnings"),
    choice("info", "whatever is found"),
    choice("never", "nothing"),
];

/// The words of `severity`.
pub(super) const LEVELS: &[Choice] = &[
    choice("error", "makes `check` fail"),
    choice("warning", "is shown"),
    choice("info", "is shown as advice"),
    choice("hint", "is shown by editors only"),
    choice("off", "the rule does not run"),
];

/// The words for the types of step inputs.
pub(super) const INPUT_TYPES: &[&str] = &[
    "any", "string", "boolean", "integer", "number", "list", "mapping",
];

const fn choice(word: &'static str, means: &'static str) -> Choice {
    Choice { word, means }
}

/// All settings. Tables come last, as TOML wants it.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "target-version",
        shape: Shape::Version,
        summary: "The Prefect that the manifests are for.",
        details: "`3.4` has all of 3.4. Where it is not set, `prefect-version` in a manifest only softens findings: what \
                  holds for another Prefect than that one is a warning at most.",
        default: "the newest that is known",
        example: "\"3.8\"",
    },
    Setting {
        key: "include",
        shape: Shape::Globs,
        summary: "Files in directories that are checked besides `prefect.yaml` and `prefect.yml`.",
        details: "",
        default: "none",
        example: "[\"deployments/*.yaml\"]",
    },
    Setting {
        key: "exclude",
        shape: Shape::Globs,
        summary: "Files and directories that are left out.",
        details: "A file that is named outright on the command line is checked all the same, unless `--force-exclude` is \
                  there.",
        default: "none",
        example: "[\"vendor/**\"]",
    },
    Setting {
        key: "roots",
        shape: Shape::Directories,
        summary: "The directories that `prefect deploy` is run in, in which the files of entrypoints are looked for.",
        details: "The manifest's own directory, the root of its git repository and the directories between are tried after \
                  these.",
        default: "none",
        example: "[\".\"]",
    },
    Setting {
        key: "select",
        shape: Shape::Rules,
        summary: "The rules that run.",
        details: "",
        default: "`[\"default\"]`",
        example: "[\"default\", \"PF512\"]",
    },
    Setting {
        key: "extend-select",
        shape: Shape::Rules,
        summary: "Rules that run besides those of `select`.",
        details: "",
        default: "none",
        example: "[\"missing-work-pool\"]",
    },
    Setting {
        key: "ignore",
        shape: Shape::Rules,
        summary: "Rules that do not run.",
        details: "",
        default: "none",
        example: "[\"unused-anchor\"]",
    },
    Setting {
        key: "fail-on",
        shape: Shape::Words(FAIL_ON),
        summary: "The least severity of a finding that makes `check` end with exit code 1.",
        details: "Each manifest is judged by its own settings.",
        default: "`\"error\"`",
        example: "\"warning\"",
    },
    Setting {
        key: "severity",
        shape: Shape::Levels(LEVELS),
        summary: "How bad the findings of rules are.",
        details: "The most specific word counts. A severity selects no rule that does not run by itself; `off` is the same \
                  as `ignore`.",
        default: "that of each rule",
        example: "deprecated-key = \"error\"\nPF6 = \"info\"",
    },
    Setting {
        key: "per-file-ignores",
        shape: Shape::RulesByGlob,
        summary: "Rules that do not run for some files, whatever is selected.",
        details: "A glob that begins with `!` stands for all files that it does not match.",
        default: "none",
        example: "\"examples/**\" = [\"missing-entrypoint\"]",
    },
    Setting {
        key: "work-pools",
        shape: Shape::WorkPools,
        summary: "The types of work pools, by their names: with them, job variables can be checked.",
        details: "Names with other characters than letters, digits, `-` and `_` need quotes. Types that Prefect does not \
                  ship are taken, and say nothing.",
        default: "none are known",
        example: "my-k8s-pool = \"kubernetes\"",
    },
    Setting {
        key: "steps",
        shape: Shape::Steps,
        summary: "Step functions of packages that are neither known nor in the project, by their dotted names.",
        details: "`inputs` are all that the step takes, `outputs` all that it gives; without one of them, nothing is said \
                  about it. An input is a type, or a table of `type` and `required`; types are `any`, `string`, `boolean`, \
                  `integer`, `number`, `list` and `mapping`.",
        default: "none",
        example: "\"acme.steps.fetch_secret\" = { inputs = { vault = { type = \"string\", required = true } }, outputs = [\"token\"] }",
    },
];
