import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/index";
import { pairs, text } from "./tokens.ts";

const LEVELS = ["none", "read", "write"] as const;

export type Level = (typeof LEVELS)[number];

/** Only what is more than none. */
export type Permissions = Readonly<Record<string, Level>>;

const READ_OR_WRITE = [
  "actions",
  "artifact-metadata",
  "attestations",
  "checks",
  "code-quality",
  "contents",
  "deployments",
  "discussions",
  "issues",
  "packages",
  "pages",
  "pull-requests",
  "repository-projects",
  "security-events",
  "statuses",
];

/** What a token may have at the most. */
export const ALL_PERMISSIONS: Permissions = {
  ...Object.fromEntries(READ_OR_WRITE.map((scope) => [scope, "write"] as const)),
  "id-token": "write",
  models: "read",
};

/** What a job gets where nobody says anything, in a repository with GitHub's own setting. */
export const DEFAULT_PERMISSIONS: Permissions = { contents: "read", packages: "read" };

/** What a `permissions:` asks for. What it does not name is none. */
export function permissionsOf(token: TemplateToken | undefined): Permissions | undefined {
  if (token === undefined) return undefined;
  const short = text(token);
  if (short === "write-all") return ALL_PERMISSIONS;
  if (short === "read-all") {
    return Object.fromEntries([...READ_OR_WRITE, "models"].map((scope) => [scope, "read"]));
  }
  return Object.fromEntries(
    pairs(token).flatMap(([scope, level]) => {
      const wanted = LEVELS.find((one) => one === text(level));
      return wanted === undefined || wanted === "none" ? [] : [[scope, wanted]];
    }),
  );
}

/** What is asked for beyond a cap, in GitHub's words: `packages: write`, but allowed is `packages: none`. */
export function excess(
  wanted: Permissions,
  cap: Permissions,
): { wanted: string; allowed: string } | undefined {
  const over = Object.entries(wanted).filter(([scope, level]) => rank(level) > rank(cap[scope] ?? "none"));
  if (over.length === 0) return undefined;
  return {
    wanted: over.map(([scope, level]) => `${scope}: ${level}`).join(", "),
    allowed: over.map(([scope]) => `${scope}: ${cap[scope] ?? "none"}`).join(", "),
  };
}

export function allows(permissions: Permissions, scope: string, level: Level): boolean {
  return rank(permissions[scope] ?? "none") >= rank(level);
}

function rank(level: Level): number {
  return LEVELS.indexOf(level);
}
