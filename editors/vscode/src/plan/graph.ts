// The steps of a deployment and what flows between them: boxes, one below the other, and wires.

import { findStep, shortName, stepName } from "./names.ts";
import type { Deployment, Reference, Section } from "./types.ts";

export interface Box {
    readonly group: Section | "fields";
    readonly title: string;
    readonly subtitle: string;
    readonly ports: Port[];
}

export interface Port {
    readonly label: string;
    readonly direction: "in" | "out";
}

export interface Wire {
    readonly from: Port;
    readonly to: Port;
    readonly words: string;
}

export interface Graph {
    readonly boxes: readonly Box[];
    readonly wires: readonly Wire[];
}

export function graph(deployment: Deployment): Graph {
    const boxes = new Map<string, Box>();
    for (const { section, steps } of deployment.sections) {
        for (const step of steps) {
            const subtitle = step.id === null ? "" : shortName(step.function);
            boxes.set(key(section, step.position), { group: section, title: stepName(step), subtitle, ports: [] });
        }
    }
    const wires = deployment.references.flatMap((reference) => connect(deployment, boxes, reference) ?? []);
    return { boxes: [...boxes.values()], wires };
}

function key(section: Section, position: number): string {
    return `${section} ${position}`;
}

/** Draws one reference to a step; all others have no beginning that could be shown. */
function connect(deployment: Deployment, boxes: Map<string, Box>, { to, step }: Reference): Wire | undefined {
    const source = step && boxes.get(key(step.section, step.position));
    if (!source) {
        return undefined;
    }
    const output = step.output ?? "all outputs";
    const target =
        to.section !== null && to.position !== null ? boxes.get(key(to.section, to.position)) : fields(boxes);
    if (target === undefined) {
        return undefined;
    }
    const name = findStep(deployment, step.section, step.position)?.id ?? source.title;
    return {
        from: port(source, output, "out"),
        to: port(target, to.path, "in"),
        words: `${name}.${output} → ${target.group === "fields" ? "" : `${target.title} › `}${to.path}`,
    };
}

/** The box of the deployment's own fields, made when it is first needed. */
function fields(boxes: Map<string, Box>): Box {
    const box: Box = boxes.get("fields") ?? { group: "fields", title: "deployment", subtitle: "", ports: [] };
    boxes.set("fields", box);
    return box;
}

function port(box: Box, label: string, direction: Port["direction"]): Port {
    const known = box.ports.find((it) => it.label === label && it.direction === direction);
    if (known) {
        return known;
    }
    const made: Port = { label, direction };
    box.ports.push(made);
    return made;
}
