// Python files that are open: the server is told what is in them, so that flows count as they are in the editor.

import { Disposable, languages, type TextDocument, type TextDocumentChangeEvent, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

// Not in the client's selector: the server has nothing to say inside of them, and need not be asked.
const PYTHON = { language: "python", scheme: "file" };

export class Flows implements Disposable {
    readonly #client: LanguageClient;
    readonly #listeners: Disposable;

    constructor(client: LanguageClient) {
        this.#client = client;
        this.#listeners = Disposable.from(
            workspace.onDidOpenTextDocument((it) => this.#open(it)),
            workspace.onDidChangeTextDocument((it) => this.#change(it)),
            workspace.onDidCloseTextDocument((it) => this.#close(it)),
        );
        for (const document of workspace.textDocuments) {
            this.#open(document);
        }
    }

    dispose(): void {
        this.#listeners.dispose();
    }

    #open(document: TextDocument): void {
        if (isPython(document)) {
            const params = this.#client.code2ProtocolConverter.asOpenTextDocumentParams(document);
            void this.#client.sendNotification("textDocument/didOpen", params);
        }
    }

    #change(event: TextDocumentChangeEvent): void {
        const { document, contentChanges } = event;
        if (isPython(document) && contentChanges.length > 0) {
            const params = this.#client.code2ProtocolConverter.asChangeTextDocumentParams(
                event,
                document.uri,
                document.version,
            );
            void this.#client.sendNotification("textDocument/didChange", params);
        }
    }

    #close(document: TextDocument): void {
        if (isPython(document)) {
            const params = this.#client.code2ProtocolConverter.asCloseTextDocumentParams(document);
            void this.#client.sendNotification("textDocument/didClose", params);
        }
    }
}

function isPython(document: TextDocument): boolean {
    return languages.match(PYTHON, document) > 0;
}
