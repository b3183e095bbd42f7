//! How the value of a new key is laid out.

use super::slot::{Indent, Slot};
use super::snippet::Snippet;
use crate::catalog::{Input, InputType, Signature};
use crate::schema::{Field, Level, Type};

/// Where something is laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// The column of the keys.
    column: usize,
    indent: Indent,
    in_flow: bool,
}

impl Layout {
    /// Where the keys of a slot stand.
    pub(super) fn of(slot: &Slot<'_, '_>) -> Self {
        Self {
            column: slot.cursor.column,
            indent: slot.indent,
            in_flow: slot.in_flow(),
        }
    }

    /// For a file of its own.
    pub(super) fn at_top() -> Self {
        Self {
            column: 0,
            indent: Indent { keys: 2, dashes: 2 },
            in_flow: false,
        }
    }

    /// The same further to the right.
    pub(super) fn inside(self, by: usize) -> Self {
        self.deeper(by)
    }

    fn deeper(self, by: usize) -> Self {
        Self {
            column: self.column + by,
            ..self
        }
    }

    fn line(self) -> String {
        format!("\n{}", " ".repeat(self.column))
    }

    /// A mapping below a key, with the layout of its entries.
    pub(super) fn mapping(self, entries: impl FnOnce(Self) -> Snippet) -> Snippet {
        match self.in_flow {
            true => Snippet::plain(" {").then(entries(self)).text("}"),
            false => {
                let inner = self.deeper(self.indent.keys);
                Snippet::plain(inner.line()).then(entries(inner))
            }
        }
    }

    /// A list of one below a key, with the layout of what is in its item.
    pub(super) fn list(self, item: impl FnOnce(Self) -> Snippet) -> Snippet {
        match self.in_flow {
            true => Snippet::plain(" [").then(item(self)).text("]"),
            false => {
                let dash = self.deeper(self.indent.dashes);
                Snippet::plain(format!("{}- ", dash.line())).then(item(dash.deeper(2)))
            }
        }
    }

    /// Another entry behind one.
    pub(super) fn next(self) -> Snippet {
        Snippet::plain(match self.in_flow {
            true => ", ".to_owned(),
            false => self.line(),
        })
    }

    /// A mapping in a list in brackets needs braces.
    pub(super) fn braced(self, entries: Snippet) -> Snippet {
        match self.in_flow {
            true => Snippet::plain("{").then(entries).text("}"),
            false => entries,
        }
    }
}

/// What follows the colon of a field, with the blank.
pub(super) fn of_field(field: &Field, layout: Layout) -> Snippet {
    match field.name {
        "deployments" => layout.list(deployment),
        "schedules" => layout.list(|item| item.braced(schedule())),
        "schedule" => layout.mapping(|_| schedule()),
        "build" | "push" | "pull" => layout.list(|item| item.braced(Snippet::default().end())),
        "work_pool" => layout.mapping(|_| Snippet::plain("name: ").stop("")),
        "job_variables" | "parameters" | "match" | "match_related" => {
            layout.mapping(|_| Snippet::default().end())
        }
        "triggers" => layout.list(|item| item.braced(trigger(item))),
        "sla" => layout.list(|item| {
            item.braced(
                Snippet::plain("name: ")
                    .stop("")
                    .then(item.next())
                    .text("duration: ")
                    .stop("3600"),
            )
        }),
        "metric" => layout.mapping(|inner| {
            Snippet::plain("name: ")
                .choice(["lateness", "duration", "successes"])
                .then(inner.next())
                .text("operator: ")
                .choice(["\"<\"", "\"<=\"", "\">\"", "\">=\""])
                .then(inner.next())
                .text("threshold: ")
                .stop("")
        }),
        "tags" | "expect" | "after" | "for_each" => Snippet::plain(" [").stop("").text("]"),
        "cron" => Snippet::plain(" \"").stop("0 9 * * *").text("\""),
        "prefect-version" => Snippet::plain(" \"").stop(newest()).text("\""),
        _ if !field.words.is_empty() => Snippet::plain(" ").choice(field.words.iter().copied()),
        _ => of_type(&field.ty, field.default),
    }
}

/// The newest Prefect, for `prefect-version`.
fn newest() -> String {
    crate::settings::NEWEST.to_string()
}

fn of_type(ty: &Type, default: Option<&str>) -> Snippet {
    let text = Snippet::plain(" ");
    match ty {
        Type::Bool => text.choice(opposite_first(default)),
        Type::OneOf([Type::Bool, Type::Text]) => text.choice(opposite_first(default)),
        Type::Word(words) => text.choice(words.iter().map(|word| plain_or_quoted(word))),
        _ => text.stop(""),
    }
}

/// Who writes a switch wants it to be other than it is anyway.
fn opposite_first(default: Option<&str>) -> [&'static str; 2] {
    match default {
        Some("true") => ["false", "true"],
        _ => ["true", "false"],
    }
}

/// The entries of a new deployment.
pub(super) fn deployment(layout: Layout) -> Snippet {
    let entries = Snippet::plain("name: ")
        .stop("")
        .then(layout.next())
        .text("entrypoint: ")
        .stop("flows/main.py:main")
        .then(layout.next())
        .text("work_pool:")
        .then(layout.mapping(|_| Snippet::plain("name: ").stop("")));
    layout.braced(entries)
}

/// The entries of a new schedule.
pub(super) fn schedule() -> Snippet {
    Snippet::plain("cron: \"").stop("0 9 * * *").text("\"")
}

/// The entries of a new trigger.
pub(super) fn trigger(layout: Layout) -> Snippet {
    Snippet::plain("expect: [")
        .stop("prefect.flow-run.Completed")
        .text("]")
        .then(layout.next())
        .text("match:")
        .then(layout.mapping(|_| Snippet::plain("prefect.resource.name: ").stop("")))
}

/// The entries of a new item of a field's list, by the level of what stands there.
pub(super) fn of_item(level: Level, layout: Layout) -> Option<Snippet> {
    Some(match level {
        Level::Deployment => deployment(layout),
        Level::Schedule => layout.braced(schedule()),
        Level::Trigger => layout.braced(trigger(layout)),
        Level::Sla => layout.braced(
            Snippet::plain("name: ")
                .stop("")
                .then(layout.next())
                .text("duration: ")
                .stop("3600"),
        ),
        _ => return None,
    })
}

/// A step: its name, and below it the inputs that it cannot do without.
pub(super) fn step(signature: &Signature, layout: Layout) -> Snippet {
    let required: Vec<&Input> = signature.required().collect();
    let name = Snippet::plain(format!("{}:", signature.name));
    let entries = |inner: Layout| {
        let mut entries = Snippet::default();
        if let Some(requires) = &signature.requires {
            entries = entries.text(format!("requires: {}", plain_or_quoted(requires)));
            if !required.is_empty() {
                entries = entries.then(inner.next());
            }
        }
        for (place, input) in required.iter().enumerate() {
            if place > 0 {
                entries = entries.then(inner.next());
            }
            entries = entries
                .text(format!("{}:", input.name))
                .then(of_input(input, inner));
        }
        match required.is_empty() && signature.requires.is_none() {
            true => entries.end(),
            false => entries,
        }
    };
    layout.braced(name.then(layout.mapping(entries)))
}

fn plain_or_quoted(text: &str) -> String {
    match super::slot::is_plain(text) {
        true => text.to_owned(),
        false => crate::yaml::quote::quoted(text),
    }
}

/// What follows the colon of an input, with the blank.
pub(super) fn of_input(input: &Input, layout: Layout) -> Snippet {
    let text = Snippet::plain(" ");
    match input.ty {
        _ if !input.words.is_empty() => text.choice(input.words.iter().map(String::as_str)),
        InputType::Bool => text.choice(opposite_first(input.default.as_deref())),
        InputType::Texts | InputType::List => text.text("[").stop("").text("]"),
        InputType::Mapping | InputType::TextMapping => layout.mapping(|_| Snippet::default().end()),
        InputType::Block => block(&input.name),
        _ if input.name == "script" && !layout.in_flow => {
            let inner = layout.deeper(layout.indent.keys);
            text.text("|").text(inner.line()).stop("")
        }
        _ => text.stop(""),
    }
}

/// A placeholder for a block.
fn block(name: &str) -> Snippet {
    let kind = match name {
        "access_token" => "secret",
        _ => "",
    };
    Snippet::plain(" \"{{ prefect.blocks.")
        .stop(if kind.is_empty() { "type" } else { kind })
        .text(".")
        .stop("name")
        .text(" }}\"")
}
