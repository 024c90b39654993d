import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './folder.fixture';
import { writeOutput } from './write-output';

const folder = temporaryFolder();

it('makes the folders above a file', () => {
  writeOutput(join(folder, 'a/b/c.txt'), 'text');
  expect(readFileSync(join(folder, 'a/b/c.txt'), 'utf8')).toBe('text');
});

it('says what cannot be written', () => {
  writeOutput(join(folder, 'file'), Uint8Array.of(1));
  expect(() => writeOutput(join(folder, 'file/below'), '')).toThrow(/DMO002.*below/);
  expect(() => writeOutput(folder, '')).toThrow(/DMO002/);
});
