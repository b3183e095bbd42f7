// The part of the page that is about one deployment.

import { type Html, html, type Part } from "./html.ts";
import { flatten, shortName, spotName, stepName, valueText } from "./names.ts";
import { picture } from "./picture.ts";
import { scheduleItem } from "./schedule.ts";
import type { Deployment, Parameter, Step, Steps } from "./types.ts";
import { plural } from "../words.ts";

export function deploymentPart(deployment: Deployment, index: number, reveal: (line: number) => string): Html {
    return html`<section id="d${index}">
        <h2><a href="${reveal(deployment.line)}">${fullName(deployment)}</a>${badges(deployment)}</h2>
        ${!deployment.complete && html`<p class="note">Only a part of it is shown.</p>`}
        <div class="columns">
            <div>${facts(deployment)}</div>
            <div>${picture(deployment)}</div>
        </div>
        ${deployment.sections.map(stepsPart)} ${references(deployment)}${lost(deployment)}
    </section> `;
}

function fullName({ flow, name }: Deployment): string {
    return [flow.name, name ?? "without a name"].filter((it) => it !== null).join("/");
}

function badges({ errors, warnings }: Deployment): Part[] {
    return [
        errors > 0 && html` <span class="badge bad">${plural(errors, "error")}</span>`,
        warnings > 0 && html` <span class="badge">${plural(warnings, "warning")}</span>`,
    ];
}

/** What is known of it, in rows. */
function facts(deployment: Deployment): Html {
    const { flow } = deployment;
    const tags = deployment.tags?.map((tag) => html`<span class="tag">${tag}</span> `);
    const triggers = deployment.triggers.map((it) => html`<li>${it.name && html`<b>${it.name}</b> `}${it.words}</li>`);
    const rows: [string, Part][] = [
        [
            "entrypoint",
            html`<code>${flow.entrypoint ?? "none"}</code>${flow.problem && html`<p class="bad">${flow.problem}</p>`}`,
        ],
        ["work pool", deployment.work_pool ?? "that of Prefect's settings"],
        ["queue", deployment.work_queue],
        ["schedules", list(deployment.schedules.map(scheduleItem))],
        ["triggers", list(triggers)],
        ["parameters", table(deployment.parameters.map(parameterRow))],
        ["job variables", table(flatten(deployment.job_variables).map(valueRow))],
        ["tags", tags],
        ...flatten(deployment.fields).map(([key, value]): [string, Part] => [key, value]),
    ];
    const shown = rows.filter(([, part]) => part !== null && part !== false && part !== undefined && part !== "");
    return html`<dl>
        ${shown.map(
            ([key, part]) =>
                html`<dt>${key}</dt>
                    <dd>${part}</dd> `,
        )}
    </dl>`;
}

function list(items: readonly Html[]): Html | false {
    return (
        items.length > 0 &&
        html`<ul>
            ${items}
        </ul>`
    );
}

function table(rows: readonly Html[]): Html | false {
    return (
        rows.length > 0 &&
        html`<table>
            ${rows}
        </table>`
    );
}

function valueRow([key, value]: [string, string]): Html {
    return html`<tr>
        <th>${key}</th>
        <td><code>${value}</code></td>
    </tr>`;
}

const STATES: Readonly<Record<Parameter["state"], string>> = {
    given: "",
    unchecked: "",
    default: "the flow's default",
    unknown: "the flow does not take it",
    missing: "missing",
};

function parameterRow({ name, state, value }: Parameter): Html {
    const shown = state === "missing" ? "" : html`<code>${valueText(value)}</code>`;
    const isBad = state === "missing" || state === "unknown";
    return html`<tr>
        <th>${name}</th>
        <td>${shown} <span class="${isBad ? "bad" : "dim"}">${STATES[state]}</span></td>
    </tr>`;
}

const ORIGINS: Readonly<Record<Steps["origin"], string>> = {
    deployment: "its own",
    file: "those of the whole file",
    default: "none written",
    off: "switched off",
    unknown: "not known",
};

function stepsPart({ section, origin, steps }: Steps): Html | false {
    const isQuiet = steps.length === 0 && origin === "default";
    return (
        !isQuiet &&
        html`<h3>${section} <span class="dim">${ORIGINS[origin]}</span></h3>
            <ol>
                ${steps.map(stepItem)}
            </ol> `
    );
}

function stepItem(step: Step): Html {
    const inputs = Object.entries(step.inputs).map(([key, value]) => valueRow([key, valueText(value)]));
    const name =
        step.id === null ? undefined : html` <code title="${step.function}">${shortName(step.function)}</code>`;
    const madeUp = step.made_up && html` <span class="dim">made up by Prefect</span>`;
    const requires = step.requires.length > 0 && html` <span class="dim">needs ${step.requires.join(", ")}</span>`;
    return html`<li><b>${stepName(step)}</b>${name}${madeUp}${requires}${table(inputs)}</li> `;
}

const SOURCES: Readonly<Record<string, string>> = {
    block: "a block",
    variable: "a variable",
    environment: "the environment",
    "worker-environment": "the worker's environment",
    "flow-run": "the flow run",
    event: "the event",
    unknown: "not known",
};

/** The values that come from elsewhere; those of steps are in the picture. */
function references(deployment: Deployment): Part {
    const rows = (when: "deploy" | "run") =>
        deployment.references
            .filter((it) => it.step === null && it.when === when)
            .map(
                (it) =>
                    html`<tr>
                        <td><code>${it.placeholder}</code></td>
                        <td>${SOURCES[it.from] ?? it.from}</td>
                        <td>${spotName(deployment, it.to)}</td>
                    </tr>`,
            );
    const part = (title: string, found: readonly Html[]) =>
        found.length > 0 &&
        html`<h3>${title}</h3>
            ${table(found)}`;
    return [part("From elsewhere, when deploying", rows("deploy")), part("Filled in at run time", rows("run"))];
}

const OUTCOMES: Readonly<Record<Deployment["lost"][number]["outcome"], string>> = {
    kept: "stays as it is written",
    emptied: "becomes empty",
    dropped: "the field is dropped",
    "item-dropped": "the item is dropped",
    refused: "Prefect refuses it",
};

function lost(deployment: Deployment): Html | false {
    const rows = deployment.lost.map(
        (it) =>
            html`<tr>
                <td><code>${it.placeholder}</code></td>
                <td>${spotName(deployment, it.at)}</td>
                <td class="bad">${OUTCOMES[it.outcome]}</td>
                <td>${it.why}</td>
            </tr>`,
    );
    return (
        rows.length > 0 &&
        html`<h3>Lost</h3>
            ${table(rows)}`
    );
}
