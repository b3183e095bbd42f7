//! Ordinals and runs of numbers, as they are written in a sentence.

use crate::schedule::words::nth;

/// `first` to `tenth`, then `11th`.
pub(super) fn ordinal(number: u16) -> String {
    let words = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    let word = words.get(usize::from(number).wrapping_sub(1));
    word.map_or_else(|| nth(number), |word| (*word).to_owned())
}

/// The longest stretches of numbers that follow one another, each with its first and its last.
pub(super) fn runs(numbers: &[u16]) -> Vec<(u16, u16)> {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    runs
}

/// The step between numbers, if it is the same between all of them.
pub(super) fn step(numbers: &[u16]) -> Option<u16> {
    let step = numbers.get(1)? - numbers.first()?;
    let even = numbers.windows(2).all(|pair| pair[1] - pair[0] == step);
    even.then_some(step)
}

/// The step, if it goes on the same around a circle of so many numbers.
pub(super) fn circular_step(numbers: &[u16], circle: u16) -> Option<u16> {
    let step = step(numbers)?;
    let (first, last) = (numbers.first()?, numbers.last()?);
    (first + circle - last == step).then_some(step)
}
