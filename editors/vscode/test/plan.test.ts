import assert from "node:assert/strict";
import { test } from "node:test";
import { graph } from "../src/plan/graph.ts";
import { html } from "../src/plan/html.ts";
import { layout } from "../src/plan/layout.ts";
import { flatten } from "../src/plan/names.ts";
import { failurePage, planPage } from "../src/plan/page.ts";
import { picture } from "../src/plan/picture.ts";
import { runText } from "../src/plan/schedule.ts";
import type { Deployment, Plan, Reference, Step } from "../src/plan/types.ts";

const NASTY = `</style><script>alert("1")</script>&'`;
const OPTIONS = {
    title: "prefect.yaml",
    isUnsaved: false,
    nonce: "abc",
    reveal: (line: number) => `command:reveal?${line}`,
};

const step = (position: number, id: string | null, inputs = {}): Step => ({
    position,
    id,
    function: "prefect.deployments.steps.run_shell_script",
    inputs,
    requires: [],
    made_up: false,
});

/** A reference from an output of a build step. */
const reference = (position: number, output: string, to: Reference["to"]): Reference => ({
    to,
    placeholder: "{{ x }}",
    from: "step",
    step: { section: "build", position, output },
    when: "deploy",
});

const DEPLOYMENT: Deployment = {
    name: "daily",
    line: 7,
    flow: { entrypoint: "flows.py:report", name: "report", problem: null },
    work_pool: "k8s",
    work_queue: null,
    job_variables: { image: "x", env: { A: 1 } },
    parameters: [{ name: "day", state: "missing", value: null }],
    tags: null,
    fields: {},
    sections: [{ section: "build", origin: "file", steps: [step(0, "sha"), step(1, "image"), step(2, null)] }],
    schedules: [],
    triggers: [],
    references: [
        reference(0, "stdout", { section: "build", position: 1, path: "tag" }),
        reference(0, "stdout", { section: "build", position: 2, path: "script" }),
        reference(1, "image", { section: null, position: null, path: "job_variables.image" }),
    ],
    lost: [],
    errors: 1,
    warnings: 0,
    complete: true,
};

const PLAN: Plan = { version: 1, deployable: true, deployments: [DEPLOYMENT], notes: [], errors: [] };

test("text in templates is escaped, HTML is not", () => {
    const inner = html`<b>${"<&>"}</b>`;
    assert.equal(
        html`<p>${inner}${["'", '"']}${undefined}${false}${0}</p>`.text,
        "<p><b>&lt;&amp;&gt;</b>&#39;&quot;0</p>",
    );
});

test("nothing of a manifest becomes a part of the page", () => {
    const nasty: Deployment = {
        ...DEPLOYMENT,
        name: NASTY,
        flow: { entrypoint: NASTY, name: NASTY, problem: NASTY },
        work_pool: NASTY,
        work_queue: NASTY,
        job_variables: { [NASTY]: NASTY },
        parameters: [{ name: NASTY, state: "given", value: { [NASTY]: NASTY } }],
        tags: [NASTY],
        fields: { [NASTY]: NASTY },
        sections: [{ section: "build", origin: "file", steps: [step(0, NASTY, { [NASTY]: NASTY }), step(1, NASTY)] }],
        schedules: [
            {
                fields: {},
                timezone: NASTY,
                active: false,
                words: NASTY,
                runs: [NASTY],
                notes: [NASTY],
                refused: NASTY,
            },
        ],
        triggers: [{ name: NASTY, words: NASTY }],
        references: [
            reference(0, NASTY, { section: "build", position: 1, path: NASTY }),
            { ...reference(0, NASTY, { section: null, position: null, path: NASTY }), step: null, placeholder: NASTY },
        ],
        lost: [{ at: { section: null, position: null, path: NASTY }, placeholder: NASTY, outcome: "kept", why: NASTY }],
    };
    const mistake = { code: NASTY, message: NASTY, note: NASTY, help: NASTY, line: 1 };
    const plan: Plan = {
        ...PLAN,
        deployments: [nasty, nasty],
        notes: [{ message: NASTY, error: true }],
        errors: [mistake],
    };
    for (const page of [
        planPage(plan, { ...OPTIONS, title: NASTY }),
        failurePage(NASTY, { ...OPTIONS, title: NASTY }),
    ]) {
        assert.ok(!page.includes("<script"), page);
        assert.ok(page.includes("&lt;/style&gt;&lt;script&gt;"));
        assert.equal(page.split("</style>").length, 2);
        assert.ok(!/="[^"]*<script/.test(page));
    }
});

test("the page lets nothing in but its own style", () => {
    const page = planPage(PLAN, OPTIONS);
    assert.match(page, /content="default-src &#39;none&#39;; style-src &#39;nonce-abc&#39;"/);
    assert.ok(!/ style="|https?:|<img|<link|\son\w+=/.test(page));
});

test("the page says what there is", () => {
    const page = planPage({ ...PLAN, deployable: false }, OPTIONS).replace(/\s*([<>])\s*/g, "$1");
    assert.match(page, /1 deployment, and something is in the way/);
    assert.match(page, /<a href="command:reveal\?7">report\/daily<\/a>/);
    assert.match(page, />1 error</);
    assert.match(page, /<th>env.A<\/th><td><code>1<\/code>/);
    assert.match(page, /<th>day<\/th><td><span class="bad">missing/);
});

test("the page says that a text is not saved", () => {
    assert.match(planPage(PLAN, { ...OPTIONS, isUnsaved: true }), /changes that are not saved/);
    assert.doesNotMatch(planPage(PLAN, OPTIONS), /not saved/);
});

test("outputs are wired to where they go", () => {
    const { boxes, wires } = graph(DEPLOYMENT);
    assert.deepEqual(
        boxes.map((it) => [it.group, it.title]),
        [
            ["build", "sha"],
            ["build", "image"],
            ["build", "run_shell_script"],
            ["fields", "deployment"],
        ],
    );
    assert.deepEqual(
        wires.map((it) => it.words),
        ["sha.stdout → image › tag", "sha.stdout → run_shell_script › script", "image.image → job_variables.image"],
    );
    assert.deepEqual(boxes[0]?.ports, [{ label: "stdout", direction: "out" }]);
});

test("wires in one lane do not meet", () => {
    const placed = layout(graph(DEPLOYMENT));
    for (const a of placed.wires) {
        for (const b of placed.wires) {
            const apart =
                Math.max(a.fromY, a.toY) < Math.min(b.fromY, b.toY) ||
                Math.max(b.fromY, b.toY) < Math.min(a.fromY, a.toY);
            assert.ok(a === b || a.lane !== b.lane || apart);
        }
    }
    assert.equal(placed.lanes, 2);
});

test("boxes do not overlap, and ports are inside of theirs", () => {
    const { boxes, ports, height } = layout(graph(DEPLOYMENT));
    for (const [index, { box, y, height: boxHeight }] of boxes.entries()) {
        assert.ok(y + boxHeight <= (boxes[index + 1]?.y ?? height));
        for (const port of box.ports) {
            const middle = ports.get(port) ?? -1;
            assert.ok(middle > y && middle < y + boxHeight);
        }
    }
});

test("without steps there is no picture", () => {
    assert.equal(picture({ ...DEPLOYMENT, sections: [], references: [] }), undefined);
});

test("mappings become rows, and what is empty stays to be seen", () => {
    assert.deepEqual(flatten({ a: { b: 1, c: [2] }, d: "x", e: {} }), [
        ["a.b", "1"],
        ["a.c", "[2]"],
        ["d", "x"],
        ["e", "{}"],
    ]);
    assert.deepEqual(flatten({}), []);
});

test("runs are told in the time zone of their schedule", () => {
    assert.equal(runText("2026-11-28T06:30:00+01:00"), "Sat 2026-11-28 06:30");
    assert.equal(runText("2026-11-29T23:59:30-08:00"), "Sun 2026-11-29 23:59:30");
    assert.equal(runText("soon"), "soon");
});
