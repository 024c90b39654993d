import { thrownBy } from './custom-op-error';

const FILE = '/home/me/my-op.ts';

it('says what was thrown, and where in the module', () => {
  const error = new Error('no\nmore of it');
  error.stack = `Error: no\n    at inner (/elsewhere/a.js:1:2)\n    at f (${FILE}:12:34)\n    at g (${FILE}:20:1)`;
  expect(thrownBy(error, FILE)).toBe('no (my-op.ts:12)');
  error.stack = `Error: no\n    at ${FILE}:7:1`;
  expect(thrownBy(error, FILE)).toBe('no (my-op.ts:7)');
  error.stack = 'Error: no\n    at f (/elsewhere/a.js:1:2)';
  expect(thrownBy(error, FILE)).toBe('no');
});

it('takes whatever else is thrown', () => {
  expect(thrownBy('x', FILE)).toBe('it throws x');
  expect(thrownBy(undefined, FILE)).toBe('it throws undefined');
  expect(thrownBy(new TypeError(''), FILE)).toMatch(/^TypeError/);
  expect(thrownBy({ message: 'of another realm' }, FILE)).toBe('of another realm');
});
