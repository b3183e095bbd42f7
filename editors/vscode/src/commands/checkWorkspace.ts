// Checks all manifests of the workspace, and says what came out.

import { commands, ProgressLocation, window } from "vscode";
import type {
    LanguageClient,
    WorkspaceDiagnosticReport,
    WorkspaceDocumentDiagnosticReport,
} from "vscode-languageclient/node";
import type { Server } from "../server.ts";
import { plural } from "../words.ts";

const SHOW = "Show Problems";

/** The severities of the protocol, which are not those of the editor. */
const ERROR = 1;
const WARNING = 2;

export async function checkWorkspace(server: Server): Promise<void> {
    const running = await server.ready();
    if (running === undefined) {
        return;
    }
    const options = { location: ProgressLocation.Window, title: "prefect-lint: checking the workspace" };
    const reports = await window.withProgress(options, () => check(running.client));
    const button = await window.showInformationMessage(summary(reports), ...(reports.length > 0 ? [SHOW] : []));
    if (button === SHOW) {
        await commands.executeCommand("workbench.actions.view.problems");
    }
}

async function check(client: LanguageClient): Promise<WorkspaceDocumentDiagnosticReport[]> {
    // The client shows what it asks for itself; this is for the figures.
    const report = await client.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", {
        previousResultIds: [],
    });
    return report.items;
}

function summary(reports: readonly WorkspaceDocumentDiagnosticReport[]): string {
    const found = reports.flatMap((it) => (it.kind === "full" ? it.items : []));
    const having = (severity: number) => found.filter((it) => it.severity === severity).length;
    const errors = having(ERROR);
    const warnings = having(WARNING);
    const manifests = plural(reports.length, "manifest");
    if (reports.length === 0) {
        return "prefect-lint: there is no manifest in this workspace.";
    }
    return errors + warnings === 0
        ? `prefect-lint: ${manifests} checked, all is well.`
        : `prefect-lint: ${plural(errors, "error")} and ${plural(warnings, "warning")} in ${manifests}.`;
}
