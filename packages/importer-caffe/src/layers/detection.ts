import type { ValueId } from '@openbpu/ir';
import { DetectionOutput as DetectionOutputOp, OnnxOp, PsRoiPool, Reshape } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import type { LayerSite } from '../graph/layer-site';
import type { Fields } from '../text/fields';
import type { LayerRule } from './layer-rule';
import { onnxAttrs } from './support/onnx-attrs';

/** How boxes are coded, by number from 1 on; the first stands for none. */
const CODE_TYPES = ['CORNER', 'CORNER', 'CENTER_SIZE', 'CORNER_SIZE'] as const;

/** Two aspect ratios are one when they differ by less. */
const SAME_RATIO = 1e-6;

/**
 * A constant [1, 2, boxes · 4]: the default boxes of every cell of the first bottom, in parts of the image, which is
 * the second bottom, and their variances (Liu et al., "SSD: Single Shot MultiBox Detector", 2016). Of a cell: for each
 * min_size the square of it, the square of √(min · max) where there is a max_size, then one box for every other aspect
 * ratio (and with `flip` its inverse).
 */
export const PriorBox: LayerRule = {
  types: ['PriorBox'],
  translate(site) {
    const [map, picture] = site.inputs;
    if (site.inputs.length !== 2) site.refuse(`it takes two bottoms and has ${site.inputs.length}`);
    const param = site.param('prior_box_param');
    const [, , rows, columns] = site.image(map);
    const [height, width] = imageSize(site, param, picture);
    const [stepHeight, stepWidth] = steps(param, height / rows, width / columns);
    const offset = param.real('offset', 0.5);
    const sizes = boxSizes(site, param);
    const limit = param.flag('clip', false) ? (part: number) => Math.min(Math.max(part, 0), 1) : (part: number) => part;
    const boxes: number[] = [];
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const [x, y] = [(column + offset) * stepWidth, (row + offset) * stepHeight];
        for (const [w, h] of sizes)
          boxes.push(
            ...[(x - w / 2) / width, (y - h / 2) / height, (x + w / 2) / width, (y + h / 2) / height].map(limit),
          );
      }
    }
    const variances = variancesOf(site, param);
    const all = [...boxes, ...boxes.map((_, i) => variances[i % variances.length])];
    return [site.constant('boxes', float32([1, 2, boxes.length], all))];
  },
};

function imageSize(site: LayerSite, param: Fields, picture: ValueId): readonly [number, number] {
  const [, , h, w] = site.image(picture);
  const size = param.int('img_size', 1);
  return [param.int('img_h', 1) ?? size ?? h, param.int('img_w', 1) ?? size ?? w];
}

function steps(param: Fields, height: number, width: number): readonly [number, number] {
  const step = param.real('step', 0);
  return [param.real('step_h', 0) || step || height, param.real('step_w', 0) || step || width];
}

/** Width and height of the boxes of a cell, in the order they stand in. */
function boxSizes(site: LayerSite, param: Fields): (readonly [number, number])[] {
  const smallest = param.reals('min_size');
  const largest = param.reals('max_size');
  if (smallest.length === 0) site.refuse('min_size is missing');
  if (largest.length > 0 && largest.length !== smallest.length)
    site.refuse(`${largest.length} max_size for ${smallest.length} min_size`);
  const flip = param.flag('flip', true);
  const ratios: number[] = [1];
  for (const ratio of param.reals('aspect_ratio')) {
    if (!(ratio > 0)) site.refuse(`aspect_ratio ${ratio} is not above 0`);
    if (!ratios.some((known) => Math.abs(known - ratio) < SAME_RATIO)) ratios.push(ratio, ...(flip ? [1 / ratio] : []));
  }
  return smallest.flatMap((size, i) => {
    if (largest[i] !== undefined && largest[i] <= size)
      site.refuse(`max_size ${largest[i]} is not above min_size ${size}`);
    const between = Math.sqrt(size * (largest[i] ?? 0));
    const others = ratios.slice(1).map((ratio) => [size * Math.sqrt(ratio), size / Math.sqrt(ratio)] as const);
    return [[size, size] as const, ...(largest[i] === undefined ? [] : [[between, between] as const]), ...others];
  });
}

function variancesOf(site: LayerSite, param: Fields): readonly number[] {
  const variances = param.reals('variance');
  if (![0, 1, 4].includes(variances.length)) site.refuse(`${variances.length} variances, where 1 or 4 belong`);
  return variances.length === 0 ? [0.1] : variances;
}

/** `DetectionOutput`: as many rows as may remain of an image, those that no detection needs being 0. */
export const DetectionOutput: LayerRule = {
  types: ['DetectionOutput'],
  translate(site) {
    if (site.inputs.length !== 3) site.refuse(`it takes three bottoms and has ${site.inputs.length}`);
    const param = site.param('detection_output_param');
    const nms = param.child('nms_param');
    if (nms.real('eta', 1) !== 1) site.unsupported('an eta other than 1');
    if (param.child('save_output_param').message.fields.length > 0) site.unsupported('save_output_param');
    for (const name of ['visualize', 'normalized_bbox']) param.flag(name, true);
    param.real('visualize_threshold');
    if (param.flag('clip', false)) site.unsupported('clip: true');
    return site.finish(DetectionOutputOp, site.inputs, {
      numClasses: param.int('num_classes', 1) ?? site.refuse('num_classes is missing'),
      background: param.int('background_label_id', -1, 0),
      shareLocation: param.flag('share_location', true),
      codeType: param.word('code_type', CODE_TYPES, 'CORNER'),
      varianceEncoded: param.flag('variance_encoded_in_target', false),
      nmsThreshold: Math.fround(nms.real('nms_threshold', 0.3)),
      topK: nms.int('top_k', -1, -1),
      keepTopK: param.int('keep_top_k', -1, -1),
      confidenceThreshold: Math.fround(param.real('confidence_threshold', -Infinity)),
    });
  },
};

/** ONNX's MaxRoiPool, taken as it stands: the largest element of every bin of a region. */
export const ROIPooling: LayerRule = {
  types: ['ROIPooling'],
  translate(site) {
    const [x, regions] = bottoms(site);
    const [, c] = site.image(x);
    const param = site.param('roi_pooling_param');
    const [h, w] = [param.int('pooled_h', 1), param.int('pooled_w', 1)];
    if (h === undefined || w === undefined) return site.refuse('pooled_h or pooled_w is missing');
    const attributes = { pooled_shape: [h, w], spatial_scale: { float: param.real('spatial_scale', 1) } };
    const [count] = site.shapeOf(regions);
    return site.finish(OnnxOp, [x, regions], onnxAttrs('MaxRoiPool', attributes, 'float32', [count, c, h, w]));
  },
};

/** `PsRoiPool`. */
export const PSROIPooling: LayerRule = {
  types: ['PSROIPooling'],
  translate(site) {
    const [x, regions] = bottoms(site);
    const param = site.param('psroi_pooling_param');
    return site.finish(PsRoiPool, [x, regions], {
      outputDim: param.int('output_dim', 1) ?? site.refuse('output_dim is missing'),
      groupSize: param.int('group_size', 1) ?? site.refuse('group_size is missing'),
      spatialScale: Math.fround(param.real('spatial_scale') ?? site.refuse('spatial_scale is missing')),
    });
  },
};

/** An image, and its regions as [r, 5]. */
function bottoms(site: LayerSite): readonly [ValueId, ValueId] {
  const [x, regions] = site.inputs;
  if (site.inputs.length !== 2) site.refuse(`it takes two bottoms and has ${site.inputs.length}`);
  const shape = site.shapeOf(regions);
  const size = shape.slice(1).reduce((product, dim) => product * dim, 1);
  if (size !== 5)
    site.refuse(`its second bottom is ${shape.join('x')}; regions are rx5: image, left, top, right, bottom`);
  return [x, shape.length === 2 ? regions : site.step('regions', Reshape, [regions], { shape: [shape[0], 5] })];
}
