/** What `npm start` and `npm test` share: install when the lock says so, build, run a step and stop at the first failure. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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

/**
 * Runs commands that need nothing of each other, two at a time, in the order given; what each says stands together.
 * Ends the process with the code of the first that fails.
 */
export async function steps(commands) {
  const waiting = [...commands];
  const runNext = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await apart(...next);
  };
  await Promise.all([runNext(), runNext()]);
}

const running = new Set();

function apart(title, command, args, { env = {} } = {}) {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env } });
    running.add(child);
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
    child.on('error', (error) => said.push(Buffer.from(error.message)));
    child.on('close', (code) => {
      running.delete(child);
      console.log(`\n— ${title}`);
      process.stdout.write(Buffer.concat(said));
      if (code !== 0) {
        console.error(`\n${title}: failed`);
        for (const other of running) other.kill();
        process.exit(code > 0 ? code : 1);
      }
      console.log(`  ${title}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
      resolve();
    });
  });
}

/** A tool installed in the workspace. */
export const bin = (name) => join(root, 'node_modules/.bin', name);

/** `npm ci`, unless what npm installed last, by whatever command, is what the lock file asks for. */
export function install() {
  if (!isInstalled()) step('install (npm ci)', 'npm', ['ci', '--no-audit', '--no-fund']);
}

/** Whether every package of the lock file is there as it says; those for other machines may be absent. */
function isInstalled() {
  const there = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(([path, { version, integrity, optional }]) => {
    const found = there[path];
    return path === '' || (found ? found.version === version && found.integrity === integrity : optional);
  });
}

/** By path, what a lock file holds; nothing where there is none. */
function packagesOf(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

export function build() {
  step('build (tsc --build)', bin('tsc'), ['--build']);
  step('bundle the programs', process.execPath, [join(root, 'tools/dev/bundle.mjs')]);
}
