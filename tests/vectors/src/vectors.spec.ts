import { encodeModel, exportModel } from '@openbpu/onnx';
import { floatTable, lookupTable, softmaxTable, standardOps } from '@openbpu/ops';
import { Lane, OnnxExecutor } from '@openbpu/runtime';
import { type Tensor, countMismatches, expectDType, quantize, requantize, rne } from '@openbpu/tensor';
import { readVectors } from './read-vectors';
import { hasLowering, runProgram } from './run-program';
import { feedsOf, vectorGraph } from './vector-graph';

const VECTORS = readVectors();
const find = (name: string) => VECTORS.find(([each]) => each === name)![1];

/** Fails with both lists where a bit differs. */
function expectSame(given: Tensor | undefined, wanted: Tensor): void {
  expect(given?.shape).toEqual(wanted.shape);
  if (given && countMismatches(given, wanted) > 0) expect([...given.data]).toEqual([...wanted.data]);
}

it.each(VECTORS)('the reference agrees: %s', (_, { op, attributes, inputs, parameters, outputs }) => {
  const found = standardOps().get(op)!;
  const results = found.eval([...inputs, ...parameters], found.parseAttrs(attributes));
  outputs.forEach((wanted, i) => expectSame(results[i], wanted));
});

it.each(VECTORS.filter(([, { op }]) => hasLowering(op)))('the compiled program agrees: %s', (_, vector) => {
  const graph = vectorGraph(vector);
  const values = runProgram(graph, feedsOf(vector));
  vector.outputs.forEach((wanted, i) => expectSame(values.get(graph.outputs[i]), wanted));
});

describe('ONNX Runtime agrees', () => {
  const lane = new Lane();
  afterAll(() => lane.close());

  it.each(VECTORS)('%s', async (_, vector) => {
    const graph = vectorGraph(vector);
    const executor = await OnnxExecutor.open(lane, encodeModel(exportModel(graph)));
    const values = await executor.run(feedsOf(vector));
    vector.outputs.forEach((wanted, i) => expectSame(values.get(graph.outputs[i]), wanted));
  });
});

describe('the vectors', () => {
  it('speak of every integer op but what moves data, holds a constant, casts masks, or is a float convolution', () => {
    const said = new Set(VECTORS.map(([, { op }]) => op));
    expect(
      standardOps()
        .ops.map(({ name }) => name)
        .filter((name) => name.startsWith('Hz') && !said.has(name))
        .sort(),
    ).toEqual(['HzCorrected', 'HzMask', 'HzPad', 'HzPreprocess', 'HzUnmask']);
  });

  it('hold ties, both ends, no number and infinities, and accumulators beyond 2^24', () => {
    const half = find('requantize: every integer at one half: every tie');
    const onTies = Array.from(half.outputs[0].data as Int8Array).filter(
      (_, i) => Number(half.inputs[0].data[i]) % 2 !== 0,
    );
    expect(onTies).toHaveLength(128);
    expect(onTies.filter((q) => q % 2 !== 0)).toEqual([]);
    expect(find('quantize: no number, infinities, zeros, the smallest float').inputs[0].data.slice(0, 3)).toEqual(
      Float32Array.of(NaN, Infinity, -Infinity),
    );
    const { parameters, outputs } = find('conv: accumulators beyond 2^24 are rounded before the product');
    expect(Number(parameters[1].data[0])).toBe(2 ** 24);
    expect([...outputs[0].data]).toContain(2);
  });

  it('tell rounding half up, half away, and a product in double, from the law', () => {
    const half = find('requantize: every integer at one half: every tie');
    const inputs = expectDType(half.inputs[0], 'int8').data;
    const differ = (round: (x: number) => number) =>
      inputs.filter((q, i) => round(q * 0.5) !== Number(half.outputs[0].data[i])).length;
    expect(differ(Math.round)).toBeGreaterThan(0);
    expect(differ((x) => Math.sign(x) * Math.round(Math.abs(x)))).toBeGreaterThan(0);
    const wide = find('conv: accumulators beyond 2^24 are rounded before the product');
    const m = Number(wide.parameters[2].data[0]);
    const accumulators = Array.from(wide.inputs[0].data as Int8Array, (x) => x + 2 ** 24);
    expect(accumulators.filter((acc, i) => rne(acc * m) !== Number(wide.outputs[0].data[i])).length).toBeGreaterThan(0);
    expect(accumulators.map((acc) => requantize(acc, m, -128, 127))).toEqual([...wide.outputs[0].data]);
  });

  it('tell a division from a product with the reciprocal', () => {
    const divided = VECTORS.filter(([name]) => name.startsWith('quantize: a division'));
    expect(divided.length).toBeGreaterThan(0);
    for (const [, { inputs, parameters, outputs }] of divided) {
      const scale = Number(parameters[0].data[0]);
      const x = Array.from(inputs[0].data as Float32Array);
      expect(x.map((each) => quantize(each, scale, -128, 127))).toEqual([...outputs[0].data]);
      x.forEach((each, i) =>
        expect(rne(Math.fround(each * Math.fround(1 / scale)))).not.toBe(Number(outputs[0].data[i])),
      );
    }
  });
});

describe('tables that the project computes', () => {
  it('sigmoid', () => {
    const [, { parameters }] = VECTORS.find(([name]) => name.startsWith('lut: sigmoid'))!;
    expect(lookupTable((x) => 1 / (1 + Math.exp(-x)), { scale: 2 ** -4 }, { scale: 2 ** -7 })).toEqual(
      parameters[0].data,
    );
  });

  it('reals', () => {
    expect(floatTable((x) => x, Math.fround(0.1))).toEqual(find('lut: a table of reals').parameters[0].data);
  });

  it('exponentials of softmax', () => {
    const [, { parameters }] = VECTORS.find(([name]) => name.startsWith('softmax: exponentials'))!;
    expect(softmaxTable(2 ** -3, 5)).toEqual(parameters[0].data);
  });
});
