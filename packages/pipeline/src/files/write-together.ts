import { WriteAside } from '../stages/write-aside';

/**
 * Writes the files of one run into a folder: all of those that `work` writes, together at its end, or none, where it
 * throws and where `signal` ends it.
 */
export async function writeTogether<T>(
  folder: string,
  signal: AbortSignal | undefined,
  work: (files: WriteAside) => Promise<T>,
): Promise<T> {
  const files = new WriteAside(folder);
  const discard = () => files.discard();
  signal?.addEventListener('abort', discard);
  try {
    const result = await work(files);
    signal?.throwIfAborted();
    files.publish();
    return result;
  } finally {
    signal?.removeEventListener('abort', discard);
    discard();
  }
}
