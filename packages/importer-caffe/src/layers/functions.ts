import {
  Abs,
  Exp as ExpOp,
  Log as LogOp,
  Mul,
  OnnxOp,
  Pow,
  ReduceMean,
  Reshape,
  Softmax as SoftmaxOp,
} from '@openbpu/ops';
import { float32, sizeOf } from '@openbpu/tensor';
import type { LayerRule } from './layer-rule';
import { affine } from './support/affine';
import { onnxAttrs } from './support/onnx-attrs';

/** `base^(shift + scale·x) = exp(ln(base)·(shift + scale·x))`; a base of −1 is e. */
export const Exp: LayerRule = {
  types: ['Exp'],
  translate(site) {
    const param = site.param('exp_param');
    const base = param.real('base', -1);
    if (base !== -1 && !(base > 0)) site.refuse(`base ${base} is neither −1 nor positive`);
    const k = base === -1 ? 1 : Math.log(base);
    return site.chain(site.only, [...affine(k * param.real('scale', 1), k * param.real('shift', 0)), { op: ExpOp }]);
  },
};

/** `log_base(shift + scale·x) = ln(shift + scale·x) / ln(base)`; a base of −1 is e. */
export const Log: LayerRule = {
  types: ['Log'],
  translate(site) {
    const param = site.param('log_param');
    const base = param.real('base', -1);
    if (base !== -1 && (!(base > 0) || base === 1))
      site.refuse(`base ${base} is neither −1 nor a positive number other than 1`);
    const before = affine(param.real('scale', 1), param.real('shift', 0));
    return site.chain(site.only, [...before, { op: LogOp }, ...affine(base === -1 ? 1 : 1 / Math.log(base), 0)]);
  },
};

/** `(shift + scale·x)^power`: `Mul`, `Add`, `Pow`, each only where it changes something. */
export const Power: LayerRule = {
  types: ['Power'],
  translate(site) {
    const param = site.param('power_param');
    const exponent = param.real('power', 1);
    const steps = affine(param.real('scale', 1), param.real('shift', 0));
    if (exponent !== 1) steps.push({ op: Pow, attrs: { exponent } });
    return site.chain(site.only, steps);
  },
};

/** 1 where x is above the threshold, else 0: ONNX's Greater and a Cast. */
export const Threshold: LayerRule = {
  types: ['Threshold'],
  translate(site) {
    const x = site.only;
    const shape = site.shapeOf(x);
    const threshold = site.constant('threshold', float32([], [site.param('threshold_param').real('threshold', 0)]));
    const above = site.step('above', OnnxOp, [x, threshold], onnxAttrs('Greater', {}, 'bool', shape));
    return site.finish(OnnxOp, [above], onnxAttrs('Cast', { to: 1 }, 'float32', shape));
  },
};

/** `Softmax`, by default over the channels. */
export const Softmax: LayerRule = {
  types: ['Softmax'],
  translate(site) {
    const x = site.only;
    return site.finish(SoftmaxOp, [x], { axis: site.axis(site.param('softmax_param').int('axis', -8, 1), x) });
  },
};

/**
 * ONNX's ArgMax and a Cast to float32, since Caffe's indices are reals. The axis is kept as 1. One index along a stated
 * axis only.
 */
export const ArgMax: LayerRule = {
  types: ['ArgMax'],
  translate(site) {
    const x = site.only;
    const param = site.param('argmax_param');
    if (param.int('top_k', 1, 1) !== 1) site.unsupported('top_k above 1');
    if (param.flag('out_max_val', false)) site.unsupported('out_max_val');
    const axis = site.axis(param.int('axis', -8) ?? site.unsupported('an ArgMax without axis'), x);
    const shape = site.shapeOf(x).with(axis, 1);
    const index = site.step('index', OnnxOp, [x], onnxAttrs('ArgMax', { axis, keepdims: 1 }, 'int64', shape));
    return site.finish(OnnxOp, [index], onnxAttrs('Cast', { to: 1 }, 'float32', shape));
  },
};

/**
 * Everything from `axis` on becomes one number: the tail seen as one dimension (`Reshape`), `ReduceMean` over it, and
 * `Mul` by `coeff` and, for the sums, by its length. `Abs` or a square stands in front for ASUM and SUMSQ.
 */
export const Reduction: LayerRule = {
  types: ['Reduction'],
  translate(site) {
    const x = site.only;
    const shape = site.shapeOf(x);
    const param = site.param('reduction_param');
    const operation = param.word('operation', ['NONE', 'SUM', 'ASUM', 'SUMSQ', 'MEAN'], 'SUM');
    if (operation === 'NONE') site.unsupported('operation NONE');
    const axis = site.axis(param.int('axis', -8, 0), x);
    const length = sizeOf(shape.slice(axis));
    const by = param.real('coeff', 1) * (operation === 'MEAN' ? 1 : length);
    const flat =
      axis === shape.length - 1 ? x : site.step('flatten', Reshape, [x], { shape: [...shape.slice(0, axis), length] });
    const terms =
      operation === 'ASUM'
        ? site.step('abs', Abs, [flat])
        : operation === 'SUMSQ'
          ? site.step('square', Mul, [flat, flat])
          : flat;
    const attrs = { axes: [axis], keepdims: false };
    if (by === 1) return site.finish(ReduceMean, [terms], attrs);
    return site.finish(Mul, [site.step('mean', ReduceMean, [terms], attrs), site.constant('by', float32([], [by]))]);
  },
};
