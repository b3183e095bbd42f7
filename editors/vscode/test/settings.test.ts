import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type Configuration, forPlan, forServer, type Inspected, KEYS, SECTION } from "../src/settings.ts";

const read = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");
const manifest = JSON.parse(read("../package.json"));
const schema = JSON.parse(read("../../../schemas/prefect-lint.schema.json"));
const contributed: Record<string, { default: unknown; scope: string; markdownDescription: string }> =
    manifest.contributes.configuration.properties;

function configuration(values: Record<string, Inspected>): Configuration {
    const value = (it: Inspected | undefined) => it?.workspaceFolderValue ?? it?.workspaceValue ?? it?.globalValue;
    return { get: (key) => value(values[key]), inspect: (key) => values[key] };
}

test("only what is set is sent, from wherever it is set", () => {
    const sent = forServer(
        configuration({
            ignore: { globalValue: ["PF1"] },
            select: {},
            severity: { workspaceValue: {} },
            roots: { globalValue: ["a"], workspaceFolderValue: ["b"] },
            "target-version": { globalValue: "" },
            path: { globalValue: "/not/for/the/server" },
        }),
    );
    assert.deepEqual(sent, { ignore: ["PF1"], severity: {}, roots: ["b"] });
});

test("the plan gets the same as options", () => {
    const set = configuration({
        roots: { workspaceValue: ["deploy", "/abs"] },
        "target-version": { globalValue: "3.4" },
    });
    assert.deepEqual(forPlan(set, "/project"), [
        "--root",
        "/project/deploy",
        "--root",
        "/abs",
        "--target-version",
        "3.4",
    ]);
    assert.deepEqual(forPlan(configuration({}), "/project"), []);
});

test("the settings are those of the schema, in the same words", () => {
    // What makes `check` fail is nothing to an editor.
    const { "fail-on": _, ...known } = schema.properties as Record<string, { description: string }>;
    assert.deepEqual([...KEYS].sort(), ["enable", ...Object.keys(known)].sort());
    for (const [key, { description }] of Object.entries(known)) {
        assert.equal(contributed[`${SECTION}.${key}`]?.markdownDescription, description, key);
    }
});

test("every setting has a default, a scope and a description", () => {
    for (const [key, setting] of Object.entries(contributed)) {
        assert.notEqual(setting.default, undefined, key);
        assert.ok(setting.scope && setting.markdownDescription, key);
    }
});

test("a workspace that is not trusted can't name a program", () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.deepEqual(restrictedConfigurations, ["prefect-lint.path"]);
    assert.equal(contributed["prefect-lint.path"]?.scope, "machine-overridable");
});

test("the version is that of the program", () => {
    const version = /^version = "(.+)"$/m.exec(read("../../../Cargo.toml"))?.[1];
    assert.equal(manifest.version, version);
});
