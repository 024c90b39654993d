import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '@openbpu/diagnostics';
import { reasonOf } from '@openbpu/guard';
import { type Tensor, encodeNpy } from '@openbpu/tensor';
import { PIPELINE } from '../catalogue';
import { makeFolder } from '../files/make-folder';

/** Where one output was saved. */
export interface SavedTensor {
  readonly name: string;
  readonly file: string;
  readonly dtype: string;
  readonly shape: readonly number[];
}

/** A tensor's name as a file name: everything but letters, digits, `.`, `_` and `-` becomes `%XX`. */
export function escapeName(name: string): string {
  const escaped = Array.from(Buffer.from(name, 'utf8'), (byte) =>
    /[A-Za-z0-9._-]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
  return escaped.startsWith('.') ? `%2E${escaped.slice(1)}` : escaped;
}

/** Writes every tensor as `<folder>/<escaped name>.npy`, and `manifest.json` with names, types and shapes. */
export async function saveTensors(folder: string, tensors: ReadonlyMap<string, Tensor>): Promise<SavedTensor[]> {
  const saved = Array.from(tensors, ([name, { dtype, shape }]): SavedTensor => ({
    name,
    file: `${escapeName(name)}.npy`,
    dtype,
    shape,
  }));
  try {
    await makeFolder(folder);
    for (const { name, file } of saved) await writeAside(join(folder, file), encodeNpy(tensors.get(name)!));
    await writeAside(join(folder, 'manifest.json'), `${JSON.stringify(saved, null, 2)}\n`);
  } catch (error) {
    fail(PIPELINE.cannotWrite({ path: folder, reason: reasonOf(error, 'write') }, { name: folder }), error);
  }
  return saved;
}

async function writeAside(path: string, content: Uint8Array | string): Promise<void> {
  await writeFile(`${path}.writing`, content);
  await rename(`${path}.writing`, path);
}
