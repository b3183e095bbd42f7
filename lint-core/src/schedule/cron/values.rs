//! What a field allows.

use super::field::Field;

/// The numbers of a field, each counted from the field's least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Values {
    field: Field,
    bits: [u64; 3],
    /// Whether `*` stands in it, which allows everything.
    pub(super) star: bool,
    /// Whether the last day of the month stands in it.
    pub(super) last: bool,
}

impl Values {
    /// None.
    pub(super) fn none(field: Field) -> Self {
        Self {
            field,
            bits: [0; 3],
            star: false,
            last: false,
        }
    }

    /// All, as `*` allows them.
    pub(super) fn all(field: Field) -> Self {
        Self {
            star: true,
            ..Self::none(field)
        }
    }

    /// Adds a number, which must be in the field's range.
    pub(super) fn insert(&mut self, number: u16) {
        let at = number.wrapping_sub(self.field.min());
        if let Some(word) = self.bits.get_mut(usize::from(at / 64)) {
            *word |= 1 << (at % 64);
        }
    }

    /// Whether a number is written, by itself or in a range.
    pub(super) fn has(&self, number: u16) -> bool {
        let at = number.wrapping_sub(self.field.min());
        let word = self.bits.get(usize::from(at / 64)).copied();
        word.unwrap_or_default() >> (at % 64) & 1 == 1
    }

    /// Whether a number is allowed; the last day of a month is not asked for.
    pub(super) fn allows(&self, number: u16) -> bool {
        self.star || self.has(number)
    }

    /// How many numbers are written.
    pub(super) fn count(&self) -> u16 {
        self.bits.iter().map(|word| word.count_ones() as u16).sum()
    }

    /// The first written number from one on.
    pub(super) fn from(&self, number: u16) -> Option<u16> {
        let at = number.saturating_sub(self.field.min());
        let start = usize::from(at / 64);
        let mut mask = u64::MAX << (at % 64);
        for (index, word) in self.bits.iter().enumerate().skip(start) {
            let left = word & mask;
            if left != 0 {
                return Some(self.field.min() + index as u16 * 64 + left.trailing_zeros() as u16);
            }
            mask = u64::MAX;
        }
        None
    }

    /// The first allowed number from one on; none past the field's end.
    pub(super) fn allowed_from(&self, number: u16) -> Option<u16> {
        match self.star {
            true => (number <= self.field.max()).then_some(number),
            false => self.from(number),
        }
    }

    /// All allowed numbers, ascending.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u16> + use<'_> {
        (self.field.min()..=self.field.max()).filter(|number| self.allows(*number))
    }

    /// Whether everything is allowed, however it is written.
    pub(super) fn is_full(&self) -> bool {
        self.star || self.count() == self.field.len()
    }
}
