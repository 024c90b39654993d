import { marches } from '@openbpu/pipeline';
import { Draft } from './draft';
import { quantisedGraph } from './quantised-graph';
import type { NetworkSettings } from './settings';
import { tinyNetwork } from './tiny-network.fixture';

const backend = marches().find(({ march }) => march === 'bayes-e')!;
const inputs = async (settings: NetworkSettings) => {
  const graph = await quantisedGraph(tinyNetwork(), backend, settings);
  return { graph, fed: graph.value(graph.inputs[0]).type, ops: graph.nodes.map(({ op }) => op.name) };
};
const types = async (settings: NetworkSettings) => {
  const { graph } = await inputs(settings);
  return graph.nodes.flatMap(({ op, placement }) =>
    placement?.on === 'bpu' && op.name !== 'HzPreprocessQuantized' ? [`${placement.input} ${placement.output}`] : [],
  );
};

describe('quantisedGraph', () => {
  it('feeds an image, NHWC, or numbers as they are', async () => {
    const image = await inputs({});
    expect([image.fed.dtype, image.fed.shape]).toEqual(['int8', [1, 32, 32, 3]]);
    expect(image.ops).toContain('HzPreprocessQuantized');
    const numbers = await inputs({ input: 'featuremap' });
    expect([numbers.fed.dtype, numbers.fed.shape]).toEqual(['float32', [1, 3, 32, 32]]);
    expect(numbers.ops).toContain('HzQuantize');
    expect(numbers.ops).not.toContain('HzPreprocessQuantized');
  });

  it('has in int16 what the settings ask, and nothing else', async () => {
    const plain = await types({});
    expect(plain).toEqual(['int8 int8', 'int8 int8', 'int8 int8', 'int8 int32']);
    expect(await types({ int16: [{ op: 'Conv', at: [1] }] })).toContain('int16 int16');
    // What feeds the last convolution too; its accumulators stay.
    expect(await types({ int16: 'every-node' })).not.toContain('int8 int8');
  });

  it('leaves an image as it is fed where every node is int16', async () => {
    const { graph } = await inputs({ int16: 'every-node' });
    const [first] = graph.nodes.filter(({ placement }) => placement?.on === 'bpu');
    expect(first.placement).toMatchObject({ input: 'int8', output: 'int16' });
  });

  it('takes a softmax onto the BPU where it is asked there alone', async () => {
    const net = new Draft('n', 8);
    const make = net.finish([net.conv(net.softmax(net.conv(net.image, 8), 1), 4)]);
    const place = async (settings: NetworkSettings) => {
      const graph = await quantisedGraph(make, backend, settings);
      return graph.nodes.flatMap(({ op, placement }) => (/Softmax/.test(op.name) ? [placement] : []));
    };
    expect(await place({})).toMatchObject([{ on: 'cpu' }]);
    expect(await place({ onBpu: [{ op: 'Softmax' }] })).toMatchObject([{ on: 'bpu', input: 'int8' }]);
    expect(await place({ softmax: { type: 'int16' } })).toMatchObject([{ on: 'bpu', input: 'int16', output: 'int16' }]);
  });
});
