import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cli, DIST, type Result } from "./dist.ts";
import { bytesOf, primaryOf, Site, type SiteCompose, treeOf } from "./site.ts";

const OS = "Server/x86_64/os";
export const BIG = `${OS}/images/big.iso`;
const SHARED = bytesOf(30_000, 3);
const PACKAGES = Array.from({ length: 40 }, (_, index) => ({
  path: `${OS}/Packages/p${index}-1-1.x86_64.rpm`,
  content: index % 10 === 0 ? SHARED : bytesOf(20_000 + index, 10 + index),
}));
const COMPOSE: SiteCompose = {
  extraFiles: [{ path: BIG, content: bytesOf(24 * 1024 * 1024, 1) }],
  rpms: PACKAGES,
  repositories: [
    {
      path: OS,
      files: {
        "repodata/primary.xml": primaryOf(
          Object.fromEntries(PACKAGES.map(({ path, content }) => [path.slice(OS.length + 1), content])),
        ),
      },
      checksum: null,
    },
  ],
  trees: [{ path: OS }],
};

/** What a server sends in a millisecond, so that there is something to interrupt. */
const BYTES_PER_MS = 24_000;

/** A mirror that is interrupted while it is made, by processes of the built command line. */
export class KillChamber {
  readonly #site = new Site();
  readonly #root = mkdtempSync(join(tmpdir(), "kill-"));
  readonly #compose = join(this.#root, "in");
  #holdAfter = Number.POSITIVE_INFINITY;
  #onHold: () => void = () => undefined;
  wanted: Record<string, string> = {};
  /** How long an undisturbed run takes, in milliseconds. */
  duration = 0;

  async open(): Promise<void> {
    await this.#site.start();
    this.#site.publish(COMPOSE, this.#compose);
    this.#site.behaviour = (request, response, path) => {
      const content = this.#site.files.get(path);
      if (content === undefined) return false;
      const first = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
      const range = { "content-range": `bytes ${first}-${content.length - 1}/${content.length}` };
      response.writeHead(first > 0 ? 206 : 200, {
        "content-length": content.length - first,
        ...(first > 0 ? range : {}),
      });
      let at = first;
      const timer = setInterval(() => {
        if (path === BIG && at - first >= this.#holdAfter) {
          clearInterval(timer);
          this.#onHold();
          return;
        }
        const end = Math.min(at + 20 * BYTES_PER_MS, content.length);
        response.write(content.subarray(at, end));
        at = end;
        if (at === content.length) {
          clearInterval(timer);
          response.end();
        }
      }, 20);
      response.on("close", () => clearInterval(timer));
      return true;
    };
    const output = this.fresh();
    const { code, stderr, milliseconds } = await this.run(output);
    if (code !== 0) throw new Error(stderr);
    this.duration = milliseconds;
    this.wanted = treeOf(join(output, "compose"));
  }

  async close(): Promise<void> {
    await this.#site.close();
    rmSync(this.#root, { recursive: true, force: true });
  }

  fresh(): string {
    return join(mkdtempSync(join(this.#root, "case-")), "out");
  }

  /** Where requests for the big file began since they were last counted. */
  takeStarts(): number[] {
    return this.#site.requests
      .splice(0)
      .filter(({ path }) => path === BIG)
      .map(({ range }) => Number(/\d+/.exec(range ?? "0")?.[0]));
  }

  /** To the end. */
  run(output: string): Promise<Result> {
    return cli(["localize", ...this.#args(output)]);
  }

  /**
   * Sends a signal after so many milliseconds, or a moment after the server has sent so many bytes of the big file,
   * after which it sends no more of it.
   *
   * @returns the exit code; null when the signal ended it
   */
  interrupt(
    output: string,
    signal: NodeJS.Signals,
    when: { readonly milliseconds: number } | { readonly bytes: number },
  ): Promise<number | null> {
    const child = spawn(
      process.execPath,
      [join(DIST, "cli", "index.js"), "localize", ...this.#args(output)],
      {
        env: { PATH: process.env["PATH"] ?? "" },
        stdio: "ignore",
      },
    );
    const later = (milliseconds: number) => setTimeout(() => child.kill(signal), milliseconds);
    let timer: NodeJS.Timeout | undefined;
    if ("milliseconds" in when) {
      timer = later(when.milliseconds);
    } else {
      this.#holdAfter = when.bytes;
      this.#onHold = () => {
        timer = later(300);
      };
    }
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        clearTimeout(timer);
        this.#holdAfter = Number.POSITIVE_INFINITY;
        resolve(code);
      });
    });
  }

  /** What is wrong in a tree that need not be complete. */
  problems(output: string): string[] {
    let found: Record<string, string> = {};
    try {
      found = treeOf(join(output, "compose"));
    } catch {
      // Not even begun.
    }
    return Object.entries(found)
      .filter(([path, digest]) => this.wanted[path] !== digest)
      .map(([path]) => `wrong: ${path}`);
  }

  /** Runs to the end and compares. */
  async finish(output: string): Promise<string[]> {
    const { code, stderr } = await this.run(output);
    const problems = code === 0 ? [] : [`the last run ended with ${code}: ${stderr}`];
    if (JSON.stringify(treeOf(join(output, "compose"))) !== JSON.stringify(this.wanted)) {
      problems.push(`another tree: ${this.problems(output).join(", ")}`);
    }
    const home = join(output, ".productmd");
    const left = ["tmp", "partial"].flatMap((folder) => readdirSync(join(home, folder)));
    const lock = readdirSync(home).filter((name) => name.startsWith("lock"));
    if (left.length + lock.length > 0) problems.push(`left: ${[...left, ...lock].join(", ")}`);
    rmSync(join(output, ".."), { recursive: true, force: true });
    return problems;
  }

  #args(output: string): string[] {
    return [this.#compose, "--output", output, "--retry-delay", "10ms"];
  }
}

/** Numbers from 0 to below 1, the same ones for the same seed. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
