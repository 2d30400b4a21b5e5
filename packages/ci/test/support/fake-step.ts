import {
  code,
  defineInputs,
  defineStep,
  fault,
  flag,
  integer,
  lines,
  reportInput,
  secret,
  selectionInputs,
  text,
} from "@compose-actions/step";
import * as z from "zod";

/** Does what its input `do` says: stands for any step. */
export const fakeStep = defineStep({
  name: "fake-step",
  title: "Pretend to work",
  description: "Stands for any step. Finds `a|b` and <c>.",
  icon: "package",
  inputs: defineInputs({
    compose: lines({ description: "Files, or directories.", positional: true, example: "compose" }),
    do: text({ description: "What to do.", default: "succeed" }),
    retries: integer({ description: "Retries.", min: 0, max: 9, default: 3 }),
    strict: flag({ description: "Be strict.", default: false }),
    token: secret({ description: "The token of the registry." }),
    ...selectionInputs,
    ...reportInput,
  }),
  outputs: {
    "metadata-dir": { description: "Where the metadata is." },
    files: { description: "The files, one per line." },
  },
  report: z.object({ count: z.number().int().describe("How many."), echo: z.string().optional() }),
  async run(inputs, { signal, reporter }) {
    reporter.info(`doing ${inputs.do}, token ${inputs.token}`);
    reporter.progress({ activity: "hashing", done: 1, total: 2, unit: "files" });
    if (inputs.do === "warn-much")
      for (let index = 0; index < 25; index += 1) reporter.warn(`odd file ${index}`);
    if (inputs.do === "fail") throw fault("3 files are missing", "Build them.", ["a", "b\n::error::x", "c"]);
    if (inputs.do === "flood")
      throw fault(
        "Much is missing",
        undefined,
        Array.from({ length: 5000 }, (_, i) => `f${i}`),
      );
    if (inputs.do === "crash") throw new Error(`boom ${inputs.token}`);
    if (inputs.do === "bad-metadata") {
      throw Object.assign(new Error("images.json: 1 problem"), {
        name: "MetadataError",
        issues: [{ file: "images.json", path: "payload.images", message: "expected an object" }],
        issueCount: 1,
      });
    }
    if (inputs.do === "wait") {
      reporter.info("waiting");
      await new Promise((_, reject) => {
        const timer = setTimeout(() => reject(new Error("nobody came")), 20_000);
        signal.addEventListener("abort", () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      });
    }
    if (inputs.do === "hang") await new Promise((resolve) => setTimeout(resolve, 20_000));
    return { what: inputs.do, echo: inputs.token ?? "" };
  },
  present: ({ what, echo }) => ({
    outputs: {
      "metadata-dir": what === "odd-output" ? "a\nghadelimiter_x\nb<<EOF" : "out",
      files: `a.iso\nb.iso`,
    },
    report: { count: 2, echo },
    lines: ["2 files done", `::set-output name=x::${echo}`],
    summary: `## Done\n\n${code(echo)}`,
    ...(what === "find" ? { failure: "2 findings" } : {}),
    ...(what === "make" ? { subjects: [`oci://r.example/a@sha256:1`, "oci://r.example/b=c@sha256:2"] } : {}),
  }),
});
