import { join } from 'node:path';
import { writeTogether } from '../files/write-together';
import type { WriteAside } from '../stages/write-aside';
import type { Debugged } from './debug-model';
import type { ResultFile } from './result-files';

/** What is found, what is to be said of it, and the files that show it. */
export interface Saved<T> extends Debugged<T> {
  readonly files: readonly string[];
}

export interface Saving {
  /** The folder for the files. */
  readonly saveDir?: string;
}

/** The files of a run of the debugger, below its folder. */
export class DebugFiles {
  private readonly written: string[] = [];

  constructor(
    private readonly aside: WriteAside,
    private readonly folder: string,
  ) {}

  /** Every file so far, as a user finds it. */
  get names(): readonly string[] {
    return [...this.written];
  }

  /** Writes files beside those that stand in the folder, in place of those of their names. */
  async write(files: readonly ResultFile[]): Promise<void> {
    for (const { name, content } of files) {
      await this.aside.write('debug', name, await content());
      this.written.push(join(this.folder, name));
    }
  }

  /** Writes files into a folder of their own, which takes the place of one of that name. */
  async writeInto(folder: string, files: readonly ResultFile[]): Promise<void> {
    for (const { name, content } of files) {
      await this.aside.writeData(`${folder}/${name}`, await content());
      this.written.push(join(this.folder, folder, name));
    }
  }
}

/** Finds something and writes its files into a folder: all of them, or none where it throws or is ended. */
export async function withDebugFiles<T>(
  folder: string,
  signal: AbortSignal | undefined,
  work: (files: DebugFiles) => Promise<Debugged<T>>,
): Promise<Saved<T>> {
  return writeTogether(folder, signal, async (aside) => {
    const files = new DebugFiles(aside, folder);
    return { ...(await work(files)), files: files.names };
  });
}
