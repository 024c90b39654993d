import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import { seededRandom } from '@openbpu/ir';
import { Lane } from '@openbpu/runtime';
import { NpyError } from '@openbpu/tensor';
import { type Bench, KINDS, type Kind, put } from './kinds';
import { RECIPE, seedFiles } from './seed-files';

/** One hostile file: which kind, and the seed that makes it again. */
export interface Case {
  readonly kind: string;
  readonly seed: number;
}

export interface Crash extends Case {
  readonly error: string;
}

/** A bench in a new folder. */
export async function openBench(): Promise<Bench & { close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  const lane = new Lane({ isolated: true });
  const made = await seedFiles(folder);
  for (const [name, bytes] of Object.entries({
    'net.bin': made.bin,
    'packed.bin': made.pack,
    'quantised.onnx': made.quantised,
    'a.bmp': made.picture,
    'b.bmp': made.picture,
    'c d.bmp': made.picture,
    'x.npy': made.npy,
    'labels.txt': made.labels,
    'calibrated.yaml': Buffer.from(RECIPE.replace("'skip'", "'max'")),
  }))
    writeFileSync(join(folder, name), bytes);
  return {
    folder,
    seeds: made,
    lane,
    async close() {
      await lane.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The nth case: of all kinds in turn, or of one. */
export function caseAt(first: number, index: number, only?: string): Case {
  return { kind: only ?? KINDS[index % KINDS.length].name, seed: first + index };
}

export function kindOf({ kind }: Case): Kind {
  const found = KINDS.find(({ name }) => name === kind);
  if (!found) throw new RangeError(`there is no kind "${kind}"`);
  return found;
}

export async function makeFile(one: Case, bench: Bench): Promise<Uint8Array> {
  return kindOf(one).make(seededRandom(one.seed), bench);
}

/** Reads one hostile file in this process; gives the crash, if it is one. */
export async function tryCase(one: Case, bench: Bench): Promise<Crash | undefined> {
  const kind = kindOf(one);
  const bytes = await makeFile(one, bench);
  const path = put(kind, bytes, bench);
  try {
    await kind.read(path, bytes, bench);
    return undefined;
  } catch (error) {
    if (error instanceof DiagnosticError || error instanceof NpyError) return undefined;
    return { ...one, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    put(kind, soundFile(kind, bench), bench);
  }
}

/** What the place of a kind holds while others are tried. */
export function soundFile({ seed }: Kind, { seeds }: Bench): Uint8Array {
  return seeds[seed];
}
