import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { helpOf } from '@openbpu/testkit';

const ROOT = join(__dirname, '../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const below = (folder: string) =>
  existsSync(join(ROOT, folder))
    ? readdirSync(join(ROOT, folder), { recursive: true }).map((file) => join(folder, String(file)))
    : [];
const homes = (...folders: readonly string[]) =>
  folders.flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(folder, name)));

/** Sources beside the packages, which are what scripts stand in. */
const SOURCES = homes('tests', 'tools')
  .flatMap((home) => below(join(home, 'src')))
  .filter((file) => file.endsWith('.ts') && !/\.(spec|fixture)\.ts$/.test(file));
const SCRIPTS = SOURCES.filter((file) => /^script\(module, \w+\);$/m.test(read(file)));
const built = (file: string) => file.replace('/src/', '/dist/').replace(/\.ts$/, '.js');

it('start in one way, in which each can be asked what it does', () => {
  expect(SCRIPTS.length).toBeGreaterThan(25);
  const others = SOURCES.filter((file) => /process\.argv|require\.main|^(?:void )?main\(/m.test(read(file)));
  expect(others).toEqual([]);
});

it('are all that pages name', () => {
  const readmes = homes('packages', 'plugins', 'tests', 'tools', '.').map((home) => join(home, 'README.md'));
  const pages = [...below('docs').filter((file) => file.endsWith('.md')), ...readmes, 'README.md'];
  const texts = pages.filter((page) => existsSync(join(ROOT, page))).map(read);
  const named = texts.flatMap((text) => text.match(/\b(?:tests|tools)\/[\w-]+\/dist\/[\w-]+\.js\b/g) ?? []);
  expect(named.length).toBeGreaterThan(20);
  expect([...new Set(named)].filter((file) => !SCRIPTS.map(built).includes(file))).toEqual([]);
});

it.each(SCRIPTS)('%s says in --help what it does and how it is called', (file) => {
  const [, main = ''] = /^script\(module, (\w+)\);$/m.exec(read(file)) ?? [];
  const help = helpOf(read(built(file)), main);
  expect(help).toMatch(/^[A-Z].+/);
  expect(help).toContain(built(file));
});

it('prints that, and does nothing else', () => {
  const file = 'tools/docs/dist/walk.js';
  const before = read('README.md');
  const said = execFileSync(process.execPath, [join(ROOT, file), '--help'], { encoding: 'utf8' });
  expect(said).toBe(`${helpOf(read(file), 'main')}\n`);
  expect(read('README.md')).toBe(before);
});

const MODULES = [...below('tools/bench'), ...below('tools/dev')].filter((file) => file.endsWith('.mjs'));
const TOOLS = MODULES.filter((file) => /^import '\.(?:\.\/dev)?\/help\.mjs';$/m.test(read(file)));

it.each(TOOLS)('%s, which is not built, does too', (file) => {
  const said = execFileSync(process.execPath, [join(ROOT, file), '-h'], { encoding: 'utf8' });
  expect(said).toMatch(/^[A-Z`].+/);
  expect(said).toContain(`node ${file}`);
});

it('does every one for benchmarks', () =>
  expect(TOOLS).toEqual(expect.arrayContaining(MODULES.filter((file) => file.startsWith('tools/bench/')))));
