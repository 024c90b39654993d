import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecipe } from '@openbpu/config';
import { Lane, OnnxExecutor } from '@openbpu/runtime';
import { float32, toNumbers } from '@openbpu/tensor';
import { drawLabelled } from './draw/draw-labelled';
import { INPUT_MEAN, INPUT_SCALE, normaliseInput } from './network/normalise-input';

const example = join(__dirname, '../../../examples/road-signs');
const file = join(example, 'road-signs.onnx');

describe('the committed model', () => {
  const bytes = readFileSync(file);

  it('is small', () => {
    expect(bytes.length).toBeLessThan(1e6);
  });

  it('tells at least 97 % of 200 drawings it has not seen, in ONNX Runtime', async () => {
    const lane = new Lane();
    try {
      const executor = await OnnxExecutor.open(lane, bytes);
      const drawn = await drawLabelled('test', { count: 200, seed: 7 });
      let correct = 0;
      for (const { image, label } of drawn) {
        const outputs = await executor.run(new Map([['image', float32([1, 3, 64, 64], normaliseInput([image]).data)]]));
        const logits = toNumbers(outputs.get('logits')!);
        if (logits.indexOf(Math.max(...logits)) === label) correct++;
      }
      expect(correct).toBeGreaterThanOrEqual(194);
    } finally {
      await lane.close();
    }
  });
});

it('is trained on what the recipe says of its input', () => {
  const rules = { march: 'bayes-e', keys: [], coreNum: [1], int16Output: true, refusedInputs: [] };
  const recipe = parseRecipe(readFileSync(join(example, 'road-signs.yaml'), 'utf8'), {
    file: 'road-signs.yaml',
    marchRules: () => rules,
    marches: ['bayes-e'],
  });
  expect(recipe.model).toMatchObject({
    kind: 'onnx',
    onnxModel: './road-signs.onnx',
    march: 'bayes-e',
    prefix: 'road_signs_64x64_nv12',
    workingDir: './model_output',
  });
  expect(recipe.inputs).toMatchObject([
    {
      name: 'image',
      typeRt: 'nv12',
      typeTrain: 'rgb',
      layoutTrain: 'NCHW',
      shape: [1, 3, 64, 64],
      norm: 'data_mean_and_scale',
      mean: INPUT_MEAN,
      scale: INPUT_SCALE,
      calDataDir: './calibration_data',
      calDataType: 'uint8',
    },
  ]);
  expect(recipe.calibration.type).toBe('default');
});
