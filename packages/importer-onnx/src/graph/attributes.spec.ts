import { DiagnosticError } from '@openbpu/diagnostics';
import { float32 } from '@openbpu/tensor';
import { type Attribute, node } from '../model.fixture';
import { Attributes } from './attributes';

const read = (attributes: Record<string, Attribute>) =>
  new Attributes(node('Op', [], [], attributes), { name: 'n', kind: 'Op' });

it('reads by type, with defaults', () => {
  const a = read({
    i: 3,
    f: { float: 0.5 },
    s: 'SAME',
    is: [1, 2],
    fs: { floats: [0.5] },
    t: { tensor: float32([1], [2]) },
  });
  expect([a.int('i'), a.int('none'), a.int('none', 4), a.flag('i', false), a.flag('none', true)]).toEqual([
    3,
    undefined,
    4,
    true,
    true,
  ]);
  expect([a.float('f'), a.float('i'), a.float('none', 1)]).toEqual([0.5, 3, 1]);
  expect([a.string('s'), a.string('none', 'x'), a.string('none')]).toEqual(['SAME', 'x', undefined]);
  expect([a.ints('is'), a.floats('fs'), a.ints('none', [7])]).toEqual([[1, 2], [0.5], [7]]);
  expect(a.tensor('t')?.dims).toEqual([1]);
  expect(a.has('toString')).toBe(false);
});

it('refuses other kinds with the name of the node', () => {
  const a = read({ f: { float: 0.5 }, s: 'x', fs: { floats: [0.5] }, i: 1 });
  for (const wrong of [
    () => a.int('f'),
    () => a.int('s'),
    () => a.ints('fs'),
    () => a.ints('i'),
    () => a.string('i'),
    () => a.tensor('s'),
    () => a.float('s'),
  ])
    expect(wrong).toThrow(DiagnosticError);
  expect(() => a.int('s')).toThrow('node "n" (Op): attribute s is no whole number');
});
