import { join } from 'node:path';
import { parseGraph } from '@openbpu/ir';
import { writeOnnx } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { Quantise } from '@openbpu/passes';
import { float32 } from '@openbpu/tensor';
import { JobEvents } from '../events';
import { describeInputs } from '../input-metadata';
import { resolvedInput } from '../packed.fixture';
import { TWO_INPUTS, graphOf, inFolder, modelOf, sampleOf } from './calibrated-net.fixture';
import { explainCauses } from './explain-causes';
import { quantisedBeside } from './quantised-beside';

const ops = standardOps();
const calibrated = graphOf(TWO_INPUTS);
const quantised = new Quantise([]).run(calibrated);
const CALIBRATED = 'n_calibrated_model.onnx';
const QUANTISED = 'n_quantized_model.onnx';

it('finds the quantised model by its name, and explain looks at it', () =>
  inFolder({ [CALIBRATED]: modelOf(TWO_INPUTS), [QUANTISED]: writeOnnx(quantised) }, async (folder) => {
    const data = [0, 1].map(
      (i) =>
        new Map([
          ['a.1', sampleOf(i)],
          ['b', sampleOf(i + 10)],
        ]),
    );
    const { found } = await explainCauses({ model: join(folder, CALIBRATED), data }, new JobEvents());
    expect(found.quantised).toMatchObject({ looked: true, compared: 2 });
    const alone = await explainCauses({ model: modelOf(TWO_INPUTS), data }, new JobEvents());
    expect(alone.found.quantised).toMatchObject({ looked: false });
    expect(found.quantised.looked && found.quantised.calibrated).toBe(alone.found.error);
  }));

const other = `input x: float32[1x2x2x2] NCHW\nr: p = Relu(x)\noutput p\n`;
it.each([
  ['bytes', {}, modelOf(TWO_INPUTS)],
  ['no such file', {}, CALIBRATED],
  ['another name', { 'm.onnx': modelOf(TWO_INPUTS), [QUANTISED]: writeOnnx(quantised) }, 'm.onnx'],
  ['another stage', { [QUANTISED]: modelOf(TWO_INPUTS) }, CALIBRATED],
  ['other inputs', { [QUANTISED]: writeOnnx(parseGraph(other, ops, 'quantized')) }, CALIBRATED],
])('finds none beside %s', (_, files, model) =>
  inFolder(files, (folder) => {
    const file = typeof model === 'string' ? join(folder, model) : model;
    expect(quantisedBeside(file, calibrated, ops)).toBeUndefined();
    return Promise.resolve();
  }),
);

it('feeds pictures as whole numbers in the layout of the quantised model', () => {
  const stated = resolvedInput('x', 'rgb', [1, 2, 1, 2]);
  const text = (type: string) => `input x: ${type}\nr: p = Identity(x)\noutput p\n`;
  const float = parseGraph(text('float32[1x2x1x2] NCHW'), ops, 'calibrated').at(
    'calibrated',
    describeInputs([stated], 'float'),
  );
  const integers = parseGraph(text('int8[1x1x2x2] NHWC'), ops, 'quantized').at(
    'quantized',
    describeInputs([stated], 'quantised'),
  );
  return inFolder({ [QUANTISED]: writeOnnx(integers) }, (folder) => {
    const beside = quantisedBeside(join(folder, CALIBRATED), float, ops)!;
    const fed = beside.feeds(new Map([['x', float32([1, 2, 1, 2], [1, 2.4, 300, -4])]])).get('x')!;
    expect([fed.dtype, fed.shape, [...fed.data]]).toEqual(['int8', [1, 1, 2, 2], [1, 127, 2, -4]]);
    return Promise.resolve();
  });
});
