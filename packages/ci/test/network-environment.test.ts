import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readNetworkEnvironment } from "../src/network-environment.ts";

const registries = (env: Readonly<Record<string, string>>) => readNetworkEnvironment(env).registries;

describe("what the environment says of registries", () => {
  test("credential files are asked in productmd's order", () => {
    expect(
      registries({
        REGISTRY_AUTH_FILE: "/auth.json",
        XDG_RUNTIME_DIR: "/run/user/1",
        XDG_CONFIG_HOME: "/config",
        DOCKER_CONFIG: "/docker",
        HOME: "/home/u",
      })?.credentialFiles,
    ).toEqual([
      "/auth.json",
      join("/run/user/1", "containers", "auth.json"),
      join("/config", "containers", "auth.json"),
      join("/docker", "config.json"),
    ]);
  });

  test("those of the home directory have their usual places", () => {
    expect(registries({ HOME: "/home/u" })?.credentialFiles).toEqual([
      join("/home/u", ".config", "containers", "auth.json"),
      join("/home/u", ".docker", "config.json"),
    ]);
    expect(registries({ HOME: "", REGISTRY_AUTH_FILE: " " })?.credentialFiles).toEqual([]);
  });

  test("the file that the user named is known as such", () => {
    const named = { variable: "REGISTRY_AUTH_FILE", path: "/auth.json" };
    expect(registries({ HOME: "/home/u", REGISTRY_AUTH_FILE: "/auth.json" })?.namedCredentialFile).toEqual(
      named,
    );
    expect(registries({ HOME: "/home/u" })?.namedCredentialFile).toBeUndefined();
  });

  test("GitLab's own registry has a login when all three of its variables say something", () => {
    const env = { CI_REGISTRY: "r.example", CI_REGISTRY_USER: "u", CI_REGISTRY_PASSWORD: "p" };
    expect(registries(env)?.own).toEqual({ registry: "r.example", username: "u", password: "p" });
    for (const name of Object.keys(env)) {
      expect(registries({ ...env, [name]: "" })?.own).toBeUndefined();
    }
  });

  test("the actor is GitHub's", () => {
    expect(registries({ GITHUB_ACTOR: "octocat" })?.actor).toBe("octocat");
    expect(registries({})?.actor).toBeUndefined();
  });
});
