import { Draft } from './draft';
import { structureOf } from './structure';

describe('structureOf', () => {
  it('counts parameters, multiply-accumulates and operators', () => {
    const net = new Draft('n', 8);
    const x = net.conv(net.image, 4, { kernel: 3, act: 'swish' });
    const graph = net.finish([net.conv(x, 2, { stride: 2 })]);
    const macs = 64 * 4 * 3 * 9 + 16 * 2 * 4;
    expect(structureOf(graph)).toEqual({
      parameters: 4 * 3 * 9 + 4 + 2 * 4 + 2,
      macs,
      layerMacs: macs,
      operators: { Conv: 2, Mul: 1, Sigmoid: 1 },
    });
  });

  it('leaves products of activations out of the layers, and counts a transposed convolution by its outputs', () => {
    const net = new Draft('n', 4);
    const x = net.reshape(net.image, 1, 3, 16);
    const attends = structureOf(net.finish([net.matmul(x, net.transpose(x, 0, 2, 1))]));
    expect([attends.parameters, attends.macs, attends.layerMacs]).toEqual([0, 9 * 16, 0]);
    const up = new Draft('n', 4);
    const transposed = structureOf(up.finish([up.deconv(up.image, 5)]));
    expect([transposed.macs, transposed.layerMacs]).toEqual([16 * 3 * 5 * 4, 64 * 3 * 5 * 4]);
  });
});
