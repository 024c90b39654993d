import { Draft } from '../draft';
import { gated } from './squeeze';

describe('gated', () => {
  it('weighs each channel by what the means of all say', () => {
    const net = new Draft('n', 8);
    const graph = net.finish([gated(net, net.conv(net.image, 16), 4, 'hardSigmoid')]);
    expect(graph.nodes.map(({ op }) => op.name)).toEqual([
      ...['Conv', 'ReduceMean', 'Conv', 'Relu', 'Conv', 'HardSigmoid', 'Mul'],
    ]);
    expect(graph.nodes.map(({ outputs }) => graph.value(outputs[0]).type.shape)).toEqual([
      [1, 16, 8, 8],
      [1, 16, 1, 1],
      [1, 4, 1, 1],
      [1, 4, 1, 1],
      [1, 16, 1, 1],
      [1, 16, 1, 1],
      [1, 16, 8, 8],
    ]);
    expect(graph.nodes[1].attrs).toEqual({ axes: [2, 3], keepdims: true });
  });
});
