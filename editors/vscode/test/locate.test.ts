import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { locate } from "../src/program/locate.ts";
import { advice } from "../src/program/problem.ts";

let folder: string;

beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "prefect-lint-test-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** A program that prints this. */
async function program(place: string, script: string): Promise<string> {
    const file = path.join(folder, place);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
    return file;
}

function located(changed: { setting?: string; isTrusted?: boolean } = {}) {
    return locate({
        setting: "",
        extensionFolder: path.join(folder, "ext"),
        workspaceFolders: [path.join(folder, "work")],
        isTrusted: true,
        interpreters: [],
        home: folder,
        searchPath: path.join(folder, "bin"),
        isWindows: false,
        ...changed,
    });
}

async function told(changed: { setting?: string; isTrusted?: boolean } = {}) {
    const found = await located(changed);
    assert.ok("problem" in found, "there is a problem");
    return advice(found.problem);
}

test("the first that is there is taken, with its version", async () => {
    await program("bin/prefect-lint", "echo prefect-lint 9.0.0");
    const file = await program("work/.venv/bin/prefect-lint", "echo prefect-lint 1.2.3");
    assert.deepEqual(await located(), { program: { file, origin: "environment", version: "1.2.3" } });
});

test("what can't be executed is passed over", async () => {
    const file = await program("work/.venv/bin/prefect-lint", "echo prefect-lint 1.2.3");
    await chmod(file, 0o644);
    const other = await program("bin/prefect-lint", "echo prefect-lint 1.0.0");
    assert.deepEqual(await located(), { program: { file: other, origin: "path", version: "1.0.0" } });
});

test("none: how to install it", async () => {
    const { message, command } = await told();
    assert.match(message, /^There is no prefect-lint: not in this extension, nor in a Python environment/);
    assert.equal(command, "pip install prefect-lint");
    assert.match((await told({ isTrusted: false })).message, /a workspace that is not trusted/);
});

test("the setting leads nowhere: that it does, and where", async () => {
    await program("bin/prefect-lint", "echo prefect-lint 1.0.0");
    const { message, command } = await told({ setting: "/no/such/file" });
    assert.match(message, /^The setting `prefect-lint.path` names \/no\/such\/file, and there is no such file/);
    assert.equal(command, undefined);
});

test("too old: how to upgrade it", async () => {
    const file = await program("bin/prefect-lint", "echo prefect-lint 0.0.9");
    const { message, command } = await told();
    assert.ok(message.startsWith(`${file} is version 0.0.9, and this extension needs 0.1.0 or newer.`), message);
    assert.equal(command, "pip install --upgrade prefect-lint");
});

test("another program, or one that fails: what it says", async () => {
    const file = await program("bin/prefect-lint", "echo cannot run >&2; exit 3");
    assert.ok((await told()).message.startsWith(`${file} can't be used: cannot run.`));
    await program("bin/prefect-lint", "echo something 1.0.0");
    assert.match((await told()).message, /`--version` prints no version of prefect-lint/);
});
