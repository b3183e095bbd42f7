// The findings that the editor has, and how many there are.

import { type Diagnostic, DiagnosticSeverity, languages, type Uri } from "vscode";

/** The source that the server's diagnostics name. */
const SOURCE = "prefect-lint";

export interface Counts {
    readonly errors: number;
    readonly warnings: number;
    readonly files: number;
}

/** All findings, by file. */
export function allFindings(): [Uri, Diagnostic[]][] {
    const byFile = languages.getDiagnostics().map(([uri, found]): [Uri, Diagnostic[]] => [uri, found.filter(isOurs)]);
    return byFile.filter(([, found]) => found.length > 0);
}

export function findingsOf(uri: Uri): Diagnostic[] {
    return languages.getDiagnostics(uri).filter(isOurs);
}

export function count(findings: readonly (readonly [Uri, readonly Diagnostic[]])[]): Counts {
    const all = findings.flatMap(([, found]) => found);
    const having = (severity: DiagnosticSeverity) => all.filter((it) => it.severity === severity).length;
    return {
        errors: having(DiagnosticSeverity.Error),
        warnings: having(DiagnosticSeverity.Warning),
        files: findings.length,
    };
}

/** The rule of a finding, by the code that the server gives it. */
export function ruleOf(finding: Diagnostic): string | undefined {
    const { code } = finding;
    return code === undefined ? undefined : String(typeof code === "object" ? code.value : code);
}

function isOurs(finding: Diagnostic): boolean {
    return finding.source === SOURCE;
}
