import { COMPOSE_ID, JOBS } from "./recording.mjs";

export const title = "The jobs' metadata becomes one compose, which has an address of its own";

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  const fragments = JOBS.map((arch) => `pushed-${arch}`);
  const inputs = ["--output", "merged", "--publish-metadata", "oci-layout:registry:compose"];
  await stage.run(["merge-metadata", ...fragments.flatMap((one) => ["--compose", one]), ...inputs], 0);
  const { payload } = stage.json("merged", "images.json");
  stage.check("it is the compose of both jobs", payload.compose.id === COMPOSE_ID);
  stage.check(
    "both arches are in it",
    JOBS.every((arch) => payload.images.Server[arch]?.length === 1),
  );
}
