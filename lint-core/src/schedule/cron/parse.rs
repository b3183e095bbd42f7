//! From a text to its fields.

use std::ops::Range;

use super::error::{CronError, CronErrorKind as Kind};
use super::field::Field;
use super::values::Values;
use super::{Cron, item, random};

/// Words that stand for a whole expression.
const ALIASES: [(&str, &str); 7] = [
    ("@hourly", "0 * * * *"),
    ("@daily", "0 0 * * *"),
    ("@midnight", "0 0 * * *"),
    ("@weekly", "0 0 * * 0"),
    ("@monthly", "0 0 1 * *"),
    ("@yearly", "0 0 1 1 *"),
    ("@annually", "0 0 1 1 *"),
];

/// One field of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'t> {
    /// The whole text.
    pub(super) whole: &'t str,
    /// What it is.
    pub(super) field: Field,
    /// How many fields there are.
    pub(super) count: usize,
    /// Where it begins in the text.
    pub(super) start: usize,
    /// The field itself.
    pub(super) text: &'t str,
}

impl Part<'_> {
    /// An error in some bytes of the field.
    pub(super) fn error(&self, kind: Kind, bytes: Range<usize>) -> CronError {
        let range = self.start + bytes.start..self.start + bytes.end;
        CronError::new(kind, Some(self.field), self.whole, range)
    }

    /// An error in the whole field.
    pub(super) fn whole_error(&self, kind: Kind) -> CronError {
        self.error(kind, 0..self.text.len())
    }
}

/// Reads a text.
pub(super) fn parse(text: &str) -> Result<Cron, CronError> {
    if let Some(meaning) = alias(text) {
        let mut cron = fields(meaning)?;
        cron.places = std::array::from_fn(|_| 0..text.len());
        return Ok(cron);
    }
    fields(text)
}

/// What a word stands for. It must be the whole text, in any case of its letters.
fn alias(text: &str) -> Option<&'static str> {
    if !text.starts_with('@') {
        return None;
    }
    // The only other letter whose small form is one of ASCII is the sign of Kelvin.
    let is = |word: &str| text.chars().map(lower).eq(word.chars());
    let found = ALIASES.iter().find(|(word, _)| is(word))?;
    Some(found.1)
}

fn lower(c: char) -> char {
    match c {
        '\u{212a}' => 'k',
        c => c.to_ascii_lowercase(),
    }
}

/// Python's idea of a blank, which has four control characters more.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// The pieces between blanks, each with its place.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(is_blank)
        .filter(|piece| !piece.is_empty())
        .map(|piece| (piece.as_ptr() as usize - text.as_ptr() as usize, piece))
}

fn fields(text: &str) -> Result<Cron, CronError> {
    let mut found = [(0, ""); 7];
    let mut count = 0;
    for piece in pieces(text) {
        if let Some(place) = found.get_mut(count) {
            *place = piece;
        }
        count += 1;
    }
    if !(5..=7).contains(&count) {
        return Err(wrong_count(text, count));
    }
    let mut cron = Cron {
        fields: Field::ALL.map(Values::all),
        count,
        places: std::array::from_fn(|at| found[at].0..found[at].0 + found[at].1.len()),
        nth: [0; 7],
        random: [false; 7],
    };
    if count == 5 {
        let mut zero = Values::none(Field::Second);
        zero.insert(0);
        cron.fields[Field::Second as usize] = zero;
    }
    for field in Field::ALL.into_iter().take(count) {
        let (start, text_of) = found[field as usize];
        let part = Part {
            whole: text,
            field,
            count,
            start,
            text: text_of,
        };
        read(part, &mut cron).map_err(|error| blank_beside_comma(text, error))?;
    }
    finish(&mut cron, text, &found)?;
    Ok(cron)
}

/// Reads one field.
fn read(part: Part<'_>, cron: &mut Cron) -> Result<(), CronError> {
    let values = &mut cron.fields[part.field as usize];
    *values = Values::none(part.field);
    if let Some(range) = random::read(part)? {
        cron.random[part.field as usize] = true;
        for number in range {
            values.insert(number);
        }
        return Ok(());
    }
    if part.text.contains('?') {
        return question_mark(part, values);
    }
    if is_command(part) {
        return Err(part.whole_error(Kind::Command));
    }
    let mut start = 0;
    for text in part.text.split(',') {
        item::read(part, start, text, values, &mut cron.nth)?;
        start += text.len() + 1;
    }
    Ok(())
}

/// Whether what stands behind the five fields of a crontab is here: a command, a user, a comment.
fn is_command(part: Part<'_>) -> bool {
    let is_extra = matches!(part.field, Field::Second | Field::Year);
    let is_name = |field: Field| field.word(part.text).is_some();
    let is_word = part.text.chars().all(|c| c.is_alphabetic() || c == '_');
    let is_known = part.text.len() < 3 || is_name(Field::Weekday) || is_name(Field::Month);
    is_extra && (part.text.starts_with(['/', '#', '.', '~']) || is_word && !is_known)
}

fn question_mark(part: Part<'_>, values: &mut Values) -> Result<(), CronError> {
    let is_day = matches!(part.field, Field::Day | Field::Weekday);
    match is_day && part.text == "?" {
        true => {
            values.star = true;
            Ok(())
        }
        false => Err(part.whole_error(Kind::QuestionMark)),
    }
}

/// What can only be said once all fields are read: a full list is like `*`, and `#` does not mix.
fn finish(cron: &mut Cron, text: &str, found: &[(usize, &str); 7]) -> Result<(), CronError> {
    let has_star = |field: Field| found[field as usize].1.contains('*');
    for field in Field::ALL.into_iter().take(cron.count) {
        let other = match field {
            Field::Day => Some(Field::Weekday),
            Field::Weekday => Some(Field::Day),
            _ => None,
        };
        let values = &mut cron.fields[field as usize];
        // The last day of the month counts as a number of its own, and so does `*`.
        let listed = values.count() + u16::from(values.star) + u16::from(values.last);
        let may_collapse = other.is_none_or(has_star);
        if listed == field.len() && may_collapse && !cron.random[field as usize] {
            *values = Values::all(field);
        }
    }
    let weekdays = cron.values(Field::Weekday);
    let listed = weekdays.count() + u16::from(weekdays.star);
    let plain = (0..7).any(|day| weekdays.has(day) && cron.nth[usize::from(day)] == 0);
    if cron.has_nth() && plain && listed != Field::Weekday.len() {
        let place = cron.places[Field::Weekday as usize].clone();
        return Err(CronError::new(
            Kind::MixedNth,
            Some(Field::Weekday),
            text,
            place,
        ));
    }
    Ok(())
}

/// An empty item beside a blank is a list with blanks in it.
fn blank_beside_comma(text: &str, error: CronError) -> CronError {
    if error.kind != Kind::EmptyItem {
        return error;
    }
    match blanks_at(text, error.range.start) {
        Some(range) => CronError::new(Kind::BlankAfterComma, error.field, text, range),
        None => error,
    }
}

/// The blanks before or behind a comma, where something stands on both sides of them.
fn blanks_at(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, behind) = text.split_at_checked(at)?;
    let end = behind.len() - behind.trim_start_matches(is_blank).len();
    if end > 0 && before.ends_with(',') && end < behind.len() {
        return Some(at..at + end);
    }
    let start = before.trim_end_matches(is_blank).len();
    (start < at && start > 0 && behind.starts_with(',')).then_some(start..at)
}

/// Why there are not five, six or seven fields.
fn wrong_count(text: &str, count: usize) -> CronError {
    let trimmed = text.trim_matches(is_blank);
    let start = text.len() - text.trim_start_matches(is_blank).len();
    let whole = start..start + trimmed.len();
    let error = |kind, range| CronError::new(kind, None, text, range);
    if count == 0 {
        return error(Kind::Empty, 0..text.len());
    }
    if let Some(word) = trimmed.strip_prefix('@') {
        return error(
            unknown_alias(trimmed, word),
            match alias(trimmed) {
                Some(_) => 0..text.len(),
                None => whole,
            },
        );
    }
    let comma = text.match_indices(',');
    let places = comma.flat_map(|(at, _)| [at, at + 1]);
    if let Some(blanks) = places.filter_map(|at| blanks_at(text, at)).next() {
        return error(Kind::BlankAfterComma, blanks);
    }
    error(Kind::FieldCount(count), whole)
}

fn unknown_alias(trimmed: &str, word: &str) -> Kind {
    let first = word.split(is_blank).next().unwrap_or_default();
    if let Some((word, _)) = ALIASES
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(trimmed))
    {
        return Kind::BlanksAroundAlias(word);
    }
    match first.to_ascii_lowercase().as_str() {
        "reboot" => Kind::Reboot,
        "every" => Kind::Every,
        _ => {
            let words = ALIASES.iter().map(|(word, _)| *word);
            Kind::UnknownAlias(crate::near::nearest(trimmed, words))
        }
    }
}
