/** What differs from run to run and from machine to machine, and what stands for it. The first rule that fits wins. */
const RULES: readonly (readonly [RegExp, string])[] = [
  // Seconds since 1970 in the sections of a log on GitLab.
  [/(section_(?:start|end)):\d+:/g, "$1:<time>:"],
  // What ends the silence of commands on GitHub.
  [/::(stop-commands::)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "::$1<id>"],
  [/\b127\.0\.0\.1:\d{4,5}\b/g, "127.0.0.1:<port>"],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "<date>"],
  // The day in the name of a compose that a service has just made.
  [/\b20\d{6}(?=\.[a-z]\.\d)/g, "<day>"],
  // A list of hundreds.
  [/\[("sha256:[0-9a-f]{64}",?)+\]/g, "[<digests>]"],
  // Digests of what names a port: a manifest, metadata.
  [/(@sha256:)[0-9a-f]{64}\b/g, "$1<digest>"],
  [/\b\d+(?:\.\d)?(?: |&nbsp;)(?:B|kB|MB|GB)\/s/g, "<speed>"],
  [/\b(?:\d+ h(?: \d+ min)?|\d+ min(?: \d+ s)?|\d+ m?s)\b/g, "<duration>"],
  // A link to a page of the release that ran.
  [/(\/blob\/v)\d+\.\d+\.\d+(?=\/docs\/)/g, "$1<version>"],
  // Characters that would hide in a file.
  [/\u001B/g, "\\e"],
  [/\r/g, "\\r"],
  [/\u200B/g, "<zwsp>"],
];

/** A line of progress: whether one is printed depends on how long the run takes. */
const PROGRESS = /^\S+ing .*\d+ of \d+ .*\n/gm;

/**
 * Text that is the same for the same run on every machine.
 *
 * @param folder - where the run took place
 */
export function normalise(text: string, folder: string): string {
  const placed = text.replaceAll(folder, "<work>").replace(PROGRESS, "");
  return RULES.reduce((done, [pattern, replacement]) => done.replace(pattern, replacement), placed);
}
