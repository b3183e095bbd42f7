// A whole manifest being written and read: completion, hovers, definitions, renaming, the plan.

import assert from "node:assert/strict";
import { packages, steps } from "./steps.ts";

const GOOD = "good/prefect.yaml";

const step = steps({
    extension: packages().whole,
    files: { good: "examples/good" },
    user: { "security.workspace.trust.enabled": false },
});

step("there is nothing to complain about", async (it) => {
    await it.openFile(GOOD);
    await it.see(it.status, /^\s*prefect-lint\s*$/);
    await it.problemsIn("good", 0);
    await it.page.keyboard.press("Control+J");
});

step("a cron is told in words", async (it) => {
    await it.goBehind(GOOD, '"30 6');
    await it.command("Show or Focus Hover");
    await it.see(it.page.locator(".monaco-hover:visible"), "at 06:30 every day");
    await it.photograph("hover-cron");
    await it.page.keyboard.press("Escape");
});

step("an alias leads to its anchor", async (it) => {
    await it.goBehind(GOOD, "<<: *clus");
    await it.page.keyboard.press("F12");
    const before = (await it.read(GOOD)).split("cluster: &cluster")[0] ?? "";
    await it.cursorIs(before.split("\n").length, 14);
});

step("an entrypoint leads to its flow", async (it) => {
    await it.goBehind(GOOD, "flows/harvest.py:wei");
    await it.page.keyboard.press("F12");
    await it.page.locator(".tab.active").filter({ hasText: "harvest.py" }).waitFor();
    const before = (await it.read("good/flows/harvest.py")).split("def weigh")[0] ?? "";
    await it.cursorIs(before.split("\n").length, 5);
    await it.photograph("definition");
    await it.command("View: Close Editor");
});

step("step functions are completed with their inputs", async (it) => {
    await it.goBehind(GOOD, "stream_output: false");
    await it.page.keyboard.press("Enter");
    await it.page.keyboard.press("Home");
    await it.page.keyboard.press("Shift+End");
    await it.page.keyboard.type("  - git_clo");
    await it.suggestions("prefect.deployments.steps.git_clone");
    await it.photograph("completion-step");
    await it.page.keyboard.press("Enter");
    await it.see(it.editor, /- prefect\.deployments\.steps\.git_clone:\s+repository:/);
    await it.command("File: Revert File");
});

step("outputs of steps are completed", async (it) => {
    await it.goBehind(GOOD, 'tag: "{{ commit.stdout');
    for (let count = 0; count < "stdout".length; count++) {
        await it.page.keyboard.press("Backspace");
    }
    await it.suggestions("commit.stdout", "commit.stderr");
    await it.photograph("completion");
    await it.page.keyboard.press("Escape");
    await it.page.keyboard.press("Escape");
    await it.command("File: Revert File");
});

step("a step's id is renamed wherever it stands", async (it) => {
    await it.goBehind(GOOD, "id: comm");
    await it.page.keyboard.press("F2");
    const input = it.page.locator(".rename-box input");
    await input.waitFor();
    await it.photograph("rename");
    await input.fill("revision");
    await input.press("Enter");
    await it.see(it.editor, "{{ revision.stdout }}");
    await it.save();
    const text = await it.read(GOOD);
    assert.match(text, /id: revision$/m);
    assert.ok(!text.includes("commit"), text);
});

step("the plan is shown beside the manifest", async (it) => {
    await it.command("View: Toggle Primary Side Bar Visibility");
    await it.command("prefect-lint: Show Plan");
    const page = await it.webview("weigh/weigh-harvest");
    const text = (await page.locator("body").innerText()).replaceAll(/\s+/g, " ");
    assert.match(text, /2 deployments, nothing is in the way\./);
    assert.match(text, /at 06:30 every day Europe\/Madrid/);
    assert.equal(await page.locator("svg").first().locator(".wire").count(), 4);
    assert.ok(await page.locator("svg .title").first().isVisible());
    await it.page.setViewportSize({ width: 1280, height: 1080 });
    await it.photograph("plan");
});

step("a link of the plan leads to its line", async (it) => {
    const page = await it.webview("weigh/weigh-harvest");
    await page.locator("h2 a").filter({ hasText: "water-trees" }).click();
    const before = (await it.read(GOOD)).split("- name: water-trees")[0] ?? "";
    await it.cursorIs(before.split("\n").length, 1);
});

step("the plan follows what is written", async (it) => {
    await it.page.keyboard.press("End");
    await it.page.keyboard.type("-daily");
    await it.webview("There are changes that are not saved.");
    await it.webview("water-trees-daily");
    await it.save();
    await it.webview("water/water-trees-daily");
});
