import { networks } from './networks';
import { EVERY_EDGE, isDepthwise, isPointwise, settings, settingsOf } from './settings';
import { Draft } from './draft';

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

  it('tell convolutions of 1×1 and of single channels from others', () => {
    const net = new Draft('n', 8);
    const x = net.conv(net.conv(net.image, 6, { kernel: 3, group: 3 }), 6, { kernel: 3, group: 6 });
    const graph = net.finish([net.conv(net.conv(x, 6, { kernel: 3, group: 2 }), 4)]);
    expect(graph.nodes.map(isPointwise)).toEqual([false, false, false, true]);
    expect(graph.nodes.map((node) => isDepthwise(node, graph))).toEqual([true, true, false, false]);
  });
});
