import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { UserError } from "@compose-actions/step";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { parseNetrc, readNetrcFile } from "../../src/http/netrc.ts";

function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message;
  }
  throw new Error("nothing was thrown");
}

describe("what the file says", () => {
  const all = (text: string, ...hosts: string[]) => {
    const netrc = parseNetrc(text);
    return hosts.map((host) => {
      const entry = netrc.find(host);
      return entry === undefined ? undefined : `${entry.login} ${entry.password}`;
    });
  };

  test.each([
    ["in lines", "machine a.example\n  login u\n  password p\n"],
    ["in one line", "machine a.example login u password p"],
    ["with carriage returns", "machine a.example\r\nlogin u\r\npassword p\r\n"],
    ["with tabs", "\tmachine\ta.example\tuser\tu\tpassword\tp"],
    ["in another order", "machine a.example password p account x login u"],
    ["with a value in the next line", "machine\na.example login\n\nu password\n p"],
    ["between quotation marks", 'machine "a.example" login "u" password "p"'],
    ["with comments", '# all\n#all\nmachine a.example # a "comment\\\nlogin u #password x\n password p\n#'],
    [
      "with a macro before",
      "macdef init\ncd /\nmachine a.example login x password y\n\nmachine a.example login u password p",
    ],
    [
      "with a macro after",
      "machine a.example login u password p\nmacdef init\nmachine b.example password z\n",
    ],
    ["twice: the first counts", "machine a.example login u password p machine a.example login x password y"],
    ["in capitals", "machine A.Example. login u password p"],
    ["with an account before", "machine a.example account machine login u password p"],
    ["with a login twice", "machine a.example login x login u password p"],
  ])("an entry %s", (_, text) => {
    expect(all(text, "a.example", "A.EXAMPLE.", "b.example", "x.a.example", "example")).toEqual([
      "u p",
      "u p",
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each([
    ['"a b"', "a b"],
    ['"a\\"b\\\\c\\d"', 'a"b\\cd'],
    ["a\\ b\\\\c\\d", "a b\\cd"],
    ['a"b', 'a"b'],
    ["#a", "#a"],
    ['"#"', "#"],
    ["password", "password"],
    ['""', ""],
    ["pässwörd💡", "pässwörd💡"],
  ])("the password %s", (written, password) => {
    expect(parseNetrc(`machine h login l password ${written}\nmachine i`).find("h")?.password).toBe(password);
  });

  test("the default entry is for hosts without their own, wherever it stands", () => {
    expect(all("default login d password e machine a login u password p", "a", "b")).toEqual(["u p", "d e"]);
    expect(all("machine a login u password p default login d password e", "a", "b")).toEqual(["u p", "d e"]);
    expect(all("machine a default login d password e default login x", "a", "b")).toEqual([" ", "d e"]);
    expect(all("machine default login u password p", "default", "b")).toEqual(["u p", undefined]);
  });

  test("addresses", () => {
    const text = "machine ::1 password six machine [fd00::1] password seven machine 127.0.0.1 password four";
    expect(all(text, "[::1]", "[fd00::1]", "127.0.0.1")).toEqual([" six", " seven", " four"]);
  });

  test.each(["", " \n\t\r\n", "# nothing", "macdef x", "macdef x\n\n"])("%j holds nothing", (text) => {
    expect(parseNetrc(text).entries()).toEqual([]);
  });

  test("a macro ends with an empty line and no sooner", () => {
    expect(all("macdef m\n\nmachine a password p", "a")).toEqual([" p"]);
    expect(all("macdef m\r\nput x\r\n\r\nmachine a password p", "a")).toEqual([" p"]);
    expect(all("macdef m put x\nmachine a password p", "a")).toEqual([undefined]);
  });
});

describe("syntax errors name the line and show nothing", () => {
  test.each([
    ["hunter2", 1, "expected machine"],
    ["machine a\nlogin u\npassword p hunter2", 3, "expected machine"],
    ["\n\nmachine", 3, 'nothing follows "machine"'],
    ["machine a login u password\n\n", 1, 'nothing follows "password"'],
    ["machine a\nmacdef", 2, 'nothing follows "macdef"'],
    ["# x\nlogin hunter2", 2, '"login" before'],
    ["user hunter2", 1, '"user" before'],
    ["password hunter2", 1, '"password" before'],
    ["account hunter2", 1, '"account" before'],
    ["machine a password p\nmacdef m\n\nlogin hunter2", 4, '"login" before'],
    ['machine a\npassword "hunter2\nlogin u"', 2, "a quotation mark"],
    ['machine a\npassword "hunter2', 2, "a quotation mark"],
    ['machine a\npassword "hunter2\\', 2, "a quotation mark"],
    ["machine a\npassword hunter2\\", 2, "a backslash"],
    ["machine a\npassword hunter2\\\nx", 2, "a backslash"],
    ["machine a password hunter2\u0000", 1, "a control character"],
    ['machine a password "hunter2\r"', 1, "a control character"],
    ["machine a password hunter2\\\r", 1, "a control character"],
    ["machine a password hunter2\u007f", 1, "a control character"],
  ])("%j", (text, line, problem) => {
    const message = refusal(() => parseNetrc(text, "file"));
    expect(message.startsWith(`file: line ${line}: ${problem}`)).toBe(true);
    expect(message).not.toContain("hunter2");
  });

  test("any text is read or refused, without any of its longer words", () => {
    const word = fc.oneof(
      fc.constantFrom(
        "machine",
        "default",
        "login",
        "password",
        "account",
        "macdef",
        "\n",
        "\n\n",
        '"',
        "\\",
        "#",
      ),
      fc.stringMatching(/^[qz]{8,12}$/),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), fc.constantFrom(" ", ""), (words, space) => {
        try {
          parseNetrc(words.join(space));
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          const { message, remedy } = error as UserError;
          expect(message).toMatch(/^netrc: line \d+: /);
          expect(`${message}${remedy}`).not.toMatch(/[qz]{8}/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test("what is written by the rules is read again", () => {
  const text = fc
    .string({ unit: "grapheme", maxLength: 12 })
    .filter((value) => !/[\u0000-\u001f\u007f]/.test(value));
  const quoted = text.map((value) => [value, `"${value.replace(/["\\]/g, "\\$&")}"`] as const);
  const bare = text
    .filter((value) => value !== "")
    .map((value) => [value, value.replace(/[\s"\\]/g, "\\$&")] as const);
  const space = fc.constantFrom(" ", "\n", "\t", "\r\n", ' # comment " machine\n', "  ");
  const entry = fc.record({ login: fc.oneof(quoted, bare), password: fc.oneof(quoted, bare), gap: space });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
      const written = entries.map(
        ({ login, password, gap }, index) =>
          `machine h${index}.example${gap}password ${password[1]}${gap}login ${login[1]}${gap}`,
      );
      const netrc = parseNetrc(written.join(""));
      expect(netrc.entries()).toEqual(
        entries.map(({ login, password }) => ({ login: login[0], password: password[0] })),
      );
      entries.forEach(({ password }, index) => {
        expect(netrc.find(`h${index}.example`)?.password).toBe(password[0]);
      });
    }),
    { numRuns: 1000 },
  );
});

test("a dump shows nothing", () => {
  const netrc = parseNetrc("machine a login u password hunter2");
  expect(inspect(netrc, { depth: 9, showHidden: true }) + JSON.stringify(netrc)).not.toContain("hunter2");
});

describe("the file", () => {
  const folder = mkdtempSync(join(tmpdir(), "netrc-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, content: string | Uint8Array, mode = 0o600): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    chmodSync(path, mode);
    return path;
  };

  test("is read", () => {
    const path = write("good", "\ufeffmachine a login ü password p\n");
    for (const required of [true, false]) {
      const { netrc, warning } = readNetrcFile(path, { required });
      expect(netrc?.find("a")).toEqual({ login: "ü", password: "p" });
      expect(warning).toBeUndefined();
    }
  });

  test("may be missing unless the user named it", () => {
    for (const path of [join(folder, "missing"), join(write("plain", ""), "below")]) {
      expect(readNetrcFile(path, { required: false })).toEqual({ netrc: undefined, warning: undefined });
      expect(refusal(() => readNetrcFile(path, { required: true }))).toMatch(
        /cannot be read: ENO(ENT|TDIR)$/,
      );
    }
  });

  test.runIf(process.getuid?.() !== 0)("that may not be read is warned of unless the user named it", () => {
    const path = write("closed", "machine a password p", 0);
    const { netrc, warning } = readNetrcFile(path, { required: false });
    expect(netrc).toBeUndefined();
    expect(warning).toMatch(/cannot be read: EACCES$/);
    expect(refusal(() => readNetrcFile(path, { required: true }))).toMatch(/cannot be read: EACCES$/);
  });

  test.runIf(process.platform !== "win32").each([0o640, 0o604, 0o644, 0o620])(
    "open to others (%o)",
    (mode) => {
      const path = write(`open-${mode}`, "machine a login u password hunter2", mode);
      const { netrc, warning } = readNetrcFile(path, { required: false });
      expect(netrc?.find("a")?.password).toBe("hunter2");
      expect(warning).toContain("open to other users");
      expect(warning).not.toContain("hunter2");
      const harmless = write(`harmless-${mode}`, "machine a login u", mode);
      expect(readNetrcFile(harmless, { required: false }).warning).toBeUndefined();
    },
  );

  test("is refused, required or not, when anything is wrong with it", () => {
    const fifo = join(folder, "fifo");
    execFileSync("mkfifo", [fifo]);
    const cases: readonly [string, RegExp][] = [
      [folder, /is not a regular file$/],
      [fifo, /is not a regular file$/],
      [write("large", Buffer.alloc(1024 * 1024 + 1, " ")), /has more than 1048576 bytes$/],
      [write("bytes", Buffer.from([0x6d, 0xff])), /is not UTF-8 text$/],
      [write("bad", "machine a\nhunter2"), /bad: line 2: expected/],
    ];
    for (const [path, message] of cases) {
      for (const required of [true, false])
        expect(refusal(() => readNetrcFile(path, { required }))).toMatch(message);
    }
    const largest = write("largest", Buffer.alloc(1024 * 1024, "\n"));
    expect(readNetrcFile(largest, { required: true }).netrc?.entries()).toEqual([]);
  });
});
