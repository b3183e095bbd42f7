// HTML that is put together from parts; all text is escaped, wherever it comes from.

/** HTML that may stand as it is. */
export class Html {
    readonly text: string;

    constructor(text: string) {
        this.text = text;
    }
}

/** What may stand in a template: HTML as it is, text escaped, several one behind the other, and nothing. */
export type Part = Html | string | number | undefined | null | false | readonly Part[];

export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Html {
    return new Html(fixed.map((text, index) => text + render(parts[index])).join(""));
}

function render(part: Part): string {
    if (part instanceof Html) {
        return part.text;
    }
    if (Array.isArray(part)) {
        return part.map(render).join("");
    }
    return part === undefined || part === null || part === false ? "" : escapeHtml(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
};

export function escapeHtml(text: string): string {
    return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
