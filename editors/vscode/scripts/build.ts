// Bundles the extension into two files: one that is loaded with the editor, and the client of the language server, which is
// large and loaded when the server starts.

import * as path from "node:path";
import { parseArgs } from "node:util";
import { type BuildOptions, build, context, type Plugin } from "esbuild";

const HERE = path.dirname(import.meta.dirname);

/** Leaves the client where it is: in its own file. */
const apart: Plugin = {
    name: "client-apart",
    setup({ onResolve }) {
        onResolve({ filter: /\/client\.ts$/ }, ({ kind }) =>
            kind === "dynamic-import" ? { path: "./client.cjs", external: true } : undefined,
        );
    },
};

const OPTIONS: BuildOptions = {
    absWorkingDir: HERE,
    entryPoints: ["src/extension.ts", "src/client.ts"],
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    // The editor gives `vscode` to what is required, so `import()` must become that.
    supported: { "dynamic-import": false },
    external: ["vscode"],
    plugins: [apart],
    logLevel: "warning",
};

const { values } = parseArgs({ options: { watch: { type: "boolean", default: false } } });
if (values.watch) {
    await (await context({ ...OPTIONS, minify: false, sourcemap: true })).watch();
} else {
    await build(OPTIONS);
}
