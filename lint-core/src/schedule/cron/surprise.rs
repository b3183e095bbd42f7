//! Texts that Prefect takes and that mean something else than they seem to.

use std::ops::Range;

use super::Cron;
use super::digits::number;
use super::field::Field;

/// A piece of an expression that surprises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surprise {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// The field it is in.
    pub field: Field,
    /// What is surprising.
    pub kind: SurpriseKind,
}

/// What surprises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SurpriseKind {
    /// `5-5` is not 5 but everything.
    WholeRange,
    /// The step is longer than the field, so that only the first number is ever met.
    StepBeyond {
        /// The number that is met.
        only: u16,
    },
}

impl Cron {
    /// What surprises in the text that this expression was read from.
    pub fn surprises(&self, text: &str) -> Vec<Surprise> {
        let mut found = Vec::new();
        for field in Field::ALL {
            let Some(place) = self.place(field).filter(|_| !text.starts_with('@')) else {
                continue;
            };
            if self.random[field as usize] {
                continue;
            }
            let mut start = place.start;
            for item in text.get(place).unwrap_or_default().split(',') {
                if let Some(kind) = surprise(field, item) {
                    let range = start..start + item.len();
                    found.push(Surprise { range, field, kind });
                }
                start += item.len() + 1;
            }
        }
        found
    }
}

fn surprise(field: Field, item: &str) -> Option<SurpriseKind> {
    let (base, step) = match item.split_once('/') {
        Some((base, step)) => (base, number(step)?),
        None => (item, 1),
    };
    let value = |text: &str| match number(text) {
        Some(value) => u16::try_from(value).ok(),
        None => field.word(text),
    };
    if let Some((low, high)) = base.split_once('-')
        && let (Some(low), Some(high)) = (value(low), value(high))
        && low == high
    {
        return Some(SurpriseKind::WholeRange);
    }
    let only = match base {
        "*" => field.min(),
        // A range or a number with a step of its own is rare enough to be meant.
        _ => return None,
    };
    (step > field.len().into()).then_some(SurpriseKind::StepBeyond { only })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(&str, SurpriseKind)> {
        let found = Cron::parse(text).unwrap().surprises(text);
        let pieces = found.into_iter().map(|s| (&text[s.range], s.kind));
        pieces.collect()
    }

    #[test]
    fn ranges_of_one_and_long_steps_surprise() {
        assert_eq!(kinds("5-5 9 * * *"), [("5-5", SurpriseKind::WholeRange)]);
        assert_eq!(
            kinds("0 9 * * mon-1,3"),
            [("mon-1", SurpriseKind::WholeRange)]
        );
        assert_eq!(
            kinds("*/90 * * * *"),
            [("*/90", SurpriseKind::StepBeyond { only: 0 })]
        );
        assert_eq!(
            kinds("0 0 */45 * *"),
            [("*/45", SurpriseKind::StepBeyond { only: 1 })]
        );
    }

    #[test]
    fn usual_texts_do_not() {
        for text in [
            "*/60 * * * *",
            "0 */24 * * *",
            "0 9 * * 0-7",
            "0 9 * * 7-0",
            "0 9 1-7 * 1",
            "@daily",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
