import { existsSync } from 'node:fs';
import { dirname } from 'node:path';

/** What one folder holds at most before the oldest of it goes, in bytes. */
const MOST_BYTES = 1 << 30;

/** Bytes under keys, found again by a later run. */
export interface Store {
  /** The bytes that were kept under a key, or undefined where there are none, or where they are damaged. */
  recall(key: string): Promise<Uint8Array | undefined>;
  keep(key: string, bytes: Uint8Array): void;
  /** Writes what was kept. A folder that cannot be written is no error: the next run finds less. */
  flush(): Promise<void>;
}

/** Remembers nothing. */
export const NO_STORE: Store = {
  recall: async () => undefined,
  keep: () => {},
  flush: async () => {},
};

/**
 * A store in a folder of the disk, whose entries carry checksums and may be read and written by several processes at
 * once. Nothing is written before `flush`, and nothing then where the folder that it lies in is not there: a run that
 * failed has removed what it made.
 */
export class FolderStore implements Store {
  private readonly fresh = new Map<string, Uint8Array>();

  constructor(
    private readonly folder: string,
    private readonly mostBytes = MOST_BYTES,
  ) {}

  async recall(key: string): Promise<Uint8Array | undefined> {
    const fresh = this.fresh.get(key);
    if (fresh || !existsSync(this.folder)) return fresh;
    const cacache = await library();
    try {
      const entry = await cacache.get.info(this.folder, key);
      return entry ? await this.undamaged(entry.integrity) : undefined;
    } catch (error) {
      return ofDisk(error, undefined);
    }
  }

  keep(key: string, bytes: Uint8Array): void {
    this.fresh.set(key, bytes);
  }

  async flush(): Promise<void> {
    if (this.fresh.size === 0 || !existsSync(dirname(this.folder))) return;
    const cacache = await library();
    try {
      for (const [key, bytes] of this.fresh) await cacache.put(this.folder, key, Buffer.from(bytes));
      await this.forgetOldest();
    } catch (error) {
      // The disk is full, or not ours: what was converted stands without.
      ofDisk(error, undefined);
    }
    this.fresh.clear();
  }

  /** The content of a checksum; damaged content is removed, since it would stand in the way of good one. */
  private async undamaged(integrity: string): Promise<Uint8Array | undefined> {
    const cacache = await library();
    try {
      return await cacache.get.byDigest(this.folder, integrity);
    } catch (error) {
      await cacache.rm.content(this.folder, integrity);
      return ofDisk(error, undefined);
    }
  }

  private async forgetOldest(): Promise<void> {
    const cacache = await library();
    const entries = Object.values(await cacache.ls(this.folder)).toSorted((a, b) => b.time - a.time);
    let bytes = 0;
    for (const { key, size, integrity } of entries) {
      bytes += size;
      if (bytes <= this.mostBytes) continue;
      await cacache.rm.entry(this.folder, key);
      await cacache.rm.content(this.folder, integrity);
    }
  }
}

/** Loaded when there is a folder to look into, since it takes its time. */
const library = async () => (await import('cacache')).default;

/** What stands for a result that the disk, or a checksum, refuses; every other error is a bug and passes on. */
function ofDisk<T>(error: unknown, instead: T): T {
  if (typeof error === 'object' && error !== null && 'code' in error) return instead;
  throw error;
}
