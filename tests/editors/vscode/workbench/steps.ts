// Tests that are steps of one way: each goes on where the one before has ended.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Options } from "./editor.ts";
import { Workbench } from "./workbench.ts";

export type Step = (name: string, walk: (it: Workbench) => Promise<void>) => void;

/** A workbench for all steps of a file. Where one fails, a picture shows how it looked. */
export function steps(options: Options): Step {
    let workbench: Workbench;
    let hasFailed = false;
    before(async () => {
        workbench = await Workbench.open(options);
    });
    after(() => workbench?.close());
    return (name, walk) => {
        test(name, async () => {
            assert.ok(!hasFailed, "not tried: a step before this one has failed");
            try {
                await walk(workbench);
            } catch (error) {
                hasFailed = true;
                await workbench.photograph(`failed-${name.replaceAll(/\W+/g, "-")}`);
                throw error;
            }
        });
    };
}

/** The package with the program in it, and the one without. */
export function packages(): { whole: string; bare: string } {
    const { PREFECT_LINT_VSIX: whole, PREFECT_LINT_BARE_VSIX: bare } = process.env;
    if (whole === undefined || bare === undefined) {
        throw new Error("PREFECT_LINT_VSIX and PREFECT_LINT_BARE_VSIX name the packages; `check` sets them");
    }
    return { whole, bare };
}
