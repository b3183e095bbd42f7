// Finds a program that can be run, and asks it for its version.

import { access, constants } from "node:fs/promises";
import { type Candidate, candidates, type Surroundings } from "./find.ts";
import type { Problem } from "./problem.ts";
import { run } from "./run.ts";
import { isAtLeast, OLDEST, versionIn } from "./version.ts";

export interface Program extends Candidate {
    readonly version: string;
}

export type Located = { readonly program: Program } | { readonly problem: Problem };

/** The first candidate that is there. One that is there and will not do is a problem, not a reason to take another. */
export async function locate(around: Surroundings): Promise<Located> {
    for (const candidate of candidates(around)) {
        if (await isExecutable(candidate.file)) {
            return await examine(candidate);
        }
        if (candidate.origin === "setting") {
            return { problem: { kind: "setting", file: candidate.file } };
        }
    }
    return { problem: { kind: "missing", isTrusted: around.isTrusted } };
}

async function isExecutable(file: string): Promise<boolean> {
    try {
        await access(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}

async function examine(candidate: Candidate): Promise<Located> {
    const answer = await run(candidate.file, ["--version"]);
    const version = versionIn(answer.output);
    if (version === undefined) {
        const reason = answer.errors.trim().split("\n")[0] || "`--version` prints no version of prefect-lint";
        return { problem: { kind: "broken", candidate, reason } };
    }
    return isAtLeast(version, OLDEST)
        ? { program: { ...candidate, version } }
        : { problem: { kind: "old", candidate, version } };
}
