import { complaint, importLayer, importText } from '../import-text.fixture';

function priors(parameters: string, [h, w]: readonly [number, number] = [1, 2], picture = [20, 40]) {
  const { graph, heard, run } = importText(
    `input: "f" input_shape { dim: 1 dim: 3 dim: ${h} dim: ${w} } input: "p" input_shape { dim: 1 dim: 3 ${picture
      .map((dim) => `dim: ${dim}`)
      .join(' ')} }
     layer { name: "l" type: "PriorBox" bottom: "f" bottom: "p" top: "y" prior_box_param { ${parameters} } }`,
  );
  expect(heard).toEqual([]);
  const [all] = run(new Array<number>(3 * h * w).fill(0), new Array<number>(3 * picture[0] * picture[1]).fill(0));
  const boxes = Array.from({ length: all.length / 8 }, (_, i) => all.slice(4 * i, 4 * i + 4));
  const rounded = (values: readonly number[]) => values.map((value) => Math.round(value * 1e5) / 1e5);
  return {
    shape: graph.value('y').type.shape,
    boxes: boxes.map(rounded),
    variances: rounded(all.slice(all.length / 2)),
  };
}

/** A box of a picture of 40 by 20, in its parts. */
const box = (x: number, y: number, w: number, h: number) =>
  [(x - w / 2) / 40, (y - h / 2) / 20, (x + w / 2) / 40, (y + h / 2) / 20].map((part) => Math.round(part * 1e5) / 1e5);

describe('PriorBox', () => {
  it('has a square of min_size in the middle of every cell, and variances of 0.1', () => {
    const { shape, boxes, variances } = priors('min_size: 8');
    expect([shape, boxes, variances]).toEqual([
      [1, 2, 8],
      [box(10, 10, 8, 8), box(30, 10, 8, 8)],
      new Array(8).fill(0.1),
    ]);
  });

  it('puts the square of the mean size, then every other ratio behind it', () => {
    const [a, b] = [8 * Math.SQRT2, 8 / Math.SQRT2];
    const { boxes } = priors('min_size: 8 max_size: 18 aspect_ratio: 2 aspect_ratio: 1 aspect_ratio: 2', [1, 1]);
    expect(boxes).toEqual([box(20, 10, 8, 8), box(20, 10, 12, 12), box(20, 10, a, b), box(20, 10, b, a)]);
    expect(priors('min_size: 8 aspect_ratio: 2 flip: false', [1, 1]).boxes).toEqual([
      box(20, 10, 8, 8),
      box(20, 10, a, b),
    ]);
  });

  it('goes through several sizes in their order', () => {
    expect(priors('min_size: 4 min_size: 8 max_size: 9 max_size: 18', [1, 1]).boxes).toEqual([
      box(20, 10, 4, 4),
      box(20, 10, 6, 6),
      box(20, 10, 8, 8),
      box(20, 10, 12, 12),
    ]);
  });

  it.each([
    ['step: 10', [box(5, 5, 8, 8), box(15, 5, 8, 8)]],
    ['step_h: 10 step_w: 4 offset: 1', [box(4, 10, 8, 8), box(8, 10, 8, 8)]],
    ['img_w: 40 img_h: 20', [box(10, 10, 8, 8), box(30, 10, 8, 8)]],
  ])('takes %s', (parameters, expected) => {
    expect(priors(`min_size: 8 ${parameters}`).boxes).toEqual(expected);
  });

  it('takes a picture that is written, clips, and has a variance for each number', () => {
    const { boxes, variances } = priors('min_size: 80 clip: true img_size: 40 variance: [0.1, 0.2, 0.3, 0.4]', [1, 1]);
    expect(boxes).toEqual([[0, 0, 1, 1]]);
    expect(variances).toEqual([0.1, 0.2, 0.3, 0.4]);
  });

  it.each([
    ['', 'min_size is missing'],
    ['min_size: 4 max_size: 3', 'max_size 3 is not above min_size 4'],
    ['min_size: 4 max_size: 8 max_size: 9', '2 max_size for 1 min_size'],
    ['min_size: 4 aspect_ratio: 0', 'aspect_ratio 0 is not above 0'],
    ['min_size: 4 variance: 1 variance: 2', '2 variances, where 1 or 4 belong'],
  ])('refuses "%s"', (parameters, problem) => {
    expect(complaint(() => priors(parameters))).toContain(problem);
  });

  it('takes two bottoms', () => {
    expect(complaint(() => importLayer('PriorBox', 'prior_box_param { min_size: 4 }'))).toContain('has 1');
  });
});

describe('DetectionOutput', () => {
  const shapes = [
    [1, 8],
    [1, 4],
    [1, 2, 8],
  ];
  const detect = (parameters: string, given = shapes) =>
    importLayer('DetectionOutput', `detection_output_param { ${parameters} }`, given);

  it('reads every parameter', () => {
    const { nodes, heard } = detect(
      'num_classes: 2 share_location: true background_label_id: 0 code_type: CENTER_SIZE keep_top_k: 5 ' +
        'nms_param { nms_threshold: 0.45 top_k: 100 } confidence_threshold: 0.25 variance_encoded_in_target: false',
    );
    expect(heard).toEqual([]);
    expect(nodes).toEqual([
      `l: y: float32[1x1x2x7] = DetectionOutput(a, b, c) {numClasses: 2, background: 0, shareLocation: true, codeType: "CENTER_SIZE", ` +
        `varianceEncoded: false, nmsThreshold: ${Math.fround(0.45)}, confidenceThreshold: 0.25, topK: 100, keepTopK: 5}`,
    ]);
  });

  it('has the defaults of the format, and code types by number', () => {
    expect(detect('num_classes: 2').nodes[0]).toContain(
      `codeType: "CORNER", varianceEncoded: false, nmsThreshold: ${Math.fround(0.3)}, confidenceThreshold: -Infinity`,
    );
    expect(detect('num_classes: 2 code_type: 2').nodes[0]).toContain('codeType: "CENTER_SIZE"');
    expect(detect('num_classes: 2 code_type: 3').nodes[0]).toContain('codeType: "CORNER_SIZE"');
  });

  it.each([
    ['', 'num_classes is missing'],
    ['num_classes: 2 nms_param { eta: 0.9 }', 'an eta other than 1 is not supported'],
    ['num_classes: 2 clip: true', 'clip: true is not supported'],
    ['num_classes: 2 save_output_param { output_directory: "x" }', 'save_output_param is not supported'],
    ['num_classes: 3', 'conf 1x4 does not belong to 2 priors and 3 classes'],
    ['num_classes: 2 nms_param { nms_threshold: 2 }', '0..1'],
  ])('refuses "%s"', (parameters, problem) => {
    expect(complaint(() => detect(parameters))).toContain(problem);
  });

  it('takes three bottoms', () => {
    expect(complaint(() => detect('num_classes: 2', shapes.slice(1)))).toContain('it takes three bottoms and has 2');
  });
});

describe('regions', () => {
  it('ROIPooling is the MaxRoiPool of ONNX', () => {
    const parameters = 'roi_pooling_param { pooled_h: 2 pooled_w: 3 spatial_scale: 0.0625 }';
    for (const regions of [
      [4, 5],
      [4, 5, 1, 1],
    ]) {
      const { graph } = importLayer('ROIPooling', parameters, [[1, 2, 8, 8], regions]);
      expect(graph.value('y').type.shape).toEqual([4, 2, 2, 3]);
      expect(graph.nodes[graph.nodes.length - 1].attrs).toMatchObject({
        opType: 'MaxRoiPool',
        attributes: { pooled_shape: [2, 3], spatial_scale: { float: 0.0625 } },
      });
    }
  });

  it('PSROIPooling is PsRoiPool', () => {
    const parameters = 'psroi_pooling_param { spatial_scale: 0.5 output_dim: 1 group_size: 2 }';
    const { run } = importLayer('PSROIPooling', parameters, [
      [1, 4, 4, 4],
      [1, 5],
    ]);
    const x = Array.from({ length: 64 }, (_, i) => 100 * Math.floor(i / 16) + (i % 16));
    expect(run(x, [0, 0, 0, 7, 7])).toEqual([[2.5, 104.5, 210.5, 312.5]]);
  });

  it.each([
    ['ROIPooling', 'roi_pooling_param { pooled_h: 2 }', [4, 5], 'pooled_h or pooled_w is missing'],
    ['ROIPooling', 'roi_pooling_param { pooled_h: 2 pooled_w: 2 }', [4, 4], 'regions are rx5'],
    ['PSROIPooling', 'psroi_pooling_param { group_size: 2 spatial_scale: 1 }', [4, 5], 'output_dim is missing'],
    ['PSROIPooling', 'psroi_pooling_param { output_dim: 1 spatial_scale: 1 }', [4, 5], 'group_size is missing'],
    ['PSROIPooling', 'psroi_pooling_param { output_dim: 1 group_size: 1 }', [4, 5], 'spatial_scale is missing'],
    [
      'PSROIPooling',
      'psroi_pooling_param { output_dim: 1 group_size: 1 spatial_scale: 1 }',
      [4, 5],
      '4 channels are not 1',
    ],
  ])('%s refuses %s', (type, parameters, regions, problem) => {
    expect(complaint(() => importLayer(type, parameters, [[1, 4, 4, 4], regions]))).toContain(problem);
  });
});
