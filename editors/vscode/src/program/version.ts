// Versions of the program, and whether one will do.

/** The oldest program that has what this extension asks of it. */
export const OLDEST = "0.1.0";

/** The version in what `prefect-lint --version` prints. */
export function versionIn(output: string): string | undefined {
    return /^prefect-lint (\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)/.exec(output.trim())?.[1];
}

/** Whether a version is another one or newer. A pre-release comes before its release. */
export function isAtLeast(version: string, wanted: string): boolean {
    const [numbers, preRelease] = parts(version);
    const [wantedNumbers, wantedPreRelease] = parts(wanted);
    for (const [index, number] of numbers.entries()) {
        const difference = number - (wantedNumbers[index] ?? 0);
        if (difference !== 0) {
            return difference > 0;
        }
    }
    return preRelease === "" || (wantedPreRelease !== "" && preRelease >= wantedPreRelease);
}

function parts(version: string): [number[], string] {
    const dash = version.indexOf("-");
    const [release, preRelease] = dash < 0 ? [version, ""] : [version.slice(0, dash), version.slice(dash + 1)];
    return [release.split(".").map(Number), preRelease];
}
