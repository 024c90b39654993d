import { viewRecipe } from './recipe-view';

const NOTHING = { model: {}, inputs: [], calibration: {}, compiler: {} };

it('reads what a conversion writes', () => {
  const recipe = {
    model: { kind: 'onnx', onnxModel: 'm.onnx', prefix: 'm', layerOutDump: false, workingDir: 'out', march: 'bayes-e' },
    inputBatch: 4,
    inputs: [{ name: 'x', typeRt: 'nv12', layoutTrain: 'NCHW', norm: 'data_scale', scale: [0.5], calDataDir: 'cal' }],
    calibration: { type: 'max', perChannel: true, maxPercentile: 0.5, optimization: ['set_model_output_int8'] },
    compiler: { compileMode: 'latency', optimizeLevel: 'O3', debug: true, coreNum: 2, maxTimePerFc: 1000 },
  };
  expect(viewRecipe(recipe)).toEqual({
    model: { onnxModel: 'm.onnx', prefix: 'm', layerOutDump: false, workingDir: 'out' },
    inputBatch: 4,
    inputs: [{ name: 'x', layoutTrain: 'NCHW', norm: 'data_scale', scale: [0.5], calDataDir: 'cal' }],
    calibration: recipe.calibration,
    compiler: recipe.compiler,
  });
});

it.each([
  ['nothing', undefined],
  ['null', null],
  ['a list', []],
  ['a text', 'recipe'],
  ['an empty one', {}],
])('says nothing of %s', (_, recipe) => expect(viewRecipe(recipe)).toMatchObject(NOTHING));

it('takes no batch, cores or time that nothing can have', () => {
  const compiler = { coreNum: 0, maxTimePerFc: -1, debug: false };
  expect(viewRecipe({ model: { runOnCpu: 'a' }, inputBatch: 0, compiler })).toMatchObject({
    model: { runOnCpu: undefined },
    inputBatch: undefined,
    compiler: { coreNum: undefined, maxTimePerFc: undefined, debug: false },
  });
  expect(viewRecipe({ inputBatch: 1.5, compiler: { coreNum: 1.5 } })).toMatchObject({
    inputBatch: undefined,
    compiler: { coreNum: undefined },
  });
  expect(viewRecipe({ model: { runOnCpu: ['a'] } }).model.runOnCpu).toEqual(['a']);
});

it('leaves out what is not what it should be, and nothing else', () => {
  const recipe = {
    model: { prefix: 7, workingDir: 'out' },
    inputs: [{ name: 'x', mean: 'none', scale: [1] }],
    inputBatch: 'four',
    calibration: 'max',
    compiler: { optimizeLevel: 'O1', debug: 'True' },
  };
  expect(viewRecipe(recipe)).toEqual({
    model: { workingDir: 'out' },
    inputs: [{ name: 'x', scale: [1] }],
    calibration: {},
    compiler: { optimizeLevel: 'O1' },
  });
  expect(viewRecipe({ ...recipe, inputs: 'x' }).inputs).toEqual([]);
});
