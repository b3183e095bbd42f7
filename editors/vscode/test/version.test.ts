import assert from "node:assert/strict";
import { test } from "node:test";
import { isAtLeast, OLDEST, versionIn } from "../src/program/version.ts";

test("the version is what the program prints", () => {
    assert.equal(versionIn("prefect-lint 0.1.0\n"), "0.1.0");
    assert.equal(versionIn("prefect-lint 1.20.3-rc.1"), "1.20.3-rc.1");
    for (const other of ["", "ruff 0.1.0", "prefect-lint", "prefect-lint one", "3.8.8"]) {
        assert.equal(versionIn(other), undefined, other);
    }
});

test("versions are compared by numbers, not by letters", () => {
    assert.ok(isAtLeast("0.10.0", "0.9.9"));
    assert.ok(isAtLeast("1.0.0", "0.99.99"));
    assert.ok(isAtLeast("0.1.0", "0.1.0"));
    assert.ok(!isAtLeast("0.0.9", "0.1.0"));
    assert.ok(!isAtLeast("0.9.9", "0.10.0"));
});

test("a pre-release comes before its release", () => {
    assert.ok(!isAtLeast("0.1.0-rc.1", "0.1.0"));
    assert.ok(isAtLeast("0.1.0", "0.1.0-rc.1"));
    assert.ok(isAtLeast("0.1.1-rc.1", "0.1.0"));
    assert.ok(isAtLeast("0.1.0-rc.2", "0.1.0-rc.1"));
    assert.ok(!isAtLeast("0.1.0-rc.1", "0.1.0-rc.2"));
});

test("the oldest version is one", () => {
    assert.equal(versionIn(`prefect-lint ${OLDEST}`), OLDEST);
});
