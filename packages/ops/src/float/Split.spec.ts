import { float32, int64, int8, tensorType } from '@openbpu/tensor';
import { SiteRecorder } from '../support/site-recorder.fixture';
import { Split } from './Split';

describe('Split', () => {
  it('cuts along any axis and any element type', () => {
    const x = float32([2, 3], [1, 2, 3, 4, 5, 6]);
    expect(Split.eval([x], { axis: 1, sizes: [1, 2] })).toEqual([
      float32([2, 1], [1, 4]),
      float32([2, 2], [2, 3, 5, 6]),
    ]);
    expect(Split.eval([x], { axis: -2, sizes: [1, 0, 1] })).toEqual([
      float32([1, 3], [1, 2, 3]),
      float32([0, 3], []),
      float32([1, 3], [4, 5, 6]),
    ]);
    expect(Split.eval([int64([2], [5, 6])], { axis: 0, sizes: [1, 1] })).toEqual([int64([1], [5]), int64([1], [6])]);
  });

  it('infers one type per part', () => {
    expect(Split.infer([tensorType('int8', [1, 6, 2, 2], 'NCHW')], { axis: 1, sizes: [2, 4] })).toEqual([
      tensorType('int8', [1, 2, 2, 2], 'NCHW'),
      tensorType('int8', [1, 4, 2, 2], 'NCHW'),
    ]);
  });

  it('refuses parts that do not add up', () => {
    expect(() => Split.infer([tensorType('float32', [5])], { axis: 0, sizes: [2, 2] })).toThrow(
      'parts of 2 + 2 do not make the 5 of 5',
    );
    expect(() => Split.infer([undefined], { axis: 0, sizes: [2] })).toThrow(TypeError);
    expect(() => Split.parseAttrs({ axis: 0, sizes: [] })).toThrow(TypeError);
    expect(() => Split.parseAttrs({ axis: 0, sizes: [3, -1] })).toThrow(TypeError);
  });

  it('becomes one node of several outputs', () => {
    const site = new SiteRecorder(
      Split,
      { axis: 0, sizes: [1, 2] },
      [{ x: float32([3], [-64, 1, 63.5]), scale: 0.5 }],
      [0.5, 0.5],
    );
    expect(site.run()).toEqual([int8([1], [-128]), int8([2], [2, 127])]);
    expect(site.emitted.map((node) => [node.op.name, node.outputs.length])).toEqual([['Split', 2]]);
  });

  it('requantises where scales differ', () => {
    const site = new SiteRecorder(
      Split,
      { axis: 0, sizes: [1, 2] },
      [{ x: float32([3], [-2, 1, 3]), scale: 0.5 }],
      [0.25, 1],
    );
    expect(site.run()).toEqual([int8([1], [-8]), int8([2], [1, 3])]);
    expect(site.emitted.map((node) => node.id)).toEqual(['node_requantise_0', 'node', 'node_requantise_out_1']);
  });
});
