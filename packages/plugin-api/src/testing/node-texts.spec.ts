import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { binary, conv, deconv, lastConv, unary, withConstant } from './node-texts';

const read = (text: string) => parseGraph(text, standardOps(), 'original');

describe('node texts', () => {
  it.each([
    ['conv', conv('kernel: [3, 3]', '4x8x3x3'), 'Conv', 2],
    ['lastConv', lastConv('kernel: [3, 3]', '4x8x3x3', '1x8x4x4'), 'Conv', 1],
    ['deconv', deconv('kernel: [4, 4]'), 'ConvTranspose', 1],
    ['unary', unary('Relu'), 'Relu', 1],
    ['binary', binary('Add', '1x2', '1x2'), 'Add', 1],
    ['withConstant', withConstant('Mul', '1x2', '1'), 'Mul', 1],
  ])('%s is the text of a graph whose node n is of the op', (_, text, op, count) => {
    const graph = read(text);
    expect([graph.node('n')?.op.name, graph.nodes.length]).toEqual([op, count]);
  });

  it('fills the constant', () => {
    expect(read(withConstant('Mul', '1x2', '2', 0.25)).value('b').constant?.data).toEqual(Float32Array.of(0.25, 0.25));
  });
});
