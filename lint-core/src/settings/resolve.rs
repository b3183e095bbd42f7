//! From options to settings.

use super::options::Options;
use super::{Selection, Settings};

/// The settings that some options amount to; of two that disagree, the later one counts.
///
/// A later `select` takes the place of the earlier ones and of what was added to them. What is ignored adds up, and so
/// do the entries of tables. What belongs to files (`include`, `exclude`, `roots`, `per-file-ignores`, `fail-on`) is
/// the host's business.
pub fn resolve(layers: &[&Options]) -> Settings {
    let from = (layers.iter()).rposition(|options| options.select.is_some());
    let select = from.and_then(|at| layers[at].select.as_ref());
    let select: Vec<String> = match select {
        Some(list) if !list.value.is_empty() => list.texts().map(str::to_owned).collect(),
        // Without a word, the default would run.
        Some(_) => vec![String::new()],
        None => vec!["default".to_owned()],
    };
    let more = layers[from.unwrap_or(0).min(layers.len())..].iter();
    let more = more.filter_map(|options| options.extend_select.as_ref());
    let ignore = layers.iter().filter_map(|options| options.ignore.as_ref());
    let texts = |list: &super::options::Texts| list.texts().map(str::to_owned).collect::<Vec<_>>();
    let version = |options: &&Options| options.target_version.as_ref().map(|given| given.value);
    Settings {
        selection: Selection {
            select: select.into_iter().chain(more.flat_map(texts)).collect(),
            ignore: ignore.flat_map(texts).collect(),
        },
        target_version: layers.iter().rev().find_map(version),
        severity: (layers.iter().flat_map(|options| &options.severity))
            .map(|(word, level)| (word.value.clone(), *level))
            .collect(),
        work_pools: (layers.iter().flat_map(|options| &options.work_pools))
            .map(|(name, pool_type)| (name.value.clone(), pool_type.clone()))
            .collect(),
        steps: (layers.iter().flat_map(|options| &options.steps))
            .map(|(name, step)| (name.value.clone(), step.clone()))
            .collect(),
        ..Settings::default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Level, from_toml};
    use super::*;

    fn options(text: &str) -> Options {
        let reading = from_toml(text, &[]).unwrap();
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        reading.options
    }

    fn selection(texts: &[&str]) -> (String, String) {
        let layers: Vec<Options> = texts.iter().map(|text| options(text)).collect();
        let layers: Vec<&Options> = layers.iter().collect();
        let settings = resolve(&layers);
        (
            settings.selection.select.join(" "),
            settings.selection.ignore.join(" "),
        )
    }

    #[test]
    fn a_later_select_replaces_and_ignores_add_up() {
        let case = |texts: &[&str], select: &str, ignore: &str| {
            assert_eq!(
                selection(texts),
                (select.to_owned(), ignore.to_owned()),
                "{texts:?}"
            );
        };
        case(&[], "default", "");
        case(&["extend-select = ['PF1']"], "default PF1", "");
        case(
            &[
                "select = ['PF1']\nextend-select = ['PF2']\nignore = ['PF101']",
                "ignore = ['PF3']",
            ],
            "PF1 PF2",
            "PF101 PF3",
        );
        case(
            &[
                "select = ['PF1']\nextend-select = ['PF2']\nignore = ['PF101']",
                "select = ['PF4']",
            ],
            "PF4",
            "PF101",
        );
        case(
            &["select = ['PF1']", "extend-select = ['PF2']"],
            "PF1 PF2",
            "",
        );
        case(&["select = []"], "", "");
    }

    #[test]
    fn entries_of_tables_add_up_and_the_later_one_counts() {
        let first = options(
            "target-version = '3.4'\n[severity]\nPF1 = 'off'\n[work-pools]\na = 'docker'\nb = 'process'",
        );
        let second = options("[severity]\nPF1 = 'info'\n[work-pools]\na = 'ecs'");
        let settings = resolve(&[&first, &second]);
        assert_eq!(settings.severity.last().unwrap().1.as_str(), "info");
        assert_eq!(settings.severity[0].1, Level::Off);
        assert_eq!(settings.work_pools["a"], "ecs");
        assert_eq!(settings.work_pools["b"], "process");
        assert_eq!(settings.target_version.unwrap().to_string(), "3.4");
    }
}
