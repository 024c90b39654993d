import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { ConstantPool } from '../constant-pool';
import { selectGather, selectTopK } from './select-lines';
import { Selector } from './selector';

const graph = parseGraph(
  'input x: int8[1x3x4x5] NCHW\nconst p: int32[2] = [2, 0]\nconst q: int32[1x2x4x1] = splat 1\n' +
    'a: places = HzArgMax(x) {axis: 1, keepdims: false}\nb: kept = HzArgMax(x) {axis: 1}\n' +
    'c: some = Slice(x) {starts: [0], ends: [2], axes: [1]}\n' +
    'd: less = Slice(some) {starts: [0], ends: [1], axes: [3]}\n' +
    'output places\noutput kept\noutput less',
  standardOps(),
  'quantized',
);
const selector = () => new Selector(graph, new ConstantPool(16), new Set());
const views = (work: object, ...names: readonly string[]) =>
  Object.entries(work)
    .filter(([name]) => names.includes(name))
    .map(([name, { shape, strides }]: [string, { shape: number[]; strides: number[] }]) => [
      name,
      shape.join('x'),
      strides.join(),
    ]);

describe('selectTopK', () => {
  const layer = { kind: 'topk', fn: 'places', order: 'largest', ties: 'first', x: 'x', axis: 1 } as const;

  it('goes along an axis wherever it lies, kept or not', () => {
    expect(views(selectTopK({ ...layer, y: 'places' }, selector()), 'x', 'y')).toEqual([
      ['x', '1x4x5x3', '60,15,3,1'],
      ['y', '1x4x5x1', '20,5,1,1'],
    ]);
    expect(views(selectTopK({ ...layer, y: 'kept' }, selector()), 'x', 'y')).toEqual([
      ['x', '1x4x5x3', '60,15,3,1'],
      ['y', '1x4x5x1', '20,5,1,1'],
    ]);
  });
});

describe('selectGather', () => {
  it('repeats one list for every line', () => {
    const work = selectGather({ kind: 'gather', x: 'x', places: 'p', y: 'some', axis: 1 }, selector());
    expect(views(work, 'x', 'places', 'y')).toEqual([
      ['x', '1x4x5x3', '60,15,3,1'],
      ['places', '1x4x5x2', '0,0,0,1'],
      ['y', '1x4x5x2', '40,10,2,1'],
    ]);
  });

  it('reads only the lines that places are for', () => {
    const work = selectGather({ kind: 'gather', x: 'x', places: 'q', y: 'less', axis: 1 }, selector());
    expect(views(work, 'x', 'places', 'y')).toEqual([
      ['x', '1x4x1x3', '60,15,3,1'],
      ['places', '1x4x1x2', '8,1,1,4'],
      ['y', '1x4x1x2', '8,2,2,1'],
    ]);
  });
});
