"""Values to put into triggers, SLAs and concurrency limits, as YAML in one line."""

from __future__ import annotations

#: Every kind of value, and the corners of those that fields take.
ANY = """
null|~||true|false|yes|"yes"|"maybe"|0|1|2|3|-1|-5|5|9|10|11|59|60|61|299|300|301|3600|86400|86401|1.0|1.5|2.5|-0.5
0.0|9.99|10.0|1e3|"1e3"|.nan|.inf|-.inf|1000000000000000|99999999999999999999999|0x10|012|1_000
"0"|"1"|"5"|"10"|"60"|"300"|"1.0"|"1.5"|" 3 "|""|" "|text|"text"|any|all|ANY|"any"|none
PT5S|PT9S|PT10S|PT299S|PT300S|PT5M|PT1H|P1D|-PT5S|-PT0S|"00:00:05"|"00:00:10"|"00:05:00"|"01:00:00"|"-00:05:00"
10:00|5m|10 minutes|1 day|"1 day"|2020-01-01|2020-01-01 10:00:00|!!binary aGk=|!!str 5
[]|[a]|[a, b]|[a, a]|[1]|[a, 1]|[null]|[true]|[[a]]|[{a: b}]|[2020-01-01]|["{{ $X }}"]|!!set {}|!!set {a, b}|!!set {1}
!!omap []|!!omap [a: b]|!!pairs [a: b]|{}|{a: b}|{a: 1}|{a: null}|{a: [b]}|{a: [b, c]}|{a: [1]}|{a: []}|{a: {b: c}}|{1: a}
{null: a}|{true: a}|{a: true}|{a: 2020-01-01}|{a: b, c: 5}|[{}]|[{a: b}, {c: [d]}]|[{a: 1}]|[{a: b}, x]|"{{ $X }}"
Reactive|Proactive|Metric|reactive|proactive|metric|REACTIVE|"Reactive"|event|compound|sequence|Event|EVENT|"metric"
lateness|duration|successes|Lateness|late|"<"|"<="|">"|">="|"=="|"="|minor|low|moderate|high|critical|High|medium
ENQUEUE|CANCEL_NEW|enqueue|cancel_new|"ENQUEUE"|CANCEL|prefect.flow-run.Completed|[prefect.flow-run.Completed]
[prefect.flow-run.*]|[acme.order.paid, acme.order.sent]|{prefect.resource.id: prefect.flow-run.*}
"""


def values() -> list[str]:
    """All of them, in a fixed order. Nothing between two bars is an empty value."""
    return [value for line in ANY.strip().splitlines() for value in line.split("|")]


#: Values that each field takes; the random definitions draw from these most of the time.
GOOD = {
    "type": ["event", "metric", "compound", "sequence"],
    "match": ["{}", "{prefect.resource.id: prefect.flow.*}", "{a: b, c: [d, '!e']}"],
    "match_related": ["{}", "{a: b}", "[{a: b}, {c: [d]}]", "[]"],
    "expect": ["[]", "[acme.order.paid]", "[prefect.flow-run.Completed, prefect.flow-run.Failed]"],
    "after": ["[]", "[acme.order.paid]"],
    "for_each": ["[]", "[prefect.resource.id]", "['related:flow:prefect.resource.id']"],
    "posture": ["Reactive", "Proactive", "Metric"],
    "threshold": ["1", "3", "'2'", "0"],
    "within": ["0", "10", "60", "3600", "PT5M", "90.5", "5"],
    "require": ["any", "all", "1", "2", "'1'"],
    "name": ["paid", "null", "''"],
    "description": ["text", "''"],
    "enabled": ["true", "false", "'no'"],
    "parameters": ["{}", "{a: 1}", "null", "{a: {b: [c]}}"],
    "job_variables": ["{}", "{image: a}", "null"],
    "schedule_after": ["0", "60", "PT1H"],
    "metric": ["{name: lateness, operator: '>', threshold: 5}"],
}

METRIC = {
    "name": ["lateness", "duration", "successes"],
    "operator": ["'<'", "'<='", "'>'", "'>='"],
    "threshold": ["5", "0.5", "'3'", "-1"],
    "range": ["300", "PT10M", "600.5"],
    "firing_for": ["300", "PT5M"],
}

SLA = {
    "name": ["on-time", "a"],
    "duration": ["60", "'60'", "0", "1.0"],
    "within": ["60", "PT5M", "1.5"],
    "stale_after": ["60", "PT1H", "'01:00:00'"],
    "severity": ["minor", "low", "moderate", "high", "critical"],
    "enabled": ["true", "false", "null"],
}

CONCURRENCY = {
    "limit": ["1", "5", "null", "'2'"],
    "collision_strategy": ["ENQUEUE", "CANCEL_NEW"],
    "grace_period_seconds": ["60", "86400", "null", "'120'"],
}

#: Keys that are no keys, or are so elsewhere only.
STRAY = ["expects", "matches", "actions", "foo", "range", "operator", "limit", "x-note"]
