import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

const READY_MS = 10_000;
/** For `sh -c`: ends a server when the pipe to it closes, also when the benchmark was killed and could not say goodbye. */
export const LEASH = '"$@" & server=$!; read -r _; kill "$server"; wait "$server"';

/** A port that nobody listens on. @returns {Promise<number>} */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
}

/** Whether somebody listens before the time is up. @param {number} port @param {() => boolean} lives @returns {Promise<boolean>} */
export async function answers(port, lives) {
  for (const end = Date.now() + READY_MS; Date.now() < end && lives(); await pause(20)) {
    const socket = connect(port, "127.0.0.1");
    const connected = await new Promise((resolve) => {
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    });
    socket.destroy();
    if (connected) {
      return true;
    }
  }
  return false;
}
