// The client of the language server: how it is started, what it is about, what it is told.

import { type ConfigurationScope, type LogOutputChannel, Uri, workspace } from "vscode";
import {
    DidChangeConfigurationNotification,
    LanguageClient,
    type Middleware,
    RevealOutputChannelOn,
    TransportKind,
} from "vscode-languageclient/node";
import { BY_NAME } from "./manifests.ts";
import type { Program } from "./program/locate.ts";
import { Refresh } from "./refresh.ts";
import { forServer, SECTION } from "./settings.ts";

/** A client that is not started yet. */
export function createClient(program: Program, output: LogOutputChannel): LanguageClient {
    const executable = {
        command: program.file,
        args: ["server", "--log-level", "error"],
        transport: TransportKind.stdio,
    };
    const refresh = new Refresh();
    const client = new LanguageClient(SECTION, "prefect-lint", executable, {
        // Which YAML files are manifests depends on their contents and on settings files, which the server knows.
        documentSelector: [{ language: "yaml" }, { pattern: BY_NAME }],
        outputChannel: output,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        initializationOptions: () => settingsFor(undefined),
        middleware: { ...refresh.middleware, ...MIDDLEWARE },
    });
    refresh.attach(client);
    return client;
}

/** Tells the server that the settings of the editor are others now; it asks for them. */
export function announceSettings(client: LanguageClient): Promise<void> {
    return client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
}

function settingsFor(scope: ConfigurationScope | undefined): Record<string, unknown> {
    return forServer(workspace.getConfiguration(SECTION, scope));
}

const MIDDLEWARE: Middleware = {
    provideCompletionItem: (document, position, context, token, next) =>
        workspace.getConfiguration(SECTION, document).get("completion.enable", true)
            ? next(document, position, context, token)
            : [],
    workspace: {
        configuration: ({ items }) =>
            items.map(({ scopeUri }) => settingsFor(scopeUri === undefined ? undefined : Uri.parse(scopeUri))),
    },
};
