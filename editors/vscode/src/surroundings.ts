// What the editor knows about the machine and the workspace, for finding the program.

import { homedir } from "node:os";
import * as path from "node:path";
import { extensions, workspace } from "vscode";
import type { Surroundings } from "./program/find.ts";
import { SECTION } from "./settings.ts";

export function surroundings(extensionFolder: string): Surroundings {
    return {
        setting: workspace.getConfiguration(SECTION).get("path", "").trim(),
        extensionFolder,
        workspaceFolders: (workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
        isTrusted: workspace.isTrusted,
        interpreters: interpreters(),
        home: homedir(),
        searchPath: process.env.PATH ?? "",
        isWindows: process.platform === "win32",
    };
}

/** As much of what the Python extension offers as is needed here. */
interface PythonExtension {
    readonly environments?: { getActiveEnvironmentPath(): { readonly path: string } };
}

/** The interpreter that was picked in the Python extension, and the one that its settings name. */
function interpreters(): string[] {
    const python = extensions.getExtension<PythonExtension>("ms-python.python");
    const picked = python?.isActive ? python.exports?.environments?.getActiveEnvironmentPath().path : undefined;
    const named = workspace.getConfiguration("python").get<string>("defaultInterpreterPath");
    // A bare `python` is looked up on the PATH by others, and `${…}` is filled in by others.
    return [picked, named].filter((it) => it !== undefined).filter((it) => path.isAbsolute(it));
}
