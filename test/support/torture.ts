import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { step } from "@compose-actions/localize";
import { parseInputs, silentReporter } from "@compose-actions/step";
import { io } from "@compose-actions/transfer/testing";
import { bytesOf, primaryOf, Site, type SiteCompose, treeOf } from "./site.ts";

const CODES = ["ENOSPC", "EIO", "EACCES", "EMFILE"] as const;
/** These tell of nothing, or throw nothing. */
const SPARED: ReadonlySet<string> = new Set(["existsSync"]);
/** Ways of a server to break a connection. */
const BREAKS = ["before the head", "behind the head", "in the body"] as const;

const SHARED = bytesOf(700, 3);
const RPM = bytesOf(4000, 4);
const OS = "Server/x86_64/os";

/** A bit of everything: what fits in memory and what does not, duplicates, a repository, a tree without description. */
const COMPOSE: SiteCompose = {
  extraFiles: [
    { path: `${OS}/small`, content: bytesOf(900, 1) },
    { path: `${OS}/big`, content: bytesOf(600_000, 2) },
    { path: `${OS}/same`, content: SHARED },
    { path: "Server/x86_64/same/deep/down", content: SHARED },
  ],
  rpms: [{ path: `${OS}/Packages/a-1-1.x86_64.rpm`, content: RPM, checksum: null }],
  repositories: [
    {
      path: OS,
      files: { "repodata/primary.xml": primaryOf({ "Packages/a-1-1.x86_64.rpm": RPM }) },
      checksum: null,
    },
  ],
  trees: [{ path: OS }],
};

type Ending = { readonly said: string | undefined };

/** One small mirror that is made again and again, each time with something else that goes wrong. */
export class TortureChamber {
  readonly #site = new Site();
  readonly #root = mkdtempSync(join(tmpdir(), "torture-"));
  readonly #compose = join(this.#root, "in");
  #count = 0;
  #wanted: Record<string, string> = {};
  /** Of an undisturbed run. */
  calls = 0;
  requests = 0;

  async open(): Promise<void> {
    await this.#site.start();
    this.#site.publish(COMPOSE, this.#compose);
    const output = this.#fresh();
    const { said } = await this.#counted(() => this.#run(output));
    if (said !== undefined) throw new Error(said);
    this.requests = this.#site.requests.length;
    this.#wanted = treeOf(join(output, "compose"));
  }

  async close(): Promise<void> {
    await this.#site.close();
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** @param kth - the call of the file system that fails, from 1 @returns what is wrong with what came of it */
  async failCall(kth: number, shift = 0): Promise<string[]> {
    const code = CODES[(kth + shift) % CODES.length] as string;
    const output = this.#fresh();
    let failed = "";
    const restore = instrument((name, call) => {
      this.#count += 1;
      if (this.#count !== kth) return call();
      failed = name;
      // A descriptor is gone even when closing it fails.
      if (name === "closeSync") call();
      throw Object.assign(new Error(`${code}: made to fail`), { code });
    });
    this.#count = 0;
    let ending: Ending;
    try {
      ending = await this.#run(output);
    } finally {
      restore();
    }
    return this.#judge(output, ending, `call ${kth}, ${failed} with ${code}`);
  }

  /** @param kth - the answer that is broken, from 1 */
  async breakAnswer(kth: number, how: (typeof BREAKS)[number], retries: number): Promise<string[]> {
    const output = this.#fresh();
    let count = 0;
    this.#site.behaviour = (_, response, path) => {
      count += 1;
      if (count !== kth) return false;
      const content = this.#site.files.get(path) ?? Buffer.alloc(100);
      if (how === "before the head") response.socket?.resetAndDestroy();
      else {
        response.writeHead(200, { "content-length": content.length });
        response.flushHeaders();
        const some = how === "in the body" ? Math.ceil(content.length / 2) : 0;
        response.write(content.subarray(0, some), () => response.socket?.resetAndDestroy());
      }
      return true;
    };
    const ending = await this.#run(output, retries);
    this.#site.behaviour = undefined;
    const problems =
      retries > 0 && ending.said !== undefined ? [`it was not tried again: ${ending.said}`] : [];
    return [...problems, ...(await this.#judge(output, ending, `answer ${kth} ${how}, ${retries} retries`))];
  }

  static readonly breaks = BREAKS;

  async #judge(output: string, { said }: Ending, label: string): Promise<string[]> {
    const problems: string[] = [];
    const found = this.#tree(output);
    for (const [path, digest] of Object.entries(found)) {
      // Metadata and the description of the tree speak of what is there, which may be less.
      const mayDiffer = path.startsWith("metadata/") || path.endsWith("/.treeinfo");
      if (this.#wanted[path] === undefined) problems.push(`there is ${path}`);
      else if (digest !== this.#wanted[path] && !(mayDiffer && said !== undefined))
        problems.push(`wrong bytes: ${path}`);
    }
    if (said === undefined && Object.keys(found).length !== Object.keys(this.#wanted).length) {
      problems.push(`it ended well, but there is only ${Object.keys(found).join(", ")}`);
    }
    if (said?.startsWith("defect") === true) problems.push(said);
    // The process would be gone.
    rmSync(join(output, ".productmd", "lock"), { force: true });
    const again = await this.#run(output);
    if (again.said !== undefined) problems.push(`the next run: ${again.said}`);
    if (JSON.stringify(this.#tree(output)) !== JSON.stringify(this.#wanted))
      problems.push("the next run: another tree");
    for (const folder of ["tmp", "partial"]) {
      const left = readdirSync(join(output, ".productmd", folder));
      if (left.length > 0) problems.push(`left in ${folder}: ${left.join(", ")}`);
    }
    const beside = readdirSync(join(output, "..")).filter((name) => name !== "out");
    if (beside.length > 0) problems.push(`outside: ${beside.join(", ")}`);
    rmSync(join(output, ".."), { recursive: true, force: true });
    return problems.map((problem) => `${label}: ${problem}`);
  }

  #tree(output: string): Record<string, string> {
    try {
      return treeOf(join(output, "compose"));
    } catch {
      return {};
    }
  }

  #fresh(): string {
    const folder = mkdtempSync(join(this.#root, "case-"));
    mkdirSync(folder, { recursive: true });
    return join(folder, "out");
  }

  async #counted<T>(work: () => Promise<T>): Promise<T> {
    this.#count = 0;
    const restore = instrument((_, call) => {
      this.#count += 1;
      return call();
    });
    try {
      return await work();
    } finally {
      restore();
      this.calls = this.#count;
    }
  }

  /** @returns what the step says of its end; a defect is what it should not have thrown */
  async #run(output: string, retries = 2): Promise<Ending> {
    this.#site.requests.length = 0;
    const inputs = parseInputs(step.inputs, {
      compose: this.#compose,
      output,
      retries: String(retries),
      "retry-delay": "1ms",
      "parallel-downloads": "2",
    });
    try {
      const result = await step.run(inputs, {
        signal: new AbortController().signal,
        reporter: silentReporter,
      });
      return { said: step.present(result).failure };
    } catch (error) {
      const { name, message, stack } = error as Error;
      return { said: name === "UserError" ? message : `defect: ${stack}` };
    }
  }
}

/** Lets something else happen at each call of the file system. @returns to be called to end that */
function instrument(around: (name: string, call: () => unknown) => unknown): () => void {
  const originals = { ...io };
  const calls = io as Record<string, (...args: unknown[]) => unknown>;
  for (const [name, original] of Object.entries(originals)) {
    if (!SPARED.has(name)) {
      calls[name] = (...args) => around(name, () => (original as (...all: unknown[]) => unknown)(...args));
    }
  }
  return () => {
    Object.assign(io, originals);
  };
}
