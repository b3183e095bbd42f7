//! The lines of a text: rules, and dates with their parameters.

use chrono_tz::{TZ_VARIANTS, Tz};

use super::Stop;
use super::error::ErrorKind;
use super::model::Dated;
use super::part::{date, error, refuse};
use super::upper::Piece;

/// The lines, each with what it is.
#[derive(Debug, Default)]
pub(super) struct Lines<'t> {
    pub(super) start: Option<Dated>,
    pub(super) rules: Vec<Piece<'t>>,
    pub(super) dates: Vec<Piece<'t>>,
    pub(super) exrules: Vec<Piece<'t>>,
    pub(super) exdates: Vec<Dated>,
}

impl<'t> Lines<'t> {
    /// Sorts the lines; `zones` are the `TZID`s as they are written.
    pub(super) fn read(lines: &[Piece<'t>], zones: &Zones<'_>) -> Result<Self, Stop> {
        let mut found = Self::default();
        for line in lines {
            let Some((head, value)) = line.split_once(':') else {
                found.rules.push(*line);
                continue;
            };
            let mut parameters = head.split(';');
            let name = parameters.next().unwrap_or(head);
            let parameters: Vec<_> = parameters.collect();
            let none_but = |allowed: &str| match parameters.iter().find(|p| p.text != allowed) {
                Some(other) => refuse(*other, unknown(name, *other)),
                None => Ok(()),
            };
            match name.text {
                "RRULE" => none(name, &parameters).map(|()| found.rules.push(value))?,
                "EXRULE" => none(name, &parameters).map(|()| found.exrules.push(value))?,
                "RDATE" => none_but("VALUE=DATE-TIME").map(|()| found.dates.push(value))?,
                "EXDATE" => found
                    .exdates
                    .extend(dates(name, value, &parameters, zones)?),
                "DTSTART" => {
                    let mut dates = dates(name, value, &parameters, zones)?;
                    match dates.len() {
                        1 => found.start = dates.pop(),
                        _ => return refuse(value, ErrorKind::SeveralStarts),
                    }
                }
                other => return refuse(name, ErrorKind::UnknownProperty(other.into())),
            }
        }
        Ok(found)
    }
}

fn none(name: Piece<'_>, parameters: &[Piece<'_>]) -> Result<(), Stop> {
    match parameters.first() {
        Some(first) => refuse(*first, unknown(name, *first)),
        None => Ok(()),
    }
}

fn unknown(name: Piece<'_>, parameter: Piece<'_>) -> ErrorKind {
    ErrorKind::UnknownParameter {
        property: name.text.into(),
        parameter: parameter.text.into(),
    }
}

/// The dates of a line, with commas between.
fn dates(
    name: Piece<'_>,
    value: Piece<'_>,
    parameters: &[Piece<'_>],
    zones: &Zones<'_>,
) -> Result<Vec<Dated>, Stop> {
    let (mut zone, mut has_kind) = (None, false);
    for parameter in parameters {
        if parameter.text.starts_with("TZID=") {
            // What is not found among the names as they are written is passed over.
            if let Some(written) = zones.find(parameter.text) {
                zone = Some((*parameter, lookup(written)));
            }
            continue;
        }
        let is_kind = matches!(parameter.text, "VALUE=DATE-TIME" | "VALUE=DATE");
        if !is_kind || has_kind {
            return refuse(*parameter, unknown(name, *parameter));
        }
        has_kind = true;
    }
    let written = parameters.iter().find(|p| p.text.starts_with("TZID="));
    let mut found = Vec::new();
    for piece in value.split(',') {
        let moment = date(piece)?;
        let named = match zone {
            Some((_, None)) => return Err(Stop::Unknown),
            Some((_, Some(is_zone))) => is_zone,
            None => false,
        };
        if named && moment.offset.is_some() {
            return Err(Stop::Refused(error(piece, ErrorKind::TwoZones)));
        }
        found.push(Dated {
            moment,
            range: piece.range(),
            zone: written.map(|parameter| parameter.range()),
            aware: named || moment.offset.is_some(),
        });
    }
    Ok(found)
}

/// Whether dateutil knows a zone of this name; none if that hangs on the machine, or on its reading of a POSIX
/// description.
fn lookup(name: &str) -> Option<bool> {
    if name.parse::<Tz>().is_ok() {
        return Some(true);
    }
    let short = name.len() <= 5 && name.bytes().all(|b| b.is_ascii_uppercase());
    let odd = name.contains(|c: char| c.is_ascii_digit() || !c.is_ascii() || c == '.')
        || name.starts_with(['/', '~'])
        || name.starts_with("posix")
        || name.starts_with("right/")
        || matches!(name, "Factory" | "localtime")
        // On some machines capitals don't matter.
        || TZ_VARIANTS.iter().any(|zone| zone.name().eq_ignore_ascii_case(name));
    (!short && !odd).then_some(false)
}

/// The names behind `TZID=` as they are written: each up to the next colon.
#[derive(Debug)]
pub(super) struct Zones<'t>(Vec<&'t str>);

impl<'t> Zones<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut names = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find("TZID=") {
            rest = &rest[at + "TZID=".len()..];
            if let Some(end) = rest.find(':').filter(|end| *end > 0) {
                names.push(&rest[..end]);
                rest = &rest[end..];
            }
        }
        Self(names)
    }

    /// The name as it is written of one in capitals, behind its last `TZID=`.
    fn find(&self, parameter: &str) -> Option<&'t str> {
        let name = parameter.rsplit("TZID=").next()?;
        self.0
            .iter()
            .rev()
            .copied()
            .find(|written| written.to_uppercase() == name)
    }
}
