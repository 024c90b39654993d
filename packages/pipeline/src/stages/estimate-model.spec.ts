import { compile } from '@openbpu/compiler';
import { parseGraph } from '@openbpu/ir';
import { encodeModel, fragment } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { marches } from '../marches';
import { estimateModel } from './estimate-model';

const [, { features, lowering }] = marches();
const conv = (id: string, x: string, y: string, segment: number) => `const ${id}w: int8[8x8x3x3] = seed 1
const ${id}b: int32[8] = splat 0
const ${id}m: float32[8] = splat 0.001
${id}: ${y}: int8[1x8x16x16] NCHW @0.5 = HzSQuantizedConv(${x}, ${id}w, ${id}b, ${id}m) {kernel: [3, 3], pads: [1, 1, 1, 1]} bpu id(${segment}) int8/int8
`;
const compiled = (text: string) => compile(parseGraph(text, standardOps(), 'quantized'), { features, lowering, fragment: (node, graph) => encodeModel(fragment(node, graph)) });
const INPUT = 'input x: int8[1x8x16x16] NCHW @0.5\n';

it('adds the segments up', () => {
  const one = estimateModel(compiled(`${INPUT}${conv('a', 'x', 'y', 0)}output y`), features)!;
  const two = estimateModel(compiled(`${INPUT}${conv('a', 'x', 'p', 0)}c: q: int8[1x8x16x16] NCHW @0.5 = HzRequantize(p, m) {low: -128, high: 127} cpu "asked"\n${conv('b', 'q', 'y', 1)}output y`.replace('c: q', 'const m: float32[] = [1]\nc: q')), features)!;
  expect(one.segments).toHaveLength(1);
  expect(one.segments?.[0].macs).toBe(8 * 8 * 9 * 256);
  expect(two.segments).toHaveLength(2);
  expect(two.latencyUs).toBeCloseTo(2 * one.latencyUs, 6);
  expect(two.fps).toBeCloseTo(1e6 / two.latencyUs, 6);
  expect(two.utilisation).toBeCloseTo(one.utilisation!, 6);
});

it('gives every layer a row of its own where it is asked to', () => {
  const model = compiled(`${INPUT}${conv('a', 'x', 'p', 0)}${conv('b', 'p', 'y', 0)}output y`);
  const [whole, { layers = [] }] = [estimateModel(model, features)!, estimateModel(model, features, true)!];
  expect(whole.layers).toBeUndefined();
  expect(layers.map(({ name, segment, macs }) => [name, segment, macs])).toEqual(['a', 'b'].map((name) => [name, 'graph_subgraph_0', 8 * 8 * 9 * 256]));
  expect(layers.reduce((sum, { latencyUs }) => sum + latencyUs, 0)).toBeCloseTo(whole.latencyUs - (features.dispatchCycles / features.clockHz) * 1e6, 6);
  expect(layers.reduce((sum, { ddrBytes }) => sum + ddrBytes, 0)).toBe(whole.ddrBytes);
  for (const { computeUs, transferUs } of layers) expect(Math.min(computeUs, transferUs)).toBeGreaterThan(0);
});

it('has nothing to say of a model without segments', () => {
  expect(estimateModel({ name: 'n', march: 'm', inputs: [], outputs: [], steps: [] }, features)).toBeUndefined();
});
