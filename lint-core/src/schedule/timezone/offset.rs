//! Offsets from UTC that people write for time zones: `+02:00`, `UTC+2`, `GMT-5`.

/// Cities whose clocks show some of the offsets, in standard time, in minutes ahead of UTC.
const CITIES: &[(i32, &str)] = &[
    (-600, "Pacific/Honolulu"),
    (-540, "America/Anchorage"),
    (-480, "America/Los_Angeles"),
    (-420, "America/Denver"),
    (-360, "America/Chicago"),
    (-300, "America/New_York"),
    (-240, "America/Halifax"),
    (-210, "America/St_Johns"),
    (-180, "America/Sao_Paulo"),
    (0, "Europe/London"),
    (60, "Europe/Berlin"),
    (120, "Europe/Helsinki"),
    (180, "Europe/Istanbul"),
    (210, "Asia/Tehran"),
    (240, "Asia/Dubai"),
    (270, "Asia/Kabul"),
    (300, "Asia/Karachi"),
    (330, "Asia/Kolkata"),
    (345, "Asia/Kathmandu"),
    (360, "Asia/Dhaka"),
    (390, "Asia/Yangon"),
    (420, "Asia/Bangkok"),
    (480, "Asia/Singapore"),
    (540, "Asia/Tokyo"),
    (570, "Australia/Adelaide"),
    (600, "Australia/Sydney"),
    (720, "Pacific/Auckland"),
];

/// The minutes ahead of UTC that a text says, and the sign that is needed.
pub(super) fn minutes(text: &str) -> Option<i32> {
    let text = text.trim();
    let upper = text.to_ascii_uppercase();
    let rest = ["ETC/UTC", "ETC/GMT", "UTC", "GMT", "Z"]
        .iter()
        .find_map(|prefix| upper.strip_prefix(prefix))
        .unwrap_or(&upper)
        .trim();
    let (sign, digits) = match rest.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, rest.strip_prefix(['-', '\u{2212}'])?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let part = |text: &str| {
        let plain = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse::<i32>().ok())?
    };
    let (hours, minutes) = (part(hours)?, part(minutes)?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// The zone of that offset whose clocks never change: its sign is the other one.
pub(super) fn etc(minutes: i32) -> Option<String> {
    let hours = minutes / 60;
    match (minutes % 60, hours) {
        (0, 0) => Some("UTC".to_owned()),
        (0, -12..=14) => Some(format!("Etc/GMT{:+}", -hours)),
        _ => None,
    }
}

/// A city with that offset.
pub(super) fn city(minutes: i32) -> Option<&'static str> {
    let found = CITIES.iter().find(|(offset, _)| *offset == minutes);
    found.map(|(_, name)| *name)
}
