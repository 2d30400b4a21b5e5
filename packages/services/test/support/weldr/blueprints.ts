import type { StandInAnswer } from "../osbuild/http-stand-in.ts";
import { json, notFound, TYPE, WeldrRefusal } from "./answers.ts";

export interface StoredBlueprint {
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  readonly modules: readonly unknown[];
  readonly groups: readonly unknown[];
  readonly distro?: string;
  readonly customizations?: unknown;
}

export const DISTROS = [
  ...["centos-8", "centos-9", "fedora-36", "fedora-37", "fedora-38", "rhel-8", "rhel-84", "rhel-85"],
  ...["rhel-86", "rhel-87", "rhel-88", "rhel-9", "rhel-90", "rhel-91", "rhel-92"],
];
/** What the made-up solver of dependencies does not have. */
const MISSING = "no-such-package";
const UNSOLVED = `DNF error occurred: MarkingErrors: Error occurred when marking packages for installation: Problems in request:\nmissing packages: ${MISSING}`;

/** The blueprints of a server, and the routes that are about them. */
export class Blueprints {
  readonly byName = new Map<string, StoredBlueprint>();

  push(body: string, type: string | undefined): StandInAnswer {
    const given = type === "text/x-toml" ? fromToml(body) : (JSON.parse(body) as Partial<StoredBlueprint>);
    const { name = "", description = "", version = "0.0.0", packages = [], distro, customizations } = given;
    if (!/^[A-Za-z0-9._-]+$/.test(name))
      throw new WeldrRefusal(400, "InvalidChars", "Invalid characters in API path");
    if (distro !== undefined && !DISTROS.includes(distro)) {
      throw new WeldrRefusal(400, "BlueprintsError", `'${distro}' is not a valid distribution`);
    }
    this.byName.set(name, {
      name,
      description,
      version: this.#next(name, version),
      packages,
      modules: [],
      groups: [],
      ...(customizations === undefined ? {} : { customizations }),
      ...(distro === undefined ? {} : { distro }),
    });
    return json({ status: true });
  }

  /** The same version again is the next one. */
  #next(name: string, version: string): string {
    const old = this.byName.get(name)?.version;
    if (old !== version) return version;
    return version.replace(/\d+$/, (patch) => String(Number(patch) + 1));
  }

  route(path: string, query: URLSearchParams): StandInAnswer {
    if (path === "list") {
      const blueprints = [...this.byName.keys()].sort();
      return json({ total: blueprints.length, offset: 0, limit: blueprints.length, blueprints });
    }
    const [, what, name = ""] = /^(info|depsolve|changes)\/(.+)$/.exec(path) ?? [];
    const blueprint = this.byName.get(name);
    switch (what) {
      case "info":
        if (blueprint !== undefined && query.get("format") === "toml") {
          return { status: 200, headers: TYPE, body: toToml(blueprint) };
        }
        return json({
          blueprints: blueprint === undefined ? [] : [blueprint],
          changes: blueprint === undefined ? [] : [{ changed: false, name }],
          errors: blueprint === undefined ? [{ id: "UnknownBlueprint", msg: `${name}: ` }] : [],
        });
      case "depsolve":
        return json(depsolved(name, blueprint));
      default:
        throw notFound();
    }
  }

  /** What a compose of it would hold. @throws WeldrRefusal */
  dependencies(name: string): readonly unknown[] {
    const blueprint = this.byName.get(name);
    if (blueprint === undefined)
      throw new WeldrRefusal(400, "UnknownBlueprint", `Unknown blueprint name: ${name}`);
    if (isUnsolvable(blueprint)) throw new WeldrRefusal(500, "DepsolveError", UNSOLVED);
    return BASE_PACKAGES.map(dependency);
  }
}

function depsolved(name: string, blueprint: StoredBlueprint | undefined) {
  if (blueprint === undefined) {
    return { blueprints: [], errors: [{ id: "UnknownBlueprint", msg: `${name}: blueprint not found` }] };
  }
  const isBad = isUnsolvable(blueprint);
  const dependencies = isBad ? [] : [...blueprint.packages.map((one) => one.name), "kernel"].map(dependency);
  const errors = isBad ? [{ id: "BlueprintsError", msg: `${name}: ${UNSOLVED}` }] : [];
  return { blueprints: [{ blueprint, dependencies }], errors };
}

const isUnsolvable = ({ packages }: StoredBlueprint) => packages.some(({ name }) => name === MISSING);
const BASE_PACKAGES = [
  ...["Fedora Cloud Server", "chrony", "dosfstools", "dracut-config-generic", "e2fsprogs", "efibootmgr"],
  ...["grub2-efi-x64", "grub2-pc", "kernel"],
];

function dependency(name: string) {
  return {
    name,
    epoch: 0,
    version: "1.0",
    release: "1.fc37",
    arch: "x86_64",
    remote_location: `https://repo.example.invalid/${name}-1.0-1.fc37.x86_64.rpm`,
    checksum: `sha256:${"0".repeat(64)}`,
    check_gpg: true,
  };
}

/** As much of TOML as the blueprints of tests have. */
function fromToml(text: string): Partial<StoredBlueprint> {
  const empty = /^\s*(\w+)\s*=\s*$/.exec(text)?.[1];
  if (empty !== undefined) {
    throw new WeldrRefusal(
      400,
      "BlueprintsError",
      `400 Bad Request: The browser (or proxy) sent a request that this server could not understand: toml: line 0 (last key "${empty}"): unexpected EOF; expected value`,
    );
  }
  const [top = "", ...tables] = text.split("[[packages]]");
  const read = (part: string) =>
    Object.fromEntries([...part.matchAll(/^(\w+)\s*=\s*"([^"]*)"/gm)].map(([, key, value]) => [key, value]));
  return { ...read(top), packages: tables.map((table) => read(table) as { name: string; version: string }) };
}

function toToml({ name, description, version, distro, packages }: StoredBlueprint): string {
  const lines = [`name = "${name}"`, `description = "${description}"`, `version = "${version}"`];
  const tables = packages.map((one) => `\n[[packages]]\nname = "${one.name}"\nversion = "${one.version}"\n`);
  return `${[...lines, "modules = []", "groups = []", `distro = "${distro}"`].join("\n")}\n${tables.join("")}`;
}
