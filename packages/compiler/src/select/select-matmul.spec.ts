import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { ConstantPool } from '../constant-pool';
import { selectMatMul } from './select-matmul';
import { Selector } from './selector';

const select = (a: string, b: string, y: string, images: readonly string[] = []) => {
  const graph = parseGraph(
    `input a: int8[${a}]\ninput b: int8[${b}]\nconst m: float32[] = [0.5]\n` +
      `n: y = HzSQuantizedMatMul(a, b, m)\noutput y`,
    standardOps(),
    'quantized',
  );
  expect(graph.value('y').type.shape.join('x')).toBe(y);
  const selector = new Selector(graph, new ConstantPool(16), new Set(images), new Set(['a', 'b', 'y']));
  const work = selectMatMul(
    { kind: 'matmul', a: 'a', b: 'b', y: 'y', multiplier: 0.5, low: -128, high: 127 },
    selector,
  );
  if (work.kind !== 'matmul') throw new Error(work.kind);
  return [work.a, work.b, work.y].map(({ shape, strides }) => [shape.join('x'), strides.join()]);
};

describe('selectMatMul', () => {
  it('joins batches that all walk evenly', () => {
    expect(select('2x3x4x5', '2x3x5x6', '2x3x4x6')).toEqual([
      ['6x4x5', '20,5,1'],
      ['6x5x6', '30,6,1'],
      ['6x4x6', '24,6,1'],
    ]);
  });

  it('repeats what has fewer batches', () => {
    expect(select('2x3x4x5', '5x6', '2x3x4x6')).toEqual([
      ['6x4x5', '20,5,1'],
      ['6x5x6', '0,6,1'],
      ['6x4x6', '24,6,1'],
    ]);
    expect(select('2x1x4x5', '3x5x6', '2x3x4x6')).toEqual([
      ['2x3x4x5', '20,0,5,1'],
      ['2x3x5x6', '0,30,6,1'],
      ['2x3x4x6', '72,24,6,1'],
    ]);
  });

  it('takes vectors as rows and columns', () => {
    expect(select('5', '5x6', '6')[0]).toEqual(['1x5', '1,1']);
    expect(select('5', '3x5x6', '3x6')).toEqual([
      ['3x1x5', '0,1,1'],
      ['3x5x6', '30,6,1'],
      ['3x1x6', '6,1,1'],
    ]);
    expect(select('3x4x5', '5', '3x4')).toEqual([
      ['3x4x5', '20,5,1'],
      ['3x5x1', '0,1,1'],
      ['3x4x1', '4,1,1'],
    ]);
    expect(select('5', '5', '')).toEqual([
      ['1x5', '1,1'],
      ['5x1', '1,1'],
      ['1x1', '1,1'],
    ]);
  });

  it('walks images in the order they have in memory', () => {
    expect(select('1x3x4x5', '1x3x5x6', '1x3x4x6', ['a', 'b', 'y'])).toEqual([
      ['3x4x5', '1,15,3'],
      ['3x5x6', '1,18,3'],
      ['3x4x6', '1,18,3'],
    ]);
  });
});
