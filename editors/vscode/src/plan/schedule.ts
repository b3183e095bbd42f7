// A schedule in a line: in words, and when it runs next.

import { type Html, html } from "./html.ts";
import { flatten } from "./names.ts";
import type { Schedule } from "./types.ts";

export function scheduleItem(schedule: Schedule): Html {
    const words =
        schedule.words ??
        flatten(schedule.fields)
            .map(([key, value]) => `${key} ${value}`)
            .join(", ");
    const zone = schedule.timezone && html` <span class="dim">${schedule.timezone}</span>`;
    const off = schedule.active === false && html` <span class="badge">not active</span>`;
    const refused = schedule.refused && html`<p class="bad">${schedule.refused}</p>`;
    const runs = (schedule.runs ?? []).map((it) => html`<time datetime="${it}">${runText(it)}</time> `);
    const notes = schedule.notes.map((note) => html`<p class="note">${note}</p>`);
    return html`<li>
        ${words}${zone}${off}${refused}${runs.length > 0 && html`<p class="dim">next ${runs}</p>`}${notes}
    </li>`;
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** A run in the time zone that it is told in, which is not that of this machine: `Mon 2026-11-30 06:30`. */
export function runText(run: string): string {
    const [, date, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::(?!00)\d\d)?)/.exec(run) ?? [];
    if (date === undefined || time === undefined) {
        return run;
    }
    return `${DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]} ${date} ${time}`;
}
