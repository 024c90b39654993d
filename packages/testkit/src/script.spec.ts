import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helpOf, runScript, script } from './script';

const SOURCE = `/** First. */
const a = 1;
/** Of another. */
function other() {}
/**
 * Tries things, and * more:
 *
 *   node x.js [--fast]
 */
async function main(words) {}
`;

describe('helpOf', () => {
  it('is the comment above the function and no other', () => {
    expect(helpOf(SOURCE, 'main')).toBe('Tries things, and * more:\n\n  node x.js [--fast]');
    expect(helpOf(SOURCE, 'other')).toBe('Of another.');
    expect(helpOf(SOURCE.replace('async', 'export async'), 'main')).toContain('Tries things');
  });

  it('is empty where there is none', () => {
    for (const name of ['a', 'mai', 'none']) expect(helpOf(SOURCE, name)).toBe('');
    expect(helpOf('/** Far. */\nlet x;\nfunction main() {}', 'main')).toBe('');
  });
});

describe('runScript', () => {
  let folder: string;
  let said: jest.SpyInstance;
  const file = () => join(folder, 'x.js');
  beforeEach(() => {
    writeFileSync(join((folder = mkdtempSync(join(tmpdir(), 'script-'))), 'x.js'), SOURCE);
    said = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
    rmSync(folder, { recursive: true });
  });
  const ran: (readonly string[])[] = [];
  beforeEach(() => void ran.splice(0));
  const main = (words: readonly string[]) => void ran.push(words);

  it.each([['--help'], ['-h'], ['a --help b'], ['--fast -h']])(
    'prints the help on "%s" and runs nothing',
    async (line) => {
      await runScript(file(), main, line.split(' '));
      expect([ran, said.mock.calls]).toEqual([[], [['Tries things, and * more:\n\n  node x.js [--fast]\n']]]);
    },
  );

  it.each([[''], ['--helpful'], ['help'], ['-help'], ['--fast 3']])(
    'runs with "%s" and prints nothing',
    async (line) => {
      await runScript(file(), main, line.split(' '));
      expect([ran, said.mock.calls, process.exitCode]).toEqual([[line.split(' ')], [], undefined]);
    },
  );

  it.each([0, 1, 2])('ends with %d where that is what it gives', async (code) => {
    await runScript(file(), () => Promise.resolve(code), []);
    expect(process.exitCode).toBe(code);
  });

  it('throws what the script throws', async () => {
    await expect(runScript(file(), () => Promise.reject(new Error('no')), [])).rejects.toThrow('no');
  });

  it('is nothing for a module that was not started', () => {
    script({ filename: file() }, main);
    expect(ran).toEqual([]);
  });
});
