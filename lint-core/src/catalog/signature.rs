//! What a step function takes and gives.

use crate::manifest::Section;
use crate::settings::Version;

/// A step function.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Signature {
    /// The dotted name that people write.
    pub name: String,
    /// What it does; may be empty.
    pub doc: String,
    /// The distribution that has it; empty for the user's own.
    pub package: String,
    /// What `requires` says to have it installed.
    pub requires: Option<String>,
    /// The sections that it is made for; empty where that is not known.
    pub sections: Vec<Section>,
    /// Its inputs; none where they are not known.
    pub inputs: Vec<Input>,
    /// What it takes besides.
    pub more: MoreInputs,
    /// Inputs of which one may be given.
    pub exclusive: Vec<Vec<String>>,
    /// What later steps can refer to; none where that is not known.
    pub outputs: Vec<Output>,
    /// Whether the outputs are all that it gives.
    pub outputs_known: bool,
}

/// What a step takes besides the inputs that have a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum MoreInputs {
    /// Nothing: other names are errors.
    #[default]
    None,
    /// Whatever is given.
    Any,
    /// These names, as long as the input `build_backend` does not choose otherwise.
    Named(Vec<String>),
}

/// An input of a step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Input {
    /// Its name.
    pub name: String,
    /// What it is for; may be empty.
    pub doc: String,
    /// What it must be.
    pub ty: InputType,
    /// Whether it must be there.
    pub required: bool,
    /// Whether it may be null.
    pub nullable: bool,
    /// What it is if it is left out, as it would be written.
    pub default: Option<String>,
    /// The words that it takes; empty for any.
    pub words: Vec<String>,
    /// What its text must look like.
    pub form: Option<InputForm>,
    /// Whether a number does as well as text.
    pub numbers: bool,
    /// The first Prefect that has it.
    pub since: Option<Version>,
}

/// The type of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InputType {
    /// Anything.
    #[default]
    Any,
    /// Text.
    Text,
    /// True or false.
    Bool,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A list of texts.
    Texts,
    /// Any list.
    List,
    /// A mapping.
    Mapping,
    /// A mapping of texts.
    TextMapping,
    /// A block, by a placeholder.
    Block,
}

/// What the text of an input must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputForm {
    /// A commit: 4 to 64 hexadecimal digits.
    Commit,
    /// A branch: no hyphen in front.
    Branch,
    /// No blanks anywhere.
    NoBlanks,
}

/// An output of a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Output {
    /// Its name.
    pub name: String,
    /// What it is; may be empty.
    pub doc: String,
}

impl Signature {
    /// The input of a name.
    pub fn input(&self, name: &str) -> Option<&Input> {
        self.inputs.iter().find(|input| input.name == name)
    }

    /// The inputs that must be there.
    pub fn required(&self) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(|input| input.required)
    }

    /// The last part of its name.
    pub fn short_name(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or_default()
    }
}

impl InputType {
    /// The type that a word of the catalogue, or of the settings, stands for.
    pub fn of(word: &str) -> Self {
        match word {
            "text" | "string" => Self::Text,
            "bool" | "boolean" => Self::Bool,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "texts" => Self::Texts,
            "list" | "array" => Self::List,
            "mapping" | "object" => Self::Mapping,
            "text-mapping" => Self::TextMapping,
            "block" => Self::Block,
            _ => Self::Any,
        }
    }

    /// What it is called in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Any => "anything",
            Self::Text => "text",
            Self::Bool => "true or false",
            Self::Integer => "a whole number",
            Self::Number => "a number",
            Self::Texts => "a list of texts",
            Self::List => "a list",
            Self::Mapping => "a mapping",
            Self::TextMapping => "a mapping of texts",
            Self::Block => "a block",
        }
    }
}
