import { systemCode } from './system-code';

it('finds the code of a system error and of nothing else', () => {
  expect(systemCode(Object.assign(new Error('no'), { code: 'ENOENT' }))).toBe('ENOENT');
  for (const other of [new Error('no'), null, undefined, 'ENOENT', { code: 5 }])
    expect(systemCode(other)).toBeUndefined();
});
