import { recipeFacts } from './recipe-facts';

const NOTHING = {
  inputBatch: 1,
  model: { layerOutDump: undefined, runOnCpu: [] },
  compiler: { compileMode: undefined, optimizeLevel: undefined, debug: false, coreNum: 1, maxTimePerFc: 0 },
};

it('reads what bears on speed', () => {
  const recipe = {
    inputBatch: 4,
    model: { layerOutDump: true, runOnCpu: ['a'], prefix: 'm' },
    compiler: { compileMode: 'bandwidth', optimizeLevel: 'O1', debug: true, coreNum: 2, maxTimePerFc: 1000 },
  };
  const { prefix: _, ...model } = recipe.model;
  expect(recipeFacts({ recipe })).toEqual({ ...recipe, model });
});

it.each([
  undefined,
  null,
  3,
  'recipe',
  [],
  {},
  { inputBatch: 0, model: 3, compiler: [] },
  { inputBatch: 1.5, model: { layerOutDump: 'yes', runOnCpu: 'a' } },
  { compiler: { compileMode: 1, optimizeLevel: {}, debug: 'True', coreNum: 0, maxTimePerFc: -1 } },
])('overlooks what makes no sense: %j', (recipe) => {
  expect(recipeFacts({ recipe })).toEqual(NOTHING);
});
