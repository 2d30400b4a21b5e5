import { parseComposeId } from "../grammar/compose-id.ts";
import { COMPOSE_TYPES, LABEL_NAMES } from "../grammar/enumerations.ts";
import { objectText, quote } from "../json/text.ts";
import type { Compose } from "../model.ts";
import { type Checker, isObject, isSize, type JsonObject } from "../read/checker.ts";
import { type Version, versionAtLeast } from "./header.ts";

const FIELDS = new Set(["id", "date", "type", "respin", "label", "final"]);
const LABEL = new RegExp(`^(?:${LABEL_NAMES.join("|")})-[0-9]+\\.[0-9]+$`);

/** Reads `payload.compose`; the checker stands at it. */
export function readCompose(checker: Checker, value: unknown, version: Version): Compose | undefined {
  if (!isObject(value)) {
    return checker.expected("an object", value);
  }
  checker.knownFields(value, FIELDS);
  const id = readId(checker, value["id"]);
  const { date, type, respin } = versionAtLeast(version, 0, 3)
    ? readFacts(checker, value)
    : factsOfId(checker, id);
  const label = readLabel(checker, value["label"]);
  const final =
    value["final"] === undefined
      ? false
      : checker.at("final", () => checker.boolean(value["final"] ?? false));
  if (
    id === undefined ||
    date === undefined ||
    type === undefined ||
    respin === undefined ||
    label === undefined ||
    final === undefined
  ) {
    return undefined;
  }
  return { id, date, type, respin, label, final };
}

function readId(checker: Checker, value: unknown): string | undefined {
  const id = checker.at("id", () => checker.word(value));
  if (id !== undefined && !/[0-9]{8}/.test(id)) {
    return checker.expected(
      'a compose id with a date of eight digits, such as "Fedora-41-20260204.0"',
      value,
      "id",
    );
  }
  return id;
}

interface Facts {
  readonly date: string | undefined;
  readonly type: Compose["type"] | undefined;
  readonly respin: number | undefined;
}

function readFacts(checker: Checker, value: JsonObject): Facts {
  const date = value["date"];
  const respin = value["respin"];
  return {
    date:
      typeof date === "string" && /^[0-9]{8}$/.test(date)
        ? date
        : checker.expected('a date of eight digits, such as "20260204"', date, "date"),
    type: checker.at("type", () => checker.choice(value["type"], COMPOSE_TYPES)),
    respin: isSize(respin) ? respin : checker.expected("a whole number", respin, "respin"),
  };
}

function factsOfId(checker: Checker, id: string | undefined): Facts {
  // Before version 0.3 the id said everything (productmd: compose section).
  const facts = id === undefined ? undefined : parseComposeId(id);
  if (facts === undefined && id !== undefined) {
    checker.expected(
      "a compose id that ends with date, type suffix and respin, as versions before 0.3 need",
      id,
      "id",
    );
  }
  return facts ?? { date: undefined, type: undefined, respin: undefined };
}

function readLabel(checker: Checker, value: unknown): string | null | undefined {
  if (value === undefined || value === null || value === "") {
    return null;
  }
  if (typeof value === "string" && LABEL.test(value)) {
    return value;
  }
  return checker.expected(
    `a label such as "RC-1.0" with one of the names ${LABEL_NAMES.join(", ")}`,
    value,
    "label",
  );
}

export function composeText(compose: Compose): string {
  return objectText(
    [
      ["id", quote(compose.id)],
      ["date", quote(compose.date)],
      ["type", quote(compose.type)],
      ["respin", String(compose.respin)],
      compose.label === null ? undefined : ["label", quote(compose.label)],
      compose.label === null ? undefined : ["final", String(compose.final)],
    ],
    2,
  );
}
