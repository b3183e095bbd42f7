// The rules and their pages, as the program tells them.

import { type TextDocumentContentProvider, Uri } from "vscode";
import type { Program } from "./program/locate.ts";
import { run } from "./program/run.ts";
import type { Server } from "./server.ts";

/** The scheme of the documents that are pages of rules. */
export const SCHEME = "prefect-lint-rule";

export interface Rule {
    readonly code: string;
    readonly name: string;
    readonly severity: string;
    readonly summary: string;
}

/** All rules; nothing if the program can't tell. */
export async function rules(program: Program): Promise<Rule[] | undefined> {
    const answer = await run(program.file, ["rules", "--output-format", "json"]);
    return answer.code === 0 ? (JSON.parse(answer.output) as Rule[]) : undefined;
}

/** Where the page of a rule is. */
export function pageOf(rule: Rule): Uri {
    return Uri.from({ scheme: SCHEME, path: `/${rule.name}.md` });
}

/** Pages of rules as documents of the editor. */
export class RulePages implements TextDocumentContentProvider {
    readonly #server: Server;

    constructor(server: Server) {
        this.#server = server;
    }

    async provideTextDocumentContent(uri: Uri): Promise<string> {
        const running = await this.#server.ready();
        if (running === undefined) {
            return "prefect-lint does not run; see its output.";
        }
        const rule = uri.path.replace(/^\//, "").replace(/\.md$/, "");
        const answer = await run(running.program.file, ["explain", "--color", "never", "--", rule]);
        return answer.code === 0 ? answer.output : answer.errors;
    }
}
