// Shows the page of a rule: the one at the cursor, or one that is picked.

import { commands, type TextEditor, window } from "vscode";
import { findingsOf, ruleOf } from "../findings.ts";
import { pageOf, type Rule, rules } from "../rules.ts";
import type { Server } from "../server.ts";

export async function explainRule(server: Server, wanted?: string): Promise<void> {
    const running = await server.ready();
    if (running === undefined) {
        return;
    }
    const known = await rules(running.program);
    if (known === undefined) {
        void window.showErrorMessage("prefect-lint: the program does not tell its rules; see the output for more.");
        return;
    }
    const word = wanted ?? atCursor(window.activeTextEditor);
    const rule = known.find((it) => it.code === word || it.name === word) ?? (await pick(known));
    if (rule !== undefined) {
        await commands.executeCommand("markdown.showPreview", pageOf(rule));
    }
}

/** The rule of the finding at the cursor, or the one that a comment there names. */
function atCursor(editor: TextEditor | undefined): string | undefined {
    if (editor === undefined) {
        return undefined;
    }
    const { document, selection } = editor;
    const found = findingsOf(document.uri).filter((it) => it.range.intersection(selection) !== undefined);
    const word = document.getWordRangeAtPosition(selection.active, /[\w-]+/);
    return found.map(ruleOf)[0] ?? (word && document.getText(word));
}

async function pick(known: readonly Rule[]): Promise<Rule | undefined> {
    const items = known.map((rule) => ({
        label: rule.name,
        description: `${rule.code} · ${rule.severity}`,
        detail: rule.summary,
        rule,
    }));
    const options = { title: "Explain Rule", placeHolder: "Name or code of a rule", matchOnDescription: true };
    return (await window.showQuickPick(items, options))?.rule;
}
