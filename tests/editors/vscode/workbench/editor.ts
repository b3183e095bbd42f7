// A VS Code server of its own for each test: folders, settings, process.

import { type ChildProcess, spawn } from "node:child_process";
import { openSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout } from "node:timers/promises";

/** Where the repository is, and what `check` has put there. */
export const REPOSITORY = path.resolve(import.meta.dirname, "../../../..");
const TOOLS = path.join(REPOSITORY, "target/editors");
const CODE_SERVER = path.join(TOOLS, "code-server/node_modules/code-server");

/** What the server prints, in its scratch folder. */
const LOG = "server.log";

/** How long a server may take to answer. */
const PATIENCE_MS = 60_000;

/** What keeps the picture quiet. */
const QUIET = {
    "workbench.startupEditor": "none",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.tips.enabled": false,
    "chat.disableAIFeatures": true,
    "extensions.autoUpdate": false,
    "extensions.ignoreRecommendations": true,
    "editor.minimap.enabled": false,
    "editor.stickyScroll.enabled": false,
    "files.autoSave": "off",
    "telemetry.telemetryLevel": "off",
    "git.enabled": false,
};

export interface Options {
    /** Folders and files of the repository to be copied into the workspace, by their places there. */
    readonly files?: Readonly<Record<string, string>>;
    /** Files with these texts. */
    readonly texts?: Readonly<Record<string, string>>;
    /** The package to install; none: the server has no extension of ours. */
    readonly extension?: string;
    /** Settings of the user, and of the machine. */
    readonly user?: Readonly<Record<string, unknown>>;
    readonly machine?: Readonly<Record<string, unknown>>;
    readonly environment?: Readonly<Record<string, string>>;
}

export interface Running {
    readonly url: string;
    readonly workspace: string;
    stop(): Promise<void>;
}

/** The server as users have it, with the extension installed from its package. */
export async function startCodeServer(options: Options): Promise<Running> {
    const entry = path.join(CODE_SERVER, "out/node/entry.js");
    return await start(options, async (scratch, port) => {
        const folders = [
            "--user-data-dir",
            path.join(scratch, "data"),
            "--extensions-dir",
            path.join(scratch, "extensions"),
        ];
        await settings(path.join(scratch, "data"), options);
        if (options.extension !== undefined) {
            await finish(launch([entry, ...folders, "--install-extension", options.extension], scratch, options));
        }
        const quiet = ["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"];
        const address = ["--auth", "none", "--bind-addr", `127.0.0.1:${port}`];
        return launch([entry, ...folders, ...address, ...quiet], scratch, options);
    });
}

/** The server inside of that one, which runs tests in its extension host. */
export async function startTestServer(options: Options): Promise<Running> {
    const entry = path.join(CODE_SERVER, "lib/vscode/out/server-main.js");
    return await start(options, async (scratch, port) => {
        await settings(path.join(scratch, "data/data"), options);
        const address = ["--host", "127.0.0.1", "--port", String(port), "--without-connection-token"];
        const quiet = ["--accept-server-license-terms", "--disable-telemetry", "--enable-smoke-test-driver"];
        return launch([entry, ...address, ...quiet, "--server-data-dir", path.join(scratch, "data")], scratch, options);
    });
}

type Launch = (scratch: string, port: number) => Promise<ChildProcess>;

async function start(options: Options, launchServer: Launch): Promise<Running> {
    const scratch = await mkdtemp(path.join(tmpdir(), "prefect-lint-editor-"));
    const workspace = path.join(scratch, "workspace");
    await fill(workspace, options);
    const port = await freePort();
    const child = await launchServer(scratch, port);
    const url = `http://127.0.0.1:${port}/?folder=${workspace}`;
    const stop = async () => {
        end(child);
        // The helpers of the server live a little longer, and write.
        await rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
    };
    try {
        await answers(url, child);
    } catch (error) {
        const log = await readFile(path.join(scratch, LOG), "utf8");
        await stop();
        throw new Error(`${error}\n${log}`);
    }
    return { url, workspace, stop };
}

async function fill(workspace: string, { files = {}, texts = {} }: Options): Promise<void> {
    await mkdir(workspace);
    for (const [place, source] of Object.entries(files)) {
        await cp(path.join(REPOSITORY, source), path.join(workspace, place), { recursive: true });
    }
    for (const [place, text] of Object.entries(texts)) {
        const file = path.join(workspace, place);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, text, { mode: text.startsWith("#!") ? 0o755 : 0o644 });
    }
}

/** Settings that only a machine may have are not read from those of the user. */
async function settings(data: string, { user = {}, machine = {} }: Options): Promise<void> {
    for (const [folder, values] of Object.entries({ User: { ...QUIET, ...user }, Machine: machine })) {
        await mkdir(path.join(data, folder), { recursive: true });
        await writeFile(path.join(data, folder, "settings.json"), JSON.stringify(values));
    }
}

function launch(args: readonly string[], scratch: string, { environment = {} }: Options): ChildProcess {
    const env = { ...process.env, HOME: scratch, ...environment };
    // It complains of the network that is not there, which is of interest only where it does not start.
    const log = openSync(path.join(scratch, LOG), "a");
    return spawn(process.execPath, args, { env, detached: true, stdio: ["ignore", log, log] });
}

async function finish(child: ChildProcess): Promise<void> {
    const code = await new Promise((resolve) => child.on("exit", resolve));
    if (code !== 0) {
        throw new Error(`${child.spawnargs.join(" ")} ends with ${code}`);
    }
}

/** Ends a process with all that it has started. */
function end(child: ChildProcess): void {
    if (child.pid !== undefined && child.exitCode === null) {
        process.kill(-child.pid, "SIGKILL");
    }
}

async function answers(url: string, child: ChildProcess): Promise<void> {
    const latest = Date.now() + PATIENCE_MS;
    while (Date.now() < latest && child.exitCode === null) {
        const response = await fetch(url).catch(() => undefined);
        if (response?.ok) {
            return;
        }
        await setTimeout(200);
    }
    throw new Error(`no answer from ${url}`);
}

function freePort(): Promise<number> {
    return new Promise((resolve, reject) => {
        const server = createServer();
        server.on("error", reject);
        server.listen(0, "127.0.0.1", () => {
            const address = server.address();
            server.close(() =>
                address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
            );
        });
    });
}
