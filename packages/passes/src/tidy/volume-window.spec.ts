import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { isOverVolumes, volumeWindow } from './volume-window';
import { volumeNode } from './volumes.fixture';

const read = (line: string, x = 'float32[1x2x5x6x7]') =>
  parseGraph(`input x: ${x}\n${line}\noutput ny`, standardOps(), 'original');
const window = (attributes: string, shape: string, opType = 'MaxPool') => {
  const graph = read(volumeNode('n', opType, 'x', shape, attributes));
  return volumeWindow(graph.nodes[0], graph, 'MaxPool');
};
const NONE = {
  strides: [1, 1, 1],
  dilations: [1, 1, 1],
  begin: [0, 0, 0],
  end: [0, 0, 0],
  group: 1,
  countsPads: false,
};

describe('volumeWindow', () => {
  it('fills in what is not said', () => {
    expect(window('kernel_shape: [1, 2, 3]', '1x2x5x5x5')).toEqual({ ...NONE, kernel: [1, 2, 3] });
  });

  it('reads everything that is said, ends as far as the last window reaches', () => {
    expect(
      window(
        'kernel_shape: [2, 2, 2], strides: [2, 3, 4], dilations: [3, 2, 1], pads: [1, 0, 2, 2, 2, 9], ' +
          'group: 2, ceil_mode: 1',
        '1x2x3x2x4',
      ),
    ).toEqual({
      kernel: [2, 2, 2],
      strides: [2, 3, 4],
      dilations: [3, 2, 1],
      begin: [1, 0, 2],
      end: [2, 0, 5],
      group: 2,
      countsPads: true,
    });
    expect(window('kernel_shape: [1, 1, 1], count_include_pad: 1', '1x2x5x6x7')).toMatchObject({ countsPads: true });
  });

  it('spreads the pads of auto_pad, the odd one to the side that its name says', () => {
    const of = (auto: string) =>
      window(`auto_pad: "${auto}", kernel_shape: [2, 3, 4], strides: [1, 1, 9]`, '1x2x5x6x1');
    expect(of('SAME_UPPER')).toMatchObject({ begin: [0, 1, 0], end: [1, 1, 0] });
    expect(of('SAME_LOWER')).toMatchObject({ begin: [1, 1, 0], end: [0, 1, 0] });
    expect(window('auto_pad: "VALID", kernel_shape: [2, 2, 2]', '1x2x4x5x6')).toMatchObject({
      begin: [0, 0, 0],
      end: [0, 0, 0],
    });
  });

  it('takes the kernel of a convolution from its weights', () => {
    const graph = read(`const w: float32[4x2x1x2x3] = seed 1\n${volumeNode('n', 'Conv', 'x, w', '1x4x5x5x5')}`);
    expect(volumeWindow(graph.nodes[0], graph, 'Conv')).toMatchObject({ kernel: [1, 2, 3] });
    expect(volumeWindow(graph.nodes[0], graph, 'MaxPool')).toBeUndefined();
  });

  it.each([
    ['no kernel', '', '1x2x5x6x7'],
    ['pads that cut', 'kernel_shape: [1, 1, 1], pads: [0, 0, -1, 0, 0, 0]', '1x2x5x6x6'],
    ['an unknown way to pad', 'kernel_shape: [1, 1, 1], auto_pad: "MORE"', '1x2x5x6x7'],
    ['a list of halves', 'kernel_shape: [1, 1, 1], strides: {floats: [0.5]}', '1x2x5x6x7'],
  ])('gives nothing for %s', (_, attributes, shape) => expect(window(attributes, shape)).toBeUndefined());
});

describe('isOverVolumes', () => {
  it.each([
    [true, volumeNode('n', 'MaxPool', 'x', '1x2x5x6x7'), undefined],
    [false, volumeNode('n', 'Conv', 'x', '1x2x5x6x7'), undefined],
    [false, volumeNode('n', 'MaxPool', 'x', '1x2x5x6x7').replace('{opType', '{domain: "a.b", opType'), undefined],
    [false, volumeNode('n', 'MaxPool', 'x', '1x2x5x6'), undefined],
    [false, volumeNode('n', 'MaxPool', 'x', '1x2x5x6x7'), 'float32[1x2x5x6]'],
    [false, volumeNode('n', 'MaxPool', 'x', '1x2x5x6x0'), undefined],
    [false, volumeNode('n', 'MaxPool', 'x', '1x2x5x6x7'), 'uint8[1x2x5x6x7]'],
    [
      false,
      'n: ny, nz = OnnxOp(x) {opType: "MaxPool", opset: 13, attributes: {}, outputTypes: ' +
        '[{dtype: "float32", shape: [1, 2, 5, 6, 7]}, {dtype: "int64", shape: [1, 2, 5, 6, 7]}]}',
      undefined,
    ],
    [false, 'n: ny = Relu(x)', undefined],
  ])('is %s for %s', (expected, line, x) => {
    const graph = read(line, x);
    expect(isOverVolumes(graph.nodes[0], graph, 'MaxPool')).toBe(expected);
  });
});
