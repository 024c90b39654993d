import { viewRecipe } from '../info/recipe-view';
import { keyFindings } from './key-findings';
import { DUAL, FEATURES, headerOf, modelOfProgram, program, load, PROGRAM } from './perf.fixture';
import { timedRows } from './timed-rows';

function found(
  recipe: unknown,
  { of = PROGRAM, features = FEATURES, oneCoreUs = undefined as number | undefined } = {},
) {
  const rows = timedRows(modelOfProgram(recipe, of), features);
  const list = keyFindings(viewRecipe(recipe), headerOf(recipe), rows, features, oneCoreUs);
  return new Map(list.map(({ key, ...rest }) => [key, rest]));
}

it('finds nothing against the fastest recipe but what its inputs cost', () => {
  const list = found({ compiler: { compileMode: 'latency', optimizeLevel: 'O3' } });
  expect([...list].filter(([, { costs }]) => costs !== false).map(([key]) => key)).toEqual(['input_type_rt']);
  expect(list.get('input_type_rt')).toMatchObject({ value: 'featuremap', costsUs: 500 });
  expect(list.get('debug')).toMatchObject({ value: 'False', costsUs: 0 });
  expect(list.has('run_on_cpu')).toBe(false);
});

it('says what only another conversion tells, and gives it no number', () => {
  const list = found({ compiler: { compileMode: 'bandwidth', optimizeLevel: 'O1' } });
  for (const [key, value] of [
    ['compile_mode', 'bandwidth'],
    ['optimize_level', 'O1'],
  ])
    expect(list.get(key)).toEqual({
      value,
      costs: undefined,
      says: expect.stringMatching(/Only another conversion tells how much\.$/) as string,
    });
  expect(found({}).get('optimize_level')).toMatchObject({ value: 'unset', costs: undefined });
});

it('counts the dispatch of more calls than subgraphs', () => {
  const of = program([[load()], [load()], [load()]]);
  expect(found({ compiler: { maxTimePerFc: 1000 } }, { of }).get('max_time_per_fc')).toMatchObject({
    value: '1000',
    costs: true,
    costsUs: 200,
  });
  expect(found({ compiler: { maxTimePerFc: 1000 } }).get('max_time_per_fc')).toMatchObject({
    costs: false,
    costsUs: 0,
  });
  expect(found({}, { of }).get('max_time_per_fc')).not.toHaveProperty('costsUs');
});

it('tells of layers that are given, and of nodes that are asked onto the CPU', () => {
  const list = found({ model: { layerOutDump: true, runOnCpu: ['inner', 'net_subgraph_0'] } });
  expect(list.get('layer_out_dump')).toMatchObject({ value: 'True', costs: true });
  expect(list.get('layer_out_dump')?.says).toContain('take 0.500 ms of the inference');
  expect(list.get('run_on_cpu')).toMatchObject({ value: 'inner; net_subgraph_0', costs: true, costsUs: 200 });
});

it('tells of cores what is known', () => {
  const one = { features: DUAL };
  expect(found({}, one).get('core_num')).toMatchObject({ value: '1', costs: undefined });
  const two = { compiler: { coreNum: 2 } };
  expect(found(two, one).get('core_num')).not.toHaveProperty('costsUs');
  expect(found(two, { ...one, oneCoreUs: 1964 }).get('core_num')).toMatchObject({ costs: false, costsUs: 0 });
  expect(found(two, { ...one, oneCoreUs: 1870 }).get('core_num')).toMatchObject({ costs: true, costsUs: 94 });
  expect(found({}).get('core_num')).toEqual({ value: '1', costs: false, says: 'The BPU has one core.' });
});
