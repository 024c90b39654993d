import { readFile, writeFile } from 'node:fs/promises';
import { reasonOf, systemCode } from './reason-of';

const caught = (act: Promise<unknown>) =>
  act.then(
    () => undefined,
    (error: unknown) => error,
  );

it('says why a file cannot be read or written, without the words of the system', async () => {
  expect(reasonOf(await caught(readFile('/no/such/file')), 'read')).toBe('it does not exist');
  expect(reasonOf(await caught(readFile(__dirname)), 'read')).toBe('it is a folder');
  expect(reasonOf(await caught(writeFile(`${__filename}/x`, '')), 'write')).toBe('a part of the path is a file');
  expect(reasonOf(await caught(writeFile(__dirname, '')), 'write')).toBe('a folder stands in its place');
});

it('keeps the message of what it does not know', () => {
  expect(reasonOf(new Error('odd'), 'read')).toBe('odd');
  expect(reasonOf('odd', 'write')).toBe('odd');
});

it('tells system errors from bugs', () => {
  expect(systemCode(Object.assign(new Error('no'), { code: 'ENOENT' }))).toBe('ENOENT');
  for (const other of [new TypeError('x'), undefined, 'ENOENT', { code: 3 }]) expect(systemCode(other)).toBeUndefined();
});
