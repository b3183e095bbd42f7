// Which documents may be manifests, so that the server is started where it is of use. It decides for itself what it checks.

import * as path from "node:path";

/** Files that a workspace has if it is one of Prefect's. */
export const SIGNS = "**/{prefect.yaml,prefect.yml,prefect-lint.toml,.prefect-lint.toml}";

/** Manifests by name, whatever language the editor takes them for. */
export const BY_NAME = "**/prefect.{yaml,yml}";

/** Whether a YAML document may be a manifest: by its name, or by what is in it. */
export function looksLikeManifest(file: string, text: string): boolean {
    return /^prefect\.ya?ml$/.test(path.basename(file)) || /^deployments:/m.test(text);
}

/** A glob of the settings, which are those of `.gitignore`, for the editor; none for one that takes another back. */
export function editorGlob(glob: string): string | undefined {
    if (glob.startsWith("!") || glob === "") {
        return undefined;
    }
    const inner = glob.replace(/\/$/, "/**");
    const isAnchored = inner.replace(/\/\*\*$/, "").includes("/");
    return isAnchored ? inner.replace(/^\//, "") : `**/${inner}`;
}
