import { parseGraph } from '@openbpu/ir';
import { Relu, standardOps } from '@openbpu/ops';
import { shapeOf } from '@openbpu/testkit';
import { PlanesWriter } from './planes-writer';

const graph = (x: string) => parseGraph(`input x: float32[${x}]\nn: y = Relu(x)\noutput y`, standardOps(), 'original');

function writer(x: string) {
  const before = graph(x);
  const [node] = before.nodes;
  return { before, node, write: new PlanesWriter(before, 'test', [node]).begin(node) };
}

describe('PlanesWriter', () => {
  it('makes a volume images once, and a volume again', () => {
    const { before, node, write } = writer('2x3x4x5x6');
    const images = write.of('x');
    expect([write.of('x'), write.shapeOf(images)]).toEqual([images, [8, 3, 5, 6]]);
    const y = write.main(Relu, [images], {});
    write.become('y', y);
    write.restore('y');
    const after = before.apply(write.patch());
    expect(shapeOf(after)).toEqual([
      'n_transpose: n_transpose = Transpose(x)',
      'n_reshape: n_reshape = Reshape(n_transpose)',
      'n: y_planes = Relu(n_reshape)',
      'n_reshape_1: n_reshape_1 = Reshape(y_planes)',
      'n_transpose_1: n_transpose_1 = Transpose(n_reshape_1)',
      'n_volume: y = Reshape(n_transpose_1)',
    ]);
    for (const { id, origins } of after.nodes) expect([write.sourceOf(id), origins]).toEqual([node, node.origins]);
    expect(node.origins).toHaveLength(1);
  });

  it('moves nothing where channels or depth are one', () => {
    const { write } = writer('2x3x4x5x6');
    expect(write.swapped('x', [2, 1, 4, 5, 6])).toBe('x');
    expect(write.swapped('x', [2, 4, 1, 5, 6])).toBe('x');
    expect(write.swapped('x', [2, 3, 4, 5, 6])).toBe('n_transpose');
  });

  it('gives the depth an axis of its own', () => {
    const { write } = writer('2x3x4x5x6');
    expect(write.shapeOf(write.alongDepth(write.of('x'), 2))).toEqual([2, 4, 3, 30]);
    const wide = writer('1x3x2x257x256').write;
    expect(wide.shapeOf(wide.alongDepth(wide.of('x'), 1))).toEqual([1, 2, 771, 256]);
    const square = writer('1x3x2x256x256').write;
    expect(square.shapeOf(square.alongDepth(square.of('x'), 1))).toEqual([1, 2, 3, 65536]);
  });

  it('takes taps, a plane that is the whole as it is', () => {
    const { write } = writer('1x3x6x5x5');
    const deep = write.alongDepth(write.of('x'), 1);
    expect(write.taps(deep, { kernel: 1, stride: 1, dilation: 1, depth: 6 })).toEqual([deep]);
    const taps = write.taps(deep, { kernel: 2, stride: 2, dilation: 3, depth: 2 });
    expect(
      write
        .patch()
        .nodes!.slice(-2)
        .map(({ attrs }) => attrs),
    ).toEqual([
      { starts: [0], ends: [3], axes: [1], steps: [2] },
      { starts: [3], ends: [6], axes: [1], steps: [2] },
    ]);
    const whole = (stride: number, dilation: number, depth: number) =>
      write.taps(deep, { kernel: 2, stride, dilation, depth }).map((id) => write.shapeOf(id)[1]);
    expect([whole(1, 1, 5), whole(2, 1, 3)]).toEqual([
      [5, 5],
      [3, 3],
    ]);
    const one = writer('1x3x1x5x5').write;
    const plane = one.alongDepth(one.of('x'), 1);
    expect(one.taps(plane, { kernel: 1, stride: 3, dilation: 1, depth: 1 })).toEqual([plane]);
    expect(taps.map((id) => write.shapeOf(id))).toEqual([
      [1, 2, 3, 25],
      [1, 2, 3, 25],
    ]);
  });

  it('pads with zeros or with the planes at the ends, and where there is nothing to add not at all', () => {
    const { write } = writer('1x3x6x5x5');
    const deep = write.alongDepth(write.of('x'), 1);
    expect([write.padded(deep, 0, 0), write.extended(deep, 0, 0)]).toEqual([deep, deep]);
    expect(write.shapeOf(write.padded(deep, 1, 2))).toEqual([1, 9, 3, 25]);
    expect(write.patch().nodes!.at(-1)!.attrs).toMatchObject({ pads: [0, 1, 0, 0, 0, 2, 0, 0] });
    expect(write.shapeOf(write.padded(deep, 0, 2))).toEqual([1, 8, 3, 25]);
    const extended = write.extended(deep, 2, 1);
    expect(write.patch().nodes!.at(-1)!.inputs).toEqual(['n_slice', 'n_slice', deep, 'n_slice_1']);
    expect(write.shapeOf(extended)).toEqual([1, 9, 3, 25]);
    expect(
      ['n_slice', 'n_slice_1'].map((id) => write.patch().nodes!.find((node) => node.id === id)!.attrs),
    ).toMatchObject([
      { starts: [0], ends: [1] },
      { starts: [5], ends: [6] },
    ]);
    expect(write.extended(deep, 1, 0)).toBe('n_concat_1');
    expect(write.extended(deep, 0, 1)).toBe('n_concat_2');
    expect(write.patch().nodes!.at(-1)!.inputs).toEqual([deep, 'n_slice_3']);
  });
});
