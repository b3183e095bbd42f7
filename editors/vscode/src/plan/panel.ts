// Plans in panels beside their manifests, one for each. They follow what is written.

import { randomBytes } from "node:crypto";
import * as path from "node:path";
import {
    commands,
    Disposable,
    Range,
    type TextDocument,
    Uri,
    ViewColumn,
    type WebviewPanel,
    window,
    workspace,
} from "vscode";
import type { Server } from "../server.ts";
import { failurePage, type Options, planPage } from "./page.ts";
import { fetchPlan, isUnsaved } from "./source.ts";

/** Follows the links of the page. */
const REVEAL = "prefect-lint.reveal";

/** How long nothing must be typed before a plan is made anew. */
const PAUSE_MS = 300;

export class Plans implements Disposable {
    readonly #server: Server;
    readonly #panels = new Map<string, PlanPanel>();
    readonly #listeners: Disposable;

    constructor(server: Server) {
        this.#server = server;
        this.#listeners = Disposable.from(
            commands.registerCommand(REVEAL, reveal),
            workspace.onDidChangeTextDocument(({ document }) =>
                this.#panels.get(document.uri.toString())?.refreshSoon(),
            ),
            // Plans depend on flows and settings files, too.
            workspace.onDidSaveTextDocument(() => this.#refreshAll()),
        );
    }

    async show(uri: Uri): Promise<void> {
        const key = uri.toString();
        const known = this.#panels.get(key);
        if (known !== undefined) {
            known.reveal();
            return;
        }
        const document = await workspace.openTextDocument(uri);
        const panel = new PlanPanel(this.#server, document, () => this.#panels.delete(key));
        this.#panels.set(key, panel);
        await panel.refresh();
    }

    dispose(): void {
        this.#listeners.dispose();
        for (const panel of this.#panels.values()) {
            panel.dispose();
        }
    }

    #refreshAll(): void {
        for (const panel of this.#panels.values()) {
            panel.refreshSoon();
        }
    }
}

class PlanPanel implements Disposable {
    readonly #server: Server;
    readonly #uri: Uri;
    readonly #title: string;
    readonly #panel: WebviewPanel;
    #timer: NodeJS.Timeout | undefined;

    constructor(server: Server, document: TextDocument, onClose: () => void) {
        this.#server = server;
        this.#uri = document.uri;
        this.#title = workspace.asRelativePath(document.uri);
        const title = `Plan: ${path.basename(document.fileName)}`;
        const options = {
            enableScripts: false,
            enableCommandUris: [REVEAL],
            localResourceRoots: [],
            enableFindWidget: true,
        };
        this.#panel = window.createWebviewPanel("prefect-lint.plan", title, ViewColumn.Beside, options);
        this.#panel.onDidDispose(() => {
            clearTimeout(this.#timer);
            onClose();
        });
    }

    reveal(): void {
        this.#panel.reveal();
    }

    dispose(): void {
        this.#panel.dispose();
    }

    refreshSoon(): void {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.refresh(), PAUSE_MS);
    }

    async refresh(): Promise<void> {
        const page = await this.#page();
        this.#panel.webview.html = page;
    }

    async #page(): Promise<string> {
        const document = await workspace.openTextDocument(this.#uri);
        const options: Options = {
            title: this.#title,
            isUnsaved: isUnsaved(document),
            nonce: randomBytes(16).toString("base64url"),
            reveal: (line) => `command:${REVEAL}?${encodeURIComponent(JSON.stringify([this.#uri.toString(), line]))}`,
        };
        const running = await this.#server.ready();
        if (running === undefined) {
            const { state } = this.#server;
            return failurePage(state.kind === "failed" ? state.reason : "prefect-lint does not run", options);
        }
        const plan = await fetchPlan(running.program, document);
        return typeof plan === "string" ? failurePage(plan, options) : planPage(plan, options);
    }
}

/** Shows a line of a manifest, from 1. */
async function reveal(uri: string, line: number): Promise<void> {
    const document = await workspace.openTextDocument(Uri.parse(uri));
    const selection = new Range(line - 1, 0, line - 1, 0);
    await window.showTextDocument(document, { selection, viewColumn: ViewColumn.One });
}
