"""Random texts with placeholders: right ones, wrong ones and things that only look alike."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from template_world import STEP_OUTPUTS

ENVIRONMENT = (
    "$TEAM", "$TEAM", "$REGION", "$HOME", "$NOT_SET", "$NOT_SET", "$WORKER_ONLY", "$$TEAM", "$", "$TEAM.x", "TEAM",
    "TEAM", "PATH", "USER", "HOME", "NOT_SET", "WORKER_ONLY", "HOME[0]", "TEAM.x", "env.TEAM", "team", "$team",
)  # fmt: skip
BLOCKS = (
    "secret.token", "secret.token", "secret.token.value", "aws-credentials.prod.region", "aws-credentials.prod.key",
    "aws-credentials.prod", "aws-credentials.prod.nope", "json.config.name", "json.config.list[0]", "json.config.list",
    "json.config", "json.config.value.name", "secret.nope", "secret", "secret.token.x", "secret.", "",
)  # fmt: skip
VARIABLES = ("team", "team", "team", "cfg", "cfg.key", "ports", "ports[0]", "nope", "Team", "")
RUNTIME = (
    "ctx.flow_run.id", "ctx.flow.name", "ctx", "ctx.", "event.id", "event.payload.x", "flow_run.id", "flow_run.name",
    "deployment.name", "prefect.runtime.flow_run.id", "Prefect.blocks.secret.token", "prefect.block.secret.token",
    "prefect.variable.team", "prefect.blocks", "prefect.variables", "automation.name",
)  # fmt: skip
ODD = (
    "{{{{ {0} | upper }}}}", "{{{{ {0} | default('x') }}}}", "{{{{ {0}['k'] }}}}", "{{{{ {0}() }}}}", "{{{{ {0} {0} }}}}",
    "{{{{ {0} . k }}}}", "{{{{ {0}", "{{{{ {0} }}", "{{{{ {0} }} }}", "{{{{ }}}}", "{{{{}}}}",
    "{{{{ {0}+1 }}}}", "{{{{ {0}/x }}}}", "{{{{ {0}:x }}}}", '{{{{ "{0}" }}}}', "{{{{- {0} -}}}}", "{{{{ a, {0} }}}}",
    "{{{{ {0} or team }}}}", "{{{{ @{0} }}}}", "{{{{ {{{{ {0} }}}} }}}}", "{{% if {{{{ {0} }}}} %}}",
)  # fmt: skip
NEAR = (
    "{{{{{{ {0} }}}}}}", "${{{{ {0} }}}}", "{{{{-{0}-}}}}", "{{{{ .{0} }}}}", "{{{{ {0}. }}}}", "{{{{ {0}[0] }}}}",
    "{{{{ {0}.0 }}}}", "{{{{ {0}..k }}}}", "{{{{ [{0}] }}}}", "{{{{ {0}[ }}}}", "{{{{\n  {0}\n}}}}",
)  # fmt: skip
PLAIN = ("{{{{ {0} }}}}",) * 12 + ("{{{{{0}}}}}",) * 3 + ("{{{{  {0}  }}}}", "{{{{ {0}}}}}", "{{{{{0} }}}}")
WORDS = ("app", "repo/", "v1", "eu west", "a:b", "x=1,", "and", "é", "}}", "{", "$")

Named = tuple[str | None, str]


@dataclass
class Steps:
    """The steps that a manifest's texts may refer to."""

    known: list[Named] = field(default_factory=list)
    visible: list[Named] = field(default_factory=list)

    def add(self, identifier: str | None, function: str) -> None:
        """One more step, in the file's order."""
        self.known.append((identifier, function))

    def one(self, rng: random.Random) -> Named:
        """A step that the place at hand can see, or just any."""
        return rng.choice(self.visible if self.visible and rng.random() < 0.85 else self.known)


def _misspelt(rng: random.Random, word: str) -> str:
    choice = rng.randrange(4)
    if choice == 0 and ("-" in word or "_" in word):
        return word.replace("-", "\0").replace("_", "-").replace("\0", "_")
    if choice == 1:
        return word.upper()
    if choice == 2 and len(word) > 2:
        at = rng.randrange(len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word + rng.choice(("s", "1", "_id"))


def _output(rng: random.Random, function: str) -> str:
    names = STEP_OUTPUTS[function] or ("result",)
    name = rng.choice(names)
    if name == "info":
        return rng.choice(("info", "info.name", "info.list[0]", "info.list.0", "info.nope"))
    if name == "additional_tags":
        return rng.choice((name, f"{name}[0]", f"{name}.1", f"{name}[-1]", f"{name}[9]"))
    return name


def step_reference(rng: random.Random, steps: Steps) -> str:
    """Something of a step: mostly right, else with a slip in the id or in the field."""
    identifier, function = steps.one(rng)
    output = _output(rng, function)
    slip = rng.random()
    if slip < 0.1:
        output = rng.choice(("nope", "tags", "url.x", _misspelt(rng, output)))
    elif slip < 0.14:
        output += rng.choice((".k", "[0]", "[k]"))
    if identifier is None or rng.random() < 0.3:
        return output
    if slip > 0.87:
        identifier = _misspelt(rng, identifier)
    elif slip > 0.83:
        return identifier
    return f"{identifier}.{output}"


def name(rng: random.Random, steps: Steps) -> str:
    """What stands between the braces."""
    kind = rng.random()
    if kind < 0.6 and steps.known:
        return step_reference(rng, steps)
    if kind < 0.74:
        return rng.choice(ENVIRONMENT)
    if kind < 0.82:
        return "prefect.blocks." + rng.choice(BLOCKS)
    if kind < 0.88:
        return "prefect.variables." + rng.choice(VARIABLES)
    return rng.choice(RUNTIME) if kind < 0.97 else rng.choice(("nowhere", "nowhere.at", "0", "a.b.c"))


def placeholder(rng: random.Random, steps: Steps) -> str:
    """One placeholder, in one of the spellings."""
    kind = rng.random()
    form = rng.choice(PLAIN if kind < 0.88 else NEAR if kind < 0.94 else ODD)
    return form.format(name(rng, steps))


def text(rng: random.Random, steps: Steps) -> str:
    """A value: one placeholder alone, or one to three of them among words."""
    if rng.random() < 0.5:
        return placeholder(rng, steps)
    parts = [rng.choice(WORDS)] if rng.random() < 0.75 else []
    for _ in range(rng.choice((1, 1, 1, 1, 2, 2, 3))):
        parts.append(placeholder(rng, steps))
        if rng.random() < 0.5:
            parts.append(rng.choice(WORDS))
    joined = rng.choice(("", "-", " ", " ", "\n")).join(parts)
    return rng.choice((" {}", "{} ")).format(joined) if rng.random() < 0.05 else joined
