import { createHost, runStep } from "@compose-actions/ci";
import { fault, type Presentation, refuse } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import { describeFailure, describeFindings } from "../src/failure.ts";
import { failureSummary } from "../src/failure-summary.ts";
import { classesUrl, sectionUrl } from "../src/troubleshooting.ts";
import { fakeStep } from "./support/fake-step.ts";
import { collector, temporaryFolder } from "./support/hosts.ts";

const never = new AbortController().signal;
/** As the transfer package has it, whose errors hosts know by their shape. */
const transferFailure = (failure: string) =>
  Object.assign(new Error("it went wrong"), { name: "TransferFailure", failure });
const docsOf = (error: unknown) => describeFailure(error, never).docs;

describe("where to read on", () => {
  test.each([
    ["what was refused", refuse("No."), "refused"],
    ["what a server has refused", refuse("No.", undefined, undefined, transferFailure("auth")), "auth"],
    [
      "what comes of a failed transfer",
      fault("Lost.", "Again.", ["x"], transferFailure("timeout")),
      "timeout",
    ],
    [
      "the same, deeper down",
      fault("Lost.", undefined, undefined, new Error("why", { cause: transferFailure("tls") })),
      "tls",
    ],
    [
      "bad metadata",
      Object.assign(new Error("bad"), { name: "MetadataError", issues: [] }),
      "invalid-metadata",
    ],
    [
      "metadata that cannot be read",
      Object.assign(new Error("bad"), { name: "MetadataError", issues: [], isUnreadable: true }),
      "disk",
    ],
    ["the environment", Object.assign(new Error("full"), { code: "ENOSPC" }), "disk"],
    ["a defect", new TypeError("x is undefined"), "unexpected"],
  ])("%s has a section", (_, error, section) => {
    expect(docsOf(error)).toBe(sectionUrl(section));
  });

  test("what was found has none: its words are all there is to say", () => {
    expect(docsOf(fault("3 files are missing"))).toBeUndefined();
  });

  test("an interruption has none", () => {
    expect(describeFailure(transferFailure("aborted"), AbortSignal.abort()).docs).toBeUndefined();
  });

  test("an error that is its own cause ends", () => {
    const error = fault("round");
    error.cause = error;
    expect(docsOf(error)).toBeUndefined();
  });
});

describe("failed artifacts", () => {
  test.each([
    [[], undefined],
    [["timeout"], "timeout"],
    [["timeout", "timeout"], "timeout"],
    [["timeout", "checksum"], "failure-classes"],
    [["x) [y](javascript:z"], undefined],
    [["x\n::error::y", "tls"], "tls"],
  ])("of the classes %j", (classes, section) => {
    expect(classesUrl(classes)).toBe(section === undefined ? undefined : sectionUrl(section));
  });

  test("what was refused is not sent to read on in the summary", () => {
    const failure = describeFailure(refuse("No.", "Yes."), never);
    expect(failureSummary("Step", failure)).toBe(
      "## Step: refused before any work\n\n**No.**\n\n**What to do:** Yes.",
    );
  });

  test("lead to their class in summary and report", () => {
    const failure = describeFindings("1 file failed", { failureClasses: ["not-found"] });
    expect(failureSummary("Step", failure)).toBe(
      `## Step: failed\n\n**1 file failed**\n\n**More:** ${sectionUrl("not-found")}`,
    );
  });
});

describe("the log", () => {
  async function log(run: () => Presentation) {
    const cwd = temporaryFolder();
    const [stdout, stderr] = [collector(), collector()];
    const host = await createHost("terminal", { env: {}, cwd, stdout, stderr });
    let report: Record<string, unknown> | undefined;
    const code = await runStep(
      { ...fakeStep, run: async () => undefined as never, present: run },
      { host, cwd, rawInputs: {}, signal: never, onReport: (document) => (report = { ...document }) },
    );
    return { code, text: stderr.text(), error: report?.["error"] };
  }

  const presentation = { outputs: {}, report: {}, lines: [], summary: "" };

  test("ends with one line that says where more is", async () => {
    const docs = sectionUrl("timeout");
    const { code, text, error } = await log(() => ({
      ...presentation,
      failure: "2 files failed",
      failureClasses: ["timeout", "timeout"],
    }));
    expect(code).toBe(1);
    expect(text).toBe(`error: 2 files failed\nMore: ${docs}\n`);
    expect(error).toEqual({ message: "2 files failed", docs, details: [] });
  });

  test("says so too where a server refuses who asks", async () => {
    const { code, text } = await log(() => {
      throw refuse("The server answers 401", undefined, undefined, transferFailure("auth"));
    });
    expect(code).toBe(2);
    expect(text).toBe(`error: The server answers 401\nMore: ${sectionUrl("auth")}\n`);
  });

  test("does not, where inputs are refused: the remedy says it all", async () => {
    const { code, text, error } = await log(() => {
      throw refuse("Invalid input: retries", "Give a number.");
    });
    expect(code).toBe(2);
    expect(text).toBe("error: Invalid input: retries\nGive a number.\n");
    expect(error).toMatchObject({ docs: sectionUrl("refused") });
  });
});
