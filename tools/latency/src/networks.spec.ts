import type { Graph } from '@openbpu/ir';
import { Gemm, MatMul } from '@openbpu/ops';
import { sizeOf } from '@openbpu/tensor';
import { networks } from './networks';
import { published } from './published';
import { structureOf } from './structure';

/** Millions of parameters as the authors print them. */
const PARAMETERS = {
  mobileone_s0: 2.1,
  mobileone_s1: 4.8,
  mobileone_s2: 7.8,
  mobileone_s3: 10.1,
  mobilenet_v2: 3.5,
  mobilenet_v3_large: 5.5,
  mobilenet_v4_conv_small: 3.8,
  fasternet_t0: 3.9,
  fasternet_t1: 7.6,
  resnet18: 11.7,
  resnext50: 25.0,
  repvgg_a1: 12.8,
  repvgg_a2: 25.5,
  repvgg_b0: 14.3,
  repvgg_b1g2: 41.4,
  repvgg_b1g4: 36.1,
  efficientnet_b2: 9.1,
  efficientnet_b3: 12.2,
  efficientnet_b4: 19.3,
  yolov5nu: 2.6,
  yolov5su: 9.1,
  yolov5mu: 25.1,
  yolov5lu: 53.2,
  'yolov5s_2.0': 7.5,
  'yolov5m_2.0': 21.8,
  'yolov5l_2.0': 47.8,
  'yolov5s_7.0': 7.2,
  'yolov5x_7.0': 86.7,
};

/** Millions of parameters and 10⁹ operations (two a multiply-accumulate) as published beside the latencies. */
const FIGURES = {
  yolov8s: [11.2, 28.6],
  yolov8m: [25.9, 78.9],
  yolov8l: [43.7, 165.2],
  yolov8x: [68.2, 257.8],
  yolov8n_seg: [3.4, 12.6],
  // The table says 100.2, a misprint: the other sizes agree, and the authors say 110.2.
  yolov8m_seg: [27.3, 110.2],
  yolov8l_seg: [46.0, 220.5],
  yolov8x_seg: [71.8, 344.1],
  yolov8n_pose: [3.3, 9.2],
  yolov8s_pose: [11.6, 30.2],
  yolov8l_pose: [44.4, 168.6],
  yolov8x_pose: [69.4, 263.2],
  yolov8n_cls: [2.7, 4.3],
  yolov8s_cls: [6.4, 13.5],
  yolov8m_cls: [17.0, 42.7],
  yolov8l_cls: [37.5, 99.7],
  yolov9t: [2.1, 8.2],
  yolov9s: [7.2, 26.9],
  yolov9c: [25.3, 102.7],
  yolov9c_seg: [27.7, 158.0],
  yolov9e: [57.4, 189.5],
  yolov9e_seg: [59.7, 244.8],
  yolov10n: [2.3, 6.7],
  yolov10s: [7.2, 21.6],
  yolov10m: [15.4, 59.1],
  yolov10l: [24.4, 120.3],
  yolov10x: [29.5, 160.4],
  yolo11n: [2.6, 6.5],
  yolo11s: [9.4, 21.5],
  yolo11m: [20.1, 68.0],
  yolo11x: [56.9, 194.9],
  yolo11n_seg: [2.9, 10.4],
  yolo11s_seg: [10.1, 35.5],
  yolo11m_seg: [22.4, 123.3],
  yolo11x_seg: [62.1, 319.0],
  yolo11m_pose: [20.9, 71.7],
  yolo11l_pose: [26.2, 90.7],
  yolo11x_pose: [58.8, 203.3],
  yolo11n_cls: [2.8, 4.2],
  yolo11m_cls: [11.6, 40.3],
  yolo11x_cls: [29.6, 111.3],
  // The newest table says 7.7, the older one 6.5 of the same network.
  yolo12n: [2.6, 6.5],
  yolo12s: [9.3, 21.4],
  yolo12x: [59.1, 199.0],
  yolov13n: [2.5, 6.4],
  yolov13s: [9.0, 20.8],
  yolov13l: [27.6, 88.4],
  // The table of their latencies has none: these are what the authors print.
  yolo26n: [2.4, 5.4],
  yolo26s: [9.5, 20.7],
  yolo26m: [20.4, 68.2],
  yolo26l: [24.8, 86.4],
  yolo26n_pose: [2.9, 7.5],
  yolo26n_cls: [2.8, 4.2],
} as const;

/** No layer over pixels has so few rows. */
const FEW_ROWS = 8;

/** Multiply-accumulates of linear layers of which an image of any size has as many: classes, hyperedges. */
function fixedMacs(graph: Graph<'imported'>): number {
  const layers = graph.nodes.filter((node) => Gemm.is(node) || MatMul.is(node));
  return layers.reduce((sum, { inputs, outputs }) => {
    const { constant, type } = graph.value(inputs[1]);
    const { shape } = graph.value(outputs[0]).type;
    const rows = sizeOf(shape.slice(0, -1));
    return constant && rows <= FEW_ROWS ? sum + rows * sizeOf(type.shape) : sum;
  }, 0);
}

/**
 * Operations as the table counts them: the time of a 32×32 image 400 times. For classifiers it prints those of 640×640
 * though they run at 224×224.
 */
function operations(graph: Graph<'imported'>): number {
  const fixed = fixedMacs(graph);
  const side = graph.value(graph.inputs[0]).type.shape[2];
  return 2 * ((structureOf(graph).layerMacs - fixed) * (640 / side) ** 2 + fixed * (640 / 32) ** 2);
}

describe('networks', () => {
  it('can build whatever has a published row, and every row stands once', () => {
    for (const { network } of published) expect(networks).toHaveProperty([network]);
    expect(new Set(published.map(({ march, network }) => `${march} ${network}`)).size).toBe(published.length);
  });

  it('knows the figures of every row that has some', () => {
    const names = published.map(({ network }) => network).filter((name) => /^yolo(v8|v9|v10|11|12|v13|26)/.test(name));
    expect(Object.keys(FIGURES).sort()).toEqual([...new Set(names)].filter((name) => name !== 'yolov8n').sort());
  });

  it.each(Object.entries(PARAMETERS))('%s has the parameters of its paper', (name, millions) => {
    expect(structureOf(networks[name]()).parameters / 1e6).toBeCloseTo(millions, 1);
  });

  it.each(Object.entries(FIGURES))(
    '%s has the parameters and operations that are published',
    (name, [millions, giga]) => {
      const graph = networks[name]();
      // What is printed with one digit is as exact as that.
      expect(Math.abs(structureOf(graph).parameters / 1e6 - millions)).toBeLessThan(Math.max(0.01 * millions, 0.0501));
      expect(Math.abs(operations(graph) / 1e9 - giga)).toBeLessThan(Math.max(0.02 * giga, 0.0501));
    },
  );
});
