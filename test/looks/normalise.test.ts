import { expect, test } from "vitest";
import { normalise } from "./normalise.ts";

test.each([
  ["10.5 kB in 1 min 12 s, 48.0 MB/s", "10.5 kB in <duration>, <speed>"],
  ["| 180.2&nbsp;kB/s | 3 |", "| <speed> | 3 |"],
  ["in /tmp/run-1/compose", "in <work>/compose"],
  ["http://127.0.0.1:35463/x", "http://127.0.0.1:<port>/x"],
  ["kept until 2026-02-11T09:30:00.123Z", "kept until <date>"],
  ["odcs-1-1-20261121.t.0, Fedora-41-20260204.0", "odcs-1-1-<day>.t.0, Fedora-41-20260204.0"],
  ["hashing 12 of 48 files, 1.2 GB of 4.0 GB (30%)\nDone\n", "Done\n"],
  ["::stop-commands::56a09e0d-7099-4712-bc48-7c5523f4d1d4", "::stop-commands::<id>"],
  ["3 files, 5 artifacts, 404, sha256:01ab", "3 files, 5 artifacts, 404, sha256:01ab"],
])("%s", (text, same) => {
  expect(normalise(text, "/tmp/run-1")).toBe(same);
});
