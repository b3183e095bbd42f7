// The page that shows a plan. It is made of text and tables alone: no script runs in it, and nothing is fetched.

import { deploymentPart } from "./deployment.ts";
import { type Html, html } from "./html.ts";
import { STYLE } from "./style.ts";
import type { Mistake, Plan } from "./types.ts";
import { plural } from "../words.ts";

export interface Options {
    /** What the manifest is called. */
    readonly title: string;
    /** Whether the text is not that of the file, so that flows could not be followed. */
    readonly isUnsaved: boolean;
    /** Lets the one style in. */
    readonly nonce: string;
    /** The link to a line of the manifest, from 1. */
    readonly reveal: (line: number) => string;
}

const UNSAVED = html`<p class="note">There are changes that are not saved. Flows are followed once they are.</p>`;

export function planPage(plan: Plan, options: Options): string {
    const body = html`<header>
            <h1>${options.title}</h1>
            ${verdict(plan)} ${options.isUnsaved && UNSAVED}
        </header>
        ${mistakes(plan.errors, options)}${plan.notes.map((note) => html`<p class="${note.error ? "bad" : "note"}">${note.message}</p>`)}
        ${contents(plan)}
        ${plan.deployments.map((deployment, index) => deploymentPart(deployment, index, options.reveal))}`;
    return frame(options, body);
}

/** The page that stands there while there is no plan, and says why. */
export function failurePage(message: string, options: Options): string {
    return frame(
        options,
        html`<header><h1>${options.title}</h1></header>
            <p class="bad">There is no plan.</p>
            <pre>${message}</pre>`,
    );
}

function frame({ title, nonce }: Options, body: Html): string {
    const policy = `default-src 'none'; style-src 'nonce-${nonce}'`;
    return html`<!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta http-equiv="Content-Security-Policy" content="${policy}" />
                <title>${title}</title>
                <style nonce="${nonce}">
                    ${STYLE}
                </style>
            </head>
            <body>
                ${body}
            </body>
        </html> `.text;
}

function verdict(plan: Plan): Html {
    const count = plural(plan.deployments.length, "deployment");
    return plan.deployable
        ? html`<p class="good">${count}, nothing is in the way.</p>`
        : html`<p class="bad">${count}, and something is in the way.</p>`;
}

function mistakes(found: readonly Mistake[], { reveal }: Options): Html | false {
    const item = ({ code, message, note, help, line }: Mistake) =>
        html`<li>
            <a href="${reveal(line)}">line ${line}</a>
            <b>${code}</b> ${message}${note && html`<br />${note}`}${help && html`<br /><i>${help}</i>`}
        </li> `;
    return (
        found.length > 0 &&
        html`<ul class="mistakes">
            ${found.map(item)}
        </ul>`
    );
}

/** A way to each deployment, where there are several. */
function contents({ deployments }: Plan): Html | false {
    const entry = (name: string | null, index: number) =>
        html`<li><a href="#d${index}">${name ?? "without a name"}</a></li>`;
    return (
        deployments.length > 1 &&
        html`<ul class="contents">
            ${deployments.map((it, index) => entry(it.name, index))}
        </ul>`
    );
}
