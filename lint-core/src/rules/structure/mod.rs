//! Rules about the shape of the file: its keys, and the types of their values.

pub(crate) mod deprecated_key;
mod invalid_type;
mod invalid_value;
mod misplaced_key;
mod misspelled_key;
mod not_a_prefect_file;
mod null_value;
mod placeholder_in_typed_field;
mod removed_key;
mod string_tags;
mod unexpected_file_name;
mod unknown_key;
mod unsupported_by_version;

pub use deprecated_key::DeprecatedKey;
pub use invalid_type::InvalidType;
pub use invalid_value::InvalidValue;
pub use misplaced_key::MisplacedKey;
pub use misspelled_key::MisspelledKey;
pub use not_a_prefect_file::NotAPrefectFile;
pub use null_value::NullValue;
pub use placeholder_in_typed_field::PlaceholderInTypedField;
pub use removed_key::RemovedKey;
pub use string_tags::StringTags;
pub use unexpected_file_name::UnexpectedFileName;
pub use unknown_key::UnknownKey;
pub use unsupported_by_version::UnsupportedByVersion;
