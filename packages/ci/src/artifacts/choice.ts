import { ARTIFACT_DIRECTORY, DirectoryStore } from "./directory-store.ts";
import type { ArtifactKeeper, JobEnvironment } from "./environment.ts";
import { ServiceStore } from "./service-store.ts";
import type { ArtifactStore } from "./store.ts";

/** What a host without the service needs of its user. */
export interface Carrying {
  /** To hand the directory on. */
  readonly hint: string;
  /** Nothing happens without the user. */
  readonly warns: boolean;
  /** Actions know the leg of a matrix that they run in, scripts do not. */
  readonly scriptsKnowNoLeg?: boolean;
}

const CARRYING: Readonly<Record<Exclude<ArtifactKeeper, "service">, Carrying>> = {
  ghes: {
    warns: true,
    scriptsKnowNoLeg: true,
    hint: `This server has no artifact service that actions can use. Hand the directory ${ARTIFACT_DIRECTORY} on with actions/upload-artifact@v3, and bring it back into the working directory of the later job with actions/download-artifact@v3.`,
  },
  forgejo: {
    warns: true,
    scriptsKnowNoLeg: true,
    hint: `This server has no artifact service that actions can use. Hand the directory ${ARTIFACT_DIRECTORY} on with this server's own upload-artifact action, and bring it back into the working directory of the later job with its download-artifact action.`,
  },
  script: {
    warns: true,
    scriptsKnowNoLeg: true,
    hint: `Workflow artifacts are open to actions alone, not to scripts (run:). Use the action of this step, or hand the directory ${ARTIFACT_DIRECTORY} on with actions/upload-artifact, and bring it back with actions/download-artifact.`,
  },
  gitlab: {
    warns: false,
    hint: `Keep the directory ${ARTIFACT_DIRECTORY} in artifacts:paths of the job, as the components do; jobs that need it get it from there.`,
  },
  terminal: {
    warns: false,
    hint: `Later steps find it when they run in the same directory.`,
  },
};

/** Where the artifacts of a job go, and what its user must do about it, if anything. */
export interface ChosenStore {
  readonly store: ArtifactStore;
  readonly carrying: Carrying | undefined;
}

/** Chooses by what the host has. */
export function chooseStore(
  { keeper, temporary, run, execution }: Pick<JobEnvironment, "keeper" | "temporary" | "run" | "execution">,
  { cwd, mask }: { readonly cwd: string; readonly mask: (secret: string) => void },
): ChosenStore {
  if (keeper === "service") return { store: new ServiceStore({ temporary, mask }), carrying: undefined };
  const carrying = CARRYING[keeper];
  return { store: new DirectoryStore(cwd, { absence: carrying.hint, run, execution }), carrying };
}
