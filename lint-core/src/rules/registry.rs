//! The list of all rules, by code.

use super::Rule;

/// All rules, in the order of their codes.
pub static RULES: &[&dyn Rule] = &[];

/// The rule of a name or a code, whatever the case of the code.
pub fn find(word: &str) -> Option<&'static dyn Rule> {
    RULES.iter().copied().find(|rule| {
        let meta = rule.meta();
        meta.name == word || meta.code.eq_ignore_ascii_case(word)
    })
}

/// The name or code of a rule that is spelled much like `word`.
pub fn nearest(word: &str) -> Option<&'static str> {
    let words = RULES
        .iter()
        .flat_map(|rule| [rule.meta().name, rule.meta().code]);
    crate::near::nearest(word, words)
}
