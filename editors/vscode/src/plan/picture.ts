// The picture of a deployment: its steps from top to bottom, and which output goes where.

import { graph, type Port } from "./graph.ts";
import { type Html, html } from "./html.ts";
import { type Layout, layout, type PlacedBox, type PlacedWire } from "./layout.ts";
import type { Deployment } from "./types.ts";

const LEFT = 52;
const WIDTH = 300;
const RIGHT = LEFT + WIDTH;
const LANE = 14;
const CORNER = 6;
/** How far the tip of an arrow is from its box. */
const TIP = 8;
/** As many characters as a line of a box has room for. */
const ROOM = 40;
/** The theme has this many colours for wires. */
const COLOURS = 5;

/** The picture; nothing where there is nothing to see. */
export function picture(deployment: Deployment): Html | undefined {
    const placed = layout(graph(deployment));
    if (placed.boxes.length === 0) {
        return undefined;
    }
    const width = RIGHT + 20 + placed.lanes * LANE;
    const name = `The steps of ${deployment.name ?? "the deployment"} and what flows between them`;
    return html`<svg
        role="img"
        aria-label="${name}"
        width="${width}"
        height="${placed.height}"
        viewBox="0 0 ${width} ${placed.height}"
    >
        ${placed.boxes.map((box) => drawBox(box, placed))}${placed.wires.map(drawWire)}
    </svg>`;
}

function drawBox({ box, y, height, isFirst }: PlacedBox, placed: Layout): Html {
    const baseline = y + 17;
    const group = isFirst && html`<text class="group" x="${LEFT - 10}" y="${baseline}">${box.group}</text>`;
    const frame = html`<rect
        class="box ${box.group}"
        x="${LEFT}"
        y="${y}"
        width="${WIDTH}"
        height="${height}"
        rx="4"
    />`;
    const title = html`<tspan class="title">${shorten(box.title)}</tspan>`;
    const subtitle = html`<tspan class="subtitle" dx="8">${shorten(box.subtitle, ROOM - box.title.length)}</tspan>`;
    const heading = html`<text x="${LEFT + 10}" y="${baseline}">${title}${subtitle}</text>`;
    const ports = box.ports.map((port) => drawPort(port, placed.ports.get(port) ?? 0));
    return html`<g>${group}${frame}${heading}${ports}</g>`;
}

function drawPort({ label, direction }: Port, y: number): Html {
    const dot = direction === "out" && html`<circle class="port" cx="${RIGHT}" cy="${y}" r="3" />`;
    return html`<text class="label" x="${RIGHT - 10}" y="${y + 4}">${shorten(label)}</text>${dot}`;
}

function drawWire({ wire, fromY, toY, lane }: PlacedWire): Html {
    const x = RIGHT + 16 + lane * LANE;
    const turn = toY >= fromY ? CORNER : -CORNER;
    const way =
        `M${RIGHT + 3} ${fromY}H${x - CORNER}Q${x} ${fromY} ${x} ${fromY + turn}` +
        `V${toY - turn}Q${x} ${toY} ${x - CORNER} ${toY}H${RIGHT + TIP}`;
    const tip = `M${RIGHT + 1} ${toY}l${TIP} -4v8z`;
    const title = html`<title>${wire.words}</title>`;
    const paths = html`<path d="${way}" /><path class="tip" d="${tip}" />`;
    return html`<g class="wire colour${lane % COLOURS}">${title}${paths}</g>`;
}

function shorten(text: string, room = ROOM): string {
    return text.length <= room ? text : `${text.slice(0, Math.max(room - 1, 0))}…`;
}
