// Packs the extension with the program for one platform:
//
//     npm run package -- --target linux-x64 --binary ../../target/release/prefect-lint
//
// What goes into the package is listed here and nowhere else. Without --binary there is no program in it, and it is for all
// platforms if there is no --target.

import { execFileSync } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { createVSIX } from "@vscode/vsce";

const HERE = path.dirname(import.meta.dirname);
const REPOSITORY = path.join(HERE, "../..");

const OPTIONS = {
    target: { type: "string" },
    binary: { type: "string" },
    out: { type: "string", default: "dist" },
} as const;

/** Files by their places in the package. */
const FILES: Readonly<Record<string, string>> = {
    "README.md": path.join(HERE, "README.md"),
    "CHANGELOG.md": path.join(HERE, "CHANGELOG.md"),
    "dist/extension.cjs": path.join(HERE, "dist/extension.cjs"),
    "dist/client.cjs": path.join(HERE, "dist/client.cjs"),
    "images/icon.png": path.join(HERE, "images/icon.png"),
    "images/problems.png": path.join(REPOSITORY, "docs/images/vscode/problems.png"),
    "images/completion.png": path.join(REPOSITORY, "docs/images/vscode/completion.png"),
    "images/plan.png": path.join(REPOSITORY, "docs/images/vscode/plan.png"),
    "walkthrough/fix.md": path.join(HERE, "walkthrough/fix.md"),
    "walkthrough/settings.md": path.join(HERE, "walkthrough/settings.md"),
};

async function main(): Promise<void> {
    const { values } = parseArgs({ options: OPTIONS });
    execFileSync("npm", ["run", "--silent", "build"], {
        cwd: HERE,
        stdio: "inherit",
        shell: process.platform === "win32",
    });
    const staging = await mkdtemp(path.join(tmpdir(), "prefect-lint-vscode-"));
    try {
        await stage(staging, values.binary);
        const file = path.resolve(values.out, `prefect-lint-${values.target ?? "universal"}.vsix`);
        await mkdir(path.dirname(file), { recursive: true });
        await createVSIX({
            cwd: staging,
            packagePath: file,
            dependencies: false,
            ...(values.target !== undefined && { target: values.target }),
        });
        console.log(`${file}: ${Math.round((await stat(file)).size / 1024)} KB`);
    } finally {
        await rm(staging, { recursive: true });
    }
}

async function stage(folder: string, binary: string | undefined): Promise<void> {
    for (const [place, file] of Object.entries(FILES)) {
        await cp(file, path.join(folder, place));
    }
    await writeFile(path.join(folder, "package.json"), await manifest());
    await writeFile(path.join(folder, "LICENSE.txt"), await licences());
    if (binary !== undefined) {
        const program = path.join(folder, "bin", path.extname(binary) === ".exe" ? "prefect-lint.exe" : "prefect-lint");
        await cp(binary, program);
        await chmod(program, 0o755);
    }
}

/** The manifest without what is only for those who work on it; all that is staged is meant. */
async function manifest(): Promise<string> {
    const text = await readFile(path.join(HERE, "package.json"), "utf8");
    const { scripts: _, devDependencies: __, type: ___, ...rest } = JSON.parse(text);
    return JSON.stringify({ ...rest, files: ["**"] }, undefined, 2);
}

async function licences(): Promise<string> {
    const texts = ["LICENSE-MIT", "LICENSE-APACHE"].map((name) => readFile(path.join(REPOSITORY, name), "utf8"));
    const [mit, apache] = await Promise.all(texts);
    return `prefect-lint is licensed under the MIT licence or the Apache License 2.0, at your choice.\n\n${mit}\n\n${apache}`;
}

await main();
