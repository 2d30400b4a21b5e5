// Makes docs/pictures/<step>-<light|dark>.png: a job summary of each step as GitHub shows it, from the snapshots of
// test/looks. What they were taken of is kept in docs/pictures/sources.json. Needs chromium. usage: node scripts/pictures.mjs [step …]
import { spawnSync } from "node:child_process";
import { hash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { marked } from "marked";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const snapshots = join(root, "test", "looks", "snapshots");
const pictures = join(root, "docs", "pictures");

/** The run that is shown of a step: where something is wrong there is more to see. */
const RUNS = { "upgrade-metadata": "good", "record-artifacts": "good", "request-compose": "findings" };
const WIDTH = 920;
const LARGEST = 150 * 1024;

/** What stands for the things that differ from run to run, as they may be. */
const VALUES = [
  ["<duration>", "1 min 12 s"],
  ["<speed>", "48.0 MB/s"],
  ["<digest>", "9f2c6ad0".repeat(8)],
  ["<date>", "2026-02-11T09:30:00Z"],
  ["<day>", "20260204"],
  ["<work>", "/srv/work"],
  ["127.0.0.1:<port>", "registry.example.com"],
  ["<zwsp>", "\u200B"],
];

const LIGHT = {
  back: "#ffffff",
  text: "#1f2328",
  soft: "#f6f8fa",
  line: "#d1d9e0",
  code: "#818b981f",
  link: "#0969da",
};
const DARK = {
  back: "#0d1117",
  text: "#f0f6fc",
  soft: "#151b23",
  line: "#3d444d",
  code: "#656c7633",
  link: "#4493f8",
};

const steps = process.argv.length > 2 ? process.argv.slice(2) : readdirSync(snapshots).sort();
mkdirSync(pictures, { recursive: true });
const list = join(pictures, "sources.json");
const sources = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : {};
const folder = mkdtempSync(join(tmpdir(), "compose-actions-pictures-"));
try {
  for (const step of steps) {
    const file = join(snapshots, step, `${RUNS[step] ?? "findings"}.summary.md`);
    const markdown = VALUES.reduce(
      (text, [from, to]) => text.replaceAll(from, to),
      readFileSync(file, "utf8"),
    );
    const html = await marked.parse(markdown, { gfm: true });
    // A long list stays folded, as it is on GitHub.
    const body = html.replace(/<details>(?=(?:(?!<\/details>).){0,1500}<\/details>)/gs, "<details open>");
    for (const [theme, colours] of Object.entries({ light: LIGHT, dark: DARK })) {
      const picture = join(pictures, `${step}-${theme}.png`);
      takePicture(body, colours, picture);
      const size = statSync(picture).size;
      console.log(`${picture.slice(root.length + 1)}  ${size} bytes`);
      if (size > LARGEST) throw new Error(`${picture} is larger than ${LARGEST} bytes`);
    }
    sources[step] = { snapshot: basename(file), sha256: hash("sha256", readFileSync(file)) };
  }
  const sorted = Object.fromEntries(Object.entries(sources).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(list, `${JSON.stringify(sorted, undefined, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Once to learn how high the page is, and once in that size. */
function takePicture(body, colours, picture) {
  const page = join(folder, "page.html");
  const height = 20_000;
  const measure = `<script>document.title = Math.ceil(document.querySelector("main").getBoundingClientRect().height)</script>`;
  writeFileSync(page, pageOf(body, colours, measure));
  const dom = chromium(["--dump-dom", `--window-size=${WIDTH},${height}`, page]);
  const [, high] = /<title>(\d+)<\/title>/.exec(dom) ?? [];
  if (high === undefined) throw new Error(`the page of ${picture} has no height`);
  writeFileSync(page, pageOf(body, colours));
  chromium([`--screenshot=${picture}`, `--window-size=${WIDTH},${high}`, "--hide-scrollbars", page]);
  writeFileSync(picture, packed(readFileSync(picture)));
}

/** The same picture with a palette: a page has few colours, and browsers are in a hurry when they pack. */
function packed(png) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const bytes = png[25] === 6 ? 4 : 3;
  const rows = pixelsOf(png, width * bytes, bytes);
  const counts = new Map();
  for (let at = 0; at < width * height; at += 1) {
    const colour = rows.readUIntBE(at * bytes, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const sorted = [...counts.keys()].sort((x, y) => counts.get(y) - counts.get(x));
  const kept = sorted.slice(0, 256);
  const places = new Map(sorted.map((colour) => [colour, nearest(colour, kept)]));
  const indexes = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at += 1) {
    indexes[at + Math.floor(at / width) + 1] = places.get(rows.readUIntBE(at * bytes, 3));
  }
  const head = Buffer.from(png.subarray(16, 29));
  head[9] = 3;
  const palette = Buffer.concat(
    kept.map((colour) => Buffer.from(colour.toString(16).padStart(6, "0"), "hex")),
  );
  const data = deflateSync(indexes, { level: 9, memLevel: 9 });
  const chunks = { IHDR: head, PLTE: palette, IDAT: data, IEND: Buffer.alloc(0) };
  return Buffer.concat([
    png.subarray(0, 8),
    ...Object.entries(chunks).map(([type, content]) => chunkOf({ type, data: content })),
  ]);
}

/** The place of the colour that comes closest: what is rare are shades at the edges of letters. */
function nearest(colour, palette) {
  const own = palette.indexOf(colour);
  if (own >= 0) return own;
  const parts = (value) => [value >> 16, (value >> 8) & 255, value & 255];
  const distances = palette.map((other) =>
    parts(other).reduce((sum, part, index) => sum + Math.abs(part - parts(colour)[index]), 0),
  );
  return distances.indexOf(Math.min(...distances));
}

/** The rows of a picture without their filters (PNG specification, 9.2). */
function pixelsOf(png, stride, bytes) {
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") {
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
    }
  }
  const raw = inflateSync(Buffer.concat(parts));
  const rows = Buffer.alloc((raw.length / (stride + 1)) * stride);
  for (let from = 0, to = 0; from < raw.length; from += stride + 1, to += stride) {
    for (let x = 0; x < stride; x += 1) {
      const left = x >= bytes ? rows[to + x - bytes] : 0;
      const up = to > 0 ? rows[to + x - stride] : 0;
      const corner = x >= bytes && to > 0 ? rows[to + x - stride - bytes] : 0;
      rows[to + x] = raw[from + 1 + x] + predicted(raw[from], left, up, corner);
    }
  }
  return rows;
}

function predicted(filter, left, up, corner) {
  if (filter < 4) return [0, left, up, (left + up) >> 1][filter];
  const [a, b, c] = [up - corner, left - corner, left + up - 2 * corner].map(Math.abs);
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function chunkOf({ type, data }) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function chromium(args) {
  const profile = mkdtempSync(join(folder, "profile-"));
  const quiet =
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --force-device-scale-factor=1 --disable-lcd-text";
  const { status, stdout, stderr, error } = spawnSync(
    "chromium",
    [...quiet.split(" "), `--user-data-dir=${profile}`, ...args],
    { encoding: "utf8", timeout: 60_000, maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(`chromium: ${error?.message ?? stderr}`);
  return stdout;
}

/** A page with the look of a job summary. */
function pageOf(body, { back, text, soft, line, code, link }, more = "") {
  return `<!doctype html><html><head><meta charset="utf-8"><title>Summary</title><style>
html, body { margin: 0; background: ${back}; color: ${text}; }
main { padding: 24px 32px; width: ${WIDTH - 64}px; font: 16px/1.5 "Noto Sans", "DejaVu Sans", Helvetica, Arial, sans-serif; overflow-wrap: break-word; }
h2, h3 { margin: 24px 0 16px; font-weight: 600; line-height: 1.25; }
h2 { font-size: 24px; padding-bottom: 7px; border-bottom: 1px solid ${line}; }
h3 { font-size: 20px; }
main > h2:first-child { margin-top: 0; }
p, ul, table, details { margin: 0 0 16px; }
ul { padding-left: 2em; }
a { color: ${link}; }
code { font: 85% "DejaVu Sans Mono", monospace; background: ${code}; padding: 0.2em 0.4em; border-radius: 6px; }
table { border-collapse: collapse; display: block; width: max-content; max-width: 100%; overflow: auto; }
th, td { padding: 6px 13px; border: 1px solid ${line}; }
th { font-weight: 600; }
tr { background: ${back}; }
tr:nth-child(2n) { background: ${soft}; }
</style></head><body><main>${body}</main>${more}</body></html>`;
}
