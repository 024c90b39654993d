import type { AttributeValue } from '../proto/attribute';
import { float32, normalizeAxis } from '@openbpu/tensor';
import { type Rule, kept, shapeOf } from './rule';

/** Attributes that later sets gave to an operator, with the values beside which it is the operator of set 11. */
const LATER: Readonly<Record<string, Readonly<Record<string, readonly AttributeValue[]>>>> = {
  ArgMax: { select_last_index: [0] },
  ArgMin: { select_last_index: [0] },
  AveragePool: { dilations: [] },
  BatchNormalization: { training_mode: [0] },
  Cast: { saturate: [0, 1], round_mode: ['up'] },
  GRU: { layout: [0] },
  GatherND: { batch_dims: [0] },
  LSTM: { layout: [0] },
  LpPool: { ceil_mode: [0], dilations: [] },
  RNN: { layout: [0] },
  Reshape: { allowzero: [0] },
  RoiAlign: { coordinate_transformation_mode: ['output_half_pixel'] },
  ScatterElements: { reduction: ['none'] },
  ScatterND: { reduction: ['none'] },
  Shape: { start: [0] },
};

/** The operator without attributes of later sets, where they say what it did anyhow. */
const withoutLater: Rule = (site) => {
  const { node, attributes } = site;
  const later = LATER[node.opType ?? ''];
  for (const [name, harmless] of Object.entries(later)) {
    const value = attributes[name];
    const isOne = Array.isArray(value) && value.every((each) => each === 1) && harmless.length === 0;
    if (value !== undefined && !isOne && !harmless.includes(value)) site.refuse(`${name} ${JSON.stringify(value)}`);
  }
  site.finish(node.opType ?? '', node.input, kept(site, Object.keys(later)));
};

export const WITHOUT_LATER: Readonly<Record<string, Rule>> = Object.fromEntries(
  Object.keys(LATER).map((opType) => [opType, withoutLater]),
);

const PLACES = [
  'align_corners',
  'asymmetric',
  'half_pixel',
  'pytorch_half_pixel',
  'tf_crop_and_resize',
  'tf_half_pixel_for_nn',
];

/** Resize: regions and scales had to be given, empty where they say nothing. */
export const Resize: Rule = (site) => {
  const { node, attributes } = site;
  const { antialias = 0, axes, keep_aspect_ratio_policy: keep = 'stretch' } = attributes;
  const { coordinate_transformation_mode: places = 'half_pixel' } = attributes;
  if (antialias !== 0) return site.refuse('antialias');
  if (keep !== 'stretch') return site.refuse(`keep_aspect_ratio_policy ${JSON.stringify(keep)}`);
  if (typeof places !== 'string' || !PLACES.includes(places))
    return site.refuse(`coordinate_transformation_mode ${JSON.stringify(places)}`);
  if (axes !== undefined && !isEveryAxis(axes, shapeOf(site, node.input[0]).length))
    return site.refuse('sizes of some axes, or of axes in another order');
  const nothing = () => site.constant(float32([0], []));
  const [x, roi = '', scales = '', sizes = ''] = node.input;
  const inputs = [x, roi || nothing(), scales || nothing(), ...(sizes ? [sizes] : [])];
  site.finish('Resize', inputs, kept(site, ['antialias', 'axes', 'keep_aspect_ratio_policy']));
};

/** Whether a list of axes names all there are, in their order. */
function isEveryAxis(axes: AttributeValue, rank: number): boolean {
  const named = Array.isArray(axes) ? axes.map((axis) => normalizeAxis(Number(axis), rank)) : [];
  return named.length === rank && named.every((axis, i) => axis === i);
}
