/** Makes ISO images of nothing but their descriptors, as ECMA-119 and El Torito describe them. */

const SECTOR = 2048;

export interface IsoOptions {
  readonly volumeId?: string;
  /** What stands in the area that is left to applications. */
  readonly application?: string;
  /** First bytes of the entries of the boot catalog; without it there is no boot record. */
  readonly bootEntries?: readonly number[];
  /** Sectors that the volume says it has; by default those of the file. */
  readonly sectors?: number;
}

/** Descriptors from sector 16 on, the boot catalog behind them. */
export function makeIso({ volumeId = "", application = "", bootEntries, sectors }: IsoOptions = {}): Buffer {
  const descriptors = [
    primary(volumeId, application),
    ...(bootEntries === undefined ? [] : [bootRecord(20)]),
    descriptor(255),
  ];
  const catalog = bootEntries === undefined ? [] : [bootCatalog(bootEntries)];
  const parts = [Buffer.alloc(16 * SECTOR), ...descriptors];
  while (parts.reduce((length, part) => length + part.length, 0) < 20 * SECTOR) {
    parts.push(Buffer.alloc(SECTOR));
  }
  const image = Buffer.concat([...parts, ...catalog]);
  setSectors(image, sectors ?? image.length / SECTOR);
  return image;
}

/** A descriptor with nothing in it. */
export function descriptor(type: number): Buffer {
  const sector = Buffer.alloc(SECTOR);
  sector[0] = type;
  sector.write("CD001", 1, "latin1");
  sector[6] = 1;
  return sector;
}

function primary(volumeId: string, application: string): Buffer {
  const sector = descriptor(1);
  sector.fill(" ", 40, 72);
  sector.write(volumeId, 40, "latin1");
  sector.writeUInt16LE(SECTOR, 128);
  sector.writeUInt16BE(SECTOR, 130);
  sector.write(application, 883, "latin1");
  return sector;
}

/** Size of the volume in sectors, in both byte orders. */
export function setSectors(image: Buffer, sectors: number): void {
  image.writeUInt32LE(sectors, 16 * SECTOR + 80);
  image.writeUInt32BE(sectors, 16 * SECTOR + 84);
}

function bootRecord(catalogSector: number): Buffer {
  const sector = descriptor(0);
  sector.write("EL TORITO SPECIFICATION", 7, "latin1");
  sector.writeUInt32LE(catalogSector, 71);
  return sector;
}

function bootCatalog(entries: readonly number[]): Buffer {
  const sector = Buffer.alloc(SECTOR);
  sector[0] = 1;
  sector.write("test", 4, "latin1");
  sector.writeUInt16LE(0xaa55, 30);
  let sum = 0;
  for (let at = 0; at < 32; at += 2) {
    sum += sector.readUInt16LE(at);
  }
  sector.writeUInt16LE((0x10000 - (sum & 0xffff)) & 0xffff, 28);
  for (const [index, first] of entries.entries()) {
    sector[32 * (index + 1)] = first;
  }
  return sector;
}
