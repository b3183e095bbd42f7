// Shows the plan of a manifest: the one that was clicked, the one that is being edited, or one that is picked.

import { type Uri, window, workspace } from "vscode";
import { BY_NAME } from "../manifests.ts";
import type { Plans } from "../plan/panel.ts";

export async function showPlan(plans: Plans, clicked?: Uri): Promise<void> {
    const uri = clicked ?? edited() ?? (await pick());
    if (uri !== undefined) {
        await plans.show(uri);
    }
}

function edited(): Uri | undefined {
    const document = window.activeTextEditor?.document;
    return document?.languageId === "yaml" ? document.uri : undefined;
}

async function pick(): Promise<Uri | undefined> {
    const found = await workspace.findFiles(BY_NAME);
    if (found.length === 0) {
        void window.showInformationMessage("prefect-lint: there is no prefect.yaml in this workspace.");
    }
    if (found.length <= 1) {
        return found[0];
    }
    const items = found.map((uri) => ({ label: workspace.asRelativePath(uri), uri }));
    items.sort((a, b) => a.label.localeCompare(b.label));
    return (await window.showQuickPick(items, { title: "Show Plan", placeHolder: "A manifest" }))?.uri;
}
