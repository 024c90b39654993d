/** What `npm start` and `npm test` share: install when the lock says so, build, run a step and stop at the first failure. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Runs one command in the workspace root; ends the process with its code when it fails. */
export function step(title, command, args, { env = {}, quiet = false } = {}) {
  const began = performance.now();
  if (!quiet) console.log(`\n— ${title}`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  if (error || status !== 0) {
    console.error(`\n${title}: failed${error ? ` (${error.message})` : ''}`);
    process.exit(status || 1);
  }
  if (!quiet) console.log(`  ${title}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

/** A tool installed in the workspace. */
export const bin = (name) => join(root, 'node_modules/.bin', name);

/** `npm ci`, unless what is installed came from this very lock file. */
export function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules/.openbpu-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  step('install (npm ci)', 'npm', ['ci', '--no-audit', '--no-fund']);
  writeFileSync(stamp, lock);
}

export function build() {
  step('build (tsc --build)', bin('tsc'), ['--build']);
  step('bundle the programs', process.execPath, [join(root, 'tools/dev/bundle.mjs')]);
}
