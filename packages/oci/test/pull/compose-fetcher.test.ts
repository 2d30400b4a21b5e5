import { parseInputs, silentReporter } from "@compose-actions/step";
import { connectionInputs } from "@compose-actions/transfer";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { FakeRegistry } from "../../../../test/support/registry/fake-registry.ts";
import { composeFetcher } from "../../src/compose-fetcher.ts";
import { parseRepositoryTemplate } from "../../src/naming/repository-template.ts";
import { registryInputs } from "../../src/registry-inputs.ts";
import { loginInputs, never } from "../support/registries.ts";

const LOGIN = "robot:s3cret-word";
const fake = new FakeRegistry();
beforeAll(async () => void (await fake.start()));
afterEach(() => fake.reset());
afterAll(async () => fake.close());

/** Fetches a compose in the one registry for a step that pushes somewhere. */
async function fetch(target: string | undefined, raw: Readonly<Record<string, string>> = {}) {
  fake.auth = { kind: "basic", login: LOGIN };
  fake.push("compose", [{ content: Buffer.from("{}"), title: "images.json" }], {
    tag: "41",
    extra: { artifactType: "application/vnd.productmd.compose+json" },
  });
  const input = `oci://${fake.host}/compose:41`;
  const given = { retries: "0", "headers-timeout": "2s", ...loginInputs(LOGIN), ...raw };
  const inputs = { ...parseInputs({ ...connectionInputs, ...registryInputs }, given), compose: [input] };
  const context = {
    signal: never,
    reporter: silentReporter,
    network: {
      proxies: {},
      netrcFile: undefined,
      privateAddresses: "allowed" as const,
      wantsUncheckedCertificates: false,
      registries: { credentialFiles: [] },
    },
  };
  const template = target === undefined ? undefined : parseRepositoryTemplate("repository", target, ["kind"]);
  using fetcher = composeFetcher(inputs, context, [template]);
  return await fetcher.fetch(input, never);
}

describe("a login without a registry", () => {
  test.each(["{}/example/{kind}", "oci-layout:/srv/layout", undefined])(
    "is for the one registry that all inputs name: %s",
    async (target) => {
      expect(await fetch(target?.replace("{}", fake.host))).toHaveLength(1);
    },
  );

  test("is shown to nobody when there is another", async () => {
    await expect(fetch("quay.io/example/{kind}")).rejects.toThrow("it is not clear for which");
    expect(fake.requests).toEqual([]);
  });

  test("unless the registry is named", async () => {
    expect(await fetch("quay.io/example/{kind}", { registry: fake.host })).toHaveLength(1);
    fake.requests.length = 0;
    await expect(fetch("quay.io/example/{kind}", { registry: "quay.io" })).rejects.toThrow();
    expect(fake.requests.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
  });
});
