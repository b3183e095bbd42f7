// The settings of the editor that the server gets: those that someone has set.

import * as path from "node:path";

/** What the editor says about one setting. */
export interface Inspected {
    readonly globalValue?: unknown;
    readonly workspaceValue?: unknown;
    readonly workspaceFolderValue?: unknown;
}

/** The settings of a place, as far as they are needed here. */
export interface Configuration {
    get(key: string): unknown;
    inspect(key: string): Inspected | undefined;
}

/** The name of the section. */
export const SECTION = "prefect-lint";

/** The settings that the server knows. */
export const KEYS = [
    "enable",
    "target-version",
    "include",
    "exclude",
    "roots",
    "select",
    "extend-select",
    "ignore",
    "severity",
    "per-file-ignores",
    "work-pools",
    "steps",
] as const;

/** What is set, by its key. What is not set must not be sent: it would count more than the settings file of the project. */
export function forServer(configuration: Configuration): Record<string, unknown> {
    const isSet = (key: string) => {
        const found = configuration.inspect(key);
        const values = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
        return values.some((value) => value !== undefined && value !== "");
    };
    return Object.fromEntries(KEYS.filter(isSet).map((key) => [key, configuration.get(key)]));
}

/** The options of `prefect-lint plan` that say the same. What is relative is so to the folder of the workspace. */
export function forPlan(configuration: Configuration, base: string): string[] {
    const { roots, "target-version": version } = forServer(configuration);
    const options = Array.isArray(roots) ? roots.flatMap((root) => ["--root", path.resolve(base, String(root))]) : [];
    return typeof version === "string" ? [...options, "--target-version", version] : options;
}
