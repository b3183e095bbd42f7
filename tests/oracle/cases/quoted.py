"""Quoted scalars, escapes, line breaks and characters."""

from __future__ import annotations

Case = tuple[str, str]

ESCAPES = list("0abt\tnvfre \"/\\N_LP'dxuUswyzABEgq1?.%$\u00e9") + [
    "x", "x4", "x41", "xZZ", "x4g", "X41", "u00e9", "u00", "u00g9", "uD83D", "ud83d\\ude00", "udfff", "U0001F600", "U0001F60",
    "U00110000", "UFFFFFFFF", "U0000D800", "U", "u", "x00", "uFFFF", "uFEFF", "x85", "u2028", "N", "L", "P", "\n", "\n  ", " \n",
    "\r\n", "\u0085 ", "\u2028 ", "\n\n b", "x\n41",
]  # fmt: skip

QUOTED: list[Case] = [(f"escape {code!r}", f'x: "a\\{code}b"\n') for code in ESCAPES]
QUOTED += [
    ("double-unclosed", 'a: "b\nc: 1\n'),
    ("double-unclosed-same-line", 'a: "b'),
    ("double-unclosed-then-quoted", 'a: "b\nc: "d"\n'),
    ("double-ends-in-backslash", 'a: "b\\'),
    ("double-ends-in-backslash-break", 'a: "b\\\n'),
    ("double-ends-in-x", 'a: "\\x'),
    ("single-unclosed", "a: 'b\nc: 1\n"),
    ("single-unclosed-then-quoted", "a: 'b\nc: 'd'\n"),
    ("single-only", "'"),
    ("double-only", '"'),
    ("single-apostrophe", "a: 'it's'\n"),
    ("single-doubled", "a: 'it''s'\n"),
    ("single-doubled-break", "a: 'it''\n  s'\n"),
    ("single-three", "a: '''\n"),
    ("single-four", "a: ''''\n"),
    ("single-backslash", "a: 'b\\'\n"),
    ("single-double-inside", "a: 'say \"x\"'\n"),
    ("empty-both", "a: ''\nb: \"\"\n"),
    ("text-behind", 'a: "b" c\n'),
    ("text-behind-glued", 'a: "b"c\n'),
    ("colon-behind", 'a: "b": c\n'),
    ("colon-behind-glued", 'a: "b":c\n'),
    ("two-quoted", "a: 'b' 'c'\n"),
    ("key-glued-colon", '"a":b\n'),
    ("key-glued-colon-flow", '{"a":b, \'c\':d}\n'),
    ("key-blank-colon", "'a' : b\n"),
    ("key-empty", "'': b\n"),
    ("key-two-lines", '"a\n b": c\n'),
    ("key-two-lines-flow", '{"a\n b": c}\n'),
    ("lines", 'a: "b\n  c"\n'),
    ("lines-column-zero", 'a: "b\nc"\n'),
    ("lines-less-indented", "a:\n    b: 'c\n  d'\n"),
    ("lines-blank-between", 'a: "b\n\n  c\n\n\n  d"\n'),
    ("lines-blanks-trimmed", 'a: "b   \n   c"\n'),
    ("lines-leading-break", 'a: "\n  b"\n'),
    ("lines-trailing-break", 'a: "b\n  "\n'),
    ("lines-only-breaks", 'a: "\n\n"\n'),
    ("lines-only-breaks-single", "a: '\n\n\n'\n"),
    ("lines-escaped-break", 'a: "b\\\n   c"\n'),
    ("lines-escaped-break-blank", 'a: "b \\\n   \\ c"\n'),
    ("lines-escaped-break-empty-line", 'a: "b\\\n\n   c"\n'),
    ("lines-single-blank", "a: 'b\n\n  c'\n"),
    ("lines-marker", 'a: "b\n---\nc"\n'),
    ("lines-marker-glued", 'a: "b\n---c"\n'),
    ("lines-marker-end", "a: 'b\n... c'\n"),
    ("lines-marker-indented", 'a: "b\n ---\n c"\n'),
    ("lines-hash", 'a: "b\n  # c"\n'),
    ("lines-nel", 'a: "b\u0085  c"\n'),
    ("lines-ls", "a: 'b\u2028  c'\n"),
    ("lines-ls-then-blank", 'a: "b\u2028\n  c"\n'),
    ("lines-ps-ps", "a: 'b\u2029\u2029c'\n"),
    ("lines-crlf", 'a: "b\r\n\r\n  c"\r\n'),
    ("lines-cr", 'a: "b\r  c"\r'),
    ("root-quoted-then-key", '"a"\nb: 1\n'),
    ("quoted-then-deeper-list", "a: 'b'\n  - c\n"),
    ("windows-path", 'a: "C:\\Users"\n'),
    ("windows-path-single", "a: 'C:\\Users'\n"),
    ("regex", 'a: "\\d+"\n'),
    ("nested-wrong", 'a: "say "x""\n'),
    ("smart-quotes", "a: \u201cb\u201d: c\n"),
]

KEY_LENGTHS = range(1021, 1031)
KEYS: list[Case] = []
for _n in KEY_LENGTHS:
    KEYS += [
        (f"plain-key-{_n}", "k" * _n + ": v\n"),
        (f"quoted-key-{_n}", '"' + "k" * (_n - 2) + '": v\n'),
        (f"flow-key-{_n}", "{" + "k" * _n + ": v}\n"),
        (f"flow-quoted-key-{_n}", "{'" + "k" * (_n - 2) + "': v}\n"),
        (f"pair-key-{_n}", "[" + "k" * _n + ": v]\n"),
    ]
KEYS += [
    ("key-long-then-blanks", "k" * 1000 + " " * 30 + ": v\n"),
    ("key-long-blanks-just", "k" * 1000 + " " * 24 + ": v\n"),
    ("key-long-nested", "a:\n  " + "k" * 1025 + ": v\n"),
    ("key-long-second", "a: 1\n" + "k" * 1025 + ": v\n"),
    ("key-long-explicit", "? " + "k" * 1030 + "\n: v\n"),
    ("key-long-explicit-flow", "{? " + "k" * 1030 + " : v}\n"),
    ("key-long-flow-collection", "[" + "k" * 1025 + "]: v\n"),
    ("key-long-wide-characters", "\u00e9" * 1024 + ": v\n"),
    ("key-long-wide-characters-over", "\u00e9" * 1025 + ": v\n"),
    ("key-long-anchor", "&a " + "k" * 1022 + ": v\n"),
    ("value-long", "a: " + "k" * 1100 + "\n"),
    ("item-long-plain", "- " + "k" * 1100 + "\n- x\n"),
    ("root-long-plain", "k" * 1100 + "\n"),
]

CHARACTERS: list[Case] = [
    (f"character U+{ord(c):04X} {place}", text.replace("@", c))
    for c in "\x00\x01\x07\x08\x0b\x0c\x1b\x1f\x7f\x80\x84\x86\x9f\ufffe\uffff"
    for place, text in [("plain", "a: b@c\n"), ("behind error", "a: [}\n# @\n")]
]
CHARACTERS += [
    (f"character U+{ord(c):04X} {place}", text.replace("@", c))
    for c in "\u0085\u2028\u2029\ufeff\u00a0\u200b\u3000\ufffd\U0001f600\U0010ffff"
    for place, text in [
        ("inside", "a: b@c\n"), ("key", "a@b: c\n"), ("indent", "a:\n@b: c\n"), ("behind colon", "a:@b\n"),
        ("behind dash", "-@a\n"), ("quoted", 'a: "b@c"\n'), ("comment", "# a@b: c\n"), ("first", "@a: b\n"),
        ("before comment", "a: b@# c\n"), ("in flow", "[a@, b]\n"), ("alone", "@"), ("error behind", "a: @ ]\n"),
        ("single", "a: 'b@ c'\n"), ("literal", "a: |\n  b@  c\n"), ("before break", "a: b@\nc: d\n"), ("anchor", "&a@b c\n"),
    ]
]  # fmt: skip
CHARACTERS += [
    ("bom-twice", "\ufeff\ufeffa: b\n"),
    ("bom-then-marker", "\ufeff---\na: b\n"),
    ("bom-then-directive", "\ufeff%YAML 1.1\n---\na: b\n"),
    ("bom-then-comment", "\ufeff# c\na: b\n"),
    ("bom-then-list", "\ufeff- a\n- b\n"),
    ("bom-second-line-marker", "a: b\n\ufeff---\nc: d\n"),
    ("bom-error-column", "\ufeffa: b: c\n"),
    ("bom-middle-error-column", "a: b\n\ufeffc: d: e\n"),
    ("bom-indented", "a:\n  \ufeffb: c\n  d: e\n"),
    ("break-lf-cr", "a: 1\n\rb: 2\n\r"),
    ("break-cr-only", "a: 1\rb: 2: 3\r"),
    ("break-mixed", "a: 1\r\nb: 2\rc: 3\nd: 4\u0085e: 5\u2028f: 6\n"),
    ("break-error-line", "a: 1\u0085b: 2\u2028c: d: e\n"),
    ("emoji-error-column", "\U0001f600: a: b\n"),
    ("far-control-early-error", "a: [}\n" + "# padding padding padding padding\n" * 100 + "\x07\n"),
    ("next-chunk-control-early-error", "a: [}\n" + "# padding padding padding padding\n" * 300 + "\x07\n"),
    ("next-chunk-control-late-error", "a: 1\n" + "# padding padding padding padding\n" * 300 + "b: ]\n\x07\n"),
    ("third-chunk-control", "a: 1\n" + "# padding padding padding padding\n" * 400 + "b: ]\n\x07\n"),
]

CASES: list[Case] = QUOTED + KEYS + CHARACTERS
