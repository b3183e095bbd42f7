//! Entrypoints against Prefect's own loader: where it finds a flow none is called missing, and where it finds none,
//! none is found.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use prefect_lint_core::project::path::join;
use prefect_lint_core::project::{
    Entrypoint, Flow, InMemory, Lookup, Modules, Project, Root, RootKind,
};
use prefect_lint_tests::records::oracle_dir;
use serde_json::Value as Json;

/// Where the projects are.
const ROOT: &str = "/project";

struct Case {
    name: String,
    files: BTreeMap<String, Vec<u8>>,
    cwd: String,
    answers: Vec<(String, Json)>,
}

fn cases() -> Vec<Case> {
    let path = oracle_dir().join("recorded/projects.jsonl");
    let mut content = std::fs::read_to_string(path).unwrap();
    if let Ok(fresh) = std::env::var("PREFECT_LINT_FRESH_PROJECTS") {
        content.push_str(&std::fs::read_to_string(fresh).unwrap());
    }
    content.lines().map(case).collect()
}

fn case(line: &str) -> Case {
    let json: Vec<Json> = serde_json::from_str(line).unwrap();
    let text = |at: usize| json[at].as_str().unwrap().to_owned();
    let answers = json[3].as_array().unwrap().iter();
    Case {
        name: text(0),
        files: files(json[1].as_object().unwrap()),
        cwd: text(2).trim_start_matches('.').to_owned(),
        answers: answers
            .map(|answer| (answer[0].as_str().unwrap().to_owned(), answer[1].clone()))
            .collect(),
    }
}

/// The files of a project. A link is a copy of what it leads to.
fn files(json: &serde_json::Map<String, Json>) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for (path, content) in json {
        let bytes = match content {
            Json::String(text) => text.clone().into_bytes(),
            Json::Object(it) if it.contains_key("base64") => base64(it["base64"].as_str().unwrap()),
            Json::Object(it) if it.contains_key("repeat") => {
                let times = usize::try_from(it["times"].as_u64().unwrap()).unwrap();
                let text = it["repeat"].as_str().unwrap().repeat(times);
                (text + it["end"].as_str().unwrap()).into_bytes()
            }
            _ => continue,
        };
        files.insert(path.clone(), bytes);
    }
    let links = json.iter().filter_map(|(path, content)| {
        let target = content.as_object()?.get("link")?.as_str()?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some((path.clone(), join(folder, target)))
    });
    for (path, target) in links.collect::<Vec<_>>() {
        let copies = files.iter().filter_map(|(file, bytes)| {
            let rest = file.strip_prefix(target.as_str())?;
            (rest.is_empty() || rest.starts_with('/'))
                .then(|| (format!("{path}{rest}"), bytes.clone()))
        });
        let copies: Vec<_> = copies.collect();
        files.extend(copies);
    }
    files
}

fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let value = |byte: &u8| LETTERS.iter().position(|letter| letter == byte);
    let (mut bits, mut count, mut bytes) = (0u32, 0, Vec::new());
    for value in text.as_bytes().iter().filter_map(value) {
        bits = bits << 6 | u32::try_from(value).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).unwrap());
        }
    }
    bytes
}

/// Where reading a text is not enough, and why.
const BEYOND: &[(&str, &str)] = &[
    // Prefect itself has imported such modules before it looks for those of the project.
    ("names of installed modules", "MissingFlowError"),
    ("folders that look like packages", "MissingFlowError"),
    // Whether an import fails, which case of a `match` fits, which of two bases comes first, what replaces itself.
    ("try and except ImportError", "MissingFlowError"),
    ("with, while, for and match", "MissingFlowError"),
    ("a base from another module", "MissingFlowError"),
    ("a module that replaces itself", "MissingFlowError"),
    ("folders without __init__", "MissingFlowError"),
    // Members of classes are not found in a script that fails.
    ("cannot be run: classes", "MissingFlowError"),
    // An exception at import that looks like a missing name.
    ("stops: an unknown attribute", "MissingFlowError"),
    (
        "stops: an unknown attribute of an unknown name",
        "MissingFlowError",
    ),
    // The system wants each folder on the way to be there, even one that `..` leaves again.
    ("every form for a package", "FileNotFoundError"),
];

#[derive(Default)]
struct Tally {
    agree: usize,
    signatures: usize,
    silent: BTreeMap<String, usize>,
    wrong: Vec<String>,
}

#[test]
fn entrypoints_lead_where_prefect_finds_them() {
    let mut tally = Tally::default();
    for case in cases() {
        let files = case.files.iter();
        let files = InMemory::new(files.map(|(path, bytes)| (format!("{ROOT}/{path}"), bytes)));
        let modules = Modules::new(&files);
        let roots = [Root {
            folder: join(ROOT, &case.cwd),
            kind: RootKind::Beside,
        }];
        let project = Project {
            modules: &modules,
            roots: &roots,
        };
        for (entrypoint, answer) in &case.answers {
            tally.compare(&case, project, entrypoint, answer);
        }
    }
    let Tally {
        agree,
        signatures,
        silent,
        wrong,
    } = &tally;
    println!("{agree} agree, {signatures} signatures; silent where Prefect says: {silent:?}");
    for line in wrong {
        println!("{line}");
    }
    assert!(wrong.is_empty(), "{} differ", wrong.len());
    assert!(*agree > 600 && *signatures > 300);
}

impl Tally {
    fn compare(&mut self, case: &Case, project: Project<'_>, entrypoint: &str, answer: &Json) {
        let entrypoint = entrypoint.replace("{root}", ROOT);
        let lookup = Entrypoint::parse(&entrypoint).map(|it| project.look_up(it));
        let found = answer.get("flow").is_some();
        let fits = match &lookup {
            Some(Lookup::Unknown) => true,
            Some(Lookup::Flow(_)) => found || is_beyond(&case.name, answer),
            _ => !found,
        };
        if !fits {
            self.wrong.push(format!(
                "{}: `{entrypoint}` is {lookup:?}, but {answer}",
                case.name
            ));
            return;
        }
        match lookup {
            Some(Lookup::Unknown) => {
                let kind = answer
                    .get("error")
                    .map_or("flow".to_owned(), ToString::to_string);
                *self.silent.entry(kind).or_insert(0) += 1;
            }
            Some(Lookup::Flow(flow)) if found && answer["placeholder"] == false => {
                self.agree += 1;
                self.compare_flow(
                    &format!("{}: `{entrypoint}`", case.name),
                    project,
                    &flow,
                    answer,
                );
            }
            _ => self.agree += 1,
        }
    }

    /// The name and the parameters of a flow, if the script runs.
    fn compare_flow(&mut self, what: &str, project: Project<'_>, flow: &Flow, answer: &Json) {
        if let Some(name) = &flow.name
            && answer["flow"] != *name.as_str()
        {
            self.wrong
                .push(format!("{what} is called {name}, but {}", answer["flow"]));
        }
        let Some(signature) = project.signature(flow) else {
            return;
        };
        self.signatures += 1;
        let ours = signature.parameters.iter().map(|it| it.name.as_str());
        let (ours, theirs): (BTreeSet<&str>, _) = (ours.collect(), named(answer));
        if ours != theirs {
            self.wrong
                .push(format!("{what} takes {ours:?}, but {theirs:?}"));
        }
    }
}

/// Whether an answer hangs on more than the names in the project: most of all on what happens when a script is run.
fn is_beyond(case: &str, answer: &Json) -> bool {
    let error = answer["error"].as_str().unwrap_or_default();
    let is_missing = matches!(error, "MissingFlowError" | "FileNotFoundError");
    !is_missing || BEYOND.contains(&(case, error))
}

/// The parameters that can be given by their own name.
fn named(answer: &Json) -> BTreeSet<&str> {
    let signature = answer["signature"].as_object().unwrap();
    let parameters = signature
        .iter()
        .filter(|(_, kind)| !kind.as_str().is_some_and(|kind| kind.starts_with("VAR_")));
    let names = parameters.map(|(name, _)| name.as_str());
    names
        .filter(|name| !matches!(*name, "self" | "cls"))
        .collect()
}
