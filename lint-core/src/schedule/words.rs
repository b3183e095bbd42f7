//! Words that schedules of every kind are told in.

/// The months, from January.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list<S: AsRef<str>>(items: &[S]) -> String {
    joined(items, "and")
}

/// The same with another word before the last item.
pub(super) fn joined<S: AsRef<str>>(items: &[S], word: &str) -> String {
    let Some((last, before)) = items.split_last() else {
        return String::new();
    };
    let last = last.as_ref();
    match before {
        [] => last.to_owned(),
        before => {
            let before: Vec<&str> = before.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {last}", before.join(", "))
        }
    }
}

/// `1st`, `2nd`, `3rd`, `11th`.
pub(super) fn nth(number: impl Into<i64>) -> String {
    let number = number.into();
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

/// `09:00 and 17:30`; with seconds where there are any.
pub(super) fn clock_list(times: &[(i64, i64, i64)]) -> String {
    let texts: Vec<String> = times
        .iter()
        .map(|(hour, minute, second)| match second {
            0 => format!("{hour:02}:{minute:02}"),
            _ => format!("{hour:02}:{minute:02}:{second:02}"),
        })
        .collect();
    list(&texts)
}

/// `1 day`, `2 days`.
pub(super) fn amount(number: u64, unit: &str) -> String {
    match number {
        1 => format!("1 {unit}"),
        _ => format!("{number} {unit}s"),
    }
}
