import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail } from '@openbpu/diagnostics';
import { reasonOf } from '@openbpu/guard';
import type { RecordArtifact } from '@openbpu/record';
import { PIPELINE } from '../catalogue';
import { makeFolder, removeIfEmpty } from '../files/make-folder';
import { notReplaced, statsOf } from '../files/what-stands';
import { asideName, clearAbandoned, publishSet } from './aside-folder';

/**
 * The files of one run, written into a folder of their own inside the working folder and moved to their places together
 * at the end, so that a run that fails leaves nothing half-written and nothing of an earlier run destroyed. What a
 * killed run had to leave is removed by the next one.
 */
export class WriteAside {
  private readonly written: RecordArtifact[] = [];
  /** Folders of data files, each moved as a whole in place of an earlier run's. */
  private readonly folders = new Set<string>();
  private readonly stale: string[] = [];
  private readonly name = asideName();
  /** Where the files lie until they are published. */
  readonly aside: string;
  private begun = false;
  /** Whether it was published or discarded: nothing is written any more. */
  private over = false;
  /** The outermost folder that this run had to make. */
  private firstMade?: string;

  constructor(private readonly folder: string) {
    this.aside = join(folder, this.name);
  }

  /** Writes one file, or its parts one after the other, aside. Throws DiagnosticError when the disk refuses. */
  async write(
    kind: string,
    file: string,
    content: Uint8Array | string | readonly Uint8Array[],
  ): Promise<RecordArtifact> {
    const parts =
      typeof content === 'string' ? [Buffer.from(content)] : content instanceof Uint8Array ? [content] : content;
    await this.put(file, parts);
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    const record = {
      kind,
      file,
      bytes: parts.reduce((sum, { byteLength }) => sum + byteLength, 0),
      sha256: hash.digest('hex'),
    };
    this.written.push(record);
    return record;
  }

  /** Writes one of many files of a folder, `<folder>/…`, aside; they are no artifacts of the record. */
  async writeData(file: string, content: Uint8Array): Promise<void> {
    await this.put(file, [content]);
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

  /** Throws DiagnosticError where something else than a file stands in the place of one. */
  expectRoom(): void {
    for (const { file } of this.written) {
      const there = statsOf(join(this.folder, file));
      const other = there && notReplaced(there);
      if (other !== undefined) this.refuse(file, other);
    }
  }

  /**
   * Moves everything to its place, once it is sure that nothing else than a file stands where one is to be: at one go,
   * so that no signal comes between two files. After a SIGKILL the next run of this folder moves the rest.
   */
  publish(): void {
    this.expectRoom();
    try {
      if (this.begun) publishSet(this.folder, this.name, this.stale);
      else for (const file of this.stale) rmSync(join(this.folder, file), { force: true });
    } catch (error) {
      this.refuse(this.name, reasonOf(error, 'write'), error);
    }
    this.firstMade = undefined;
    this.discard();
  }

  /**
   * Removes whatever is not published, the working folder too where this run made it. Done when it returns: a process
   * may be about to end. What is still written then goes nowhere.
   */
  discard(): void {
    this.over = true;
    if (!this.begun) return;
    rmSync(this.aside, { recursive: true, force: true, maxRetries: 3 });
    for (let made = this.folder; this.firstMade !== undefined && made.startsWith(this.firstMade); made = dirname(made))
      removeIfEmpty(made);
    this.firstMade = undefined;
  }

  private async put(file: string, parts: readonly Uint8Array[]): Promise<void> {
    if (this.over) return;
    const aside = join(this.aside, file);
    try {
      const made = makeFolder(dirname(aside));
      if (!this.begun) clearAbandoned(this.folder);
      this.begun = true;
      this.firstMade ??= made;
      await writeFile(aside, parts);
    } catch (error) {
      if (this.over) return;
      this.refuse(file, reasonOf(error, 'write'), error);
    }
  }

  private refuse(file: string, reason: string, cause?: unknown): never {
    const path = join(this.folder, file);
    return fail(PIPELINE.cannotWrite({ path, reason }, { name: path }), cause);
  }
}
