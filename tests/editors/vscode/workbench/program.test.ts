// Where the program comes from, and what is said where there is none that will do.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { packages, steps } from "./steps.ts";

const TRUSTED = { "security.workspace.trust.enabled": false };
const MANIFEST = { "prefect.yaml": "deployments:\n  - name: daily\n    entrypoint: a.py:b\n" };

/** A folder without the program, in case that this machine has it. */
const NO_PATH = { PATH: "/nowhere" };

describe("there is none", () => {
    const step = steps({ extension: packages().bare, texts: MANIFEST, user: TRUSTED, environment: NO_PATH });

    step("it is said, with the command that helps", async (it) => {
        await it.openFile("prefect.yaml");
        await it.see(it.notifications, "There is no prefect-lint");
        await it.see(it.notifications, "Install it with `pip install prefect-lint`");
        await it.see(it.notifications, /Copy Command[\s\S]*Open Setting[\s\S]*Show Output/);
        await it.photograph("missing");
    });

    step("the setting is a click away", async (it) => {
        await it.notifications.getByRole("button", { name: "Open Setting" }).click();
        await it.see(it.page.locator(".settings-editor .setting-item").first(), /Prefect-lint:\s*Path/);
        await it.photograph("missing-setting");
    });
});

describe("it is too old", () => {
    const step = steps({
        extension: packages().bare,
        texts: { ...MANIFEST, ".venv/bin/prefect-lint": "#!/bin/sh\necho prefect-lint 0.0.9\n" },
        user: TRUSTED,
        environment: NO_PATH,
    });

    step("it is said, with both versions and the command that helps", async (it) => {
        await it.openFile("prefect.yaml");
        await it.see(
            it.notifications,
            /\.venv\/bin\/prefect-lint is version 0\.0\.9, and this extension needs 0\.1\.0 or newer/,
        );
        await it.see(it.notifications, "pip install --upgrade prefect-lint");
        await it.photograph("too-old");
    });
});

describe("the workspace is not trusted", () => {
    const step = steps({
        extension: packages().bare,
        texts: {
            ...MANIFEST,
            ".venv/bin/prefect-lint": '#!/bin/sh\ntouch "$(dirname "$0")/was-run"\necho prefect-lint 9.9.9\n',
            ".vscode/settings.json": JSON.stringify({
                "prefect-lint.path": "${workspaceFolder}/.venv/bin/prefect-lint",
            }),
        },
        user: { "security.workspace.trust.startupPrompt": "never", "security.workspace.trust.banner": "never" },
        environment: NO_PATH,
    });

    step("nothing of it is run, whatever its settings say", async (it) => {
        await it.openFile("prefect.yaml");
        await it.see(it.notifications, "in a workspace that is not trusted, its Python environment does not count");
        await assert.rejects(it.read(".venv/bin/was-run"), { code: "ENOENT" });
        await it.photograph("not-trusted");
    });
});
