import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail } from '@openbpu/diagnostics';
import type { RecordArtifact } from '@openbpu/record';
import { PIPELINE } from '../catalogue';

/**
 * The files of one run, written into a folder of their own inside the working folder and moved to their places together
 * at the end, so that a run that fails leaves nothing half-written and nothing of an earlier run destroyed.
 */
export class WriteAside {
  private readonly written: RecordArtifact[] = [];
  /** Folders of data files, each moved as a whole in place of an earlier run's. */
  private readonly folders = new Set<string>();
  private readonly stale: string[] = [];
  private readonly aside: string;
  private begun = false;
  /** The outermost folder that this run had to make. */
  private firstMade?: string;

  constructor(private readonly folder: string) {
    this.aside = join(folder, `.writing-${randomUUID()}`);
  }

  /** Writes one file aside. Throws DiagnosticError when the disk refuses. */
  async write(kind: string, file: string, bytes: Uint8Array | string): Promise<RecordArtifact> {
    const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    await this.put(file, content);
    const record = { kind, file, bytes: content.byteLength, sha256: createHash('sha256').update(content).digest('hex') };
    this.written.push(record);
    return record;
  }

  /** Writes one of many files of a folder, `<folder>/…`, aside; they are no artifacts of the record. */
  async writeData(file: string, content: Uint8Array): Promise<void> {
    await this.put(file, content);
    this.folders.add(file.split('/')[0]);
  }

  /** A file that an earlier run may have left and that would be wrong beside this run's. */
  withdraw(file: string): void {
    this.stale.push(file);
  }

  /** What is written so far. */
  get records(): readonly RecordArtifact[] {
    return [...this.written];
  }

  /** Moves everything to its place, once it is sure that no folder stands where a file is to be. */
  async publish(): Promise<void> {
    for (const { file } of this.written) {
      const place = join(this.folder, file);
      if ((await stat(place).catch(() => undefined))?.isDirectory()) fail(PIPELINE.cannotWrite({ path: place, reason: 'a folder stands in its place' }, { name: place, file: place }));
    }
    for (const name of [...this.folders, ...this.written.map(({ file }) => file)]) {
      const place = join(this.folder, name);
      await this.guard(place, async () => {
        if (this.folders.has(name)) await rm(place, { recursive: true, force: true });
        await rename(join(this.aside, name), place);
      });
    }
    for (const file of this.stale) await rm(join(this.folder, file), { force: true });
    this.firstMade = undefined;
    await this.discard();
  }

  /** Removes whatever is not published, the working folder too where this run made it. */
  async discard(): Promise<void> {
    if (!this.begun) return;
    await rm(this.aside, { recursive: true, force: true });
    for (let made = this.folder; this.firstMade !== undefined && made.startsWith(this.firstMade); made = dirname(made)) await rmdir(made).catch(() => undefined);
    this.firstMade = undefined;
  }

  private async put(file: string, content: Uint8Array): Promise<void> {
    const aside = join(this.aside, file);
    await this.guard(aside, async () => {
      const made = await mkdir(dirname(aside), { recursive: true });
      this.begun = true;
      if (made !== undefined && !made.startsWith(this.aside)) this.firstMade ??= made;
      await writeFile(aside, content);
    });
  }

  private async guard(path: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      fail(PIPELINE.cannotWrite({ path, reason: error instanceof Error ? error.message : String(error) }, { name: path, file: path }), error);
    }
  }
}
