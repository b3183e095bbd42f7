// The workbench as a user has it before them: what can be clicked and typed, and what can be read off.

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import { type Browser, chromium, type Frame, type Locator, type Page } from "playwright-core";
import { eventually } from "../eventually.ts";
import { type Options, REPOSITORY, type Running, startCodeServer } from "./editor.ts";

const PICTURES = path.join(REPOSITORY, "target/editors/screenshots");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** How long anything may take to appear. */
const PATIENCE_MS = 20_000;

export function launchChromium(): Promise<Browser> {
    return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

export class Workbench {
    readonly page: Page;
    readonly workspace: string;
    readonly #browser: Browser;
    readonly #server: Running;

    private constructor(server: Running, browser: Browser, page: Page) {
        this.workspace = server.workspace;
        this.page = page;
        this.#server = server;
        this.#browser = browser;
    }

    static async open(options: Options): Promise<Workbench> {
        const server = await startCodeServer(options);
        const browser = await launchChromium();
        const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
        const page = await context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        const workbench = new Workbench(server, browser, page);
        try {
            await page.goto(server.url, { waitUntil: "domcontentloaded" });
            await page.waitForSelector(".monaco-workbench .part.sidebar .monaco-list-row");
        } catch (error) {
            await workbench.photograph("failed-to-open");
            await workbench.close();
            throw error;
        }
        return workbench;
    }

    async close(): Promise<void> {
        await this.#browser.close();
        await this.#server.stop();
    }

    async photograph(name: string): Promise<void> {
        await mkdir(PICTURES, { recursive: true });
        // What the mouse is over shows what it is; and carets blink.
        await this.page.mouse.move(1, 400);
        await this.page.screenshot({ path: path.join(PICTURES, `${name}.png`), animations: "disabled", caret: "hide" });
    }

    /** Runs a command of the palette by its title. */
    async command(title: string): Promise<void> {
        await this.page.keyboard.press("F1");
        await this.page.locator(".quick-input-widget input.input").fill(`>${title}`);
        // Behind a comma stand the keys for it.
        const row = `.quick-input-widget .monaco-list-row:is([aria-label="${title}"], [aria-label^="${title},"])`;
        await this.page.locator(row).click();
    }

    /** Opens a file by its path, as one does from the keyboard. */
    async openFile(file: string): Promise<void> {
        await this.page.keyboard.press("Control+P");
        const input = this.page.locator(".quick-input-widget input.input");
        await input.fill(file);
        await this.page.locator(".quick-input-widget .monaco-list-row").first().waitFor();
        await input.press("Enter");
        await this.page
            .locator(".tab.active")
            .filter({ hasText: path.basename(file) })
            .waitFor();
        await this.page.locator(".editor-group-container.active .monaco-editor .view-line").first().waitFor();
    }

    /** Sets the cursor, counted from 1. */
    async goTo(line: number, column: number): Promise<void> {
        await this.page.keyboard.press("Control+G");
        const input = this.page.locator(".quick-input-widget input.input");
        await input.fill(`:${line}:${column}`);
        await input.press("Enter");
        await this.cursorIs(line, column);
    }

    /** Sets the cursor behind the first place where this text is, as it is on the disk. */
    async goBehind(file: string, text: string): Promise<void> {
        const [before, after] = (await this.read(file)).split(text);
        assert.ok(after !== undefined, `${file} has ${text}`);
        const lines = `${before}${text}`.split("\n");
        await this.goTo(lines.length, (lines.at(-1) ?? "").length + 1);
    }

    /** Asks for completions and waits for these. */
    async suggestions(...wanted: string[]): Promise<string[]> {
        await this.page.keyboard.press("Control+Space");
        const rows = this.page.locator(".suggest-widget.visible .monaco-list-row");
        let labels: string[] = [];
        await eventually(async () => {
            labels = await rows.evaluateAll((all) =>
                all.map((row) => row.querySelector(".label-name")?.textContent ?? ""),
            );
            for (const label of wanted) {
                assert.ok(labels.includes(label), `no ${label} among ${labels.join(", ")}`);
            }
        });
        return labels;
    }

    /** The line and column of the cursor, from 1. */
    async cursorIs(line: number, column: number): Promise<void> {
        await this.see(this.page.locator("#status\\.editor\\.selection"), `Ln ${line}, Col ${column}`);
    }

    async save(): Promise<void> {
        const dirty = this.page.locator(".tab.active.dirty");
        await dirty.waitFor();
        await this.page.keyboard.press("Control+S");
        await dirty.waitFor({ state: "detached" });
    }

    /** A file of the workspace, as it is on the disk. */
    async read(file: string): Promise<string> {
        return await readFile(path.join(this.workspace, file), "utf8");
    }

    /** What the list of problems says, as far as there is room for it. A file stands there with how many it has. */
    async problems(): Promise<string[]> {
        const panel = this.page.locator(".markers-panel");
        if (!(await panel.isVisible())) {
            await this.page.keyboard.press("Control+Shift+M");
            await panel.waitFor();
        }
        const rows = panel.locator(".monaco-list-row");
        return await rows.evaluateAll((all) => all.map((row) => row.getAttribute("aria-label") ?? ""));
    }

    /** Waits until a folder's manifest has this many problems. */
    async problemsIn(folder: string, count: number): Promise<string[]> {
        const wanted = `${count} problem${count === 1 ? "" : "s"} in file prefect.yaml of folder ${folder}`;
        let problems: string[] = [];
        await eventually(async () => {
            problems = await this.problems();
            const isRight =
                count === 0 ? problems.every((it) => !it.endsWith(`of folder ${folder}`)) : problems.includes(wanted);
            assert.ok(isRight, `should have ${wanted}, but has\n${problems.join("\n")}`);
        });
        return problems;
    }

    /** Waits until a part of the workbench has this text. */
    async see(part: Locator, text: string | RegExp): Promise<string> {
        let seen = "";
        await eventually(async () => {
            seen = (await part.allInnerTexts()).join("\n").replaceAll("\u00a0", " ");
            const isThere = typeof text === "string" ? seen.includes(text) : text.test(seen);
            assert.ok(isThere, `should have ${text}, but is\n${seen}`);
        });
        return seen;
    }

    /** The frame of a webview that has this text. */
    async webview(text: string): Promise<Frame> {
        let found: Frame | undefined;
        await eventually(async () => {
            for (const frame of this.page.frames()) {
                const body = await frame
                    .locator("body")
                    .innerText({ timeout: 500 })
                    .catch(() => "");
                if (frame !== this.page.mainFrame() && body.includes(text)) {
                    found = frame;
                }
            }
            assert.ok(found, `no webview has ${text}`);
        });
        assert.ok(found);
        return found;
    }

    /** The messages in the corner. */
    get notifications(): Locator {
        return this.page.locator(".notifications-toasts .notification-list-item");
    }

    get editor(): Locator {
        return this.page.locator(".editor-group-container.active .monaco-editor").first();
    }

    get status(): Locator {
        return this.page.locator("[id*='prefect-lint.status']");
    }
}
