import assert from "node:assert/strict";
import { test } from "node:test";
import { candidates, type Surroundings } from "../src/program/find.ts";

const AROUND: Surroundings = {
    setting: "",
    extensionFolder: "/ext",
    workspaceFolders: ["/project"],
    isTrusted: true,
    interpreters: ["/conda/bin/python"],
    home: "/home/me",
    searchPath: "/usr/bin:/project/tools:relative::/opt/bin",
    isWindows: false,
};

function files(changed: Partial<Surroundings>): string[] {
    return candidates({ ...AROUND, ...changed }).map((it) => it.file);
}

test("the extension's own comes first, then the environments, then the path", () => {
    assert.deepEqual(candidates(AROUND), [
        { file: "/ext/bin/prefect-lint", origin: "bundled" },
        { file: "/conda/bin/prefect-lint", origin: "environment" },
        { file: "/project/.venv/bin/prefect-lint", origin: "environment" },
        { file: "/project/venv/bin/prefect-lint", origin: "environment" },
        { file: "/usr/bin/prefect-lint", origin: "path" },
        { file: "/project/tools/prefect-lint", origin: "path" },
        { file: "/opt/bin/prefect-lint", origin: "path" },
    ]);
});

test("the setting counts alone", () => {
    assert.deepEqual(candidates({ ...AROUND, setting: "/my/own" }), [{ file: "/my/own", origin: "setting" }]);
    assert.deepEqual(files({ setting: "~/bin/prefect-lint" }), ["/home/me/bin/prefect-lint"]);
    assert.deepEqual(files({ setting: "${workspaceFolder}/x" }), ["/project/x"]);
    assert.deepEqual(files({ setting: "${workspaceFolder}/x", workspaceFolders: ["/a$&b"] }), ["/a$&b/x"]);
    assert.deepEqual(files({ setting: "${workspaceFolder}/x", workspaceFolders: [] }), ["${workspaceFolder}/x"]);
});

test("nothing of a workspace that is not trusted is run", () => {
    assert.deepEqual(files({ isTrusted: false, interpreters: ["/project/.venv/bin/python"] }), [
        "/ext/bin/prefect-lint",
        "/usr/bin/prefect-lint",
        "/opt/bin/prefect-lint",
    ]);
});

test("on Windows it has another name, and environments another folder", () => {
    const names = files({ isWindows: true, interpreters: [], searchPath: "" });
    assert.deepEqual(names, [
        "/ext/bin/prefect-lint.exe",
        "/project/.venv/Scripts/prefect-lint.exe",
        "/project/venv/Scripts/prefect-lint.exe",
    ]);
});
