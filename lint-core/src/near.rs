//! The nearest of some words: what was probably meant.

/// The word that `word` is probably a misspelling of; none where nothing is near enough.
///
/// Words that differ only in case, hyphens, underscores or blanks come first; then those that few edits separate
/// (one for short words, about a third of the letters for long ones, a transposition counting once).
pub fn nearest<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let plain = simplify(word);
    let length = plain.chars().count();
    let limit = match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    words
        .into_iter()
        .filter(|candidate| *candidate != word)
        .filter_map(|candidate| {
            let other = simplify(candidate);
            // Letters that one word has more than the other are that many edits.
            if other.chars().count().abs_diff(length) > limit {
                return None;
            }
            let distance = match other == plain {
                true => 0,
                false => strsim::damerau_levenshtein(&plain, &other).max(1),
            };
            (distance <= limit || distance == 0).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn simplify(word: &str) -> String {
    word.chars()
        .filter(|c| !matches!(c, '-' | '_' | ' ' | '.'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_underscores_and_case_come_first() {
        let words = ["work_pool", "work_pools", "build"];
        assert_eq!(nearest("work-pool", words), Some("work_pool"));
        assert_eq!(nearest("WorkPool", words), Some("work_pool"));
    }

    #[test]
    fn few_edits_are_near_and_many_are_not() {
        assert_eq!(
            nearest("scheduls", ["schedules", "slug"]),
            Some("schedules")
        );
        assert_eq!(nearest("shedules", ["schedules"]), Some("schedules"));
        assert_eq!(nearest("tgas", ["tags"]), Some("tags"));
        assert_eq!(nearest("retries", ["schedules", "tags"]), None);
        assert_eq!(nearest("x", ["y"]), None);
    }
}
