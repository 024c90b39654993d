import * as ops from '@openbpu/ops';
import { type Shape, float32, int64, sameShape, sizeOf } from '@openbpu/tensor';
import { floatAttribute, intAttribute, intsAttribute } from '../proto/attribute';
import { type ExportSite, defineExporter } from './exporter';
import { type Steps, stepsOf } from './steps';

const filled = (shape: Shape, value: number) => float32(shape, new Array<number>(sizeOf(shape)).fill(value));

/** ONNX's own where it normalises the last axes by a scale and bias of their shape; else its steps. */
export const LayerNormalization = defineExporter(ops.LayerNormalization, (site) => {
  const [x, scale = '', bias = ''] = site.inputs;
  const { axes, epsilon, bound } = site.attrs;
  const { shape } = site.typeOf(x);
  const own = shape.slice(axes[0]);
  const fits = (part: string) => part === '' || sameShape(site.typeOf(part).shape, own);
  const plain = bound === 'inside' && axes.length === own.length;
  if (!plain || !fits(scale) || !fits(bias)) return centredSteps(site, x, scale, bias);
  const given = scale || site.constant('scale', filled(own, 1));
  const attributes = [intAttribute('axis', axes[0]), floatAttribute('epsilon', epsilon)];
  site.emit('LayerNormalization', bias ? [x, given, bias] : [x, given], site.outputs, attributes);
});

function centredSteps(site: ExportSite<Root>, x: string, scale: string, bias: string): void {
  const s = stepsOf(site);
  const centred = s.op('Sub', [x, reduced(site, s, 'ReduceMean', x)]);
  const quotient = s.op('Div', [centred, root(site, s, centred)]);
  const scaled = scale ? s.op('Mul', [quotient, scale]) : quotient;
  finish(site, bias ? 'Add' : 'Identity', bias ? [scaled, bias] : [scaled]);
}

/** Its steps: ONNX has the operator only since opset 23. */
export const RMSNormalization = defineExporter(ops.RMSNormalization, (site) => {
  const s = stepsOf(site);
  const [x, scale = ''] = site.inputs;
  divide(site, s, x, root(site, s, x), scale);
});

/** ONNX's own, with a scale and bias that change nothing where there are none. */
export const InstanceNormalization = defineExporter(ops.InstanceNormalization, (site) => {
  const [x, scale = '', bias = ''] = site.inputs;
  const [, channels] = site.typeOf(x).shape;
  const parts = [
    scale || site.constant('scale', filled([channels], 1)),
    bias || site.constant('bias', filled([channels], 0)),
  ];
  site.emit('InstanceNormalization', [x, ...parts], site.outputs, [floatAttribute('epsilon', site.attrs.epsilon)]);
});

/** InstanceNormalization of the groups, as ONNX's own before opset 21 has no scale of channels. */
export const GroupNormalization = defineExporter(ops.GroupNormalization, (site) => {
  const s = stepsOf(site);
  const [x, scale = '', bias = ''] = site.inputs;
  const { groups, epsilon } = site.attrs;
  const { shape } = site.typeOf(x);
  const grouped = s.reshape(x, shape[0], groups, sizeOf(shape) / (shape[0] * groups));
  const parts = [s.constant(filled([groups], 1)), s.constant(filled([groups], 0))];
  let y = s.op('InstanceNormalization', [grouped, ...parts], [floatAttribute('epsilon', epsilon)]);
  y = s.reshape(y, ...shape);
  const along = (part: string) => s.reshape(part, shape[1], ...shape.slice(2).map(() => 1));
  if (scale) y = s.op('Mul', [y, along(scale)]);
  finish(site, bias ? 'Add' : 'Identity', bias ? [y, along(bias)] : [y]);
});

/** The norm, kept from 0, and a division. */
export const L2Normalization = defineExporter(ops.L2Normalization, (site) => {
  const s = stepsOf(site);
  const [x, scale = ''] = site.inputs;
  const { epsilon, bound } = site.attrs;
  const least = s.constant(float32([], [epsilon]));
  if (bound === 'inside') {
    const square = s.op('Add', [reduced(site, s, 'ReduceSumSquare', x), least]);
    return divide(site, s, x, s.op('Sqrt', [square]), scale);
  }
  const kept = s.op(bound === 'least' ? 'Max' : 'Add', [reduced(site, s, 'ReduceL2', x), least]);
  divide(site, s, x, kept, scale);
});

type Axes = { readonly axes: readonly number[] };
type Root = Axes & { readonly epsilon: number; readonly bound: 'inside' | 'added' };

/** A reduction that keeps the axes as 1: an attribute, and an input since opset 18. */
function reduced(site: ExportSite<Axes>, s: Steps, opType: string, x: string): string {
  const { axes } = site.attrs;
  const keep = intAttribute('keepdims', 1);
  return site.opset < 18
    ? s.op(opType, [x], [intsAttribute('axes', axes), keep])
    : s.op(opType, [x, s.constant(int64([axes.length], axes))], [keep]);
}

/** √(mean(x²) + ε), or √mean(x²) + ε. */
function root(site: ExportSite<Root>, s: Steps, x: string): string {
  const mean = reduced(site, s, 'ReduceMean', s.op('Mul', [x, x]));
  const epsilon = s.constant(float32([], [site.attrs.epsilon]));
  return site.attrs.bound === 'inside'
    ? s.op('Sqrt', [s.op('Add', [mean, epsilon])])
    : s.op('Add', [s.op('Sqrt', [mean]), epsilon]);
}

/** The quotient, times a scale where there is one. */
function divide(site: ExportSite<unknown>, s: Steps, x: string, divisor: string, scale: string): void {
  if (scale) finish(site, 'Mul', [s.op('Div', [x, divisor]), scale]);
  else finish(site, 'Div', [x, divisor]);
}

/** The last step, which has the name of the node. */
function finish(site: ExportSite<unknown>, opType: string, inputs: readonly string[]): void {
  site.emit(opType, inputs, site.outputs);
}
