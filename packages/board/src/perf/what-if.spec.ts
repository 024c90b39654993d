import { DUAL, FEATURES, PACED, gemm, headerOf, load, loadTable, modelOfProgram, program } from './perf.fixture';
import { whatIf } from './what-if';

const lines = (
  ...[model, features = FEATURES, oneCoreUs]: Parameters<typeof whatIf> | [Parameters<typeof whatIf>[0]]
) => whatIf(model, features, oneCoreUs);
const change = (list: ReturnType<typeof lines>, words: string) => list.find((line) => line.change.includes(words));

it('takes what can be removed from the edge off', () => {
  expect(change(lines(modelOfProgram()), 'edge')).toMatchObject({
    change: 'all that can be removed from the edge is removed (q, d)',
    latencyUs: 1964 - 500 - 500,
  });
});

it('makes int16 int8, of the BPU and of what the CPU reads', () => {
  const of = program([[load('int16'), gemm('int16'), loadTable]]);
  const model = modelOfProgram({}, of);
  const int16 = { ...model.header.tensors.b, dtype: 'int16' as const };
  const header = { ...model.header, tensors: { ...model.header.tensors, a: int16, b: int16, c: int16 } };
  const wide = 3e2 + 600 + (100 + 216 + 8208) + 400 + 600;
  const line = change(lines({ ...model, header }), 'int16');
  expect(line?.latencyUs).toBe(3e2 + 500 + (100 + 116 + 32) + 200 + 500);
  expect(line?.latencyUs).toBeLessThan(wide);
  expect(change(lines(modelOfProgram()), 'int16')).toBeUndefined();
});

it('leaves look-ups out', () => {
  expect(change(lines(modelOfProgram()), 'table')).toMatchObject({
    change: 'every table is fused into what stands before it (1 look-ups)',
    latencyUs: 1964 - 50,
  });
  expect(change(lines(modelOfProgram({}, program([[load()]]))), 'table')).toBeUndefined();
});

it('lets transfers take no time but that of being started', () => {
  expect(change(lines(modelOfProgram()), 'main memory')?.latencyUs).toBe(1964 - 2 * 99);
  const cored = { ...program([]), cores: 2, calls: [{ name: 'c', instructions: [load(), load()], cores: [0, 1] }] };
  const line = change(lines(modelOfProgram({}, cored), DUAL), 'main memory');
  expect(line?.latencyUs).toBe(300 + 500 + (200 + 17) + 200 + 500);
});

it('gives no number to what needs another conversion', () => {
  const list = lines(modelOfProgram(), DUAL);
  expect(change(list, 'CPU inside')).toEqual({
    change: 'what runs on the CPU inside the model runs on the BPU (1 nodes)',
    how: expect.stringMatching(/^Not computed: .* 0\.200 ms now/) as string,
  });
  expect(change(list, 'core_num is 2')).not.toHaveProperty('latencyUs');
  const two = { ...modelOfProgram(), header: { ...headerOf(), cores: 2 } };
  expect(change(lines(two, DUAL), 'core_num is 1')).not.toHaveProperty('latencyUs');
  expect(change(lines(two, DUAL, 77), 'core_num is 1')).toMatchObject({ latencyUs: 77 });
  expect(change(lines(modelOfProgram()), 'core_num')).toBeUndefined();
});

it('says nothing of a model of nothing', () => {
  const header = { ...headerOf(), steps: [] };
  expect(lines({ header, programs: new Map() }, DUAL)).toEqual([]);
});

it('goes by the pace of a march that has one', () => {
  const model = modelOfProgram({}, program([[load('int16'), gemm('int16'), loadTable]]));
  const narrow = change(lines(model, PACED), 'int16')?.latencyUs;
  const gone = change(lines(model, PACED), 'main memory')?.latencyUs;
  const outside = 300 + 500 + 200 + 500;
  expect(narrow).toBe(outside + 100 + Math.max(116 + 32, 16 + 200));
  expect(gone).toBe(outside + 100 + (16 + 200 * 6));
  expect(change(lines(modelOfProgram(), PACED), 'table')?.latencyUs).toBe(1964 + 150 - 50);
});
