// What the tests inside of the extension host share. They run one after the other; the first that fails ends them.

import assert from "node:assert/strict";
import * as path from "node:path";
import * as vscode from "vscode";

export type Tests = Readonly<Record<string, () => Promise<void>>>;

/** Runs tests, with a line for each. */
export async function runAll(suite: string, tests: Tests): Promise<void> {
    for (const [name, test] of Object.entries(tests)) {
        try {
            await test();
        } catch (error) {
            throw new Error(`${suite}: ${name}: ${error instanceof Error ? error.stack : error}`);
        }
        console.log(`${suite}: ${name}`);
    }
}

export function extension(): vscode.Extension<unknown> {
    const found = vscode.extensions.getExtension("prefect-lint.prefect-lint");
    assert.ok(found, "the extension is there");
    return found;
}

/** A file of the workspace. */
export function file(place: string): vscode.Uri {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder, "there is a workspace");
    return vscode.Uri.file(path.join(folder.uri.fsPath, place));
}

export async function open(place: string): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(file(place));
    await vscode.window.showTextDocument(document, { preview: false });
    return document;
}

export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
    const offset = document.getText().indexOf(text);
    assert.notEqual(offset, -1, `there is ${text}`);
    return document.positionAt(offset);
}

/** The rules of what is found in a document, sorted. */
export function rules(document: vscode.TextDocument): string[] {
    const codes = vscode.languages.getDiagnostics(document.uri).map(({ code }) => code);
    return codes.map((code) => String(code && typeof code === "object" ? code.value : code)).sort();
}
