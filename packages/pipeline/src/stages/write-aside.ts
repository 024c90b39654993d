import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '@openbpu/diagnostics';
import type { RecordArtifact } from '@openbpu/record';
import { PIPELINE } from '../catalogue';

/**
 * The files of one run, written into a folder of their own inside the working folder and moved to their places together
 * at the end, so that a run that fails leaves nothing half-written and nothing of an earlier run destroyed.
 */
export class WriteAside {
  private readonly written: { readonly record: RecordArtifact; readonly aside: string }[] = [];
  private readonly aside: string;

  constructor(private readonly folder: string) {
    this.aside = join(folder, `.writing-${randomUUID()}`);
  }

  /** Writes one file aside. Throws DiagnosticError when the disk refuses. */
  async write(kind: string, file: string, bytes: Uint8Array | string): Promise<RecordArtifact> {
    const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    const aside = join(this.aside, file);
    await this.guard(aside, async () => {
      await mkdir(this.aside, { recursive: true });
      await writeFile(aside, content);
    });
    const record = { kind, file, bytes: content.byteLength, sha256: createHash('sha256').update(content).digest('hex') };
    this.written.push({ record, aside });
    return record;
  }

  get records(): readonly RecordArtifact[] {
    return this.written.map(({ record }) => record);
  }

  /** Moves every file to its place. */
  async publish(): Promise<void> {
    for (const { record, aside } of this.written) await this.guard(join(this.folder, record.file), () => rename(aside, join(this.folder, record.file)));
    await this.discard();
  }

  /** Removes whatever is not published. */
  async discard(): Promise<void> {
    await rm(this.aside, { recursive: true, force: true });
  }

  private async guard(path: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      fail(PIPELINE.cannotWrite({ path, reason: error instanceof Error ? error.message : String(error) }, { name: path, file: path }), error);
    }
  }
}
