//! Changes and requests, thick and fast.

use serde_json::{Value, json};

use crate::client::{BROKEN, CLEAN, Client, Folder, codes_of};

/// Numbers that look random, the same ones each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % sides
    }
}

/// What is inserted.
const PIECES: [&str; 22] = [
    "",
    "\n",
    "\r\n",
    "\r",
    " ",
    "x",
    "é",
    "😀",
    "- ",
    "name: y\n",
    "{{ a }}",
    "\t",
    "deployments:\n",
    "'",
    "e\u{301}",
    "\u{feff}",
    "\u{2028}",
    "&a ",
    "*a",
    "[",
    "# ",
    "work_pool: {name: é}\n",
];

/// Whether a place is between the two halves of a line end, which the protocol has no words for.
fn is_inside(text: &str, at: usize) -> bool {
    text[..at].ends_with('\r') && text[at..].starts_with('\n')
}

/// The place of an offset, in one of the encodings.
fn position(text: &str, offset: usize, encoding: &str) -> (u64, u64) {
    let ends = (1..=offset).filter(|at| {
        text.is_char_boundary(*at) && text[..*at].ends_with(['\n', '\r']) && !is_inside(text, *at)
    });
    let ends: Vec<usize> = ends.collect();
    let start = ends.last().copied().unwrap_or(0);
    let width = |char: char| match encoding {
        "utf-8" => char.len_utf8(),
        "utf-16" => char.len_utf16(),
        _ => 1,
    };
    let column: usize = text[start..offset].chars().map(width).sum();
    (ends.len() as u64, column as u64)
}

/// The same, now and then behind the end of the line or of the text, which means the end.
fn position_or_beyond(text: &str, offset: usize, encoding: &str, dice: &mut Dice) -> Value {
    let (mut line, mut column) = position(text, offset, encoding);
    let far = [1, 7, 1 << 30][dice.roll(3)];
    if offset == text.len() && dice.roll(2) == 0 {
        (line, column) = (line + far, dice.roll(9) as u64);
    } else if text[offset..].starts_with(['\n', '\r']) && dice.roll(2) == 0 {
        column += far;
    }
    json!({"line": line, "character": column})
}

/// A random edit: carried out, and as the protocol has it.
fn edit(text: &mut String, encoding: &str, dice: &mut Dice) -> Value {
    if dice.roll(12) == 0 {
        *text = start(dice);
        return json!({"text": text});
    }
    let mut place = |text: &str| loop {
        let at = text.floor_char_boundary(dice.roll(text.len() + 1));
        if !is_inside(text, at) {
            return at;
        }
    };
    let (one, other) = (place(text), place(text));
    let (from, mut to) = (one.min(other), one.max(other));
    if to - from > 40 {
        to = from;
    }
    let piece = PIECES[dice.roll(PIECES.len())];
    let mut ends = [from, to].map(|at| position_or_beyond(text, at, encoding, dice));
    if dice.roll(20) == 0 {
        ends.reverse();
    }
    let [start, end] = ends;
    text.replace_range(from..to, piece);
    json!({"range": {"start": start, "end": end}, "text": piece})
}

/// A text to begin with, with line ends of all kinds.
fn start(dice: &mut Dice) -> String {
    match dice.roll(6) {
        0 => BROKEN.replace('\n', "\r\n"),
        1 => BROKEN.replace('\n', "\r"),
        2 => format!("\u{feff}{BROKEN}"),
        3 => String::new(),
        _ => BROKEN.to_owned(),
    }
}

#[test]
fn ten_thousand_changes_end_where_a_fresh_check_does() {
    let folder = Folder::new(&[]);
    let mut client = Client::new(&folder);
    let uri = folder.uri("prefect.yaml");
    client.open(&uri, CLEAN);
    let mut asked = Vec::new();
    let last = 10_001;
    for version in 2..=last {
        let changes = match version % 10 {
            0 => json!([{"text": BROKEN}]),
            _ => {
                let at = json!({"line": 0, "character": 0});
                json!([{"range": {"start": at, "end": at}, "text": "# a comment\n"}])
            }
        };
        client.change(&uri, version, changes);
        if version % 100 == 0 {
            let params = json!({"textDocument": {"uri": uri}});
            asked.push((version, client.request("textDocument/diagnostic", params)));
        }
    }
    let found = client.diagnostics(&uri, last);
    for (version, id) in asked {
        let answer = client.answer(id);
        match answer["result"]["items"].as_array() {
            // What is answered is what was there when it was asked.
            Some(items) => assert_eq!(codes_of(items), ["PF101", "PF106"], "{version}"),
            None => assert_eq!(answer["error"]["code"], -32801),
        }
    }
    let mut fresh = Client::new(&folder);
    let lines = format!("# a comment\n{BROKEN}");
    fresh.open(&uri, &lines);
    let fresh = fresh.diagnostics(&uri, 1);
    assert_eq!(found, fresh);
    let versions: Vec<_> = client
        .history
        .iter()
        .map(|(_, version, _)| *version)
        .collect();
    assert!(versions.is_sorted(), "{versions:?}");
}

/// Runs random sequences of edits, each against what is found in the same text when it comes as a whole.
fn sequences(count: usize, encoding: &str, seed: u64) {
    let folder = Folder::new(&[]);
    let (edited, whole) = (folder.uri("a/prefect.yaml"), folder.uri("b/prefect.yaml"));
    let able = json!({
        "general": {"positionEncodings": [encoding]}, "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    let mut client = Client::with(able, &[&folder], Value::Null);
    client.open(&edited, "");
    client.open(&whole, "");
    let mut dice = Dice(seed);
    let mut version = 1;
    for sequence in 0..count {
        let mut text = start(&mut dice);
        version += 1;
        client.change(&edited, version, json!([{"text": text}]));
        for _ in 0..1 + dice.roll(8) {
            version += 1;
            let changes: Vec<Value> = (0..1 + dice.roll(3))
                .map(|_| edit(&mut text, encoding, &mut dice))
                .collect();
            client.change(&edited, version, json!(changes));
        }
        client.change(&whole, version, json!([{"text": text}]));
        let ids = [&edited, &whole].map(|uri| {
            client.request(
                "textDocument/diagnostic",
                json!({"textDocument": {"uri": uri}}),
            )
        });
        let [one, other] = ids.map(|id| client.answer(id)["result"]["items"].clone());
        assert_eq!(
            one.to_string()
                .replace("/a/prefect.yaml", "/b/prefect.yaml"),
            other.to_string(),
            "sequence {sequence} of seed {seed}, {encoding}: {text:?}"
        );
        assert!(one.is_array());
    }
}

/// 300 sequences, or as many as `PREFECT_LINT_SEQUENCES` says.
#[test]
fn edited_texts_are_as_good_as_fresh_ones() {
    let wanted = std::env::var("PREFECT_LINT_SEQUENCES").ok();
    let count: usize = wanted.and_then(|n| n.parse().ok()).unwrap_or(300);
    std::thread::scope(|scope| {
        for (encoding, seed) in [("utf-8", 1), ("utf-16", 2), ("utf-32", 3)] {
            scope.spawn(move || sequences(count.div_ceil(3), encoding, seed));
        }
    });
}
