import { editDistance, parseArguments, suggest } from "@compose-actions/cli";
import { defineInputs, flag, lines, list, secret, text, UserError } from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const definitions = defineInputs({
  compose: lines({ description: "d", positional: true }),
  "base-url": text({ description: "d" }),
  "compute-checksums": flag({ description: "d", default: false }),
  "strict-checksums": flag({ description: "d", default: false, implies: "compute-checksums" }),
  arches: list({ description: "d" }),
  token: secret({ description: "d" }),
});
const { compose: _, ...withoutPositional } = definitions;

const read = (...argv: string[]) => parseArguments(definitions, argv, "fake-step");

function refusal(...argv: string[]): string {
  try {
    read(...argv);
  } catch (error) {
    if (error instanceof UserError && error.exitCode === 2) return `${error.message} ${error.remedy ?? ""}`;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("parseArguments", () => {
  test("reads values, flags, repeated lists and positional values", () => {
    expect(
      read("a", "--base-url", "u", "--strict-checksums", "b", "--arches=x86_64", "--arches", "src", "--json"),
    ).toEqual({
      flags: {
        compose: ["a", "b"],
        "base-url": ["u"],
        "strict-checksums": ["true"],
        arches: ["x86_64", "src"],
      },
      json: true,
      help: false,
    });
  });

  test("a flag takes its value only after an equals sign", () => {
    expect(refusal("--strict-checksums", "false", "a")).toContain("Write --strict-checksums=false.");
    expect(refusal("--json", "True")).toContain("Write --json=true.");
    expect(read("--strict-checksums=false", "true").flags).toEqual({
      "strict-checksums": ["false"],
      compose: ["true"],
    });
  });

  test("everything after -- is a value", () => {
    expect(read("--", "--json", "-h").flags).toEqual({ compose: ["--json", "-h"] });
  });

  test("values may be empty, hold equals signs and begin with one hyphen", () => {
    expect(read("--base-url=", "--arches=a=b", "--arches", "-1", "-").flags).toEqual({
      "base-url": [""],
      arches: ["a=b", "-1"],
      compose: ["-"],
    });
  });

  test("-h and --help ask for help", () => {
    expect(read("-h").help).toBe(true);
    expect(read("--help").help).toBe(true);
  });

  test("help is given whatever else is wrong, before --", () => {
    for (const argv of [
      ["--nonsense", "-h"],
      ["--base-url", "--help"],
      ["a", "--arches", "-h"],
    ])
      expect(read(...argv)).toEqual({ flags: {}, json: false, help: true });
    expect(read("--", "-h").help).toBe(false);
  });

  test("--json may say true or false; the last one counts", () => {
    expect(read("--json=true").json).toBe(true);
    expect(read("--json", "--json=False").json).toBe(false);
    expect(read("--", "--json").json).toBe(false);
    expect(refusal("--json=yes")).toContain('--json: "yes", expected true or false');
  });

  test("a flag and another one that it implies must agree", () => {
    const both = ["--strict-checksums", "--compute-checksums=false"];
    expect(refusal(...both)).toContain(
      "--strict-checksums and --compute-checksums=false contradict each other --strict-checksums implies",
    );
    expect(() => read("--strict-checksums=false", "--compute-checksums=false")).not.toThrow();
    expect(() => read("--strict-checksums", "--compute-checksums")).not.toThrow();
  });

  test.each([
    ["-b", "fake-step has no -b: its inputs have long names only, did you mean --base-url?"],
    ["-c=x", "has no -c: its inputs have long names only, did you mean --compose or --compute-checksums?"],
    ["-x", "has no -x: its inputs have long names only "],
  ])("refuses %s, which looks like a short flag", (argument, message) => {
    expect(refusal(argument)).toContain(message);
  });

  test.each([
    ["--base-ulr", "did you mean --base-url?"],
    ["--strict", "did you mean --strict-checksums?"],
    ["--jsno", "did you mean --json?"],
    ["--BASE-URL", "has no --BASE-URL, did you mean --base-url?"],
    ["--base_url=x", "has no --base_url, did you mean --base-url?"],
    ["--Base-Ulr", "did you mean --base-url?"],
    ["--no-strict-checksums", "did you mean --strict-checksums=false?"],
    ["--no-base-url", "has no --no-base-url"],
    ["--tokn-file", "did you mean --token-file?"],
    ["--constructor", "has no --constructor"],
    ["--base-url-file", "has no --base-url-file"],
  ])("refuses %s: %s", (argument, message) => {
    expect(refusal(argument)).toContain(message);
  });

  test("83: a secret has no flag", () => {
    const said = refusal("--token=s3cr3t");
    expect(said).toContain("--token-file <path>");
    expect(said).toContain("COMPOSE_ACTIONS_TOKEN");
    expect(said).not.toContain("s3cr3t");
    expect(read("--token-file", "f").flags).toEqual({ "token-file": ["f"] });
  });

  test("refuses a flag without its value", () => {
    expect(refusal("--base-url")).toContain("--base-url needs a value");
    expect(refusal("--base-url", "--json")).toContain("--base-url=<value>");
  });

  test("refuses a bare value where no input is positional", () => {
    const parse = (argument: string) => () => parseArguments(withoutPositional, [argument], "fake-step");
    expect(parse("x")).toThrow('fake-step takes no "x" without a flag');
    expect(parse("arches")).toThrow("did you mean --arches?");
  });

  test("gives back what was given, or refuses; nothing else", () => {
    const values = fc.string().filter((value) => !value.startsWith("--"));
    fc.assert(
      fc.property(fc.array(values), fc.array(fc.string()), (arches, rest) => {
        const argv = [...arches.map((value) => `--arches=${value}`), "--", ...rest];
        const { flags } = read(...argv);
        expect(flags["arches"] ?? []).toEqual(arches);
        expect(flags["compose"] ?? []).toEqual(rest);
      }),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.string().map((name) => `--${name}`),
          ),
        ),
        (argv) => {
          try {
            read(...argv);
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
            expect((error as UserError).message).not.toMatch(/[\u0000-\u001F]/);
          }
        },
      ),
    );
  });
});

describe("suggest", () => {
  test("counts slips of the finger", () => {
    expect(editDistance("abcd", "abdc")).toBe(1);
    expect(editDistance("", "abc")).toBe(3);
    expect(editDistance("kitten", "sitting")).toBe(3);
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, a)).toBe(0);
      }),
    );
  });

  test("suggests nothing that is another word", () => {
    const names = ["upgrade-metadata", "verify", "localize"];
    expect(suggest("upgrade", names)).toBe("upgrade-metadata");
    expect(suggest("verfiy", names)).toBe("verify");
    expect(suggest("localise", names)).toBe("localize");
    expect(suggest("push", names)).toBeUndefined();
    expect(suggest("x", names)).toBeUndefined();
  });
});
