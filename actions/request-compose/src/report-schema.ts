import { COMPOSE_STATES } from "@compose-actions/services/inputs";
import * as z from "zod";
import { OPERATIONS } from "./service-inputs.ts";

const state = z.enum(COMPOSE_STATES);
const time = z.string().optional().describe("UTC");

/** The step's own fields of the report. */
export const reportSchema = z.object({
  operation: z.enum(OPERATIONS),
  service: z.enum(["odcs", "osbuild-composer", "weldr"]),
  server: z.string().describe("Host and path, or socket"),
  composes: z.array(
    z.object({
      id: z.string(),
      how: z
        .enum(["created", "found", "reused", "continued", "given"])
        .describe(
          "created: asked for; found: asked for, and found after the answer was lost; reused: there before; continued: asked for by an earlier run; given: named by the user",
        ),
      state,
      reported: z.string().describe("The service's own word for the state"),
      verdict: z
        .enum(["good", "bad", "open", "shown"])
        .describe("good: finished and looked at; open: it goes on; shown: nothing was expected of it"),
      owner: z.string().optional(),
      reason: z.string().optional().describe("In the service's words"),
      requested: time,
      started: time,
      finished: time,
      expires: time,
      removed: time,
      resultUrl: z.string().optional(),
      problems: z.array(z.string()).describe("Why it is bad"),
      links: z.record(z.string(), z.string()),
      images: z.array(
        z.object({
          state,
          reported: z.string(),
          type: z.string().optional(),
          arch: z.string().optional(),
          reason: z.string().optional(),
        }),
      ),
      log: z.array(z.string()).describe("What the log of one that failed ends in"),
    }),
  ),
  total: z.number().int().nonnegative().optional().describe("Of a list, by the service's count"),
  metadataDirs: z.array(z.string()),
  metadataFiles: z.array(z.string()),
  repoFiles: z.array(z.string()),
  composeDir: z.string().optional().describe("Tree of the images that were stored"),
  targets: z.array(
    z.object({
      compose: z.string().describe("Id of the compose"),
      target: z.string(),
      image: z
        .number()
        .int()
        .positive()
        .optional()
        .describe("Which image of the compose, from 1; absent when it is of all of them"),
      imageType: z.string().optional().describe("The service's name for the type of the image"),
      arch: z.string().optional(),
      results: z.record(z.string(), z.string()),
    }),
  ),
  about: z
    .object({
      version: z.string().optional(),
      authentication: z.string().optional(),
      offers: z.record(z.string(), z.array(z.string())),
      untold: z
        .record(z.string(), z.string())
        .optional()
        .describe("What it would not tell of its offers, and why: that is not the same as none"),
      details: z.record(z.string(), z.unknown()),
    })
    .optional()
    .describe("What the service allows and offers"),
  warnings: z.array(z.string()),
  milliseconds: z.number().int().nonnegative(),
});
