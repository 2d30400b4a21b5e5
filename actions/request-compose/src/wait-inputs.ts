import { choice, duration, flag, integer, path } from "@compose-actions/step";

/** How long a compose is waited for, and what becomes of it then. */
export const waitInputs = {
  wait: flag({
    description:
      "Wait until the compose is finished, and look at what it holds. Otherwise the step ends with its id, and the same job run again comes to the same compose.",
    default: true,
  }),
  timeout: duration({
    description: "How long to wait. Set it below the limit of the job, so that on-timeout is heeded.",
    default: "4h",
    min: "1ms",
  }),
  "poll-interval": duration({
    description: "The first pause between two looks; each one after it is half as long again.",
    default: "10s",
    min: "10ms",
  }),
  "poll-max": duration({
    description: "The longest pause: what happens is noticed within it.",
    default: "60s",
    min: "10ms",
  }),
  "outage-timeout": duration({
    description: "How long the service may fail to answer, in a row, while a compose is waited for.",
    default: "10m",
  }),
  "on-timeout": choice(["fail", "cancel", "leave"], {
    description:
      "What happens when the time is over: the step fails and the compose goes on; it is cancelled as far as the service can; or it goes on and the step succeeds with its state.",
    default: "fail",
  }),
  "cancel-on-abort": flag({
    description:
      "When the job is cancelled, cancel the composes that are waited for and not finished, but for those that were reused. ODCS can only stop those that wait for a worker; osbuild-composer none by its Cloud API. On GitHub a post step cancels what the step did not live to.",
    default: false,
  }),
  "min-lifetime": duration({
    description: "ODCS: how long the compose must still be kept at the end; one with less is renewed.",
    default: "0",
  }),
  "state-file": path({
    description:
      "Where requests and ids are kept from before they are sent until all went well. When it is there, the same request is continued and not made again.",
    default: "request-compose.state.json",
  }),
  "resume-within": duration({
    description: "How old what state-file says may be to be continued; 0: ask anew whatever it says.",
    default: "24h",
  }),
  "max-checked": integer({
    description:
      "ODCS: how many packages of a finished compose are asked for, to see whether they are there.",
    min: 0,
    max: 1_000_000,
    default: 64,
  }),
} as const;
