import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PROGRAMS } from './programs';

const { bin: BIN } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as { bin: object };
const root = mkdtempSync(join(tmpdir(), 'openbpu-bin-'));
const cli = join(root, 'packages/cli');
const bin = join(cli, 'bin/hb_mapper.js');

function write(file: string, text: string, second: number): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  utimesSync(file, second, second);
}

/** What the program runs, and the arguments that reach it. */
const ran = (): string => spawnSync(process.execPath, [bin, 'a', '--b'], { encoding: 'utf8' }).stdout.trim();
const telling = (who: string) => `main = (name, argv) => console.log('${who}', name, argv.join(' '))`;

beforeAll(() => {
  mkdirSync(dirname(bin), { recursive: true });
  mkdirSync(join(root, 'plugins'));
  for (const name of readdirSync(join(__dirname, '../bin')))
    copyFileSync(join(__dirname, '../bin', name), join(cli, 'bin', name));
  write(join(cli, 'dist/programs.js'), `exports.${telling('dist')}`, 1000);
  write(join(root, 'tsconfig.base.json'), '{}', 1000);
});

afterAll(() => rmSync(root, { recursive: true }));

test('without a bundle the built package runs', () => {
  expect(ran()).toBe('dist hb_mapper a --b');
});

test('data_preprocess is a command by its own name', () => {
  const program = join(cli, 'bin/data_preprocess.js');
  expect(spawnSync(process.execPath, [program, '--a'], { encoding: 'utf8' }).stdout.trim()).toBe(
    'dist hb_mapper data_preprocess --a',
  );
});

test.each(Object.keys(PROGRAMS))('%s is a program, and package.json says so', (name) => {
  const program = join(cli, 'bin', `${name}.js`);
  expect(spawnSync(process.execPath, [program, 'x'], { encoding: 'utf8' }).stdout.trim()).toBe(`dist ${name} x`);
  expect(BIN).toMatchObject({ [name]: `bin/${name}.js` });
});

describe('with a bundle', () => {
  beforeAll(() => {
    write(join(cli, 'bundle/package.json'), '{ "type": "module" }', 2000);
    write(join(cli, 'bundle/programs.js'), `export const ${telling('bundle')}`, 2000);
  });

  test.each([
    ['packages/cli', 2000, 'bundle'],
    ['packages/ir', 2001, 'dist'],
    ['packages/ir', 1999, 'bundle'],
    ['plugins/march', 2001, 'dist'],
  ])('%s built at %d, the bundle at 2000: %s', (home, second, who) => {
    write(join(root, home, 'dist/tsconfig.tsbuildinfo'), '', second);
    expect(ran()).toBe(`${who} hb_mapper a --b`);
  });

  test('an installed program, which stands in no workspace, runs the bundle', () => {
    rmSync(join(root, 'tsconfig.base.json'));
    expect(ran()).toBe('bundle hb_mapper a --b');
  });
});
