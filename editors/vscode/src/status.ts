// The item in the status bar: whether the server runs, and how many errors and warnings there are.

import {
    Disposable,
    languages,
    MarkdownString,
    StatusBarAlignment,
    type StatusBarItem,
    ThemeColor,
    window,
} from "vscode";
import { allFindings, count } from "./findings.ts";
import type { Server, State } from "./server.ts";
import { plural } from "./words.ts";

export class Status implements Disposable {
    readonly #server: Server;
    readonly #item: StatusBarItem;
    readonly #listeners: Disposable;

    constructor(server: Server) {
        this.#server = server;
        this.#item = window.createStatusBarItem("prefect-lint.status", StatusBarAlignment.Left);
        this.#item.name = "prefect-lint";
        this.#listeners = Disposable.from(
            this.#item,
            server.onDidChange(() => this.#update()),
            languages.onDidChangeDiagnostics(() => this.#update()),
        );
    }

    dispose(): void {
        this.#listeners.dispose();
    }

    #update(): void {
        const { state } = this.#server;
        this.#item.text = text(state);
        this.#item.tooltip = tooltip(state);
        this.#item.command = state.kind === "running" ? "workbench.actions.view.problems" : "prefect-lint.showOutput";
        this.#item.backgroundColor =
            state.kind === "failed" ? new ThemeColor("statusBarItem.errorBackground") : undefined;
        if (state.kind === "idle") {
            this.#item.hide();
        } else {
            this.#item.show();
        }
    }
}

function text(state: State): string {
    switch (state.kind) {
        case "idle":
        case "starting":
            return "$(loading~spin) prefect-lint";
        case "failed":
            return "$(error) prefect-lint";
        case "running": {
            const { errors, warnings } = count(allFindings());
            return errors + warnings === 0
                ? "$(check) prefect-lint"
                : `prefect-lint: $(error) ${errors} $(warning) ${warnings}`;
        }
    }
}

function tooltip(state: State): MarkdownString {
    const links = [
        "[Check workspace](command:prefect-lint.checkWorkspace)",
        "[Restart](command:prefect-lint.restart)",
        "[Output](command:prefect-lint.showOutput)",
    ];
    const shown = new MarkdownString("", true);
    shown.isTrusted = {
        enabledCommands: ["prefect-lint.checkWorkspace", "prefect-lint.restart", "prefect-lint.showOutput"],
    };
    shown.appendText(explanation(state));
    shown.appendMarkdown(`\n\n${links.join(" · ")}`);
    return shown;
}

function explanation(state: State): string {
    switch (state.kind) {
        case "idle":
        case "starting":
            return "prefect-lint starts";
        case "failed":
            return state.reason;
        case "running": {
            const { errors, warnings, files } = count(allFindings());
            const found = `${plural(errors, "error")} and ${plural(warnings, "warning")} in ${plural(files, "file")}`;
            return `${found}. prefect-lint ${state.program.version}, ${state.program.file}`;
        }
    }
}
