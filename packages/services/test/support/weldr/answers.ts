import { goJson, type StandInAnswer } from "../osbuild/http-stand-in.ts";

export const TYPE = { "Content-Type": "application/json; charset=utf-8" };

export function json(value: unknown, status = 200): StandInAnswer {
  return { status, headers: TYPE, body: goJson(value) };
}

export class WeldrRefusal extends Error {
  readonly answer: StandInAnswer;

  constructor(status: number, id: string, msg: string, code?: number) {
    super(msg);
    const error = { ...(code === undefined ? {} : { code }), id, msg };
    this.answer = json({ status: false, errors: [error] }, status);
  }
}

export function notFound(): WeldrRefusal {
  return new WeldrRefusal(404, "HTTPError", "Not Found", 404);
}

export function empty(status: number, allow?: string): StandInAnswer {
  return { status, headers: { ...TYPE, ...(allow === undefined ? {} : { Allow: allow }) }, body: "" };
}
