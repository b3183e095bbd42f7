// Runs the tests of `host` inside of the real extension host.

import assert from "node:assert/strict";
import * as path from "node:path";
import { test } from "node:test";
import { type Options, REPOSITORY, startTestServer } from "./editor.ts";
import { launchChromium } from "./workbench.ts";

/** How long the tests of one file may take. */
const PATIENCE_MS = 90_000;

/** As remote folders the workbench finds the files of this machine. */
const REMOTE = "vscode-remote://remote";

const program = process.env.PREFECT_LINT ?? "";

test("it comes to life where it is of use", () => runInHost("activation", {}));

test("findings, commands and settings", () =>
    runInHost("language", { files: { broken: "examples/broken", closed: "examples/broken", good: "examples/good" } }));

/** Runs the built tests of this name, and fails with what they print if one of them does. */
async function runInHost(name: string, options: Options): Promise<void> {
    assert.ok(path.isAbsolute(program), "PREFECT_LINT names the program; `check` sets it");
    const server = await startTestServer({
        ...options,
        machine: { "prefect-lint.path": program },
        user: { "security.workspace.trust.enabled": false },
    });
    const browser = await launchChromium();
    try {
        const page = await browser.newPage();
        const said: string[] = [];
        await page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => said.push(args.join(" ")));
        const ended = new Promise((resolve) => page.exposeFunction("codeAutomationExit", resolve));
        const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, "no end"));
        await page.goto(`${server.url}&payload=${encodeURIComponent(payload(name))}`);
        const code = await Promise.race([ended, late]);
        const told = said.filter((line) => line.startsWith(`${name}: `));
        process.stdout.write(told.map((line) => `    ${line}\n`).join(""));
        assert.equal(code, 0, said.join("\n"));
        assert.ok(told.length > 0, "no test has been run");
    } finally {
        await browser.close();
        await server.stop();
    }
}

function payload(name: string): string {
    return JSON.stringify([
        ["extensionDevelopmentPath", `${REMOTE}${path.join(REPOSITORY, "editors/vscode")}`],
        ["extensionTestsPath", `${REMOTE}${path.join(REPOSITORY, "target/editors/host", `${name}.js`)}`],
        ["skipWelcome", "true"],
    ]);
}
