import { CollectingSink } from '@openbpu/diagnostics';
import { headerOf } from '../perf/perf.fixture';
import { modify } from './modify';

it('names a node once where several outputs end at it', () => {
  const header = headerOf();
  const [y] = header.outputs;
  const content = { header: { ...header, outputs: [y, { ...y, name: 'z', tensor: 'y' }] }, sections: new Map() };
  const sink = new CollectingSink();
  const { removed, content: modified } = modify('m.bin', content, { types: ['Dequantize'], names: [] }, sink);
  expect(removed).toEqual([{ name: 'd', type: 'Dequantize' }]);
  expect(modified.header.deleted?.map(({ name, port }) => [name, port])).toEqual([
    ['d', 'y'],
    ['d', 'z'],
  ]);
  expect(modified.header.outputs.map(({ name, tensor }) => [name, tensor])).toEqual([
    ['y', 'c'],
    ['z', 'c'],
  ]);
  expect(sink.diagnostics).toEqual([]);
});
