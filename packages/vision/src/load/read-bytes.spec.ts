import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBytes } from './read-bytes';

it('gives the bytes of a file', async () => {
  expect(Buffer.from(await readBytes(__filename, 'source')).toString('utf8')).toContain('gives the bytes of a file');
});

it('explains a missing file and a folder', async () => {
  await expect(readBytes(join(tmpdir(), 'openbpu-absent'), 'sample')).rejects.toThrow(/VIS001.*sample/);
  await expect(readBytes(tmpdir(), 'sample')).rejects.toThrow(/VIS002.*it is a folder/);
});
