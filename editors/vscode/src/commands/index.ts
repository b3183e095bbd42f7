// The commands by their names.

import { commands, type Disposable, env, type LogOutputChannel, type Uri, window, workspace } from "vscode";
import { Plans } from "../plan/panel.ts";
import { RulePages, SCHEME } from "../rules.ts";
import type { Server } from "../server.ts";
import { checkWorkspace } from "./checkWorkspace.ts";
import { explainRule } from "./explainRule.ts";
import { fixAll } from "./fixAll.ts";
import { showPlan } from "./showPlan.ts";

export function registerCommands(server: Server, output: LogOutputChannel): Disposable[] {
    const plans = new Plans(server);
    return [
        plans,
        workspace.registerTextDocumentContentProvider(SCHEME, new RulePages(server)),
        commands.registerCommand("prefect-lint.checkWorkspace", () => checkWorkspace(server)),
        commands.registerCommand("prefect-lint.fixAll", () => fixAll(server)),
        commands.registerCommand("prefect-lint.showPlan", (uri?: Uri) => showPlan(plans, uri)),
        commands.registerCommand("prefect-lint.explainRule", (rule?: string) => explainRule(server, rule)),
        commands.registerCommand("prefect-lint.restart", () => server.restart()),
        commands.registerCommand("prefect-lint.showOutput", () => output.show()),
        // The server's lenses and hovers name this one; it is not in the palette.
        commands.registerCommand("prefect-lint.copy", copy),
    ];
}

async function copy(text: string): Promise<void> {
    await env.clipboard.writeText(text);
    window.setStatusBarMessage(`$(clippy) Copied: ${text}`, 5_000);
}
