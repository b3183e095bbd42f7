import assert from "node:assert/strict";
import { test } from "node:test";
import { editorGlob, looksLikeManifest } from "../src/manifests.ts";

test("a manifest has the name of one, or deployments", () => {
    assert.ok(looksLikeManifest("/a/prefect.yaml", ""));
    assert.ok(looksLikeManifest("/a/prefect.yml", ""));
    assert.ok(looksLikeManifest("/a/etl.yaml", "name: x\ndeployments:\n  - name: daily\n"));
    assert.ok(!looksLikeManifest("/a/not-prefect.yaml", "name: x\n"));
    assert.ok(!looksLikeManifest("/a/k8s.yaml", "spec:\n  deployments: 1\n"));
});

test("globs of the settings mean the same to the editor", () => {
    assert.equal(editorGlob("*.yaml"), "**/*.yaml");
    assert.equal(editorGlob("deploy/*.yaml"), "deploy/*.yaml");
    assert.equal(editorGlob("/top.yaml"), "top.yaml");
    assert.equal(editorGlob("deploy/"), "**/deploy/**");
    assert.equal(editorGlob("a/deploy/"), "a/deploy/**");
    assert.equal(editorGlob("!this.yaml"), undefined);
});
