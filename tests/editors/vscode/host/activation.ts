// In a workspace without a manifest: when the extension comes to life, and its server.

import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { eventually } from "../eventually.ts";
import { extension, file, open, rules, runAll } from "./support.ts";

/** What an editor may be held up by it. */
const MOST_MS = 50;

export function run(): Promise<void> {
    return runAll("activation", {
        "nothing is active where there is no YAML": async () => {
            assert.equal(extension().isActive, false);
        },

        [`it is active within ${MOST_MS} ms`]: async () => {
            const taken = await Promise.all([1, 2, 3, 4, 5].map(timeActivation));
            console.log(`activation: it took ${taken.map((it) => it.toFixed(1)).join(", ")} ms`);
            assert.ok(Math.min(...taken) < MOST_MS);
        },

        "other YAML files start no server": async () => {
            await write("k8s.yaml", "kind: Deployment\nspec: {}\n");
            const document = await open("k8s.yaml");
            assert.deepEqual(rules(document), []);
            assert.ok(!(await hasServerCommands()));
        },

        "a manifest of another name starts it": async () => {
            await write("etl.yaml", "deployments:\n  - name: daily\n    entrypont: a.py:b\n    work_pool: {name: x}\n");
            const document = await open("etl.yaml");
            await eventually(() => assert.ok(rules(document).includes("PF101")));
            assert.ok(await hasServerCommands());
        },
    });
}

async function write(place: string, text: string): Promise<void> {
    await vscode.workspace.fs.writeFile(file(place), Buffer.from(text));
}

/** Whether the server runs: it brings a command of its own. */
async function hasServerCommands(): Promise<boolean> {
    return (await vscode.commands.getCommands(true)).includes("prefect-lint.plan");
}

/** How long a copy of the extension holds up the extension host, from loading to the end of `activate`. */
async function timeActivation(number: number): Promise<number> {
    const original = path.join(extension().extensionPath, "dist/extension.cjs");
    const copy = path.join(__dirname, `copy-${number}.cjs`);
    await copyFile(original, copy);
    const subscriptions: vscode.Disposable[] = [];
    const begin = performance.now();
    require(copy).activate({ extensionPath: extension().extensionPath, subscriptions });
    const taken = performance.now() - begin;
    vscode.Disposable.from(...subscriptions).dispose();
    return taken;
}
