import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type Tensor, encodeNpy } from '@openbpu/tensor';
import type { OutputScale } from './first-scores';
import { writeTogether } from '../files/write-together';

/** Where one output was saved. */
export interface SavedTensor {
  readonly name: string;
  readonly file: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** How its integers stand for reals, where they do. */
  readonly quant?: OutputScale;
}

/** File systems take 255 bytes; what an ending needs is left. */
const LONGEST = 200;

/**
 * A tensor's name as a file name: everything but letters, digits, `.`, `_` and `-` becomes `%XX`; what is longer than
 * file systems take ends in a digest of the name instead.
 */
export function escapeName(name: string): string {
  const escaped = Array.from(Buffer.from(name, 'utf8'), (byte) =>
    /[A-Za-z0-9._-]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
  const visible = escaped.startsWith('.') ? `%2E${escaped.slice(1)}` : escaped;
  if (visible.length <= LONGEST) return visible;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `${visible.slice(0, LONGEST - digest.length - 1).replace(/%.?$/, '')}-${digest}`;
}

/**
 * Writes every tensor as `<folder>/<escaped name>.npy`, and `manifest.json` with names, types, shapes and scales; they
 * all appear together, or none does.
 */
export async function saveTensors(
  folder: string,
  tensors: ReadonlyMap<string, Tensor>,
  quants: ReadonlyMap<string, OutputScale> = new Map(),
  signal?: AbortSignal,
): Promise<SavedTensor[]> {
  const saved = Array.from(tensors, ([name, { dtype, shape }]): SavedTensor => ({
    name,
    file: `${escapeName(name)}.npy`,
    dtype,
    shape,
    ...(quants.has(name) ? { quant: quants.get(name)! } : {}),
  }));
  return writeTogether(resolve(folder), signal, async (files) => {
    for (const { name, file } of saved) await files.write('tensor', file, encodeNpy(tensors.get(name)!));
    await files.write('manifest', 'manifest.json', `${JSON.stringify(saved, null, 2)}\n`);
    return saved;
  });
}
