import { CustomOps, isPyOp } from './custom-ops';
import { CustomOpError } from './custom-op-error';
import { ModuleFolder, same } from './module-folder.fixture';
import { PY_OP } from './py-op';

let folder: ModuleFolder;
beforeAll(() => (folder = new ModuleFolder()));
afterAll(() => folder.close());

const load = (name: string, ...types: readonly string[]) =>
  folder.load(
    name,
    `import { defineCustomOp } from '@openbpu/plugin-api';\nexport default [${types.map(same).join()}];`,
  );
const PY_ATTRIBUTES = { class_name: 'C', module: 'py', input_types: [1], output_types: [1], output_shape: ['1'] };

it('knows nothing without modules', () => {
  const none = new CustomOps();
  expect([none.has({ domain: 'com.example', type: 'A' }), none.has(PY_OP), none.names, none.doubles]).toEqual([
    false,
    false,
    [],
    undefined,
  ]);
  expect(none.bind({ domain: 'com.example', type: 'A' }, {})).toBeUndefined();
});

it('finds operators by domain and type, and remembers what it gave', async () => {
  const ops = new CustomOps([await load('a.mjs', 'A', 'B')]);
  expect(ops.names).toEqual(['com.example.A', 'com.example.B']);
  expect([ops.has({ domain: 'com.example', type: 'A' }), ops.has({ domain: 'com', type: 'A' })]).toEqual([true, false]);
  expect(ops.bind({ domain: 'com.example', type: 'C' }, {})).toBeUndefined();
  expect([...ops.asked]).toEqual([]);
  expect(ops.bind({ domain: 'com.example', type: 'B' }, {})).toMatchObject({
    name: 'com.example.B',
    from: { module: 'a.mjs' },
  });
  expect([...ops.asked]).toEqual(['com.example.B']);
});

it('tells of two modules for one operator', async () => {
  const [a, b, c] = [await load('a.mjs', 'A'), await load('b.mjs', 'B', 'A'), await load('c.mjs', 'C')];
  expect(new CustomOps([a, c]).doubles).toBeUndefined();
  expect(new CustomOps([c, a, b]).doubles).toEqual({ name: 'com.example.A', modules: [a.file, b.file] });
  expect(new CustomOps([await load('d.mjs', 'D', 'D')]).doubles?.modules).toHaveLength(2);
});

it('finds the module of a PyOp by its stem', async () => {
  const module = await folder.load('py.ts', 'export class C { compute(x: { data: Float32Array }) { return x.data; } }');
  const ops = new CustomOps([await load('a.mjs', 'A'), module]);
  expect([
    isPyOp(PY_OP),
    isPyOp({ domain: 'horizon.custom', type: 'X' }),
    isPyOp({ domain: '', type: 'PyOp' }),
  ]).toEqual([true, false, false]);
  expect(ops.has(PY_OP)).toBe(true);
  expect(ops.bind(PY_OP, { ...PY_ATTRIBUTES, module: 'other' })).toBeUndefined();
  expect(ops.asked.size).toBe(0);
  expect(ops.bind(PY_OP, PY_ATTRIBUTES)?.from.module).toBe('py.ts');
  expect([...ops.asked]).toEqual([module.file]);
  expect(() => ops.bind(PY_OP, {})).toThrow(CustomOpError);
});
