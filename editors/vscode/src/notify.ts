// Tells the user that there is no program to run, with what can be done about it at a click.

import { commands, env, type LogOutputChannel, window } from "vscode";
import { advice, type Problem } from "./program/problem.ts";

const COPY = "Copy Command";
const SETTING = "Open Setting";
const OUTPUT = "Show Output";

/** Shows the message, and gives it back. Waits for nobody. */
export function tell(problem: Problem, output: LogOutputChannel): string {
    const { message, command } = advice(problem);
    output.error(message);
    const buttons = command === undefined ? [SETTING, OUTPUT] : [COPY, SETTING, OUTPUT];
    void window.showErrorMessage(message, ...buttons).then(async (button) => {
        switch (button) {
            case COPY:
                await env.clipboard.writeText(command ?? "");
                break;
            case SETTING:
                await openSetting();
                break;
            case OUTPUT:
                output.show(true);
        }
    });
    return message;
}

/** Opens the settings where this one is: it is the machine's that the program runs on. */
async function openSetting(): Promise<void> {
    const query = "@id:prefect-lint.path";
    if (env.remoteName === undefined) {
        await commands.executeCommand("workbench.action.openSettings", query);
    } else {
        await commands.executeCommand("workbench.action.openRemoteSettings", { query });
    }
}
