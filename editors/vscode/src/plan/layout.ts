// Where boxes, ports and wires are drawn. Wires run beside the boxes, in lanes, so that none is drawn over another.

import type { Box, Graph, Port, Wire } from "./graph.ts";

const HEADER = 26;
const ROW = 18;
const FOOT = 6;
const GAP = 14;
const TOP = 8;

export interface PlacedBox {
    readonly box: Box;
    readonly y: number;
    readonly height: number;
    /** Whether it is the first of its group. */
    readonly isFirst: boolean;
}

export interface PlacedWire {
    readonly wire: Wire;
    readonly fromY: number;
    readonly toY: number;
    readonly lane: number;
}

export interface Layout {
    readonly boxes: readonly PlacedBox[];
    /** The middle of each port. */
    readonly ports: ReadonlyMap<Port, number>;
    readonly wires: readonly PlacedWire[];
    readonly lanes: number;
    readonly height: number;
}

export function layout({ boxes, wires }: Graph): Layout {
    const placed: PlacedBox[] = [];
    const ports = new Map<Port, number>();
    let y = TOP;
    for (const box of boxes) {
        const height = HEADER + box.ports.length * ROW + (box.ports.length > 0 ? FOOT : 0);
        placed.push({ box, y, height, isFirst: placed.at(-1)?.box.group !== box.group });
        for (const [index, port] of inOrder(box.ports).entries()) {
            ports.set(port, y + HEADER + index * ROW + ROW / 2);
        }
        y += height + GAP;
    }
    const routed = route(wires, ports);
    const lanes = Math.max(0, ...routed.map((it) => it.lane + 1));
    return { boxes: placed, ports, wires: routed, lanes, height: y - GAP + TOP };
}

/** What comes in stands above what goes out. */
function inOrder(ports: readonly Port[]): Port[] {
    return [...ports.filter((it) => it.direction === "in"), ...ports.filter((it) => it.direction === "out")];
}

/** Gives each wire the innermost lane that is free along its way; short wires choose first. */
function route(wires: readonly Wire[], ports: ReadonlyMap<Port, number>): PlacedWire[] {
    const ways = wires.map((wire) => ({ wire, fromY: ports.get(wire.from) ?? 0, toY: ports.get(wire.to) ?? 0 }));
    ways.sort((a, b) => length(a) - length(b) || a.fromY - b.fromY);
    const lanes: Way[][] = [];
    return ways.map((way) => {
        const free = lanes.findIndex((taken) => taken.every((it) => !overlap(it, way)));
        const lane = free < 0 ? lanes.push([]) - 1 : free;
        lanes[lane]?.push(way);
        return { ...way, lane };
    });
}

interface Way {
    readonly fromY: number;
    readonly toY: number;
}

function length({ fromY, toY }: Way): number {
    return Math.abs(toY - fromY);
}

function overlap(a: Way, b: Way): boolean {
    return Math.min(a.fromY, a.toY) <= Math.max(b.fromY, b.toY) && Math.min(b.fromY, b.toY) <= Math.max(a.fromY, a.toY);
}
