import { readFile } from 'node:fs/promises';
import { unreadable } from './unreadable';

/** The bytes of a file; `what` names its role in the message ("picture", "sample"). Fails with VIS001 or VIS002. */
export async function readBytes(file: string, what: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    return unreadable(file, what, cause);
  }
}
