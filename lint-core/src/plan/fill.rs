//! Fills the placeholders of a deployment in, pass by pass as Prefect does.

use hashbrown::HashMap;

use super::budget::Budget;
use super::value::{Gift, Piece, Source, Value};
use super::{Lost, Spot, Use};
use crate::manifest::{Section, Step, unfolded};
use crate::template::{
    Fate, Given, Path, Place, Resolution, Scope, Site, Why, grammar, name::looks_like_environment,
    resolve,
};
use crate::text::TextRange;
use crate::yaml::{self, Node, NodeId, NodeKind};

/// How deep values are shown.
const DEEPEST: usize = 64;

/// What stands in the place of a secret.
const STARS: &str = "********";
/// The longest part of a path that is shown.
const LONGEST_PART: usize = 60;

/// Fills in what one deployment has.
#[derive(Debug)]
pub(super) struct Filler<'b, 'a> {
    scope: Scope<'a>,
    budget: &'b mut Budget,
    /// What must not be shown, by place.
    secrets: &'b [TextRange],
    /// The places of the steps that have run, by their mappings; of one that runs twice, the last.
    positions: HashMap<(NodeId, Section), usize>,
    /// The outputs of which the manifest says what they are.
    outputs: HashMap<(Section, usize), Outputs>,
    pub(super) uses: Vec<Use>,
    pub(super) lost: Vec<Lost>,
}

/// Outputs by their names.
pub(super) type Outputs = Vec<(&'static str, Value)>;

/// The way to a value: the field or step, then keys and items.
#[derive(Debug, Clone, Copy)]
enum Way<'w> {
    Start(&'w Spot),
    Key(&'w Way<'w>, &'w str),
    Item(&'w Way<'w>, usize),
}

impl<'b, 'a> Filler<'b, 'a> {
    pub(super) fn new(scope: Scope<'a>, budget: &'b mut Budget, secrets: &'b [TextRange]) -> Self {
        Self {
            scope,
            budget,
            secrets,
            positions: HashMap::new(),
            outputs: HashMap::new(),
            uses: Vec::new(),
            lost: Vec::new(),
        }
    }

    /// Takes note that a step has run.
    pub(super) fn ran(&mut self, step: &Step<'_>, position: usize, outputs: Outputs) {
        let section = step.section;
        self.positions.insert((step.node.id(), section), position);
        self.outputs.insert((section, position), outputs);
    }

    /// The names of a step's outputs; none where it may give anything.
    pub(super) fn outputs_of(&mut self, step: &Step<'_>) -> Option<Vec<String>> {
        let outputs = self.scope.outputs_of(step)?;
        let length = outputs.iter().map(|name| 1 + name.len()).sum();
        self.budget.spend(length).then(|| outputs.to_vec())
    }

    /// Whether there is room for one more of something, with so many bytes of text.
    pub(super) fn has_room(&mut self, bytes: usize) -> bool {
        self.budget.spend(bytes)
    }

    /// The value of a field or an input; none where it is dropped. `key` is the key that it stands behind.
    pub(super) fn field(
        &mut self,
        node: Node<'a>,
        site: Site<'a>,
        key: Node<'a>,
        spot: &Spot,
    ) -> Option<Value> {
        let place = Place {
            site,
            key: Some(key),
            top: Some(key),
            is_item: false,
            is_key: false,
        };
        self.value(node, place, Way::Start(spot))
    }

    fn value(&mut self, node: Node<'a>, place: Place<'a>, way: Way<'_>) -> Option<Value> {
        let node = node.resolve();
        let length = match node.kind() {
            NodeKind::Scalar => node.source().len(),
            _ => 0,
        };
        if way.is_deep() || !self.budget.spend(length) {
            return Some(Value::Unknown);
        }
        match node.kind() {
            NodeKind::Scalar => self.scalar(node, &place, way),
            NodeKind::Sequence => Some(self.list(node, place, way)),
            NodeKind::Mapping => Some(self.mapping(node, place, way)),
            NodeKind::Alias | NodeKind::Broken => Some(Value::Unknown),
        }
    }

    fn list(&mut self, node: Node<'a>, place: Place<'a>, way: Way<'_>) -> Value {
        let place = Place {
            is_item: true,
            ..place
        };
        let items = node.items().enumerate();
        let items = items.filter_map(|(at, item)| self.value(item, place, Way::Item(&way, at)));
        Value::List(items.collect())
    }

    fn mapping(&mut self, node: Node<'a>, place: Place<'a>, way: Way<'_>) -> Value {
        let Some(entries) = unfolded(node) else {
            return Value::Unknown;
        };
        let mut found = Vec::new();
        for entry in entries {
            let name = key_name(entry.key);
            if !self.budget.spend(name.len()) {
                return Value::Unknown;
            }
            let place = Place {
                key: Some(entry.key),
                is_item: false,
                ..place
            };
            if let Some(value) = self.value(entry.value, place, Way::Key(&way, &name)) {
                found.push((name, value));
            }
        }
        Value::Mapping(found)
    }

    fn scalar(&mut self, node: Node<'a>, place: &Place<'a>, way: Way<'_>) -> Option<Value> {
        match node.value() {
            _ if self.is_secret(node) => Some(Value::literal(STARS)),
            Some(yaml::Value::Str(text)) => self.text(&text, node.range(), place, way),
            Some(value) => Some(plain(&value, node)),
            None => Some(Value::Unknown),
        }
    }

    /// Whether there is something in a scalar that must not be shown.
    fn is_secret(&self, node: Node<'_>) -> bool {
        let range = node.range();
        let from = self.secrets.partition_point(|it| it.end() <= range.start());
        (self.secrets.get(from)).is_some_and(|secret| secret.start() < range.end())
    }

    /// A text, piece by piece; none where its one placeholder takes it away.
    fn text(
        &mut self,
        text: &str,
        range: TextRange,
        place: &Place<'a>,
        way: Way<'_>,
    ) -> Option<Value> {
        let mut pieces = Vec::new();
        let mut from = 0;
        for found in grammar::placeholders(text) {
            literal(&mut pieces, &text[from..found.range.start]);
            let whole = found.range == (0..text.len());
            let name = &text[found.name.clone()];
            let answer = resolve(name, whole, place, &self.scope);
            if let Some(source) = self.source(&answer, place) {
                let gift = self.gift(name, source, way);
                match gift.source {
                    // These are left as they are written.
                    Source::FlowRun | Source::Event => {
                        literal(&mut pieces, &text[found.range.clone()]);
                    }
                    // A text of nothing but a gift is the gift, whatever it is; any other stays a text.
                    _ if !whole && pieces.is_empty() => {
                        pieces.extend([Piece::Literal(String::new()), Piece::Gift(gift)]);
                    }
                    _ => pieces.push(Piece::Gift(gift)),
                }
            } else {
                match self.without(name, range, &answer, way) {
                    Fate::Dropped | Fate::ItemDropped => return None,
                    Fate::Emptied => {}
                    Fate::Kept | Fate::Refused => literal(&mut pieces, &text[found.range.clone()]),
                }
            }
            from = found.range.end;
        }
        literal(&mut pieces, &text[from..]);
        // A step asks the server once its other placeholders are filled in: what is left may be all there is.
        if place.section().is_some() && is_one_of_server(&pieces) {
            pieces.remove(0);
        }
        Some(Value::Text(pieces))
    }

    fn gift(&mut self, name: &str, source: Source, way: Way<'_>) -> Gift {
        self.uses.push(Use {
            spot: way.spot(),
            name: name.to_owned(),
            source: source.clone(),
        });
        Gift {
            known: self.known(name, &source).map(Box::new),
            name: name.to_owned(),
            source,
        }
    }

    /// What a placeholder's value comes from; none where nothing gives one, or it is left as it is.
    fn source(&self, answer: &Resolution<'a>, place: &Place<'a>) -> Option<Source> {
        let is_pull = place.section() == Some(Section::Pull);
        let variable = answer.environment.as_deref();
        // A field may also name an environment variable without `$`; one in capitals surely does.
        let is_variable = variable.is_some_and(looks_like_environment);
        Some(match &answer.given {
            Given::Unknown | Given::Event | Given::Nothing(_) if is_variable => Source::Environment,
            Given::Step { step, output } => {
                let position = self.positions.get(&(step.node.id(), step.section));
                Source::Step {
                    section: step.section,
                    position: position.copied().unwrap_or(0),
                    output: output.clone(),
                }
            }
            Given::Block => Source::Block,
            Given::Variable => Source::Variable,
            Given::Environment if is_pull => Source::WorkerEnvironment,
            Given::Environment => Source::Environment,
            Given::FlowRun => Source::FlowRun,
            Given::Event => Source::Event,
            Given::Unknown => Source::Unknown,
            Given::Literal | Given::Nothing(_) => return None,
        })
    }

    /// What becomes of a placeholder that gets no value.
    fn without(
        &mut self,
        name: &str,
        range: TextRange,
        answer: &Resolution<'a>,
        way: Way<'_>,
    ) -> Fate {
        if let Given::Nothing(why) = &answer.given {
            self.lost.push(Lost {
                range,
                spot: way.spot(),
                name: name.to_owned(),
                fate: answer.otherwise,
                why: reason(why),
            });
        }
        answer.otherwise
    }

    /// What the manifest says of the output that a placeholder asks for.
    fn known(&self, name: &str, source: &Source) -> Option<Value> {
        let Source::Step {
            section,
            position,
            output: Some(output),
        } = source
        else {
            return None;
        };
        // An item of a list, or a letter of a text, is not looked up.
        let is_all_of_it = Path::new(name).keys().last()? == *output;
        let outputs = self.outputs.get(&(*section, *position))?;
        let found = outputs.iter().find(|(name, _)| name == output);
        found
            .filter(|_| is_all_of_it)
            .map(|(_, value)| value.clone())
    }
}

impl Way<'_> {
    fn is_deep(self) -> bool {
        let mut depth = 0;
        let mut way = self;
        while let Way::Key(above, _) | Way::Item(above, _) = way {
            way = *above;
            depth += 1;
        }
        depth > DEEPEST
    }

    /// The place of the value.
    fn spot(self) -> Spot {
        match self {
            Way::Start(spot) => spot.clone(),
            Way::Key(above, name) => {
                let spot = above.spot();
                let name: String = name.chars().take(LONGEST_PART).collect();
                let path = match spot.path.is_empty() {
                    true => name,
                    false => format!("{}.{name}", spot.path),
                };
                Spot { path, ..spot }
            }
            Way::Item(above, at) => {
                let spot = above.spot();
                let path = format!("{}[{at}]", spot.path);
                Spot { path, ..spot }
            }
        }
    }
}

/// Whether nothing is left of a text but what the server gives for one placeholder.
fn is_one_of_server(pieces: &[Piece]) -> bool {
    match pieces {
        [Piece::Literal(text), Piece::Gift(gift)] => {
            text.is_empty() && matches!(gift.source, Source::Block | Source::Variable)
        }
        _ => false,
    }
}

/// Puts text behind what is there.
fn literal(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Literal(last)) => *last += text,
        _ if text.is_empty() => {}
        _ => pieces.push(Piece::Literal(text.to_owned())),
    }
}

/// A key as text.
pub(super) fn key_name(key: Node<'_>) -> String {
    let text = key.as_text().map(std::borrow::Cow::into_owned);
    text.unwrap_or_else(|| key.source().to_owned())
}

/// A scalar that is no text. Dates become text when Prefect writes the deployment down as JSON.
fn plain(value: &yaml::Value<'_>, node: Node<'_>) -> Value {
    match value {
        yaml::Value::Null => Value::Null,
        yaml::Value::Bool(value) => Value::Bool(*value),
        yaml::Value::Int(number) => Value::Number(number.to_string()),
        yaml::Value::Float(number) if number.is_finite() => Value::Number(format!("{number:?}")),
        yaml::Value::Float(_) => Value::Null,
        yaml::Value::Str(text) => Value::literal(text.as_ref()),
        yaml::Value::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Value::literal(text),
            Err(_) => Value::Unknown,
        },
        yaml::Value::Date(_) | yaml::Value::DateTime(_) => Value::literal(node.source()),
    }
}

fn reason(why: &Why<'_>) -> String {
    let short = |text: &str| text.chars().take(LONGEST_PART).collect::<String>();
    let named = |step: &Step<'_>| match &step.id {
        Some(id) => format!("`{}`", short(&id.text)),
        None => format!("`{}`", short(short_name(step.name()))),
    };
    match why {
        Why::Undefined => "nothing has this name".to_owned(),
        Why::NoSuchOutput { step, output } => {
            format!("{} has no output `{}`", named(step), short(output))
        }
        Why::Later(step) => format!("{} has not run by then", named(step)),
        Why::OnWorker(step) => format!("{} runs on the worker only", named(step)),
        Why::TooLate(_) => "this is read before any step runs".to_owned(),
        Why::ListItem => "such items of lists are dropped before the steps run".to_owned(),
        Why::Runtime => "nothing fills this in at run time".to_owned(),
    }
}

/// The last part of a dotted name.
pub fn short_name(name: &str) -> &str {
    name.rsplit(['.', ':']).next().unwrap_or(name)
}
