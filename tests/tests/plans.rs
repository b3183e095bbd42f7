//! Plans against the real Prefect: with the values of the oracle's world put in, a plan is what Prefect does.

#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

use std::path::Path;

use prefect_lint_core::manifest::{DefaultPull, Manifest, Origin, Section};
use prefect_lint_core::plan::fields::tags;
use prefect_lint_core::plan::{DeploymentPlan, Gift, Pick, Piece, Request, Source, Value};
use prefect_lint_core::schema::target::Target;
use prefect_lint_core::settings::{CustomStep, Settings};
use prefect_lint_core::template::{Kind, grammar, name};
use prefect_lint_core::text::Source as Text;
use prefect_lint_core::{plan_in, yaml};
use prefect_lint_tests::records::oracle_dir;
use serde_json::{Value as Json, json};

/// The environment of the deploying process, and that of the worker.
const DEPLOYER: [&str; 5] = ["HOME", "PATH", "USER", "TEAM", "REGION"];
const WORKER: [&str; 5] = ["HOME", "PATH", "USER", "REGION", "WORKER_ONLY"];

/// A value that the test can't foretell: it hangs on what no manifest says.
#[derive(Debug)]
struct Unforeseen;

type Foretold = Result<Json, Unforeseen>;

/// One deployment, with the values of the world.
struct World<'p> {
    plan: &'p DeploymentPlan,
    /// Whether it is asked for a field in which `$NAME` is kept where there is no such variable.
    is_kept: bool,
}

impl World<'_> {
    fn value(&self, value: &Value, section: Option<Section>) -> Foretold {
        Ok(match value {
            Value::Null => Json::Null,
            Value::Bool(value) => json!(value),
            Value::Number(number) => serde_json::from_str(number).unwrap(),
            Value::Text(pieces) => match &pieces[..] {
                [Piece::Gift(gift)] => self.gift(gift, section)?,
                pieces if section.is_some() && may_change_again(pieces) => return Err(Unforeseen),
                pieces => {
                    let mut text = String::new();
                    for piece in pieces {
                        match piece {
                            Piece::Literal(literal) => text += literal,
                            Piece::Gift(gift) => {
                                text +=
                                    &python(&self.gift(gift, section)?, false).ok_or(Unforeseen)?;
                            }
                        }
                    }
                    json!(text)
                }
            },
            Value::List(items) => {
                let items = items.iter().map(|item| self.value(item, section));
                Json::Array(items.collect::<Result<_, _>>()?)
            }
            Value::Mapping(entries) => {
                let entry =
                    |(key, value): &(String, Value)| Ok((key.clone(), self.value(value, section)?));
                Json::Object(entries.iter().map(entry).collect::<Result<_, _>>()?)
            }
            Value::Unknown => return Err(Unforeseen),
        })
    }

    fn fields(&self, fields: &[(String, Value)], section: Option<Section>) -> Foretold {
        self.value(&Value::Mapping(fields.to_vec()), section)
    }

    fn gift(&self, gift: &Gift, section: Option<Section>) -> Foretold {
        match (&gift.source, name::kind(&gift.name)) {
            (
                Source::Step {
                    section,
                    position,
                    output,
                },
                _,
            ) => self.output(gift, *section, *position, output.as_deref()),
            (Source::Block, Kind::Block(rest)) => block(rest),
            (Source::Variable, Kind::Variable(name)) => Ok(match name {
                "team" => json!("<<team>>"),
                "cfg" => json!({"key": "<<cfg.key>>"}),
                "ports" => json!(["<<ports[0]>>"]),
                _ => json!(""),
            }),
            (Source::Environment | Source::WorkerEnvironment, Kind::Environment(name)) => {
                let is_pull = section == Some(Section::Pull);
                match name {
                    _ if DEPLOYER.contains(&name) => Ok(json!(format!("<<env {name}>>"))),
                    _ if is_pull && WORKER.contains(&name) => {
                        Ok(json!(format!("<<worker {name}>>")))
                    }
                    _ if self.is_kept => Err(Unforeseen),
                    _ => Ok(json!("")),
                }
            }
            (Source::Environment, Kind::Output(path)) if DEPLOYER.contains(&path.as_str()) => {
                Ok(json!(format!("<<env {}>>", path.as_str())))
            }
            _ => Err(Unforeseen),
        }
    }

    fn output(
        &self,
        gift: &Gift,
        section: Section,
        position: usize,
        output: Option<&str>,
    ) -> Foretold {
        let plan = self.plan.section(section).unwrap();
        let step = plan
            .steps
            .iter()
            .find(|it| it.position == position)
            .unwrap();
        let origin = origin(self.plan.index, plan.origin, section, position);
        let names = step.outputs.as_ref().ok_or(Unforeseen)?;
        let all = names
            .iter()
            .map(|name| (name.clone(), world(name, &origin)));
        let all = Json::Object(all.collect());
        let keys: Vec<_> = prefect_lint_core::template::Path::new(&gift.name)
            .keys()
            .map(|key| key.into_owned())
            .collect();
        let is_by_id = step.id.as_deref() == Some(keys[0].as_str())
            && (output.is_none() || keys.get(1).map(String::as_str) == output);
        let way = match is_by_id {
            true => &keys[1..],
            false => &keys[..],
        };
        let mut found = &all;
        for key in way {
            found = match (found, key.parse::<i64>()) {
                (Json::Array(items), Ok(at)) => {
                    let at = if at < 0 { items.len() as i64 + at } else { at };
                    items.get(usize::try_from(at).map_err(|_| Unforeseen)?)
                }
                (Json::Object(_), Err(_)) => found.get(key.as_str()),
                // A letter of a text.
                _ => None,
            }
            .ok_or(Unforeseen)?;
        }
        Ok(found.clone())
    }
}

/// Whether what one pass leaves behind may be another placeholder to the next one.
fn may_change_again(pieces: &[Piece]) -> bool {
    let literal = |piece: &Piece| match piece {
        Piece::Literal(text) => text.clone(),
        Piece::Gift(_) => String::new(),
    };
    let all: String = pieces.iter().map(literal).collect();
    let asks = |piece: &Piece| match piece {
        Piece::Gift(gift) => matches!(gift.source, Source::Block | Source::Variable),
        Piece::Literal(_) => false,
    };
    !grammar::placeholders(&all).is_empty() || all.is_empty() && pieces.iter().any(asks)
}

/// The value that the oracle's stand-ins give.
fn world(name: &str, origin: &str) -> Json {
    let mark = |rest: &str| format!("<<{origin}.{name}{rest}>>");
    match name {
        "additional_tags" => json!([mark("[0]"), mark("[1]")]),
        "info" => json!({"name": mark(".name"), "list": [mark(".list[0]")]}),
        _ => json!(mark("")),
    }
}

fn block(rest: &str) -> Foretold {
    match rest {
        "secret.token" | "secret.token.value" => Ok(json!("<<secret/token>>")),
        "aws-credentials.prod.region" => Ok(json!("<<aws-credentials/prod.region>>")),
        "aws-credentials.prod.key" => Ok(json!("<<aws-credentials/prod.key>>")),
        "json.config.name" => Ok(json!("<<json/config.name>>")),
        _ => Err(Unforeseen),
    }
}

fn origin(deployment: usize, origin: Origin, section: Section, position: usize) -> String {
    let step = format!("{}[{position}]", section.key());
    match origin {
        Origin::Own => format!("deployments[{deployment}].{step}"),
        _ => step,
    }
}

/// How Python writes a value into a text.
fn python(value: &Json, is_inside: bool) -> Option<String> {
    Some(match value {
        Json::String(text) if is_inside => format!("'{text}'"),
        Json::String(text) => text.clone(),
        Json::Array(items) => {
            let items = items.iter().map(|item| python(item, true));
            format!("[{}]", items.collect::<Option<Vec<_>>>()?.join(", "))
        }
        Json::Object(entries) => {
            // The order of a step's outputs is nobody's business.
            let is_step = entries.contains_key("tag") || entries.len() > 2;
            let entry =
                |(key, value): (&String, &Json)| Some(format!("'{key}': {}", python(value, true)?));
            let entries = entries.iter().map(entry).collect::<Option<Vec<_>>>()?;
            (!is_step).then(|| format!("{{{}}}", entries.join(", ")))?
        }
        other => other.to_string(),
    })
}

/// One of the steps that are not Prefect's is described, the other is not.
fn settings() -> Settings {
    let publish = CustomStep {
        inputs: None,
        outputs: Some(vec!["url".to_owned(), "info".to_owned()]),
    };
    Settings {
        steps: [("acme_tools.steps.publish".to_owned(), publish)].into(),
        ..Settings::default()
    }
}

#[derive(Debug, Default)]
struct Tally {
    manifests: usize,
    deployments: usize,
    values: usize,
    unforeseen: usize,
    picks: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn compare(&mut self, what: &str, text: &str, foretold: Foretold, real: &Json) {
        match foretold {
            Err(Unforeseen) => self.unforeseen += 1,
            Ok(foretold) => {
                self.values += 1;
                if foretold != *real {
                    self.wrong.push(format!(
                        "{what}: foretold {foretold}\n  but it is {real}\n{text}"
                    ));
                }
            }
        }
    }

    fn manifest(&mut self, text: &str, answers: &[Json]) {
        let request = Request::default();
        let plan = plan_in(
            &Text::new("prefect.yaml", text),
            &settings(),
            None,
            &request,
        );
        assert_eq!(plan.deployments.len(), answers.len(), "{text}");
        self.manifests += 1;
        for (plan, answer) in plan.deployments.iter().zip(answers) {
            self.deployment(text, plan, answer);
        }
    }

    fn deployment(&mut self, text: &str, plan: &DeploymentPlan, answer: &Json) {
        self.deployments += 1;
        let mut world = World {
            plan,
            is_kept: true,
        };
        let field = |path: &[&str]| plan.field(path).unwrap_or(&Value::Null);
        for (path, key) in [
            (&["entrypoint"][..], "entrypoint"),
            (&["work_pool", "name"], "pool"),
        ] {
            if !answer[key].is_null() {
                let foretold = world.value(field(path), None);
                self.compare(key, text, foretold, &answer[key]);
            }
        }
        world.is_kept = false;
        self.steps(text, &world, answer);
        for key in ["schedules", "triggers"] {
            let Some(real) = answer[key].as_array() else {
                continue;
            };
            let foretold: Vec<&Vec<(String, Value)>> = match key {
                "schedules" => plan.schedules.iter().map(|it| &it.fields).collect(),
                _ => plan.triggers.iter().map(|it| &it.fields).collect(),
            };
            if foretold.len() != real.len() {
                self.wrong.push(format!(
                    "{} {key}, not {}\n{text}",
                    foretold.len(),
                    real.len()
                ));
                continue;
            }
            world.is_kept = key == "triggers";
            for (foretold, real) in foretold.into_iter().zip(real) {
                let foretold = world.fields(foretold, None);
                // Prefect writes intervals down as ISO durations; all of the questions have the same.
                let real = json!(real).to_string().replace(r#""PT1H""#, "3600");
                let real = serde_json::from_str(&real).unwrap();
                self.compare(key, text, foretold, &real);
            }
        }
        world.is_kept = false;
        for (key, real) in answer["fields"].as_object().into_iter().flatten() {
            let value = match key.as_str() {
                "work_queue_name" | "job_variables" => field(&["work_pool", key]),
                _ => field(&[key]),
            };
            let foretold = world.value(value, None).map(|value| defaulted(key, value));
            self.compare(key, text, foretold, &defaulted(key, real.clone()));
        }
        if let Some(list) = plan.field(&["tags"])
            && let Some(tags) = tags(list)
        {
            assert!(tags.iter().all(|tag| !tag.is_empty()), "{text}");
        }
    }

    fn steps(&mut self, text: &str, world: &World<'_>, answer: &Json) {
        let mut planned = Vec::new();
        for section in &world.plan.sections {
            for step in section.steps.iter().filter(|step| !step.is_made_up) {
                let index = world.plan.index;
                let origin = origin(index, section.origin, section.section, step.position);
                planned.push((origin, section.section, step));
            }
        }
        let real = answer["steps"].as_array().unwrap();
        // What fails is the last of its section; pull steps run all the same, on the worker.
        for row in real {
            let (origin, inputs) = (row[0].as_str().unwrap(), &row[1]);
            let Some((_, section, step)) = planned.iter().find(|(it, ..)| it == origin) else {
                self.wrong.push(format!("{origin} runs\n{text}"));
                continue;
            };
            let foretold = world.fields(&step.inputs, Some(*section));
            self.compare(origin, text, foretold, inputs);
        }
        let order: Vec<&str> = real.iter().map(|row| row[0].as_str().unwrap()).collect();
        let place = |origin: &&str| planned.iter().position(|(it, ..)| it == origin);
        if !order.iter().map(place).is_sorted() {
            self.wrong
                .push(format!("in another order: {order:?}\n{text}"));
        }
        if answer.get("error").is_none() && order.len() != planned.len() {
            let planned: Vec<&String> = planned.iter().map(|(origin, ..)| origin).collect();
            self.wrong
                .push(format!("{planned:?}, but {order:?} run\n{text}"));
        }
        if let Some(real) = answer.get("made_up") {
            let pull = world.plan.section(Section::Pull).unwrap();
            let foretold = match pull.origin {
                Origin::Default(DefaultPull::Here) => json!("."),
                Origin::Default(DefaultPull::Image) => json!("/opt/prefect"),
                Origin::Default(DefaultPull::ImageFolder) => json!("/opt/prefect/"),
                _ => Json::Null,
            };
            let fits = match real.as_str() {
                Some(real) if real.starts_with("/opt/prefect/") => foretold == "/opt/prefect/",
                _ => foretold == *real,
            };
            // Whether an image that the server names is empty can't be known.
            let image = world.plan.field(&["work_pool", "job_variables", "image"]);
            if !fits && image.is_none_or(Value::is_known) {
                self.wrong
                    .push(format!("pull {foretold}, but {real}\n{text}"));
            }
        }
    }

    fn pick(&mut self, rows: &[Json], names: &[Json], real: &Json) {
        self.picks += 1;
        let count = rows.len();
        let rows = rows
            .iter()
            .map(|row| json!({"name": row[0], "entrypoint": row[1]}));
        let text = json!({"deployments": rows.collect::<Vec<_>>()}).to_string();
        let names: Vec<String> = names
            .iter()
            .map(|it| it.as_str().unwrap().to_owned())
            .collect();
        let tree = yaml::parse(&text);
        let manifest = Manifest::of(&tree, Target::new(&tree, &Settings::default()));
        let pick = Pick::of(&manifest.deployments, &names);
        let ends = pick.notes.iter().any(|note| note.is_error);
        let fits = match real.as_array() {
            // An exception.
            None => ends && pick.picked.is_empty(),
            Some(real) => {
                let mut places: Vec<u64> = Vec::new();
                for place in real[0].as_array().unwrap() {
                    let place = place.as_u64().unwrap();
                    if !places.contains(&place) {
                        places.push(place);
                    }
                }
                let picked = pick.picked.iter().map(|picked| picked.place as u64);
                let new = pick
                    .picked
                    .first()
                    .and_then(|picked| picked.renamed.clone());
                let name = real[1]
                    .as_str()
                    .map(|name| name.trim_end_matches(".py").to_owned());
                // Several without names are passed over, and that is no error.
                let has_none = places.is_empty() && !(names.is_empty() && count > 1);
                picked.eq(places.iter().copied())
                    && ends == has_none
                    && (places.is_empty() || new == name)
            }
        };
        if !fits {
            self.wrong.push(format!(
                "{text} {names:?}: {real}, but foretold\n  {pick:?}"
            ));
        }
    }
}

/// What stands for a field that is not there.
fn defaulted(key: &str, value: Json) -> Json {
    match (key, value) {
        ("tags", Json::Null) => json!([]),
        ("parameters" | "job_variables", Json::Null) => json!({}),
        ("description", Json::Null) => json!("A flow to deploy."),
        ("description", Json::String(text)) if text.is_empty() => json!("A flow to deploy."),
        (_, value) => value,
    }
}

fn read(path: &Path) -> Tally {
    let mut tally = Tally::default();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let record: Json = serde_json::from_str(line).unwrap();
        let list = |at: usize| record[at].as_array().unwrap().as_slice();
        match record[0].as_str() {
            Some("plan") => tally.manifest(record[1].as_str().unwrap(), list(2)),
            _ => tally.pick(list(1), list(2), &record[3]),
        }
    }
    tally
}

#[test]
fn plans_are_what_prefect_does() {
    let fresh = std::env::var("PREFECT_LINT_FRESH_PLANS").ok();
    let path = match &fresh {
        Some(path) => Path::new(path).to_owned(),
        None => oracle_dir().join("recorded/plans.jsonl"),
    };
    let tally = read(&path);
    println!(
        "{} manifests with {} deployments: {} values as foretold, {} unforeseen; {} picks; {} wrong",
        tally.manifests,
        tally.deployments,
        tally.values,
        tally.unforeseen,
        tally.picks,
        tally.wrong.len()
    );
    for wrong in tally.wrong.iter().take(8) {
        println!("{wrong}\n");
    }
    assert!(tally.wrong.is_empty());
    assert!(tally.manifests > 0 && tally.unforeseen * 5 < tally.values);
}
