// Asks the program for the plan of a manifest, as it is in the editor at this moment.

import * as path from "node:path";
import { type TextDocument, workspace } from "vscode";
import type { Program } from "../program/locate.ts";
import { run } from "../program/run.ts";
import { forPlan, SECTION } from "../settings.ts";
import type { Plan } from "./types.ts";

/** The plan, or what the program says instead of it. */
export async function fetchPlan(program: Program, document: TextDocument): Promise<Plan | string> {
    const base = workspace.getWorkspaceFolder(document.uri)?.uri.fsPath;
    const folder = document.isUntitled ? base : path.dirname(document.fileName);
    const settings = forPlan(workspace.getConfiguration(SECTION, document), base ?? folder ?? "");
    // Flows are followed from files only, so what is saved is read from its own.
    const file = isUnsaved(document) ? "-" : document.fileName;
    const input = { text: document.getText(), ...(folder !== undefined && { folder }) };
    const answer = await run(program.file, ["plan", "--format", "json", ...settings, "--", file], input);
    // Errors in the manifest are a part of the plan, and the code is 1.
    return answer.code === 0 || answer.code === 1 ? (JSON.parse(answer.output) as Plan) : answer.errors;
}

/** Whether the text in the editor is another one than on the disk. */
export function isUnsaved(document: TextDocument): boolean {
    return document.isUntitled || document.isDirty;
}
