import { printGraph } from '@openbpu/ir';
import { Identity, Relu, standardOps } from '@openbpu/ops';
import { float32, tensorType } from '@openbpu/tensor';
import { GraphWriter } from './graph-writer';

const writer = (...reserved: string[]) => new GraphWriter(standardOps(), new Set(reserved));
const draft = (id: string, input: string, output: string) => ({
  id,
  op: Relu,
  inputs: [input],
  attrs: {},
  outputs: [output],
  origins: [{ name: id }],
});

describe('GraphWriter', () => {
  it('writes a graph and infers its types', () => {
    const w = writer();
    w.input('x', tensorType('float32', [1, 2]));
    w.node(draft('r', 'x', 'y'));
    expect(printGraph(w.build('net', ['y']))).toBe(
      'graph net imported\ninput x: float32[1x2]\nr: y: float32[1x2] = Relu(x)\noutput y\n',
    );
  });

  it('keeps constants and helper values off names that will come', () => {
    const w = writer('c', 'c_1');
    expect([
      w.constant('c', float32([], [1])),
      w.constant('c', float32([], [1])),
      w.freeValue('c'),
      w.freeValue('d'),
    ]).toEqual(['c_2', 'c_3', 'c_4', 'd']);
  });

  it('numbers nodes of one name', () => {
    const w = writer();
    w.input('x', tensorType('float32', [1]));
    w.node(draft('r', 'x', 'y'));
    w.node(draft('r', 'y', 'z'));
    expect(w.build('net', ['z']).nodes.map((node) => node.id)).toEqual(['r', 'r_1']);
  });

  it('refuses ops the job does not know, values nobody wrote, and a graph without its output: bugs all', () => {
    const w = writer();
    w.input('x', tensorType('float32', [1]));
    expect(() => w.node({ ...draft('r', 'x', 'y'), op: { ...Identity } })).toThrow('the op set has no Identity');
    expect(() => w.node(draft('r', 'q', 'y'))).toThrow('value "q" is read before it is written');
    expect(() => w.build('net', ['y'])).toThrow('nothing produces output "y"');
  });
});
