import { parseGraph } from '@openbpu/ir';
import { decodeModel, isStageModel } from '@openbpu/onnx';
import { HzCalibration, standardOps } from '@openbpu/ops';
import { LanePool } from '@openbpu/runtime';
import { type Tensor, float32, makeTensor, toNumbers } from '@openbpu/tensor';
import { type ProbedGroup, probeModel } from './probe-model';

const graph = parseGraph(
  `input x: float32[1x2x1x3] NCHW
r: a = Relu(x)
n: b = Neg(a)
s: y = Sub(a, b)
output y`,
  standardOps(),
  'optimized',
);
const X = float32([1, 2, 1, 3], [1, -2, 0.3, 5, 0.1, 2.7]);
const GROUPS: readonly ProbedGroup[] = [
  { activations: ['x'], scales: [4 / 127], zeros: [] },
  { activations: ['a'], scales: [1 / 32, 1 / 64], zeros: [-128, -100] },
  { activations: ['a', 'b'], scales: [2 / 127], zeros: [] },
];

describe('probeModel', () => {
  const pool = new LanePool(1);
  afterAll(() => pool.close());

  async function run(
    groups: readonly ProbedGroup[],
    group: number,
    factor: number,
    outputs: readonly string[] = ['y'],
  ) {
    const { bytes, inputs } = probeModel(graph, groups, outputs);
    const session = await pool.open(bytes, { optimise: true });
    const found = await session.use((lane) =>
      lane.run(
        new Map<string, Tensor>([
          ['x', X],
          [inputs.group, makeTensor('int32', [1], Int32Array.of(group))],
          [inputs.factor, float32([1], [factor])],
        ]),
        outputs,
      ),
    );
    await session.close();
    return outputs.map((id) => toNumbers(found.get(id)!));
  }
  const rounded = (x: Tensor, attrs: Record<string, unknown>) =>
    HzCalibration.eval([x], HzCalibration.parseAttrs(attrs))[0];
  const relu = (x: Tensor) =>
    float32(
      x.shape,
      toNumbers(x).map((value) => Math.max(0, value)),
    );
  const twice = (x: Tensor) => toNumbers(x).map((value) => Math.fround(2 * value));

  it('passes everything untouched when nobody is asked for', async () => {
    expect(await run(GROUPS.slice(0, 2), -1, 1)).toEqual([twice(relu(X))]);
  });

  it('rounds the inputs of the graph', async () => {
    for (const factor of [1, 0.5]) {
      const scales = [Math.fround(Math.fround(4 / 127) * factor)];
      expect(await run(GROUPS.slice(0, 2), 0, factor)).toEqual([twice(relu(rounded(X, { scales, thresholds: [4] })))]);
    }
  });

  it('rounds every channel at its own steps', async () => {
    const scales = [1 / 64, 1 / 128];
    expect(await run(GROUPS.slice(0, 2), 1, 0.5)).toEqual([
      twice(rounded(relu(X), { scales, thresholds: [1, 2], axis: 1, zeros: [-128, -100] })),
    ]);
  });

  it('rounds all of a group together, and shows inner values untouched', async () => {
    const [y, a] = await run([GROUPS[2]], 0, 1, ['y', 'a']);
    const once = rounded(relu(X), { scales: [2 / 127], thresholds: [2] });
    expect(y).toEqual(twice(once));
    expect(a).toEqual(toNumbers(relu(X)));
  });

  it('takes a name that is free', () => {
    const named = parseGraph(
      'input probe/x: float32[1x2x1x3] NCHW\nr: y = Relu(probe/x)\noutput y'.replaceAll('probe/x', '"probe/x"'),
      standardOps(),
      'optimized',
    );
    expect(probeModel(named, [], ['y']).inputs).toEqual({ group: '_probe/group', factor: '_probe/factor' });
  });

  it('is no model of ours to read again: nothing says it is the graph without the switches', () => {
    expect(isStageModel(decodeModel(probeModel(graph, GROUPS, ['y']).bytes))).toBe(false);
  });
});
