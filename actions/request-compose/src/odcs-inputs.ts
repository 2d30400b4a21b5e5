import {
  ODCS_COMPOSE_TYPES,
  ODCS_FLAGS,
  ODCS_MULTILIB_METHODS,
  ODCS_RESULTS,
  ODCS_SOURCE_TYPES,
} from "@compose-actions/services/inputs";
import { choice, choices, integer, lines, list, text } from "@compose-actions/step";

/** The usual fields of a request for ODCS. They go before what `request` says. */
export const odcsInputs = {
  "source-type": choice(ODCS_SOURCE_TYPES, { description: "ODCS: what the compose is made of." }),
  source: list({
    description:
      "ODCS: the Koji tag, modules as name:stream, content sets of Pulp, name#commit of a raw config, or the URL of a variant of a Pungi compose.",
    example: "f41",
  }),
  packages: list({ description: "ODCS: names of the packages; by default all.", example: "bash, httpd" }),
  builds: list({
    description:
      "ODCS: builds of Koji to be added, or all there is of source-type build, as name-version-release.",
  }),
  sigkeys: list({
    description:
      "ODCS: keys that packages may be signed with, the preferred first; the word unsigned permits packages without a signature. By default as the server is set up.",
  }),
  "koji-event": integer({
    description: "ODCS: the state of Koji to use; by default the present one.",
    min: 1,
  }),
  "modular-koji-tags": list({ description: "ODCS: tags of Koji with modules to be added." }),
  "module-defaults-url": text({
    description: "ODCS: git repository of module defaults; needs module-defaults-commit.",
  }),
  "module-defaults-commit": text({ description: "ODCS: commit, or branch, of module-defaults-url." }),
  modules: list({ description: "ODCS: modules to be added to a compose of a tag." }),
  "scratch-modules": list({ description: "ODCS: scratch builds of modules." }),
  "scratch-build-tasks": list({ description: "ODCS: tasks of scratch builds in Koji." }),
  "base-module-br-name": text({
    description: "ODCS: only modules that were built against this base module.",
  }),
  "base-module-br-stream": text({ description: "ODCS: stream of base-module-br-name." }),
  "base-module-br-stream-version-lte": integer({ description: "ODCS: greatest version of that stream." }),
  "base-module-br-stream-version-gte": integer({ description: "ODCS: least version of that stream." }),
  flags: choices(ODCS_FLAGS, { description: "ODCS: how the compose is made." }),
  results: choices(ODCS_RESULTS, { description: "ODCS: what is made besides repositories." }),
  arches: list({
    description: "ODCS: architectures; by default those of the server.",
    example: "x86_64, aarch64",
  }),
  "multilib-arches": list({ description: "ODCS: architectures that get packages of 32 bits as well." }),
  "multilib-method": choices(ODCS_MULTILIB_METHODS, { description: "ODCS: which packages those are." }),
  "lookaside-repos": lines({
    description: "ODCS: URLs of repositories, one per line, whose packages are left out of the compose.",
  }),
  "parent-pungi-compose-ids": list({ description: "ODCS: composes that this one belongs to." }),
  "respin-of": text({ description: "ODCS: the compose that this one replaces." }),
  "seconds-to-live": integer({
    description:
      "ODCS: how long the compose is kept once it is finished, and with renew from now on. A server cuts what is too long; that is said.",
    min: 1,
    example: "86400",
  }),
  label: text({ description: "ODCS: label, such as RC-1.0." }),
  "compose-type": choice(ODCS_COMPOSE_TYPES, { description: "ODCS: type of the compose; by default test." }),
  "target-dir": text({
    description:
      "ODCS: a target directory that the server knows. Composes in others than the default have no URLs.",
  }),
} as const;
