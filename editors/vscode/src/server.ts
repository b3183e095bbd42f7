// The server's life: finding the program, starting, stopping, and telling what is in the way.

import { type Disposable, EventEmitter, type LogOutputChannel } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { Flows } from "./flows.ts";
import { tell } from "./notify.ts";
import { locate, type Program } from "./program/locate.ts";
import type { Problem } from "./program/problem.ts";
import { surroundings } from "./surroundings.ts";

export type State =
    | { readonly kind: "idle" }
    | { readonly kind: "starting" }
    | { readonly kind: "running"; readonly client: LanguageClient; readonly program: Program }
    | { readonly kind: "failed"; readonly reason: string };

export class Server implements Disposable {
    readonly #changes = new EventEmitter<State>();
    readonly onDidChange = this.#changes.event;
    readonly #output: LogOutputChannel;
    readonly #extensionFolder: string;
    #state: State = { kind: "idle" };
    #client: LanguageClient | undefined;
    #flows: Flows | undefined;
    /** What is being done; one thing after the other. */
    #work: Promise<void> = Promise.resolve();

    constructor(extensionFolder: string, output: LogOutputChannel) {
        this.#extensionFolder = extensionFolder;
        this.#output = output;
    }

    get state(): State {
        return this.#state;
    }

    /** Starts the server if it was not started yet; one that has failed is left alone. */
    start(): Promise<void> {
        return this.#then(() => (this.#state.kind === "idle" ? this.#start() : undefined));
    }

    restart(): Promise<void> {
        return this.#then(async () => {
            await this.#stop();
            await this.#start();
        });
    }

    /** The running server, started if need be; nothing if that fails, which the user is told. */
    async ready(): Promise<Extract<State, { kind: "running" }> | undefined> {
        await (this.#state.kind === "failed" ? this.restart() : this.start());
        return this.#state.kind === "running" ? this.#state : undefined;
    }

    stop(): Promise<void> {
        return this.#then(() => this.#stop());
    }

    dispose(): void {
        this.#changes.dispose();
    }

    #then(work: () => Promise<void> | undefined): Promise<void> {
        this.#work = this.#work.then(work);
        return this.#work;
    }

    #become(state: State): void {
        this.#state = state;
        this.#changes.fire(state);
    }

    async #start(): Promise<void> {
        this.#become({ kind: "starting" });
        const located = await locate(surroundings(this.#extensionFolder));
        if ("problem" in located) {
            this.#fail(located.problem);
            return;
        }
        const { program } = located;
        this.#output.info(`${program.file}, version ${program.version}, found by way of: ${program.origin}`);
        try {
            // Only now, since it takes longer to load than all the rest.
            const { createClient } = await import("./client.ts");
            const client = createClient(program, this.#output);
            await client.start();
            client.onDidChangeState(() => this.#follow(client, program));
            this.#client = client;
            this.#flows = new Flows(client);
            this.#become({ kind: "running", client, program });
        } catch (error) {
            this.#fail({ kind: "broken", candidate: program, reason: `the server does not start (${error})` });
        }
    }

    /** The client starts a server again that has died, a few times. */
    #follow(client: LanguageClient, program: Program): void {
        if (this.#state.kind === "running" && !client.isRunning()) {
            this.#flows?.dispose();
            this.#become({ kind: "failed", reason: "The server has ended by itself. The output says more." });
        } else if (this.#state.kind === "failed" && client.isRunning()) {
            this.#flows = new Flows(client);
            this.#become({ kind: "running", client, program });
        }
    }

    #fail(problem: Problem): void {
        const reason = tell(problem, this.#output);
        this.#become({ kind: "failed", reason });
    }

    async #stop(): Promise<void> {
        const client = this.#client;
        this.#client = undefined;
        this.#flows?.dispose();
        this.#become({ kind: "idle" });
        await client?.dispose().catch((error) => this.#output.warn(`the server did not end by itself: ${error}`));
    }
}
