"""Tags: their syntax, and what the safe constructors do with any content."""

from __future__ import annotations

Case = tuple[str, str]

TYPES = ["str", "int", "float", "bool", "null", "binary", "timestamp", "set", "omap", "pairs", "seq", "map", "merge", "value"]
CONTENTS = ["", "''", "abc", "12", "'0x1F'", "yes", "2024-01-01", "[]", "[a, b]", "{}", "{a: b}", "[a: b]", "[{a: 1, b: 2}]", "~", "|\n  text\n"]
TYPED: list[Case] = [(f"!!{kind} {content!r}", f"x: !!{kind} {content}\n") for kind in TYPES for content in CONTENTS]

VALUES: dict[str, list[str]] = {
    "int": ["'1_0'", "'-'", "'+'", "'_'", "'0'", "'-0'", "'0b'", "'0b12'", "'0x'", "'0xg'", "'09'", "'1:2'", "'1:x'", "':'", "' 5'", "'5 '", "'1.5'", "'++1'",
            "'\u0661'", "'0_'", "'-0x1F'", "'00'", "'0o7'", "'--1'", "'1:-2'", "'1: 2'", "'0b-1'", "'0x 1'", "'0:1'", "'-_1'", "'0x0x1'", "'0b0b1'", "'00o7'", "'\u00a05'"],
    "float": ["'1'", "'1_0.5'", "'-'", "'_'", "'.inf'", "'-.INF'", "'.nan'", "'-.nan'", "'inf'", "'nan'", "'infinity'", "'1e3'", "'1:2'", "'1:2.5:3'", "'1:x'", "' 5 '",
              "'0x1F'", "'1e999'", "'.'", "'1.5.2'", "'\u0661.5'", "'1:inf'", "'-1:30'", "'+.inf'", "'- 1'", "'++1'", "'1e-5'", "'i_nf'"],
    "bool": ["'y'", "'YES'", "'oN'", "'True'", "'1'", "' yes'", "'no '", "'tRuE'", "'OFF'"],
    "null": ["'x'", "5", "'null'"],
    "binary": ["aGVsbG8=", "'aGVs bG8='", "'aGVsbG8'", "'a'", "'ab'", "'abc'", "'abcd'", "'abcde'", "'===='", "'ab=='", "'ab=c'", "'ab==cd=='", "'a=b='", "'\u00e9'", "'-_-_'",
               "'!!!!'", "'aGk=aGk='", "\"aG\\nk=\"", "'YQ== trailing'", "'A==='", "'AA=A'", "'AAA=A'", "'=AAAA'", "'AA==='"],
    "timestamp": ["'2024-01-01'", "'2024-1-1'", "'2024-01-01T1:2:3'", "'2024-13-01'", "'noon'", "' 2024-01-01'", "'2024-01-01\\n'", "\"2024-01-01\\n\"", "'2024-01-01 1:02:03 -0'",
                  "'2024-01-01T00:00:00+24:00'", "'2024-1-1 1:02:03.5Z'", "'0000-01-01'"],
    "set": ["{a, b, a}", "{a: 1}", "[a]", "{? a, ? b}", "{1, 1.0, true}", "{~, ''}", "{a: [1], b: &x {c: d}}", "{2024-01-01, !!binary aGk=}"],
    "omap": ["[a: 1, a: 2]", "[{a: 1}, {b: 2}]", "[{}]", "[a]", "[[a]]", "[a: 1, b]", "{a: 1}", "[[a]: 1]", "[a: &x [1], b: *x]", "[~: ~]", "[? a]"],
    "pairs": ["[a: 1, a: 2]", "[{a: 1, b: 2}]", "[a]", "{a: 1}", "[[a]: [b]]", "[{}]"],
    "seq": ["[a, [b]]", "- a"],
    "map": ["{a: {b: c}}", "[a: b]", "{<<: {a: b}}"],
    "str": ["{=: a}", "{a: b, =: c}", "~", "0x1F", "=", "<<", "[a]", "*x", "|-\n  a\n  b\n"],
}  # fmt: skip
VALUED: list[Case] = [(f"!!{kind} of {value}", f"x: !!{kind} {value}\n") for kind, values in VALUES.items() for value in values]

SPELLINGS = [
    "!", "!a", "!a!b", "!!", "!!a", "!!a!b", "!a!", "!<a>", "!<!a>", "!<tag:yaml.org,2002:str>", "!<tag:yaml.org,2002:int>", "!<>", "!<a", "!<a b>", "!<!>", "!<!!str>",
    "!!str!", "!!%73tr", "!!st%72", "!!%7", "!!%zz", "!!%c3%a9", "!!%ff", "!!%c3", "!%61", "!\u00e9", "!!str,", "!a,b", "!a[b]", "!a{b}", "!a:b", "!a/b", "!a?b=c&d",
    "!a~b", "!a*b", "!a'b", "!a(b)", "!a@b", "!a$b", "!a;b", "!a+b", "!a.b", "!a_b", "!a-b", "!a\"b", "!a`b", "!a|b", "!a\\b", "!a^b", "!a#b", "!a<b", "!a>b", "!a=b",
    "!!python/name:os.system", "!!python/tuple", "!!python/object/apply:os.getcwd", "!!yaml", "!!STR", "!!Str", "!tag:yaml.org,2002:str", "!include", "!env", "!Ref", "!1", "!-", "!_a!b",
    "!a-b!c", "!a.b!c", "!! a", "! a", "!!str!!str", "!!str !!int", "!!str &a", "&a !!str", "!<%41>", "!<tag:yaml.org,2002:%73tr>", "!!%E2%98%83", "!!%e2%98", "!!%41%",
]  # fmt: skip
SPELLED: list[Case] = [(f"tag {tag!r}", f"x: {tag} 12\n") for tag in SPELLINGS]
SPELLED += [(f"tag {tag!r} flow", f"[{tag}, {tag} a]\n") for tag in ["!", "!!str", "!a", "!<tag:yaml.org,2002:str>", "!!", "!e!a"]]
SPELLED += [(f"tag {tag!r} collection", f"x: {tag}\n  a: 1\ny: {tag}\n- 2\n") for tag in ["!", "!!map", "!!seq", "!!str", "!a", "!!set", "!!omap"]]

OTHER: list[Case] = [
    ("tag-no-node", "a: !!str\nb: !!int\n"),
    ("tag-no-node-null", "a: !!null\nb: 1\n"),
    ("tag-before-mapping", "!!map a: b\n"),
    ("tag-before-mapping-value", "a: !!map b: c\n"),
    ("tag-before-dash", "!!seq - a\n"),
    ("tag-own-line", "!!map\na: b\n"),
    ("tag-own-line-list", "a: !!seq\n- b\n"),
    ("tag-on-key", "!!str 1: a\n!!int '2': b\n"),
    ("tag-on-explicit-key", "? !!str 1\n: a\n"),
    ("tag-on-bool-key", "!!bool 'yes': a\n"),
    ("tag-twice", "a: !!str !!str b\n"),
    ("tag-anchor-tag", "a: !!str &x !!str b\n"),
    ("tag-long", "a: !" + "x" * 1100 + " b\n"),
    ("tag-long-before-key", "!!" + "x" * 1100 + " a: b\n"),
    ("tag-unknown-list", "a: !foo [1, 2]\n"),
    ("tag-unknown-mapping", "a: !foo {b: c}\n"),
    ("tag-unknown-key", "!foo a: b\n"),
    ("tag-unknown-after-error", "a: 2024-13-01\nb: !foo c\n"),
    ("tag-unknown-before-duplicate-anchor", "a: !foo &x 1\nb: &x 2\n"),
    ("tag-literal", "a: !!binary |\n  aGVs\n  bG8=\n"),
    ("tag-folded", "a: !!int >-\n  12\n"),
    ("tag-end", "a: !!str"),
    ("tag-only", "!!str"),
    ("tag-only-break", "!!str\n"),
    ("tag-set-block", "!!set\n? a\n? b\n"),
    ("tag-set-block-values", "!!set\na: 1\nb:\n"),
    ("tag-omap-block", "!!omap\n- a: 1\n- b: 2\n"),
    ("tag-pairs-shared", "a: &x [1]\nb: !!pairs [k: *x, k: *x]\n"),
    ("tag-set-aliased", "a: &x !!set {b}\nc: *x\n"),
    ("tag-int-on-alias-target", "a: &x !!int '5'\nb: [*x]\n"),
    ("tag-nonspecific-quoted", "a: ! '12'\nb: ! \"yes\"\n"),
    ("tag-nonspecific-mapping", "a: ! {b: c}\nd: ! [e]\n"),
    ("tag-nonspecific-empty", "a: !\nb: 1\n"),
    ("tag-undefined-handle", "a: !e!b c\n"),
    ("tag-undefined-handle-flow", "[!e!b c]\n"),
    ("tag-primary-changed", "%TAG ! !x-\n---\na: !b c\n"),
    ("tag-secondary-to-local", "%TAG !! !\n---\na: !!str c\n"),
    ("tag-handle-int", "%TAG !y! tag:yaml.org,2002:\n---\n[!y!int '5', !y!bool 'on', !y!x 1]\n"),
    ("tag-handle-no-suffix", "%TAG !y! tag:yaml.org,2002:str\n---\na: !y! 1\n"),
]

CASES: list[Case] = TYPED + VALUED + SPELLED + OTHER
