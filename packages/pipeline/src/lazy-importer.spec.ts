import { CollectingSink } from '@openbpu/diagnostics';
import { standardOps } from '@openbpu/ops';
import { lazyImporter } from './lazy-importer';

test('loads once, and only for a model of its kind', async () => {
  const raw = {};
  const graph = {};
  const match = jest.fn().mockResolvedValue(raw);
  const translate = jest.fn().mockResolvedValue(graph);
  const load = jest.fn().mockResolvedValue({ name: 'onnx', match, translate });
  const importer = lazyImporter('onnx', load);
  expect(importer.name).toBe('onnx');
  const caffe = { kind: 'caffe', prototxt: 'a', caffemodel: 'b', inputShapes: new Map() } as const;
  expect(await importer.match(caffe)).toBeUndefined();
  expect(load).not.toHaveBeenCalled();
  const source = { kind: 'onnx', model: 'a', inputShapes: new Map() } as const;
  expect(await importer.match(source)).toBe(raw);
  const ops = standardOps();
  const sink = new CollectingSink();
  expect(await importer.translate(raw, ops, sink)).toBe(graph);
  expect(match).toHaveBeenCalledWith(source);
  expect(translate).toHaveBeenCalledWith(raw, ops, sink);
  expect(await importer.names!(raw)).toEqual([]);
  expect(load).toHaveBeenCalledTimes(1);
  const naming = lazyImporter('onnx', async () => ({ name: 'onnx', match, translate, names: async () => ['n'] }));
  expect(await naming.names!(raw)).toEqual(['n']);
});
