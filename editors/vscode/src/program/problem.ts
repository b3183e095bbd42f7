// Why there is no program to run, in words, and what to do about it.

import type { Candidate } from "./find.ts";
import { OLDEST } from "./version.ts";

export type Problem =
    | { readonly kind: "missing"; readonly isTrusted: boolean }
    | { readonly kind: "setting"; readonly file: string }
    | { readonly kind: "broken"; readonly candidate: Candidate; readonly reason: string }
    | { readonly kind: "old"; readonly candidate: Candidate; readonly version: string };

/** What the user is told. */
export interface Advice {
    readonly message: string;
    /** A command that would help, to be copied. */
    readonly command?: string;
}

const INSTALL = "pip install prefect-lint";
const UPGRADE = "pip install --upgrade prefect-lint";

export function advice(problem: Problem): Advice {
    switch (problem.kind) {
        case "missing":
            return {
                message: `${notFound(problem.isTrusted)} Install it with \`${INSTALL}\`, then run *prefect-lint: Restart Server*.`,
                command: INSTALL,
            };
        case "setting":
            return {
                message:
                    `The setting \`prefect-lint.path\` names ${problem.file}, and there is no such file. ` +
                    "Correct the setting, or empty it to have prefect-lint looked for.",
            };
        case "broken":
            return {
                message: `${problem.candidate.file} can't be used: ${problem.reason}. ${repair(problem.candidate)}`,
                ...command(problem),
            };
        case "old":
            return {
                message:
                    `${problem.candidate.file} is version ${problem.version}, and this extension needs ${OLDEST} or newer. ` +
                    repair(problem.candidate),
                ...command(problem),
            };
    }
}

function notFound(isTrusted: boolean): string {
    const places = isTrusted
        ? "not in this extension, nor in a Python environment of the workspace, nor on the PATH."
        : "not in this extension, and not on the PATH; in a workspace that is not trusted, its Python environment does not count.";
    return `There is no prefect-lint: ${places}`;
}

function repair(candidate: Candidate): string {
    switch (candidate.origin) {
        case "setting":
            return `Upgrade it with \`${UPGRADE}\`, or let the setting \`prefect-lint.path\` name another one.`;
        case "bundled":
            return "Install the extension anew.";
        case "environment":
        case "path":
            return `Upgrade it with \`${UPGRADE}\`, then run *prefect-lint: Restart Server*.`;
    }
}

function command({ candidate }: { readonly candidate: Candidate }): Pick<Advice, "command"> {
    return candidate.origin === "bundled" ? {} : { command: UPGRADE };
}
