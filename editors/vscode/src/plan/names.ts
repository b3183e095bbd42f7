// What things of a plan are called.

import type { Deployment, Section, Spot, Step } from "./types.ts";

/** The last part of a dotted name. */
export function shortName(name: string): string {
    return name.slice(name.lastIndexOf(".") + 1);
}

/** By its id, or else by its function. */
export function stepName(step: Step): string {
    return step.id ?? shortName(step.function);
}

export function findStep(deployment: Deployment, section: Section, position: number): Step | undefined {
    const steps = deployment.sections.find((it) => it.section === section)?.steps;
    return steps?.find((it) => it.position === position);
}

/** `build › build-image › tag`, or the path of a field. */
export function spotName(deployment: Deployment, spot: Spot): string {
    if (spot.section === null) {
        return spot.path;
    }
    const step = spot.position === null ? undefined : findStep(deployment, spot.section, spot.position);
    return [spot.section, step && stepName(step), spot.path].filter(Boolean).join(" › ");
}

/** A value in one line: text as it is, all else as JSON. */
export function valueText(value: unknown): string {
    return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** Mappings in mappings as rows of dotted keys. */
export function flatten(value: unknown, prefix = ""): [string, string][] {
    if (typeof value !== "object" || value === null || Array.isArray(value) || Object.keys(value).length === 0) {
        return prefix === "" ? [] : [[prefix, valueText(value)]];
    }
    return Object.entries(value).flatMap(([key, inner]) => flatten(inner, prefix === "" ? key : `${prefix}.${key}`));
}
