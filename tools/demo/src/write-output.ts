import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail } from '@openbpu/diagnostics';
import { DEMO } from './catalogue';

/** Writes a file, with the folders above it. Fails with DMO002. */
export function writeOutput(file: string, content: Uint8Array | string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  } catch (cause) {
    fail(DEMO.notWritable({ path: file, reason: cause instanceof Error ? cause.message : String(cause) }), cause);
  }
}
