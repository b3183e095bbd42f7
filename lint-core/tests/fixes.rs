//! Fixes: what is applied, what is left out, and what stays as it is written.

use prefect_lint_core::fix::{self, Fixed, Harm};
use prefect_lint_core::settings::Settings;
use prefect_lint_core::text::Source;

fn fixed(rules: &str, text: &str) -> Fixed {
    let settings = Settings::selecting(&[rules]);
    fix::fix_all(Source::new("prefect.yaml", text), &settings, None, true)
}

/// The text after the fixes of a rule, none of which is left out.
fn mended(rule: &str, text: &str) -> String {
    let fixed = fixed(rule, text);
    assert_eq!(fixed.left_out, [], "{text}");
    fixed.source.text().to_owned()
}

/// A rule finds something here, and offers nothing.
fn has_no_fix(rule: &str, text: &str) {
    let fixed = fixed(rule, text);
    assert!(
        !fixed.analysis.diagnostics.is_empty(),
        "nothing found in {text}"
    );
    assert_eq!(
        (fixed.source.text(), fixed.left_out.as_slice()),
        (text, &[][..])
    );
}

fn schedule(inside: &str) -> String {
    deployment(&format!("schedules: [{{{inside}}}]"))
}

fn deployment(entry: &str) -> String {
    format!("deployments: [{{name: a, entrypoint: f.py:f, work_pool: {{name: p}}, {entry}}}]\n")
}

#[test]
fn a_fix_that_brings_an_error_is_left_out() {
    let text = deployment("shedules: [{cron: never}], tgs: [x]");
    let fixed = fixed("default", &text);
    assert_eq!(fixed.source.text(), text.replace("tgs", "tags"));
    let [left] = fixed.left_out.as_slice() else {
        panic!("{:?}", fixed.left_out);
    };
    assert_eq!(left.code, "PF101");
    assert!(
        matches!(left.harm, Harm::Error { code: "PF503", .. }),
        "{left:?}"
    );
    let finding = &fixed.analysis.diagnostics[0];
    assert!(finding.fixes.is_empty());
    assert!(
        finding.help.as_deref().is_some_and(|help| help
            .ends_with("But its fix was left out: it would bring PF503: `never` is one field, and a cron expression has five")),
        "{finding:?}"
    );
}

#[test]
fn one_harmful_fix_keeps_no_other_from_being_applied() {
    let good = "  - {name: a, entrypoint: f.py:f, work_pool: {name: p}, tgs: [x]}\n";
    let bad =
        "  - {name: b, entrypoint: f.py:g, work_pool: {name: p}, shedules: [{cron: never}]}\n";
    let text = format!("deployments:\n{}", format!("{good}{bad}{good}").repeat(20));
    let fixed = fixed("PF101", &text);
    assert_eq!(fixed.source.text(), text.replace("tgs", "tags"));
    assert_eq!((fixed.count, fixed.left_out.len()), (40, 20));
}

#[test]
fn two_fixes_that_do_harm_together_are_not_both_applied() {
    let text = deployment("tgs: [x], tagz: [y]");
    let fixed = fixed("PF101", &text);
    assert_eq!(fixed.source.text(), text.replace("tgs", "tags"));
}

#[test]
fn mistakes_of_one_value_are_mended_one_after_the_other() {
    let text = schedule("cron: \"0 9 * january Monday-Friday\"");
    assert_eq!(
        mended("PF503", &text),
        schedule("cron: \"0 9 * jan mon-fri\"")
    );
}

#[test]
fn what_an_error_of_yaml_has_hidden_is_no_harm() {
    let text = deployment("version: {{ nothing.here }}");
    let fixed = fixed("default", &text);
    assert_eq!(
        fixed.source.text(),
        deployment("version: \"{{ nothing.here }}\"")
    );
    assert!(fixed.analysis.diagnostics.iter().any(|d| d.code == "PF402"));
}

#[test]
fn keys_in_quotes_stay_in_quotes() {
    let text = r#"{"deployments":[{"nme":"a","schedules":[{"cron":"@daily","acive":true}]}]}"#;
    assert_eq!(mended("PF101", text), text.replace("nme", "name"));
    assert_eq!(mended("PF506", text), text.replace("acive", "active"));
}

#[test]
fn anchors_stay() {
    let text = deployment("schedule: &c \"0 4 * * *\"") + "again: *c\n";
    has_no_fix("PF106", &text);
    let text = "deployments:\n- name: a\n  schedules:\n    - &e {}\nagain: *e\n";
    has_no_fix("PF525", text);
    let text = "deployments:\n- name: a\n  schedule:\n    cron: '@daily'\n  schedules: &s\n  - interval: 60\nx: *s\n";
    assert_eq!(
        mended("PF502", text),
        "deployments:\n- name: a\n  schedules: &s\n  - interval: 60\n  - cron: '@daily'\nx: *s\n"
    );
}

#[test]
fn the_one_schedule_takes_the_place_of_an_empty_list() {
    let text = deployment("schedule: {cron: '@daily'}, schedules: []");
    assert_eq!(
        mended("PF502", &text),
        deployment("schedules: [{cron: '@daily'}]")
    );
}

#[test]
fn blanks_that_belong_to_a_text_are_not_lost() {
    let text = "deployments:\n- name: a\n  schedule:\n    cron: |-\n      @daily  \n  schedules:\n  - interval: 60\n";
    has_no_fix("PF502", text);
    let text = "deployments:\n- name: a\n  schedules:\n  - cron: '@daily'\n    timezone: |-\n      europe/paris\n";
    has_no_fix("PF510", text);
}

#[test]
fn a_nested_schedule_is_not_unpacked_onto_keys_that_are_there() {
    has_no_fix(
        "PF524",
        &schedule("schedule: {cron: '@daily', timezone: UTC}, timezone: UTC"),
    );
    has_no_fix("PF524", &schedule("schedule: {schedule: {cron: '@daily'}}"));
}

#[test]
fn extras_in_brackets_need_quotes_inside_of_braces() {
    let text = "push:\n- prefect_azure.deployments.steps.push_to_azure_blob_storage: {container: c, folder: f}\n";
    let found = fixed("PF314", text).analysis.diagnostics;
    let new = fix::apply(text, found.iter().flat_map(|d| &d.fixes)).text;
    assert!(new.contains("{requires: \"prefect-azure["), "{new}");
}

#[test]
fn braces_that_begin_a_value_need_quotes() {
    let text = deployment("version: ${{ sha }}");
    let fixed = fixed("PF408", &text);
    assert_eq!(fixed.source.text(), text);
    let quoted = deployment("version: '${{ sha }}'");
    assert_eq!(mended("PF408", &quoted), quoted.replace('$', ""));
}

#[test]
fn texts_of_several_lines_are_not_put_into_brackets() {
    has_no_fix("PF108", &deployment(r#"tags: "a\nb, c""#));
    assert_eq!(
        mended("PF108", &deployment("tags: 'a, b,'")),
        deployment("tags: [a, b]")
    );
}

#[test]
fn quotes_are_not_offered_where_they_would_not_do() {
    has_no_fix("PF106", &schedule("cron: 5"));
    has_no_fix(
        "PF106",
        &deployment("entrypoint: 5").replace("entrypoint: f.py:f, ", ""),
    );
    has_no_fix("PF106", &deployment("parameters: {3: a, '3': b}"));
    has_no_fix("PF513", &schedule("interval: 1000000000d"));
    has_no_fix("PF018", "x: [a, &b , c]\n");
}

#[test]
fn names_that_lead_nowhere_are_not_offered() {
    has_no_fix(
        "PF409",
        &deployment("version: '{{ prefect.block.secret.token[ }}'"),
    );
    has_no_fix(
        "PF410",
        &deployment("version: '{{ prefect.variable.team. }}'"),
    );
}

#[test]
fn a_bracket_goes_with_the_blanks_before_it() {
    assert_eq!(mended("PF001", "a:  ]\nb: 1\n"), "a:\nb: 1\n");
}
