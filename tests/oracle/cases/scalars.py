"""Plain scalars and what they resolve to; block scalars."""

from __future__ import annotations

Case = tuple[str, str]

WORDS = """
yes Yes YES yEs no No NO true True TRUE tRUE false False FALSE on On ON oN off Off OFF y n Y N t f
~ null Null NULL nULL nil none None ~~ NaN nan inf Inf .inf .Inf .INF .iNF +.inf -.inf -.INF .nan .NaN .NAN .nAn -.nan
0 -0 +0 00 1 +1 -1 --1 1_000 1_ 1__0 _1 -_1 0_ 0_1 010 -010 017 08 09 0o17 018 0_7 +07
0b0 0b101 0b1_0 -0b11 0b 0b2 0B1 0x1F 0xff 0x_F -0xA +0xa 0X1F 0xG 0x
12:30 1:30 -1:30 +1:30 01:30 0:30 1:60 1:5 1:05 1:005 60:00 190:20:30 1:2:3:4 1_0:30 1:3_0 1:30: 24:00:00 -12:30:45
1.0 1. .5 -.5 +.5 0.5 -0.0 +1.5 1.5.2 1_0.5 1.5_0 1._ 1._5 ._5 _.5 . .. ... 1..2 01.5 00.5 -1. 1e3 1e+3 1.0e3 1.0e+3
1.0E-3 1.e+3 .5e+1 1.0e+ 1.0e+400 -1.0e+400 1.0e-400 1.0e+3_0 4.9e-324 1.7976931348623157e+308 1.7976931348623159e+308
1:30.5 -1:30.5 1:2:3.25 0:0.5 1:60.5 1:30._5 190:20:30. 1_0:30.1_5 123456789012345678901234567890 0.1 3.10 100000000000000000000000.0
2024-01-01 2024-1-1 2024-01-1 2024-02-29 2023-02-29 2024-13-01 2024-00-10 2024-01-32 0000-01-01 0001-01-01 9999-12-31 20240101
2024-01-01T00:00:00Z 2024-01-01t00:00:00z 2024-1-1T1:02:03 2024-01-01T1:2:3 2024-01-01T24:00:00 2024-01-01T23:60:00
2024-01-01T23:59:60 2024-01-01T00:00:00.1 2024-01-01T00:00:00. 2024-01-01T00:00:00.1234567 2024-01-01T00:00:00.999999999
2024-01-01T00:00:00+01:00 2024-01-01T00:00:00-1 2024-01-01T00:00:00+1:30 2024-01-01T00:00:00+23:59 2024-01-01T00:00:00+24:00
2024-01-01T00:00:00-00:00 2024-01-01T00:00:00+00:99 2024-01-01T00:00:00+99 2024-01-01T00:00:00-99:99 2024-01-01T00:00 2024-13-01T00:00:00Z
0001-01-01T00:00:00+10:00 9999-12-31T23:59:59-10:00 2024-02-30T00:00:00Z 12024-01-01 -2024-01-01 2024/01/01
= == =a << <<< <<a < > >= >2 |a | * ** *a & &a ! !a @a `a %a ,a ]a }a [a {a #a ?a -a :a 'a "a ${A} {{x}} {%x%} $x \\a /a (a ;a ~a +a ^a .a =>
v1 1.2.3 0.0.1 1a 0x1Fg 1-2 --- -- a:b a,b a[b a]b a{b a}b a?b a|b a&b a*b a!b a%b a@b a`b a"b a'b
""".split()  # noqa: SIM905

SPACED = [
    "2024-01-01 00:00:00", "2024-01-01  1:02:03", "2024-01-01 00:00:00 Z", "2024-01-01 00:00:00  +5",
    "2024-01-01 00:00:00 +5:3", "2024-01-01T 00:00:00", "2024-01-01 12:00", "1 000", "1:30 2", "- 1", "a b", "yes no",
    "~ ~", ". 5", "0x 1", "a # b", "a #b", "a: b", "a :b", "a ,b", "? a", "?", "-", "- a", ": a", "> 5", ">- a", "| a",
    "& a", "* a", "! a", "* * * * *", "0 0 * * *", "*/5 * * * *", "[a] b", "{a} b", '"a" b', "'a' b", "'a'b", "@daily",
    "{{ a }}", "{{ a }}-b", "a-{{ b }}", "${{ a }}", "[[ a ]]",
]  # fmt: skip

RESOLVED: list[Case] = [(f"value {word}", f"x: {word}\n") for word in WORDS + SPACED]
RESOLVED += [(f"key {word}", f"{word}: x\n") for word in ["on", "No", "~", "1.5", "0x1F", "2024-01-01", "=", "12:30", "-", "?", "@", "%", "`", "0b_"]]
RESOLVED += [(f"item {word}", f"[{word}]\n") for word in ["yes", "~", "1:30", "=", "<<", "-", "?", "2024-01-01", "-1", "?a", "-a", ":a", "a:", ":", "a?", "::", "a::b", "http://a:b", "*", "&a", "!!str", "!", "@", "%", "1e3", "a b", "a #b", "'a'b", "a'b"]]
RESOLVED += [(f"root {word}", word) for word in ["", "~", "yes", "0x_", "=", "<<", "2024-02-30", "'", '"', "[", "{", "-", "?", ":", "|", ">", "!", "&", "*", "%", "@", "a:", "- -", "? ?", "&a", "*a", "!!int", "!!float 1:2"]]
RESOLVED += [
    ("int-4300-digits", "x: " + "9" * 4300 + "\n"),
    ("int-4301-digits", "x: " + "9" * 4301 + "\n"),
    ("int-4301-with-underscores", "x: " + "1_" * 4300 + "1\n"),
    ("int-4300-with-underscores", "x: " + "1_" * 4300 + "\n"),
    ("int-negative-4301", "x: -" + "9" * 4301 + "\n"),
    ("octal-5000-digits", "x: 0" + "7" * 5000 + "\n"),
    ("hex-5000-digits", "x: 0x" + "f" * 5000 + "\n"),
    ("binary-5000-digits", "x: 0b" + "1" * 5000 + "\n"),
    ("float-5000-digits", "x: " + "9" * 5000 + ".0\n"),
    ("float-400-digits", "x: " + "9" * 400 + ".0\n"),
    ("sexagesimal-4301", "x: " + "9" * 4301 + ":00\n"),
    ("sexagesimal-long", "x: 1" + ":59" * 200 + "\n"),
    ("sexagesimal-float-long", "x: 1" + ":59" * 200 + ".5\n"),
]

PLAIN: list[Case] = [
    ("plain-lines", "a: b\n  c\n  d\n"),
    ("plain-lines-blank", "a: b\n\n  c\n\n\n  d\n"),
    ("plain-lines-less", "a:\n    b\n  c\n"),
    ("plain-lines-at-parent", "a: b\nc\n"),
    ("plain-root-lines", "a\nb\n c\n"),
    ("plain-lines-then-key", "a: b\n  c: d\n"),
    ("plain-lines-hash", "a: b\n  #c\n  d\n"),
    ("plain-lines-hash-glued", "a: b\n  c#d\n"),
    ("plain-lines-dash", "a: b\n  - c\n"),
    ("plain-lines-dash-root", "- a\n  - b\n"),
    ("plain-lines-question", "a: b\n  ? c\n"),
    ("plain-lines-quote", "a: b\n  'c'\n"),
    ("plain-lines-flow", "a: b\n  [c]\n"),
    ("plain-lines-in-flow", "[a\nb,\n c\n d]\n"),
    ("plain-lines-in-flow-key", "{a\n b: c}\n"),
    ("plain-lines-in-flow-pair", "[a\n b: c]\n"),
    ("plain-trailing-blanks", "a: b   \n"),
    ("plain-trailing-blanks-no-break", "a: b   "),
    ("plain-as-multi-line-key", "a\nb: c\n"),
    ("plain-ends-in-blank-lines", "a: b\n\n\n"),
    ("plain-nel", "a: b\u0085  c\n"),
    ("plain-ls", "a: b\u2028  c\n"),
    ("plain-ps-blank", "a: b\u2029\u2029  c\n"),
    ("plain-mixed-breaks", "a: b\n\u0085\u2028  c\n"),
]

HEADERS = [
    "|", ">", "|-", "|+", ">-", ">+", "|1", "|2", "|3", "|9", "|0", "|10", "|2-", "|-2", "|+2", "|2+", ">1-", "|--", "|+-",
    "|-+", "|22", "| ", "| #", "|#", "|2#", "|- # c", "| a", "|a", ">a", "> a", "|:", "|,", "|\u00a0", "|\u0085", "|&a", "&a |",
    "!!str |", "!!int |", "|!", "*a |",
]  # fmt: skip
BODIES: list[tuple[str, str]] = [
    ("lines", "  a\n  b\n"),
    ("deep", "    a\n      b\n\n   c\n"),
]

BLOCKS: list[Case] = [
    (f"header {header!r} {name}", f"x: {header}\n{body}y: 1\n") for header in HEADERS for name, body in BODIES
]
BLOCKS += [
    ("literal-empty", "x: |\n"),
    ("literal-empty-then-key", "x: |\ny: 1\n"),
    ("literal-keep-empty", "x: |+\n\n\ny: 1\n"),
    ("literal-strip-empty", "x: |-\n\n\ny: 1\n"),
    ("literal-clip-blanks", "x: |\n\n\ny: 1\n"),
    ("literal-no-header-break", "x: |"),
    ("literal-no-last-break", "x: |\n  a"),
    ("literal-keep-no-last-break", "x: |+\n  a"),
    ("folded-no-last-break", "x: >\n  a\n  b"),
    ("literal-last-blanks", "x: |\n  a\n  "),
    ("literal-last-blanks-break", "x: |\n  a\n    \n"),
    ("literal-keep-last-blanks", "x: |+\n  a\n \n  \n   \n"),
    ("literal-leading-blank-lines", "x: |\n\n\n  a\n"),
    ("literal-leading-blanks-deeper", "x: |\n    \n  a\n"),
    ("literal-leading-blanks-equal", "x: |\n  \n  a\n"),
    ("literal-leading-blanks-only-deeper", "x: |\n      \n"),
    ("literal-leading-blanks-deeper-said", "x: |2\n    \n  a\n"),
    ("literal-less-then-more", "x: |\n  a\n b\n"),
    ("literal-at-column-zero", "x: |\na\n"),
    ("literal-indent-one", "x: |\n a\n b\n"),
    ("literal-root", "|\na\nb\n"),
    ("literal-root-indented", "|\n  a\n b\n"),
    ("literal-root-said", "|1\n a\n"),
    ("literal-root-marker", "|\na\n---\nb\n"),
    ("literal-in-list", "- |\n a\n- b\n"),
    ("literal-in-list-column", "- |\na\n"),
    ("literal-in-nested-list", "- - |\n   a\n  - b\n"),
    ("literal-in-nested-list-low", "- - |\n a\n"),
    ("literal-in-flow", "[|\n a\n]\n"),
    ("literal-as-key", "? |\n a\n: b\n"),
    ("literal-as-implicit-key", "|\n a\n: b\n"),
    ("literal-with-markers", "x: |\n  ---\n  ...\n  # c\n  %d\n"),
    ("literal-nel", "x: |\n  a\u0085  b\n"),
    ("literal-ls", "x: |\n  a\u2028  b\u2029  c\n"),
    ("literal-ls-indent-zero", "x: |\n  a\u2028b: 1\n"),
    ("literal-crlf", "x: |\r\n  a\r\n  b\r\n"),
    ("literal-cr", "x: |\r  a\r  b\r"),
    ("literal-comment-after", "x: |\n  a\n# c\ny: 1\n"),
    ("literal-comment-lower", "x: |\n  a\n # c\n  b\n"),
    ("folded-paragraphs", "x: >\n  a\n  b\n\n  c\n\n\n  d\n"),
    ("folded-more-indented", "x: >\n  a\n    b\n    c\n  d\n"),
    ("folded-more-indented-blank", "x: >\n  a\n\n    b\n\n  c\n"),
    ("folded-starts-blank-line", "x: >\n\n  a\n  b\n"),
    ("folded-ends-more-indented", "x: >\n  a\n    b\n"),
    ("folded-blank-only", "x: >\n\n\n"),
    ("folded-keep", "x: >+\n  a\n\n  b\n\n\ny: 1\n"),
    ("folded-strip", "x: >-\n  a\n\n\ny: 1\n"),
    ("folded-nel", "x: >\n  a\u0085  b\n"),
    ("folded-ls", "x: >\n  a\u2028  b\n"),
    ("folded-ps-blank", "x: >\n  a\n\u2029  b\n"),
    ("folded-trailing-blanks", "x: >\n  a  \n  b\n"),
    ("block-said-too-deep", "x: |4\n  a\n"),
    ("block-said-in-list", "- a: |2\n      b\n"),
    ("block-then-deeper-key", "x: |\n  a\n  y: 1\nz: 2\n"),
    ("block-bom", "x: |\n  \ufeffa\n"),
]

CASES: list[Case] = RESOLVED + PLAIN + BLOCKS
