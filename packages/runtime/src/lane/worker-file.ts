import { join, sep } from 'node:path';

/** The compiled worker: beside this file when built, in `dist` when this file runs from source. */
export function workerFile(): string {
  const compiled = __dirname.split(sep);
  const at = compiled.lastIndexOf('src');
  if (at >= 0 && __filename.endsWith('.ts')) compiled[at] = 'dist';
  return join(compiled.join(sep), 'worker.js');
}
