import type { StandInAnswer } from "../osbuild/http-stand-in.ts";
import { json, TYPE, WeldrRefusal } from "./answers.ts";
import type { StoredBlueprint } from "./blueprints.ts";

export type QueueStatus = "WAITING" | "RUNNING" | "FINISHED" | "FAILED";

export interface StandInCompose {
  readonly id: string;
  readonly blueprint: StoredBlueprint;
  readonly type: string;
  readonly size: number;
  status: QueueStatus;
  /** Seconds since 1970. */
  readonly created: number;
  started: number | undefined;
  finished: number | undefined;
  readonly upload:
    | {
        readonly uuid: string;
        readonly provider: string;
        readonly name: string;
        readonly created: number;
        readonly settings: object;
      }
    | undefined;
  readonly dependencies: readonly unknown[];
  /** Of a failed build; of a good one it is made up. */
  log: string;
  content: Buffer;
}

/** What Go's beginning of time comes to in seconds since 1970. */
const NEVER = -6795364578.8713455;

/** A compose as queues and lists show it. */
export function entryOf(compose: StandInCompose, withUploads: boolean) {
  const { id, blueprint, type, size, status, created, started, finished, upload } = compose;
  const isOver = status === "FINISHED" || status === "FAILED";
  return {
    id,
    blueprint: blueprint.name,
    version: blueprint.version,
    compose_type: type,
    image_size: status === "FINISHED" ? size : 0,
    queue_status: status,
    job_created: created,
    ...(status === "WAITING" ? {} : { job_started: started ?? NEVER }),
    ...(isOver ? { job_finished: finished ?? NEVER } : {}),
    ...(upload === undefined || !withUploads
      ? {}
      : {
          uploads: [
            {
              uuid: upload.uuid,
              status,
              provider_name: upload.provider,
              image_name: upload.name,
              creation_time: upload.created,
              settings: upload.settings,
            },
          ],
        }),
  };
}

/** As plain text, although it is called JSON. */
export function logOf({ id, status, log }: StandInCompose): StandInAnswer {
  if (status === "WAITING") {
    // With success.
    const msg = `Build ${id} has not started yet. No logs to view.`;
    return json({ status: false, errors: [{ id: "BuildInWrongState", msg }] });
  }
  const text = status === "RUNNING" ? `Build ${id} is still running.\n` : log === "" ? GOOD_LOG : log;
  return { status: 200, headers: TYPE, body: text };
}

const PACKAGES = `Metadata:
{
  "packages": [
    {
      "name": "tmux",
      "version": "3.3a",
      "release": "1.fc37",
      "epoch": null,
      "arch": "x86_64",
      "sigmd5": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "sigpgp": "RSA/SHA256, Thu 01 Jan 1970",
      "siggpg": ""
    }
  ]
}

`;
const GOOD_LOG = ["build", "image", "os", "qcow2"]
  .map(
    (name) =>
      `Pipeline ${name}\nStage org.osbuild.rpm\nOutput:\nstage ${name} ok\n${name === "build" ? "" : PACKAGES}`,
  )
  .join("");

export function downloaded(compose: StandInCompose, what: string): StandInAnswer {
  const { id, status, content } = compose;
  if (what === "image") {
    if (status !== "FINISHED") {
      throw new WeldrRefusal(400, "BuildInWrongState", `Build ${id} is in wrong state: ${status}`);
    }
    return {
      status: 200,
      headers: {
        "Content-Disposition": `attachment; filename=${id}-disk.qcow2`,
        "Content-Type": "application/x-qemu-disk",
      },
      body: content,
    };
  }
  if (status !== "FINISHED" && status !== "FAILED") {
    throw new WeldrRefusal(400, "BuildInWrongState", `Build ${id} not in FINISHED or FAILED state.`);
  }
  const [name, entry] =
    what === "logs"
      ? ["-logs", "logs/osbuild.log"]
      : what === "metadata"
        ? ["-metadata", `${id}.json`]
        : ["", `${id}.json`];
  return {
    status: 200,
    headers: {
      "Content-Disposition": `attachment; filename=${id}${name}.tar`,
      "Content-Type": "application/x-tar",
    },
    body: tar(entry ?? "", Buffer.from(what === "logs" ? String(logOf(compose).body) : "{}")),
  };
}

/** An archive with one file. */
function tar(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(512);
  head.write(name, 0);
  head.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
  head.write("0", 156);
  head.write("ustar\u000000", 257);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([head, content, padding, Buffer.alloc(1024)]);
}
