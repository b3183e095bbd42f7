// A broken manifest on its way to a whole one: findings, explanations, fixes, settings.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { eventually } from "../eventually.ts";
import { packages, steps } from "./steps.ts";

const BROKEN = "broken/prefect.yaml";

const step = steps({
    extension: packages().whole,
    files: { broken: "examples/broken", good: "examples/good" },
    user: { "security.workspace.trust.enabled": false },
});

step("mistakes are underlined, listed and counted", async (it) => {
    await it.openFile(BROKEN);
    await it.page.locator(".squiggly-error").first().waitFor();
    const problems = await it.problemsIn("broken", 9);
    assert.ok(
        problems.some((problem) => problem.startsWith("Error: there is no key `entrypont` in a deployment")),
        problems.join("\n"),
    );
    await it.see(it.status, /prefect-lint:\s*8\s*1/);
    await it.photograph("problems");
});

step("a hover tells what Prefect does, and which rule it is", async (it) => {
    await it.goBehind(BROKEN, "entryp");
    await it.command("Show or Focus Hover");
    const hover = it.page.locator(".monaco-hover:visible");
    await it.see(hover, "Prefect ignores it and says nothing");
    await it.see(hover, "misspelled-key");
    await it.photograph("hover-finding");
    await it.page.keyboard.press("Escape");
});

step("the page of the rule at the cursor is shown", async (it) => {
    await it.command("prefect-lint: Explain Rule");
    const page = await it.webview("What it does");
    assert.equal(await page.locator("h1").innerText(), "misspelled-key (PF101)");
    await it.photograph("rule");
    await it.command("View: Close Editor");
});

step("any rule is explained by its name", async (it) => {
    await it.goTo(1, 1);
    await it.command("prefect-lint: Explain Rule");
    const input = it.page.locator(".quick-input-widget input.input");
    await input.fill("PF503");
    const rows = it.page.locator(".quick-input-widget .monaco-list-row");
    await it.see(rows, /PF503/);
    await it.photograph("rules");
    await input.press("Enter");
    const page = await it.webview("What it does");
    assert.match(await page.locator("h1").innerText(), /\(PF503\)$/);
    await it.command("View: Close Editor");
});

step("a quick fix mends one mistake", async (it) => {
    await it.goBehind(BROKEN, "entryp");
    await it.page.keyboard.press("Control+.");
    await it.see(it.page.locator(".action-widget"), "Replace with `entrypoint`");
    await it.photograph("quick-fix");
    await it.page.keyboard.press("Enter");
    await it.see(it.editor, "entrypoint: flows/harvest.py:weigh");
    // With its flow found, it turns out that a parameter of the flow is missing.
    await eventually(async () => {
        const problems = await it.problemsIn("broken", 9);
        assert.ok(problems.every((problem) => !problem.includes("entrypont")));
    });
});

step("Fix All mends what is certain, and its problems vanish", async (it) => {
    await it.command("prefect-lint: Fix All");
    const left = await it.problemsIn("broken", 4);
    assert.ok(left.every((problem) => !problem.includes("`version` must be text")));
    await it.save();
    const text = await it.read(BROKEN);
    assert.match(text, /^ {4}version: "1\.0"$/m);
    assert.match(text, /^ {4}tags: \[harvest\]$/m);
    await it.photograph("fix-all");
});

step("settings of the workspace count as soon as they are written", async (it) => {
    const folder = path.join(it.workspace, ".vscode");
    await mkdir(folder);
    const settings = {
        "prefect-lint.severity": { "duplicate-key": "warning" },
        "prefect-lint.ignore": ["undefined-alias"],
    };
    await writeFile(path.join(folder, "settings.json"), JSON.stringify(settings));
    const problems = await it.problemsIn("broken", 3);
    assert.ok(problems.some((problem) => problem.startsWith("Warning: the key `unit` is here twice")));
    await it.see(it.status, /prefect-lint:\s*1\s*2/);
    await it.photograph("settings");
});

step("the whole workspace is checked on demand", async (it) => {
    await it.command("prefect-lint: Check Workspace");
    await it.see(it.notifications, "prefect-lint: 1 error and 2 warnings in 2 manifests.");
    await it.photograph("check-workspace");
});
