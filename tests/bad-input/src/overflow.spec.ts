import { encodeModel } from '@openbpu/onnx';
import { expectRefusal, inWorkshop, makertbin } from './expect-refusal.fixture';
import { modelOf } from './small-model';

const { shop } = inWorkshop();

/** A network whose activations leave what float32 can hold, or become NaN. */
const BLOWS_UP = [
  'input x: float32[1x3x8x8] NCHW',
  'const w: float32[4x3x1x1] = splat 100',
  'const v: float32[4x4x1x1] = seed 1',
  'c: c = Conv(x, w) {kernel: [1, 1]}',
];

describe('a model that computes no finite numbers on the samples is converted with a warning, or refused', () => {
  it.each([
    ['Infinity in the middle', 'PIP041 warning', ['e: e = Exp(c)', 'd: y = Conv(e, v) {kernel: [1, 1]}', 'output y']],
    [
      'NaN in the middle',
      'PIP041 warning',
      ['m: m = Neg(c)', 'r: e = Sqrt(m)', 'd: y = Conv(e, v) {kernel: [1, 1]}', 'output y'],
    ],
    ['Infinity at the end', '', ['e: y = Exp(c)', 'output y']],
    ['NaN at the end', 'NaN', ['m: m = Neg(c)', 'l: y = Log(m)', 'output y']],
    ['nothing but zeros', '', ['n: n = Sub(c, c)', 'd: y = Conv(n, v) {kernel: [1, 1]}', 'output y']],
  ])('%s', async (_, says, lines) => {
    await shop().put('model.onnx', encodeModel(modelOf([...BLOWS_UP, ...lines].join('\n'))));
    for (const type of ['max', 'default']) {
      await shop().recipe({ calibration_type: `'${type}'` });
      const { code, stdout, stderr } = await makertbin();
      const said = stdout + stderr;
      expect(said).not.toContain('This is a bug');
      expect({ code, said }).toMatchObject({ code: 0 });
      expect(said).toContain(says);
    }
  });

  it('constants that are no numbers', async () => {
    const text = [...BLOWS_UP, 'e: y = Relu(c)', 'output y'].join('\n');
    for (const value of [NaN, Infinity, 3e38]) {
      const model = modelOf(text);
      const weights = Float32Array.from({ length: 12 }, () => value);
      await shop().put(
        'model.onnx',
        encodeModel({
          ...model,
          graph: {
            ...model.graph,
            initializer: model.graph.initializer.map((tensor) =>
              tensor.name === 'w' ? { ...tensor, rawData: new Uint8Array(weights.buffer) } : tensor,
            ),
          },
        }),
      );
      await shop().recipe();
      const result = await makertbin();
      if (Number.isFinite(value)) expect(result.stdout + result.stderr).not.toContain('This is a bug');
      else expect(expectRefusal(result)).toContain('PAS007');
    }
  });
});
