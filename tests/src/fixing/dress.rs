//! The same manifest, written in another way, line by line: any text will do, broken ones too.

use crate::random::Random;

/// A way to write a text anew.
type Dress = fn(&str) -> String;

/// All of them. The last ones change what the lines end with, so they come last where several are put on.
pub const DRESSES: [(&str, Dress); 12] = [
    ("comments above", comments_above),
    ("comments behind", comments_behind),
    ("blank lines", blank_lines),
    ("twice the indentation", twice_the_indentation),
    ("list items indented", list_items_indented),
    ("list items not indented", list_items_not_indented),
    ("wide characters in front", wide_characters_in_front),
    ("nested", nested),
    ("blanks at the ends", blanks_at_the_ends),
    ("no end", no_end),
    ("Windows lines", windows_lines),
    ("byte order mark", byte_order_mark),
];

/// Puts on some of them, in their order.
pub fn put_on_some(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for (_, dress) in &DRESSES {
        if random.once_in(4) {
            text = dress(&text);
        }
    }
    text
}

fn each_line(text: &str, write: impl Fn(&str, &str) -> String) -> String {
    let line = |line: &str| {
        let rest = line.trim_start_matches(' ');
        write(&line[..line.len() - rest.len()], rest)
    };
    text.lines().map(line).collect()
}

fn comments_above(text: &str) -> String {
    each_line(text, |blanks, rest| {
        format!("{blanks}# it's said: \"x\"\n{blanks}{rest}\n")
    })
}

fn comments_behind(text: &str) -> String {
    each_line(text, |blanks, rest| match rest {
        "" => format!("{blanks}\n"),
        _ => format!("{blanks}{rest} # it's said: [\n"),
    })
}

fn blank_lines(text: &str) -> String {
    each_line(text, |blanks, rest| format!("\n{blanks}{rest}\n"))
}

fn twice_the_indentation(text: &str) -> String {
    each_line(text, |blanks, rest| match rest.strip_prefix("- ") {
        Some(rest) => format!("{blanks}{blanks}-   {rest}\n"),
        None => format!("{blanks}{blanks}{rest}\n"),
    })
}

/// Moves the items of `deployments` with all that is in them.
fn list_items_indented(text: &str) -> String {
    shift_items(text, |line| format!("  {line}"))
}

fn list_items_not_indented(text: &str) -> String {
    shift_items(text, |line| {
        line.strip_prefix("  ").unwrap_or(line).to_owned()
    })
}

fn shift_items(text: &str, shift: impl Fn(&str) -> String) -> String {
    let mut is_inside = false;
    let mut out = String::new();
    for line in text.lines() {
        let shifted = match is_inside && line.starts_with([' ', '-', '#']) {
            true => shift(line),
            false => {
                is_inside = line.trim_end().ends_with(':') || is_inside && line.is_empty();
                line.to_owned()
            }
        };
        out.push_str(&shifted);
        out.push('\n');
    }
    out
}

fn wide_characters_in_front(text: &str) -> String {
    format!(
        "# 😀 日本語 é\n{}",
        each_line(text, |blanks, rest| {
            match rest.split_once("name: ") {
                Some((before, name)) if !name.starts_with(['"', '\'', '&', '*', '{', '[']) => {
                    format!("{blanks}{before}name: 😀日本 {name}\n")
                }
                _ => format!("{blanks}{rest}\n"),
            }
        })
    )
}

fn nested(text: &str) -> String {
    let inside = each_line(text, |blanks, rest| format!("  {blanks}{rest}\n"));
    format!("definitions:\n{inside}{text}")
}

fn blanks_at_the_ends(text: &str) -> String {
    each_line(text, |blanks, rest| format!("{blanks}{rest}  \n"))
}

fn no_end(text: &str) -> String {
    text.trim_end().to_owned()
}

fn windows_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

fn byte_order_mark(text: &str) -> String {
    format!("\u{feff}{}", text.trim_start_matches('\u{feff}'))
}
