import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseRepomd, primaryOf, readPrimary } from "@compose-actions/compose";
import { parse, REPOMD } from "@compose-actions/metadata";
import { expect, test } from "vitest";
import { generateCompose } from "../../../../test/generator/generate.mjs";
import { scratch } from "../support/scratch.ts";

const make = scratch();

test("the repositories of a generated compose list the packages of its rpms.json", async () => {
  const { compose, metadata } = generateCompose({ out: make(), files: true, rpmSize: 300, imageSize: 300 });
  const roots = globSync(`**/${REPOMD}`, { cwd: compose }).map((path) => path.slice(0, -REPOMD.length));
  expect(roots.length).toBeGreaterThan(4);
  const listed = new Set<string>();
  for (const root of roots) {
    const file = join(compose, root, REPOMD);
    const primary = primaryOf(parseRepomd(readFileSync(file), file));
    expect(primary).toBeDefined();
    await readPrimary(join(compose, root, primary?.path ?? ""), ({ nevra, path, size }) => {
      const rpm = join(compose, root, path);
      expect(existsSync(rpm) && statSync(rpm).size).toBe(size);
      listed.add(nevra);
    });
  }
  const { model } = parse(readFileSync(join(metadata, "rpms.json")));
  if (model.type !== "rpms") {
    throw new Error(model.type);
  }
  const named = [...model.rpms.values()].flatMap((arches) =>
    [...arches.values()].flatMap((groups) => [...groups.values()].flatMap((group) => [...group.keys()])),
  );
  expect([...listed].sort()).toEqual([...new Set(named)].sort());
});
