import { marches } from '@openbpu/pipeline';
import { askedNodes } from './asked-nodes';
import { networks } from './networks';
import { EVERY_EDGE, isDepthwise, isPointwise, settings, settingsOf } from './settings';
import { Draft } from './draft';

const { policy } = marches().find(({ march }) => march === 'bayes-e')!;

/** Operators and shapes of the nodes that the settings of a network ask in int16, as they run. */
function wide(network: string): string[] {
  const graph = networks[network]().at('original');
  const { softmax: _, ...given } = settings[network];
  const ids = new Set(askedNodes(graph, given, policy).map(({ node }) => node));
  return graph.nodes.flatMap(({ id, op, outputs }) =>
    ids.has(id) ? [`${op.name} ${graph.value(outputs[0]).type.shape.slice(1).join('x')}`] : [],
  );
}

/** As the recipes name them, by what they stand in. */
const WIDE: Readonly<Record<string, readonly string[]>> = {
  fasternet_t0: ['Mul 80x56x56', 'Conv 40x56x56'],
  mobilenet_v3_large: ['Mul 16x112x112', 'Conv 16x112x112', 'Add 16x112x112', 'Conv 80x14x14'],
  efficientnet_b2: [
    ...['Conv 32x112x112', 'Conv 208x7x7'],
    ...['Conv 1248x7x7', 'ReduceMean 1248x1x1', 'Mul 1248x7x7', 'Conv 352x7x7'],
  ],
  efficientnet_b4: [
    ...['Conv 48x112x112', 'Conv 272x7x7'],
    ...['Conv 1632x7x7', 'ReduceMean 1632x1x1', 'Mul 1632x7x7', 'Conv 448x7x7'],
  ],
  convnext_femto: ['ReduceMean 14x14x1', 'Sub 14x14x192', 'Pow 14x14x192', 'Div 14x14x192', 'ReduceMean 7x7x1'],
  convnext_nano: [
    ...['Conv 320x14x14', 'Add 320x14x14'],
    ...['ReduceMean 14x14x1', 'Sub 14x14x320', 'Pow 14x14x320', 'Div 14x14x320', 'Conv 640x7x7'],
    'ReduceMean 7x7x1',
  ],
  edgenext_xx_small: [
    ...['Sub 56x56x24', 'Pow 56x56x24', 'Mul 56x56x24', 'Conv 24x56x56'],
    'ReduceMean 196x1',
    ...['ReduceMean 14x14x1', 'Sub 14x14x88', 'ReduceMean 14x14x1'],
    'ReduceMean 49x1',
    ...['Pow 7x7x168', 'Div 7x7x168', 'MatMul 7x7x672', 'MatMul 7x7x168'],
  ],
};

describe('settings', () => {
  it('are of networks that can be built', () => {
    for (const name of Object.keys(settings)) expect(networks).toHaveProperty([name]);
  });

  it('are those of the X5: another march asks nothing, nor a network without a row', () => {
    expect(settingsOf('repvgg_a2', 'bayes-e')).toEqual({ removed: EVERY_EDGE });
    expect(settingsOf('repvgg_a2', 'bernoulli2')).toEqual({});
    expect(settingsOf('resnet18', 'bayes-e')).toEqual({});
  });

  it('ask the softmax of every network of Ultralytics with attention for int8, and of no other', () => {
    const asking = Object.keys(settings).filter((name) => settings[name].softmax?.type === 'int8');
    const named = Object.keys(networks).filter((name) => /^(yolov1[03]|yolo\d\d)/.test(name));
    expect(asking.sort()).toEqual(named.sort());
    expect(named).toEqual(expect.arrayContaining(['yolov10n', 'yolo11x_pose', 'yolo12n', 'yolo26s_cls']));
    for (const name of asking) expect(settings[name]).toEqual({ softmax: { type: 'int8' } });
  });

  it('ask the softmax of classifiers for int16, as many as are published', () => {
    const asking = Object.entries(settings).filter(([, { softmax }]) => softmax?.type === 'int16');
    expect(Object.fromEntries(asking.map(([name, { softmax }]) => [name, softmax?.count]))).toEqual({
      edgenext_base: 3,
      edgenext_x_small: 3,
      edgenext_xx_small: 3,
      fastvit_sa12: 2,
      efficientformer_l1: 1,
      efficientformerv2_s0: 5,
      efficientformerv2_s1: 5,
      efficientformerv2_s2: 9,
    });
    const wide = Object.keys(settings).filter((name) => settings[name].int16 === 'every-node');
    expect(wide).toEqual(['efficientformer_l1', 'efficientformerv2_s0']);
  });

  it.each(Object.entries(WIDE))('ask of %s nodes where the recipe has them', (network, nodes) => {
    expect(wide(network)).toEqual(nodes);
  });

  it('tell convolutions of 1×1 and of single channels from others', () => {
    const net = new Draft('n', 8);
    const x = net.conv(net.conv(net.image, 6, { kernel: 3, group: 3 }), 6, { kernel: 3, group: 6 });
    const graph = net.finish([net.conv(net.conv(x, 6, { kernel: 3, group: 2 }), 4)]);
    expect(graph.nodes.map(isPointwise)).toEqual([false, false, false, true]);
    expect(graph.nodes.map((node) => isDepthwise(node, graph))).toEqual([true, true, false, false]);
  });
});
