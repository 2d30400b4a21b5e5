import { header } from "./request.mjs";

/** @typedef {import("./vocabulary.mjs").Answer} Answer */
/** @typedef {import("./vocabulary.mjs").Script} Script */
/** @typedef {import("./vocabulary.mjs").When} When */
/** @typedef {import("./request.mjs").Request} Request */

/** Which answer is next, for every path of one origin. */
export class Playbook {
  /** @type {Map<string, { answer: Answer, left: number }[]>} */
  #answers = new Map();

  /** @param {Script} script */
  constructor(script) {
    for (const [target, answers] of Object.entries(script)) {
      const list = Array.isArray(answers) ? answers : [answers];
      this.#answers.set(
        target,
        list.map((answer) => ({ answer, left: answer.times ?? 1 })),
      );
    }
  }

  /**
   * The first answer with turns left whose conditions hold; when no turn is left, the last whose conditions hold.
   *
   * @param {Request} request
   * @param {boolean} reused whether the connection has carried a request before
   * @returns {Answer | undefined} undefined: the script says nothing of this request
   */
  next(request, reused) {
    const fitting = this.#find(request.path).filter(({ answer }) => holds(answer.when, request, reused));
    const turn = fitting.find(({ left }) => left > 0) ?? fitting.at(-1);
    if (turn !== undefined) {
      turn.left -= 1;
    }
    return turn?.answer;
  }

  /** @param {string} path */
  #find(path) {
    const bare = path.replace(/\?.*$/s, "");
    const prefixes = [...this.#answers.keys()]
      .filter((key) => key.endsWith("*") && bare.startsWith(key.slice(0, -1)))
      .sort((left, right) => right.length - left.length);
    const key = [path, bare, ...prefixes].find((candidate) => this.#answers.has(candidate));
    return key === undefined ? [] : (this.#answers.get(key) ?? []);
  }
}

/** @param {When | undefined} when @param {Request} request @param {boolean} reused */
function holds(when, request, reused) {
  if (when === undefined) {
    return true;
  }
  const fits = Object.entries(when.headers ?? {}).every(([name, wanted]) => {
    const value = header(request, name);
    return typeof wanted === "boolean" ? wanted === (value !== undefined) : wanted === value;
  });
  return (
    fits &&
    (when.range === undefined || when.range === (header(request, "range") !== undefined)) &&
    (when.reused === undefined || when.reused === reused) &&
    (when.method === undefined || when.method === request.method)
  );
}
