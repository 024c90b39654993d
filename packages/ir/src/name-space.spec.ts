import { NameSpace } from './name-space';

it('gives the wanted name, else the first number that is free, and keeps what it gave', () => {
  const names = new NameSpace(['a', 'a_2']);
  expect([names.free('b'), names.free('a'), names.free('a'), names.free('a_1'), names.free('b')]).toEqual([
    'b',
    'a_1',
    'a_3',
    'a_1_1',
    'b_1',
  ]);
  expect([names.has('b'), names.has('a_3'), names.has('c')]).toEqual([true, true, false]);
});

it('takes names, and asks elsewhere each time', () => {
  const others = new Set(['x']);
  const names = new NameSpace([], (name) => others.has(name)).take('y', 'z');
  expect([names.has('x'), names.free('x'), names.free('y'), names.free('z')]).toEqual([true, 'x_1', 'y_1', 'z_1']);
  others.delete('x');
  expect(names.free('x')).toBe('x');
});
