import * as fc from 'fast-check';
import { type BpuStep, type CompiledModel, type Effort, compile, standardLowering } from '@openbpu/compiler';
import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { estimate } from '@openbpu/simulator';
import { countMismatches } from '@openbpu/tensor';
import { evaluateGraph } from './evaluate-graph';
import { EXAMPLE_FEATURES } from './example-features';
import { patternTensor } from './patterns';
import { runCompiled } from './run-compiled';

const FALLOFF = Array.from({ length: 256 }, (_, d) => Math.round(4096 * Math.exp(-d / 40))).join(', ');

/** Attention of several heads among so many places: scores, added to each other, a softmax, and what it weighs. */
function attention(areas: number, heads: number, places: number, width: number): Graph<'quantized'> {
  const stack = `${areas}x${heads}x`;
  return parseGraph(
    `
    input q: int8[${stack}${places}x${width}] NCHW
    input k: int8[${stack}${width}x${places}] NCHW
    input v: int8[${stack}${places}x${width}] NCHW
    const m: float32[] = [0.01]
    const one: float32[] = [1]
    const step: float32[] = [0.0078125]
    const falloff: int32[256] = [${FALLOFF}]
    a: s = HzSQuantizedMatMul(q, k, m) {low: -128, high: 127} bpu id(0) int8/int8
    b: t = HzSElementwiseAdd(s, s, one, one) {low: -128, high: 127} bpu id(0) int8/int8
    c: p = HzSoftmax(t, falloff) {axis: -1} bpu id(0) int8/int8
    d: r = HzQuantize(p, step) bpu id(0) int8/int8
    e: y = HzSQuantizedMatMul(r, v, m) {low: -128, high: 127} bpu id(0) int8/int8
    output y
  `
      .split('\n')
      .map((line) => line.trim())
      .join('\n'),
    standardOps(),
    'quantized',
  );
}

/** What joins the channels of two images, and a layer of one pixel that reads them all. */
function joined(channels: readonly [number, number], rows: number, width: number, outputs: number): Graph<'quantized'> {
  const [a, b] = channels;
  return parseGraph(
    `
    input u: int8[1x${a}x${rows}x${width}] NCHW
    input v: int8[1x${b}x${rows}x${width}] NCHW
    const w: int8[${outputs}x${a + b}x1x1] = seed 1
    const bias: int32[${outputs}] = splat 3
    const m: float32[${outputs}] = splat 0.01
    a: s = Concat(u, v) {axis: 1} bpu id(0) int8/int8
    b: y = HzSQuantizedConv(s, w, bias, m) {kernel: [1, 1], low: -128, high: 127} bpu id(0) int8/int8
    output y
  `
      .split('\n')
      .map((line) => line.trim())
      .join('\n'),
    standardOps(),
    'quantized',
  );
}

function compiled(graph: Graph<'quantized'>, sramBytes: number, optimizeLevel: Effort['optimizeLevel']): CompiledModel {
  return compile(graph, {
    features: { ...EXAMPLE_FEATURES, sramBytes },
    lowering: standardLowering,
    effort: { optimizeLevel, compileMode: 'bandwidth' },
    fragment: () => new Uint8Array(),
  });
}

const programOf = ({ steps }: CompiledModel) => steps.find((step): step is BpuStep => step.kind === 'bpu')!.program;
const bytesOf = (model: CompiledModel, sramBytes: number) => {
  const { ddrLoadBytes, ddrStoreBytes } = estimate(programOf(model), { ...EXAMPLE_FEATURES, sramBytes });
  return ddrLoadBytes + ddrStoreBytes;
};

function expectExact(graph: Graph<'quantized'>, model: CompiledModel, seed: number): void {
  const inputs = new Map(graph.inputs.map((id) => [id, patternTensor(graph.value(id).type, 'random', seed)]));
  const wanted = evaluateGraph(graph, inputs);
  for (const [name, tensor] of runCompiled(model, graph, inputs)) {
    const reference = wanted.get(name);
    expect(reference && countMismatches(reference, tensor)).toBe(0);
  }
}

describe('attention whose scores do not fit the chip', () => {
  const graph = attention(2, 4, 32, 16);
  const sramBytes = 24 * 1024;
  const [plain, parted] = (['O2', 'O3'] as const).map((level) => compiled(graph, sramBytes, level));

  it('goes head by head: scores never leave the chip', () => {
    const ends = 4 * 2 * 4 * 32 * 16;
    expect(bytesOf(plain, sramBytes)).toBeGreaterThan(3 * ends);
    expect(bytesOf(parted, sramBytes)).toBeLessThan(1.5 * ends);
    const tensors = ({ tensors }: ReturnType<typeof programOf>) => tensors.map(({ name }) => name);
    expect(tensors(programOf(parted))).toEqual(['q', 'k', 'v', 'y']);
    expect(tensors(programOf(plain))).toEqual(expect.arrayContaining(['s', 't', 'p', 'r']));
  });

  it('gives the same', () => {
    expectExact(graph, parted, 1);
    expectExact(graph, plain, 1);
  });

  it('stays bit-exact, and within the chip, whatever its sizes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(4, 6, 9, 16),
        (areas, heads, places, width, kib) => {
          const drawn = attention(areas, heads, places, width);
          const model = compiled(drawn, kib * 1024, 'O3');
          expect(programOf(model).memory.sram).toBeLessThanOrEqual(kib * 1024);
          expectExact(drawn, model, areas + heads + places);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('a Concat that does not fit the chip', () => {
  it('goes row by row with the layer that reads it: it never leaves the chip', () => {
    const [graph, sramBytes] = [joined([16, 16], 32, 32, 8), 16 * 1024];
    const [plain, parted] = (['O2', 'O3'] as const).map((level) => compiled(graph, sramBytes, level));
    const ends = 32 * 32 * (16 + 16 + 8);
    expect(bytesOf(plain, sramBytes)).toBeGreaterThan(2 * ends);
    expect(bytesOf(parted, sramBytes)).toBeLessThan(1.1 * ends);
    expectExact(graph, parted, 1);
  });

  it('stays bit-exact, whatever its sizes', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })),
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(3, 4, 6, 9),
        (channels, rows, width, outputs, kib) => {
          const drawn = joined(channels, rows, width, outputs);
          const model = compiled(drawn, kib * 1024, 'O3');
          expect(programOf(model).memory.sram).toBeLessThanOrEqual(kib * 1024);
          expectExact(drawn, model, rows + width);
        },
      ),
      { numRuns: 25 },
    );
  });
});
