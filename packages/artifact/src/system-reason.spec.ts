import { readFile } from 'node:fs/promises';
import { systemReason } from './system-reason';

it('tells system errors from bugs', async () => {
  expect(systemReason(await readFile('/no/such/file').catch((error: unknown) => error))).toBe('it does not exist');
  expect(systemReason(Object.assign(new Error('EIO: i/o error, read'), { syscall: 'read', code: 'EIO' }))).toBe(
    'EIO: i/o error',
  );
  for (const other of [new TypeError('x'), undefined, 'ENOENT', { code: 'ENOENT' }])
    expect(systemReason(other)).toBeUndefined();
});
