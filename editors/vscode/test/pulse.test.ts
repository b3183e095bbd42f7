import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { test } from "node:test";
import { Pulse } from "../src/pulse.ts";

const NEVER = { isCancellationRequested: false, onCancellationRequested: () => undefined };

/** Whether it comes back without a beat. */
async function isDue(next: Promise<void>): Promise<boolean> {
    const waited = setImmediate("waiting");
    return (await Promise.race([next, waited])) !== "waiting";
}

test("the first goes through, the second waits for a beat", async () => {
    const pulse = new Pulse();
    assert.ok(await isDue(pulse.next(NEVER)));
    const second = pulse.next(NEVER);
    assert.ok(!(await isDue(second)));
    pulse.beat();
    await second;
    assert.ok(!(await isDue(pulse.next(NEVER))));
});

test("beats between are one", async () => {
    const pulse = new Pulse();
    await pulse.next(NEVER);
    pulse.beat();
    pulse.beat();
    assert.ok(await isDue(pulse.next(NEVER)));
    assert.ok(!(await isDue(pulse.next(NEVER))));
});

test("what is cancelled waits no longer", async () => {
    const pulse = new Pulse();
    await pulse.next(NEVER);
    let cancel = () => {};
    const token = {
        isCancellationRequested: false,
        onCancellationRequested: (listener: () => void) => {
            cancel = listener;
        },
    };
    const waiting = pulse.next(token);
    cancel();
    assert.ok(await isDue(waiting));
});
