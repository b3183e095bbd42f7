// Runs a program for what it prints.

import { execFile } from "node:child_process";

/** How long an answer may take. */
const PATIENCE_MS = 20_000;

/** As much as an answer may be. */
const MOST_BYTES = 64 * 1024 * 1024;

export interface Answer {
    /** None if it could not be run, or was ended. */
    readonly code: number | undefined;
    readonly output: string;
    readonly errors: string;
}

export interface Input {
    readonly folder?: string;
    readonly text?: string;
}

/** Runs a program to its end, without a shell. What goes wrong is in the answer. */
export function run(file: string, args: readonly string[], input: Input = {}): Promise<Answer> {
    return new Promise((resolve) => {
        const options = { cwd: input.folder, timeout: PATIENCE_MS, maxBuffer: MOST_BYTES, windowsHide: true };
        const child = execFile(file, args, options, (error, output, errors) => {
            if (error === null) {
                resolve({ code: 0, output, errors });
            } else if (typeof error.code === "number") {
                resolve({ code: error.code, output, errors });
            } else {
                resolve({ code: undefined, output, errors: errors || error.message });
            }
        });
        // A program that does not read its input is no reason to fail.
        child.stdin?.on("error", () => undefined);
        child.stdin?.end(input.text ?? "");
    });
}
