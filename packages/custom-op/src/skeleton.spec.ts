import { float32 } from '@openbpu/tensor';
import { CustomOps } from './custom-ops';
import { ModuleFolder } from './module-folder.fixture';
import { PY_OP } from './py-op';
import { classSkeletonOf, skeletonOf } from './skeleton';

let folder: ModuleFolder;
beforeAll(() => (folder = new ModuleFolder()));
afterAll(() => folder.close());

const X = float32([2], [1, -2]);

it.each(['s.ts', 's.mjs'])('is a module that runs: %s', async (name) => {
  const kind = { domain: 'org.mine', type: 'Warp' };
  const ops = new CustomOps([await folder.load(name, skeletonOf(kind))]);
  expect(ops.bind(kind, {})?.evaluate([X])).toEqual([X]);
});

it.each(['c.ts', 'c.mjs'])('is a class that runs: %s', async (name) => {
  const ops = new CustomOps([await folder.load(name, classSkeletonOf({ className: 'Warp', compute: 'run' }))]);
  const attributes = { class_name: 'Warp', compute: 'run', module: 'c' };
  const types = { input_types: [1], output_types: [1], output_shape: ['2'] };
  expect(ops.bind(PY_OP, { ...attributes, ...types })?.evaluate([X])).toEqual([X]);
});
