import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** Stands between a client and a server, and breaks what goes through. */
export class Relay {
  readonly #target: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #isFrozen = false;
  port = 0;

  constructor(target: number) {
    this.#target = target;
  }

  async start(): Promise<this> {
    const server = createServer((socket) => {
      const other = connect(this.#target, "127.0.0.1");
      for (const [one, two] of [
        [socket, other],
        [other, socket],
      ] as const) {
        this.#sockets.add(one);
        one.on("data", (chunk) => this.#isFrozen || two.write(chunk));
        one.on("error", () => two.destroy());
        one.on("close", () => two.destroy());
      }
    });
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
    return this;
  }

  /** From now on nothing comes through, and nobody is told. */
  freeze(): void {
    this.#isFrozen = true;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    this.#sockets.clear();
    await new Promise((resolve) => this.#server?.close(resolve));
  }
}
