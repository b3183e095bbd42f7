// Findings of closed manifests: the client asks for them again two seconds after each answer, whether or not anything has
// changed. The server says when something has, so the client is made to wait for that.

import { DiagnosticRefreshRequest, DocumentDiagnosticRequest } from "vscode-languageclient";
import type { FeatureState, LanguageClient, Middleware, StaticFeature } from "vscode-languageclient/node";
import { Pulse } from "./pulse.ts";

/** How long the client may take to forget a document, on machines from quick to busy: until then it passes over what is said
 * of it as of a closed one. */
const FORGOTTEN_MS = [2_000, 6_000, 15_000];

export class Refresh implements StaticFeature {
    readonly #pulse = new Pulse();
    #client: LanguageClient | undefined;

    /** The part of the middleware that makes it wait. */
    readonly middleware: Middleware = {
        provideWorkspaceDiagnostics: async (known, token, report, next) => {
            await this.#pulse.next(token);
            // What is shown may be newer by now than what was known before the wait; so all is asked for.
            const all = known.map(({ uri }) => ({ uri, value: "" }));
            return next(all, token, report);
        },
        // What was not saved does not count any more, once the client has forgotten it.
        didClose: async (document, next) => {
            await next(document);
            for (const delay of FORGOTTEN_MS) {
                setTimeout(() => this.#pulse.beat(), delay);
            }
        },
    };

    /** To be called before the client is started. */
    attach(client: LanguageClient): void {
        this.#client = client;
        client.registerFeature(this);
    }

    /** Comes behind the client's own features, whenever the server is started. */
    initialize(): void {
        const client = this.#client;
        this.#pulse.beat();
        client?.onRequest(DiagnosticRefreshRequest.type, () => {
            this.#pulse.beat();
            client.getFeature(DocumentDiagnosticRequest.method)?.refresh();
        });
    }

    fillClientCapabilities(): void {}

    getState(): FeatureState {
        return { kind: "static" };
    }

    clear(): void {}
}
