import { unreadable } from './unreadable';

const systemError = (code: string) => Object.assign(new Error(code), { code });

it('says whether the file is missing or cannot be read, and why', () => {
  expect(() => unreadable('a.raw', 'sample', systemError('ENOENT'))).toThrow(
    /VIS001 error +sample "a\.raw" does not exist/,
  );
  expect(() => unreadable('a.raw', 'sample', systemError('EACCES'))).toThrow(/VIS002.*permission denied/);
  expect(() => unreadable('a.raw', 'sample', systemError('EMFILE'))).toThrow(/VIS002.*EMFILE/);
});

it('lets bugs through', () => {
  const bug = new TypeError('a bug');
  expect(() => unreadable('a.raw', 'sample', bug)).toThrow(bug);
});
