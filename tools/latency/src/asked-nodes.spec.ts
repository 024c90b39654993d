import type { Graph } from '@openbpu/ir';
import { marches } from '@openbpu/pipeline';
import { askedNodes } from './asked-nodes';
import { Draft } from './draft';
import { networks } from './networks';
import { type NetworkSettings, isDepthwise, settings } from './settings';

const [BERNOULLI2, BAYES_E] = ['bernoulli2', 'bayes-e'].map((march) => marches().find((each) => each.march === march)!);

/** Conv, Conv (depthwise), Conv, Softmax, and a softmax in steps: Max, Sub, Exp, Sum, Div. */
function network(): Graph<'original'> {
  const net = new Draft('n', 8);
  const x = net.conv(net.image, 4);
  const y = net.conv(net.conv(x, 4, { kernel: 3, group: 4 }), 4);
  const power = net.exp(net.sub(y, net.max(y, 1)));
  return net.finish([net.softmax(y, 1), net.div(power, net.sum(power, 1))]).at('original');
}

const asked = (given: NetworkSettings, { policy } = BAYES_E) =>
  askedNodes(network(), given, policy).map(({ node, on, inputType, outputType }) =>
    [node.replace(/_\d+$/, ''), on, inputType, outputType].filter(Boolean).join(' '),
  );

describe('askedNodes', () => {
  it('asks nothing where the settings ask nothing', () => {
    expect(asked({})).toEqual([]);
  });

  it.each(['int8', 'int16'] as const)('asks every softmax onto the BPU, written out or not: %s', (type) => {
    const rows = ['Exp', 'Softmax', 'ReduceSum', 'Div'].map((op) => `${op} BPU ${type} ${type}`);
    expect(asked({ softmax: { type, count: 2 } }).sort()).toEqual(rows.sort());
    expect(asked({ softmax: { type } })).toHaveLength(4);
    expect(asked({ softmax: { type } }, BERNOULLI2).sort()).toEqual(
      ['Exp', 'Softmax', 'ReduceSum', 'Div'].map((op) => `${op} BPU`).sort(),
    );
  });

  it.each([0, 1, 3])('will not have %d softmaxes where there are two', (count) => {
    expect(() => asked({ softmax: { type: 'int16', count } })).toThrow(`2 softmaxes, its settings say ${count}`);
  });

  it('picks nodes by operator, by what they are and by place', () => {
    const graph = network();
    const [first, second, third] = graph.nodes.filter(({ op }) => op.name === 'Conv').map(({ id }) => id);
    const picks = (pick: NetworkSettings) => askedNodes(graph, pick, BAYES_E.policy);
    const wide = (node: string) => ({ node, key: 'node_info', inputType: 'int16', outputType: 'int16' });
    expect(picks({ int16: [{ op: 'Conv' }] })).toEqual([first, second, third].map(wide));
    expect(picks({ int16: [{ op: 'Conv', at: [0, -1] }] })).toEqual([first, third].map(wide));
    expect(picks({ int16: [{ op: 'Conv', where: isDepthwise, at: [0] }] })).toEqual([wide(second)]);
    expect(picks({ onBpu: [{ op: 'Conv', at: [1] }] })).toEqual([{ node: second, key: 'node_info', on: 'BPU' }]);
  });

  it('asks every node for int16, and none of a march that has none', () => {
    expect(asked({ int16: 'every-node' })).toHaveLength(network().nodes.length);
    expect(asked({ int16: 'every-node' }, BERNOULLI2)).toEqual([]);
    expect(asked({ int16: [{ op: 'Conv' }] }, BERNOULLI2)).toEqual([]);
  });

  it.each([
    [{ op: 'Conv', at: [3] }, 3],
    [{ op: 'Conv', at: [-4] }, 3],
    [{ op: 'Erf' }, 0],
    [{ op: 'Conv', where: () => false }, 0],
  ])('says that a node is not there: %j', (pick, count) => {
    expect(() => asked({ int16: [pick] })).toThrow(`n has ${count} nodes ${pick.op} of those`);
  });

  it('finds in every network what its settings ask', () => {
    const counts: Record<string, number> = {
      ...{ fasternet_t0: 2, mobilenet_v3_large: 4, efficientnet_b2: 6, efficientnet_b4: 6 },
      ...{ convnext_femto: 5, convnext_nano: 8 },
      ...{ fastvit_t8: 10, fastvit_s12: 5, fastvit_sa12: 6, edgenext_xx_small: 16 },
      // The divisions, of a placement that is asked for.
      lprnet: 4,
      // Every node, and the softmax once more.
      ...{ efficientformer_l1: 251 + 1, efficientformerv2_s0: 371 + 5 },
    };
    for (const [name, each] of Object.entries(settings).filter(([, { int16, onBpu }]) => int16 ?? onBpu)) {
      const { policy } = BAYES_E;
      expect([name, askedNodes(networks[name]().at('original'), each, policy).length]).toEqual([name, counts[name]]);
    }
  });
});
