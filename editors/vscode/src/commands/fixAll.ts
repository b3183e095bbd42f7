// Mends all that is certain in the manifest that is being edited.

import { type CodeAction, CodeActionKind, commands, Range, type TextDocument, window, workspace } from "vscode";
import type { Server } from "../server.ts";

const FIX_ALL = CodeActionKind.SourceFixAll.append("prefect-lint");

export async function fixAll(server: Server): Promise<void> {
    const document = window.activeTextEditor?.document;
    if (document === undefined) {
        void window.showInformationMessage("prefect-lint: open a manifest first.");
        return;
    }
    if ((await server.ready()) === undefined) {
        return;
    }
    const action = await find(document);
    if (action?.edit === undefined) {
        void window.showInformationMessage("prefect-lint: nothing here can be mended for certain.");
        return;
    }
    await workspace.applyEdit(action.edit);
}

/** The action that mends all, with its edits. */
async function find(document: TextDocument): Promise<CodeAction | undefined> {
    const all = new Range(0, 0, document.lineCount, 0);
    const provider = "vscode.executeCodeActionProvider";
    const actions = await commands.executeCommand<CodeAction[]>(provider, document.uri, all, FIX_ALL.value, 1);
    return actions.find((it) => it.kind?.value === FIX_ALL.value);
}
