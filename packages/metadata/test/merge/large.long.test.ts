import { type AnyMetadata, type Location, merge, type Rpm } from "@compose-actions/metadata";
import { expect, test } from "vitest";
import { expectLinear } from "../support/linear.ts";

const JOBS = 4;
const PACKAGES_OF_A_SOURCE = 4;

/** The part of a job; packages of one source are spread over all jobs. */
function part(job: number, count: number): AnyMetadata {
  const groups = new Map<string, Map<string, Rpm<Location>>>();
  for (let i = job; i < count; i += JOBS) {
    const srpm = `source${Math.floor(i / PACKAGES_OF_A_SOURCE)}-0:1-1.src`;
    const group = groups.get(srpm) ?? new Map<string, Rpm<Location>>();
    groups.set(srpm, group);
    const localPath = `Everything/x86_64/os/Packages/${i % 26}/package${i}-1-1.noarch.rpm`;
    group.set(`package${i}-0:1-1.noarch`, {
      artifact: {
        url: `https://cdn.example.com/${localPath}`,
        size: i,
        checksum: `sha256:${i.toString(16).padStart(64, "0")}`,
        localPath,
        contents: [],
      },
      category: "binary",
      sigkey: null,
      sigkeys: [],
    });
  }
  return {
    type: "rpms",
    generation: 2,
    compose: { id: "T-20260101.0", date: "20260101", type: "test", respin: 0, label: null, final: false },
    rpms: new Map([["Everything", new Map([["x86_64", groups]])]]),
  };
}

test("the work for half a million packages, of which some come twice, grows with their number", () => {
  expectLinear((count) => {
    const files = [0, 1, 2, 3, 0].map((job, i) => ({ file: String(i), model: part(job, count) }));
    return {
      size: count,
      run: () => expect(merge(files).models).toHaveLength(1),
    };
  }, 125_000);
});
