import { crc32, deflateRawSync } from "node:zlib";

/** A file in an archive; what is given instead of the truth is a lie. */
export interface ZipEntry {
  readonly name: string;
  readonly content: string;
  readonly size?: number;
  readonly packedSize?: number;
  readonly crc?: number;
  readonly mode?: number;
  readonly method?: number;
  readonly flags?: number;
  readonly offset?: number;
}

/** A zip archive, made by hand so that it can be wrong. */
export function zip(entries: readonly ZipEntry[], { count = entries.length, comment = "" } = {}): Buffer {
  const [locals, central]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const entry of entries) {
    const { name, content, method = 8, mode = 0o100644, flags = 0 } = entry;
    const raw = Buffer.from(content);
    const packed = method === 8 ? deflateRawSync(raw) : raw;
    const { size = raw.length, packedSize = packed.length, crc = crc32(raw), offset = at } = entry;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50, 0);
    header.writeUInt16LE(flags, 8);
    header.writeUInt16LE(method, 10);
    header.writeUInt32LE(crc, 16);
    header.writeUInt32LE(packedSize, 20);
    header.writeUInt32LE(size, 24);
    header.writeUInt16LE(Buffer.byteLength(name), 28);
    header.writeUInt32LE((mode << 16) >>> 0, 38);
    header.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    central.push(header, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, directory, end, Buffer.from(comment)]);
}
