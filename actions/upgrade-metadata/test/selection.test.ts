import { expect, test } from "vitest";
import { document, treeImage } from "../../../packages/metadata/test/support/documents.ts";
import { useWorkshop } from "./support/upgrade.ts";

const { make, run } = useWorkshop();
const base = { "base-url": "https://cdn.example.com/" };

const images = document("images");
images.payload.images = { Server: { x86_64: [treeImage("Server/a.iso"), treeImage("Server/b.iso")] } };
const modules = (modulemd: object) => {
  const doc = document("modules");
  const metadata = { uid: "a:b", name: "a", stream: "b", koji_tag: "tag" };
  doc.payload.modules = { Server: { x86_64: { "a:b": { metadata, modulemd_path: modulemd, rpms: [] } } } };
  return doc;
};

test("what is not selected stands in nobody's way", async () => {
  const compose = make({ "images.json": images, "modules.json": modules({}) });
  await expect(run(compose)).rejects.toThrow("the module has no modulemd path");
  expect((await run(compose, { ...base, kinds: "image" })).result.files).toHaveLength(1);
});

test("what is not selected is not lost", async () => {
  const compose = make({
    "images.json": images,
    "modules.json": modules({ binary: "m.yaml", debug: "d.yaml" }),
  });
  const codes = async (raw: Readonly<Record<string, string>>) =>
    (await run(compose, { ...base, ...raw })).result.notices.map(({ code }) => code);
  const lost = ["lost-koji-tag", "lost-modulemd-path"];
  expect(await codes({ kinds: "image,rpm", output: make() })).not.toEqual(expect.arrayContaining(lost));
  expect(await codes({ output: make() })).toEqual(expect.arrayContaining(lost));
});

test("globs are separated by commas too, and those in vain are named", async () => {
  const compose = make({ "images.json": images });
  const { warnings, read } = await run(compose, {
    ...base,
    include: "{a,b}.iso,*.ISO",
    exclude: "[b,c].iso",
  });
  expect(read("images.json").payload.images.Server.x86_64).toMatchObject([
    { location: { local_path: "Server/a.iso" } },
  ]);
  expect(warnings).toContain("selected, but there is nothing of that name (1): *.ISO");
});
