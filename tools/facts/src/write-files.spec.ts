import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staleFiles, writeFiles } from './write-files';

describe('writeFiles and staleFiles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'facts-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('see and repair what is missing, changed and left over', () => {
    const target = join(folder, 'generated');
    const files = new Map([
      ['a.ts', 'one'],
      ['b.ts', 'two'],
    ]);
    expect(staleFiles(target, files)).toEqual(['a.ts', 'b.ts']);
    writeFiles(target, files);
    expect(staleFiles(target, files)).toEqual([]);
    writeFileSync(join(target, 'a.ts'), 'changed');
    writeFileSync(join(target, 'z.ts'), 'left over');
    expect(staleFiles(target, files)).toEqual(['a.ts', 'z.ts']);
    writeFiles(target, files);
    expect(readdirSync(target)).toEqual(['a.ts', 'b.ts']);
    expect(readFileSync(join(target, 'a.ts'), 'utf8')).toBe('one');
  });
});
