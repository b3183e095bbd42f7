// The extension comes to life: commands, the status item, and when the server starts.

import {
    type ConfigurationChangeEvent,
    type ExtensionContext,
    languages,
    RelativePattern,
    type TextDocument,
    window,
    workspace,
} from "vscode";
import { registerCommands } from "./commands/index.ts";
import { editorGlob, looksLikeManifest, SIGNS } from "./manifests.ts";
import { Server } from "./server.ts";
import { SECTION } from "./settings.ts";
import { Status } from "./status.ts";

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
    const output = window.createOutputChannel("prefect-lint", { log: true });
    const ours = new Server(context.extensionPath, output);
    server = ours;
    context.subscriptions.push(
        output,
        ours,
        new Status(ours),
        ...registerCommands(ours, output),
        workspace.onDidOpenTextDocument((document) => startFor(ours, document)),
        workspace.onDidChangeConfiguration((event) => changeSettings(ours, event)),
        workspace.onDidGrantWorkspaceTrust(() => restartIfStarted(ours)),
    );
    for (const document of workspace.textDocuments) {
        startFor(ours, document);
    }
    void startForWorkspace(ours);
}

export function deactivate(): Promise<void> | undefined {
    return server?.stop();
}

/** Starts the server where it has something to do. */
function startFor(server: Server, document: TextDocument): void {
    if (server.state.kind === "idle" && isForUs(document)) {
        void server.start();
    }
}

function isForUs(document: TextDocument): boolean {
    if (document.languageId !== "yaml") {
        return false;
    }
    return looksLikeManifest(document.fileName, document.getText()) || isIncluded(document);
}

/** Whether the settings of the editor say that it is a manifest. */
function isIncluded(document: TextDocument): boolean {
    const folder = workspace.getWorkspaceFolder(document.uri);
    const included = workspace.getConfiguration(SECTION, document).get<string[]>("include", []);
    const globs = included.map(editorGlob).filter((glob) => glob !== undefined);
    const patterns = globs.map((glob) => (folder === undefined ? glob : new RelativePattern(folder, glob)));
    return patterns.some((pattern) => languages.match({ pattern }, document) > 0);
}

async function startForWorkspace(server: Server): Promise<void> {
    const signs = await workspace.findFiles(SIGNS, undefined, 1);
    if (signs.length > 0) {
        await server.start();
    }
}

/** A workspace that has become trusted may have another program. */
async function restartIfStarted(server: Server): Promise<void> {
    if (server.state.kind !== "idle") {
        await server.restart();
    }
}

async function changeSettings(server: Server, event: ConfigurationChangeEvent): Promise<void> {
    if (event.affectsConfiguration(`${SECTION}.path`)) {
        await restartIfStarted(server);
    } else if (event.affectsConfiguration(SECTION) && server.state.kind === "running") {
        const { announceSettings } = await import("./client.ts");
        await announceSettings(server.state.client);
    }
}
