// Where the program is looked for, and in which order.

import * as path from "node:path";

export type Origin = "setting" | "bundled" | "environment" | "path";

export interface Candidate {
    readonly file: string;
    readonly origin: Origin;
}

/** What is known about the machine and the workspace. */
export interface Surroundings {
    /** What the setting says; empty if nothing. */
    readonly setting: string;
    readonly extensionFolder: string;
    readonly workspaceFolders: readonly string[];
    readonly isTrusted: boolean;
    /** The Python interpreters that were chosen for the workspace. */
    readonly interpreters: readonly string[];
    readonly home: string;
    /** The variable `PATH`. */
    readonly searchPath: string;
    readonly isWindows: boolean;
}

/** All places where the program may be, the best first. With the setting, it is nowhere else. */
export function candidates(around: Surroundings): Candidate[] {
    if (around.setting !== "") {
        return [{ file: expand(around.setting, around), origin: "setting" }];
    }
    const name = around.isWindows ? "prefect-lint.exe" : "prefect-lint";
    const of = (origin: Origin, folders: string[]) => folders.map((it) => ({ file: path.join(it, name), origin }));
    return [
        ...of("bundled", [path.join(around.extensionFolder, "bin")]),
        ...of("environment", environments(around)),
        ...of("path", searched(around)),
    ];
}

function expand(setting: string, around: Surroundings): string {
    const folder = around.workspaceFolders[0];
    if (setting.startsWith("~/")) {
        return path.join(around.home, setting.slice(2));
    }
    return folder === undefined ? setting : setting.replace(/^\$\{workspaceFolder\}/, () => folder);
}

/** Python environments of the workspace. What is in them could be anything as long as it is not trusted. */
function environments(around: Surroundings): string[] {
    if (!around.isTrusted) {
        return [];
    }
    const scripts = around.isWindows ? "Scripts" : "bin";
    const usual = around.workspaceFolders.flatMap((folder) =>
        [".venv", "venv"].map((name) => path.join(folder, name, scripts)),
    );
    const chosen = around.interpreters.map((it) => path.dirname(it));
    return [...chosen, ...usual];
}

/** The folders of the `PATH`. A relative one would lead into the workspace, whatever that is. */
function searched(around: Surroundings): string[] {
    const folders = around.searchPath.split(path.delimiter).filter((it) => path.isAbsolute(it));
    const isForeign = (folder: string) => !around.workspaceFolders.some((it) => isWithin(folder, it));
    return around.isTrusted ? folders : folders.filter(isForeign);
}

function isWithin(folder: string, parent: string): boolean {
    const way = path.relative(parent, folder);
    return way === "" || !(way.startsWith("..") || path.isAbsolute(way));
}
