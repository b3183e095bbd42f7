//! Texts before and after a fix, as the recorder hands them to PyYAML.

use std::collections::HashMap;

use serde_json::{Value as Json, json};

use super::manifests::{dressed_examples, recorded};
use super::trial::{Trial, try_all};

/// Every so many of the recorded texts.
const STRIDE: usize = 40;

/// How many mixtures of dresses each example gets.
const MIXTURES: usize = 16;

/// Up to so many fixes of each rule: code, text, and the edits as characters from, characters gone, and new text.
pub fn pairs(seed: u64, of_each: usize) -> Vec<[Json; 3]> {
    let mut examples = dressed_examples(seed, MIXTURES);
    examples.extend(recorded(STRIDE));
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut pairs = Vec::new();
    for example in &examples {
        try_all(example, |trial| {
            let count = counts.entry(trial.finding.code).or_default();
            *count += 1;
            if *count <= of_each {
                pairs.push(pair(trial));
            }
        });
    }
    pairs
}

fn pair(trial: &Trial<'_>) -> [Json; 3] {
    let text = &trial.example.text;
    let characters = |bytes: &str| bytes.chars().count();
    let parts = trial.moves.new_parts().into_iter();
    let edits: Vec<Json> = (trial.fix.edits.iter().zip(parts))
        .map(|(edit, (start, end))| {
            let at = characters(&text[..usize::from(edit.range.start())]);
            json!([at, characters(&text[edit.range]), trial.after[start..end]])
        })
        .collect();
    [json!(trial.finding.code), json!(text), json!(edits)]
}
