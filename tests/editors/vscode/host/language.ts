// In a workspace with manifests: findings, what can be asked, commands, settings, flows that are being edited.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import * as vscode from "vscode";
import { eventually } from "../eventually.ts";
import { file, open, positionOf, rules, runAll } from "./support.ts";

const ALL = ["PF005", "PF006", "PF009", "PF101", "PF105", "PF106", "PF106", "PF108", "PF506"];

const settings = () => vscode.workspace.getConfiguration("prefect-lint");

export function run(): Promise<void> {
    return runAll("language", {
        "closed manifests have findings": async () => {
            await eventually(() => {
                const found = vscode.languages.getDiagnostics(file("closed/prefect.yaml"));
                assert.equal(found.length, ALL.length);
            });
        },

        "open manifests have the same": async () => {
            const document = await open("broken/prefect.yaml");
            await eventually(() => assert.deepEqual(rules(document), ALL));
            const [finding] = vscode.languages.getDiagnostics(document.uri);
            assert.equal(finding?.source, "prefect-lint");
            assert.ok(finding.code && typeof finding.code === "object" && finding.code.target.scheme === "https");
        },

        "there are commands": async () => {
            const names = ["showPlan", "checkWorkspace", "fixAll", "explainRule", "restart", "showOutput", "copy"];
            const known = await vscode.commands.getCommands(true);
            assert.deepEqual(
                names.filter((name) => !known.includes(`prefect-lint.${name}`)),
                [],
            );
        },

        "keys are completed": async () => {
            const document = await open("broken/prefect.yaml");
            const at = positionOf(document, "entrypont").translate(0, 5);
            const found = await complete(document, at);
            assert.ok(found.includes("entrypoint"), found.join());
        },

        "completion can be left to others": async () => {
            const document = await open("broken/prefect.yaml");
            const at = positionOf(document, "entrypont").translate(0, 5);
            await settings().update("completion.enable", false);
            await eventually(async () => assert.ok(!(await complete(document, at)).includes("entrypoint")));
            await settings().update("completion.enable", undefined);
            await eventually(async () => assert.ok((await complete(document, at)).includes("entrypoint")));
        },

        "symbols of the workspace are deployments": async () => {
            const provider = "vscode.executeWorkspaceSymbolProvider";
            const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(provider, "water");
            assert.ok(found.some((it) => it.name.includes("water-trees")));
        },

        "settings are picked up, and dropped": async () => {
            const document = await open("broken/prefect.yaml");
            await settings().update("ignore", ["PF0", "PF1"]);
            await eventually(() => assert.deepEqual(rules(document), ["PF506"]));
            await settings().update("ignore", undefined);
            await eventually(() => assert.deepEqual(rules(document), ALL));
        },

        "closed manifests follow the settings, too": async () => {
            const found = () => vscode.languages.getDiagnostics(file("closed/prefect.yaml")).length;
            await settings().update("enable", false);
            await eventually(() => assert.equal(found(), 0));
            await settings().update("enable", undefined);
            await eventually(() => assert.equal(found(), ALL.length));
        },

        "closed manifests follow their files": async () => {
            const uri = file("other/prefect.yaml");
            const found = () => vscode.languages.getDiagnostics(uri).length;
            await vscode.workspace.fs.writeFile(uri, Buffer.from("deployments:\n  - nme: daily\n"));
            await eventually(() => assert.ok(found() > 0));
            await vscode.workspace.fs.delete(uri);
            await eventually(() => assert.equal(found(), 0));
        },

        "what was not saved is forgotten": async () => {
            const document = await open("closed/prefect.yaml");
            const edit = new vscode.WorkspaceEdit();
            edit.insert(document.uri, new vscode.Position(0, 0), "ownr: me\n");
            await vscode.workspace.applyEdit(edit);
            await eventually(() => assert.deepEqual(rules(document), [...ALL, "PF102"].sort()));
            await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
            await eventually(() => assert.deepEqual(rules(document), ALL));
        },

        "a flow counts as it is being edited": async () => {
            const manifest = await open("good/prefect.yaml");
            const flow = await open("good/flows/harvest.py");
            const edit = new vscode.WorkspaceEdit();
            edit.insert(flow.uri, positionOf(flow, "weigh(rows"), "re");
            await vscode.workspace.applyEdit(edit);
            await eventually(() => assert.deepEqual(rules(manifest), ["PF209"]));
            await vscode.commands.executeCommand("undo");
            await eventually(() => assert.deepEqual(rules(manifest), []));
        },

        "lenses copy": async () => {
            await vscode.commands.executeCommand("prefect-lint.copy", "prefect deploy -n daily");
            assert.equal(await vscode.env.clipboard.readText(), "prefect deploy -n daily");
        },

        "Fix All leaves what is not certain": async () => {
            const document = await open("broken/prefect.yaml");
            await eventually(() => assert.deepEqual(rules(document), ALL));
            await vscode.commands.executeCommand("prefect-lint.fixAll");
            await eventually(() => assert.deepEqual(rules(document), ["PF005", "PF006", "PF106", "PF213"]));
            assert.ok(document.getText().includes('version: "1.0"'));
        },

        "a server that has died comes back": async () => {
            const document = await open("closed/prefect.yaml");
            await eventually(() => assert.deepEqual(rules(document), ALL));
            const before = await servers();
            assert.equal(before.length, 1);
            process.kill(before[0] ?? Number.NaN, "SIGKILL");
            await eventually(async () => assert.notDeepEqual(await servers(), before));
            const edit = new vscode.WorkspaceEdit();
            edit.insert(document.uri, new vscode.Position(0, 0), "ownr: me\n");
            await vscode.workspace.applyEdit(edit);
            await eventually(() => assert.deepEqual(rules(document), [...ALL, "PF102"].sort()));
        },

        "the server is restarted, and says the same": async () => {
            const document = await open("broken/prefect.yaml");
            await vscode.commands.executeCommand("prefect-lint.restart");
            await eventually(() => assert.deepEqual(rules(document), ["PF005", "PF006", "PF106", "PF213"]));
        },
    });
}

async function complete(document: vscode.TextDocument, at: vscode.Position): Promise<string[]> {
    const provider = "vscode.executeCompletionItemProvider";
    const found = await vscode.commands.executeCommand<vscode.CompletionList>(provider, document.uri, at);
    // The editor itself offers the words of the text.
    const others = found.items.filter((it) => it.kind !== vscode.CompletionItemKind.Text);
    return others.map((it) => (typeof it.label === "string" ? it.label : it.label.label));
}

/** The servers that this extension host has started, by their numbers. */
async function servers(): Promise<number[]> {
    const numbers = (await readdir("/proc")).map(Number).filter(Number.isInteger);
    const read = (number: number, file: string) => readFile(`/proc/${number}/${file}`, "utf8").catch(() => "");
    const isOurs = async (number: number) => {
        const [command, status] = await Promise.all([read(number, "cmdline"), read(number, "status")]);
        return command.split("\0")[1] === "server" && status.includes(`PPid:\t${process.pid}\n`);
    };
    const are = await Promise.all(numbers.map(isOurs));
    return numbers.filter((_, index) => are[index]);
}
