//! Text in brackets or quotes that need not be closed.

/// What an offset is inside of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Inside {
    /// Neither brackets nor quotes.
    Nothing,
    /// A comment among brackets.
    Comment,
    /// A text in quotes; where it begins.
    Quotes(usize),
    /// Brackets, the outermost first.
    Flow(Vec<Bracket>),
}

/// A bracket that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bracket {
    /// `[` or `{`
    pub(super) open: char,
    /// Where it stands.
    pub(super) at: usize,
    /// Whether a colon has come since the last comma.
    has_colon: bool,
    /// Where the last thing in it begins.
    token: Option<usize>,
    /// The quote of a text that is open in it.
    pub(super) quote: Option<char>,
}

impl Bracket {
    /// Whether a key of a mapping is being written.
    pub(super) fn is_key(&self) -> bool {
        self.open == '{' && !self.has_colon
    }

    /// The thing around an offset; an empty range where nothing is written yet.
    pub(super) fn token(&self, text: &str, at: usize, line_end: usize) -> (usize, usize) {
        let start = self.token.unwrap_or(at).min(at);
        let rest = &text[at..line_end];
        let stop = |(place, c): (usize, char)| {
            let behind = &rest[place + c.len_utf8()..];
            let ends_key = behind.is_empty() || behind.starts_with([' ', ',', '}', ']']);
            let is_colon = c == ':' && ends_key;
            let is_comment = c == '#' && rest[..place].ends_with(' ');
            (matches!(c, ',' | '[' | ']' | '{' | '}') || is_colon || is_comment).then_some(place)
        };
        let len = rest.char_indices().find_map(stop).unwrap_or(rest.len());
        let end = at + rest[..len].trim_end().len();
        (start, end.max(start))
    }

    /// Where the last thing in it begins.
    pub(super) fn token_start(&self) -> Option<usize> {
        self.token
    }

    fn separate(&mut self, has_colon: bool) {
        self.has_colon = has_colon;
        self.token = None;
    }
}

impl Inside {
    /// What an offset is inside of, of a value that begins at `start`.
    pub(super) fn scan(text: &str, start: usize, at: usize) -> Self {
        let value = &text[start..];
        let is_flow = value.starts_with(['[', '{']) && !value.starts_with("{{");
        if value.starts_with(['"', '\'']) && at > start {
            return match closed(text, start, at) {
                Some(_) => Self::Nothing,
                None => Self::Quotes(start),
            };
        }
        match is_flow && at > start {
            true => scan_flow(text, start, at),
            false => Self::Nothing,
        }
    }
}

fn scan_flow(text: &str, start: usize, end: usize) -> Inside {
    let bytes = text.as_bytes();
    let mut stack: Vec<Bracket> = Vec::new();
    let mut at = start;
    while at < end {
        let byte = bytes[at];
        let fresh = stack.last().is_none_or(|top| top.token.is_none());
        match byte {
            b'[' | b'{' => {
                if let Some(top) = stack.last_mut() {
                    top.token.get_or_insert(at);
                }
                stack.push(Bracket {
                    open: char::from(byte),
                    at,
                    has_colon: false,
                    token: None,
                    quote: None,
                });
            }
            b']' | b'}' => {
                stack.pop();
                if stack.is_empty() {
                    return Inside::Nothing;
                }
            }
            b'"' | b'\'' if fresh => match closed(text, at, end) {
                Some(close) => {
                    if let Some(top) = stack.last_mut() {
                        top.token = Some(at);
                    }
                    at = close;
                    continue;
                }
                None => {
                    if let Some(top) = stack.last_mut() {
                        top.token = Some(at);
                        top.quote = Some(char::from(byte));
                    }
                    return Inside::Flow(stack);
                }
            },
            b'#' if at > 0 && matches!(bytes[at - 1], b' ' | b'\n' | b'\t') => {
                match text[at..end].find('\n') {
                    Some(line_end) => at += line_end,
                    None => return Inside::Comment,
                }
            }
            b',' => separate(&mut stack, false),
            b':' if matches!(
                bytes.get(at + 1),
                None | Some(b' ' | b'\n' | b'\r' | b',' | b'}' | b']')
            ) =>
            {
                separate(&mut stack, true);
            }
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => {
                if let Some(top) = stack.last_mut() {
                    top.token.get_or_insert(at);
                }
            }
        }
        at += 1;
    }
    match stack.is_empty() {
        true => Inside::Nothing,
        false => Inside::Flow(stack),
    }
}

fn separate(stack: &mut [Bracket], has_colon: bool) {
    if let Some(top) = stack.last_mut() {
        top.separate(has_colon);
    }
}

/// Where a text in quotes ends, if it does before `end`.
fn closed(text: &str, start: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = bytes[start];
    let mut at = start + 1;
    while at < end {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            byte if byte == quote => match quote == b'\'' && bytes.get(at + 1) == Some(&quote) {
                true => at += 1,
                false => return Some(at + 1),
            },
            _ => {}
        }
        at += 1;
    }
    None
}
