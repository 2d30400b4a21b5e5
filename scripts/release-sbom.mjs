// What the bundle is made of: of all that is installed, what dist/suite/licenses.txt names, which the bundler has written.
// usage: npm sbom --sbom-format cyclonedx | node scripts/release-sbom.mjs >sbom.json
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const OWN = /^@compose-actions\//;

/**
 * Leaves of a CycloneDX document what is in the bundle. The licenses tell no versions: where several of one package are
 * installed, all of them stay.
 *
 * @param {Record<string, any>} document - what npm says of all that is installed, development included: the bundler puts
 *   a little of itself into the bundle, too
 * @param {string} licenses - an entry for each package: its name, its license, the text of the license
 */
export function bundledOnly(document, licenses) {
  const names = packagesOf(licenses);
  const present = new Set(document.components.map(packageOf));
  const missing = names.filter((name) => !present.has(name));
  if (names.length === 0) throw new Error("licenses.txt names no package");
  if (missing.length > 0) throw new Error(`licenses.txt names what npm does not know: ${missing.join(", ")}`);
  const components = document.components.filter((component) => {
    const name = packageOf(component);
    return names.includes(name) || OWN.test(name);
  });
  const whole = document.metadata.component["bom-ref"];
  const kept = new Set([whole, ...components.map((component) => component["bom-ref"])]);
  const dependencies = document.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }));
  // npm takes the name of the folder that it runs in.
  const component = { ...document.metadata.component, name: whole.replace(/@[^@]*$/, "") };
  return { ...document, metadata: { ...document.metadata, component }, components, dependencies };
}

/** The names that begin an entry: after an empty line, and with a license below. */
function packagesOf(licenses) {
  const lines = licenses.split("\n");
  return lines.filter(
    (line, at) =>
      /^(?:@[\w.-]+\/)?[\w.-]+$/.test(line) && (at === 0 || lines[at - 1] === "") && Boolean(lines[at + 1]),
  );
}

/** `pkg:npm/%40scope/name@1.0.0` → `@scope/name`. */
function packageOf({ purl }) {
  return decodeURIComponent(/^pkg:npm\/([^?#]+)@/.exec(purl)?.[1] ?? "");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const licenses = readFileSync(join(root, "dist", "suite", "licenses.txt"), "utf8");
    const document = bundledOnly(JSON.parse(readFileSync(0, "utf8")), licenses);
    console.log(JSON.stringify(document, undefined, 2));
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
