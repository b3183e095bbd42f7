#!/usr/bin/env python3
"""Keeps catalog/steps.json and catalog/job-variables.json true to the packages that ship the steps and the workers.

Facts (inputs, types, defaults, outputs, what a module has, the job variables of a worker) are taken from the installed
packages; words, sections and rules about values are written by hand and stay as they are. Needs the packages that
`versions` in the files names.

    rebuild_catalog.py           writes the files anew
    rebuild_catalog.py --check   says whether they are as they would be written, and exits 1 if they are not
"""

import importlib
import importlib.metadata
import inspect
import json
import pathlib
import sys
import typing

import job_variables

CATALOG = pathlib.Path(__file__).parent / "catalog"


def strip_optional(annotation):
    """The annotation without None, and whether None was in it."""
    arguments = typing.get_args(annotation)
    if type(None) not in arguments:
        return annotation, False
    rest = [argument for argument in arguments if argument is not type(None)]
    return rest[0], True


def type_word(annotation, default):
    """The catalogue's word for a type."""
    if annotation is inspect.Parameter.empty:
        return "text" if isinstance(default, str) else "any"
    if annotation is str:
        return "text"
    if annotation is bool:
        return "bool"
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is list and arguments == (str,):
        return "texts"
    if origin is dict and arguments == (str, str):
        return "text-mapping"
    if origin is dict or annotation in (dict, typing.Dict):
        return "mapping"
    if "Block" in str(annotation):
        return "block"
    return "any"


def hints(function):
    """Annotations as objects, wherever they can be made ones."""
    scope = dict(vars(sys.modules[function.__module__]))
    found = {}
    for name, annotation in inspect.get_annotations(function).items():
        if isinstance(annotation, str):
            try:
                annotation = eval(annotation, scope)  # noqa: S307 - text of an installed package
            except NameError:
                pass
        found[name] = annotation
    return found


def load(name):
    module, _, function = name.rpartition(".")
    return getattr(importlib.import_module(module), function)


def read_input(parameter, annotation, old):
    annotation, nullable = strip_optional(annotation)
    facts = {
        "name": parameter.name,
        "type": type_word(annotation, parameter.default),
        "required": parameter.default is inspect.Parameter.empty,
    }
    if nullable:
        facts["nullable"] = True
    if not facts["required"] and parameter.default is not None:
        facts["default"] = parameter.default
    written = {"nullable", "default"} | facts.keys()
    kept = {key: value for key, value in old.items() if key not in written}
    return {**facts, **kept}


def read_outputs(function, old):
    annotation = hints(function).get("return")
    keys = getattr(annotation, "__annotations__", None)
    if not keys or not typing.is_typeddict(annotation):
        return old
    docs = {output["name"]: output for output in old}
    return [docs.get(name, {"name": name, "doc": ""}) for name in keys]


def read_step(old):
    function = load(old["name"])
    # Wrappers that choose between a blocking and an async function have the blocking one's signature.
    signature = inspect.signature(function)
    annotations = hints(inspect.unwrap(function))
    known = {given["name"]: given for given in old.get("inputs", [])}
    new, takes_more = [], False
    for parameter in signature.parameters.values():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            takes_more = True
            continue
        annotation = annotations.get(parameter.name, parameter.annotation)
        new.append(read_input(parameter, annotation, known.get(parameter.name, {})))
    step = {**old, "inputs": new, "outputs": read_outputs(inspect.unwrap(function), old.get("outputs", []))}
    if takes_more != ("more_inputs" in step):
        raise SystemExit(f"{old['name']}: `more_inputs` must be {'there' if takes_more else 'left out'}")
    return step


def names_of(module):
    found = vars(importlib.import_module(module))
    return sorted(name for name, value in found.items() if callable(value) and not name.startswith("_"))


def own_functions(module):
    found = vars(importlib.import_module(module))
    return {name for name, value in found.items() if inspect.isfunction(value) and value.__module__ == module}


def rebuild(catalog):
    versions = {name: importlib.metadata.version(name) for name in catalog["versions"]}
    steps = [read_step(step) for step in catalog["steps"]]
    listed = {name for step in steps for name in [step["name"], *step.get("aliases", [])]}
    for name in listed:
        load(name)
    modules = {}
    for module, old in catalog["modules"].items():
        modules[module] = {**old, "names": names_of(module)}
        for name in sorted(own_functions(module)):
            if not name.startswith("_") and f"{module}.{name}" not in listed | set(catalog["no_steps"]):
                raise SystemExit(f"{module}.{name} is neither among the steps nor among `no_steps`")
    return {**catalog, "versions": versions, "modules": modules, "steps": steps}


def renew(name, rebuilt, check):
    """Writes one file anew, or says that it would be another."""
    path = CATALOG / name
    text = path.read_text(encoding="utf-8")
    new = json.dumps(rebuilt(json.loads(text)), indent=1, ensure_ascii=False) + "\n"
    if not check:
        path.write_text(new, encoding="utf-8")
    elif new != text:
        raise SystemExit(f"catalog/{name} is not what the installed packages say; run rebuild_catalog.py")


def main():
    check = "--check" in sys.argv[1:]
    renew("steps.json", rebuild, check)
    renew("job-variables.json", job_variables.rebuild, check)


if __name__ == "__main__":
    main()
