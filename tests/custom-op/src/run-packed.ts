import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bytesOf, encodeNpy } from '@openbpu/tensor';
import { script } from '@openbpu/testkit';
import { GUIDE_MODEL, SHAPE, wave } from './nets';

const ROOT = resolve(__dirname, '../../..');
const PAGE = readFileSync(join(ROOT, 'docs/guide/custom-operators.md'), 'utf8');

/** ONNX Runtime fetches what only GPUs need; nothing here does. */
const ENV = { ...process.env, npm_config_onnxruntime_node_install: 'skip' };

interface Manifest {
  readonly private?: boolean;
}

/** The folders of what is published. */
function packages(): string[] {
  return ['packages', 'plugins']
    .flatMap((home) => readdirSync(join(ROOT, home)).map((name) => join(ROOT, home, name)))
    .filter((folder) => !(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest).private);
}

/**
 * In a fresh folder with nothing but `npm install *.tgz` of every package of the project, in one command: a model with
 * two custom operators, their modules and a recipe; checker, makertbin, and infer on the `.bin` and on the quantised
 * model, whose bits must agree:
 *
 *   node tests/custom-op/dist/run-packed.js [--keep]
 *
 * `--keep` leaves the folder and tells its name.
 */
function main(words: readonly string[]): number {
  const base = mkdtempSync(join(tmpdir(), 'packed-'));
  const [tarballs, folder] = [join(base, 'tarballs'), join(base, 'fresh')];
  [tarballs, folder].forEach((each) => mkdirSync(each));
  const npm = (cwd: string, ...args: readonly string[]) =>
    execFileSync('npm', [...args], { cwd, env: ENV, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const said = (line: string) => process.stdout.write(`${line}\n`);
  try {
    npm(ROOT, 'pack', '--silent', '--pack-destination', tarballs, ...packages());
    const files = readdirSync(tarballs).map((name) => join(tarballs, name));
    said(`${files.length} packages packed`);
    writeFileSync(join(folder, 'package.json'), '{ "name": "fresh", "private": true }\n');
    npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel', 'error', ...files);
    said(`installed into ${readdirSync(join(folder, 'node_modules')).length} folders`);
    const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
    for (const [, name, text] of PAGE.matchAll(/```\w+\n(?:\/\/|#) (\S+)\n([^]*?)```/g)) put(name, text);
    put('model.onnx', GUIDE_MODEL);
    put('x.npy', encodeNpy(wave(SHAPE, 20)));
    mkdirSync(join(folder, 'samples'));
    for (let i = 0; i < 3; i++) put(`samples/${i}.bin`, bytesOf(wave(SHAPE, 10 + i).data));
    const commands = [...PAGE.matchAll(/^ {4}(hb_mapper|node) (.*)$/gm)].slice(1, 6);
    for (const [, program, args] of commands) {
      const command = program === 'node' ? 'node' : join(folder, 'node_modules/.bin/hb_mapper');
      execFileSync(command, args.split(' '), { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
      said(`${program} ${args.split(' ')[0]}: done`);
    }
    const [a, b] = ['from_bin', 'from_onnx'].map((from) => readFileSync(join(folder, from, 'y.npy')));
    const agree = a.equals(b);
    said(
      agree ? `the .bin and the quantised model agree, ${a.length} bytes` : 'the .bin and the quantised model DIFFER',
    );
    return agree ? 0 : 1;
  } finally {
    if (words.includes('--keep')) said(base);
    else rmSync(base, { recursive: true });
  }
}

script(module, main);
