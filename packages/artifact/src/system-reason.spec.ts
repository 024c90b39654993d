import { readFile } from 'node:fs/promises';
import { systemReason } from './system-reason';

it('tells system errors from bugs', async () => {
  expect(systemReason(await readFile('/no/such/file').catch((error: unknown) => error))).toBe('ENOENT: no such file or directory');
  for (const other of [new TypeError('x'), undefined, 'ENOENT', { code: 'ENOENT' }]) expect(systemReason(other)).toBeUndefined();
});
