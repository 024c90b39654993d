import type { AnyOp, ValueId } from '@openbpu/ir';
import {
  Abs,
  Clip as ClipOp,
  Concat,
  Elu,
  LeakyRelu,
  Neg,
  PRelu,
  Relu,
  Sigmoid as SigmoidOp,
  Softplus,
  Tanh,
} from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** A function of one element that takes no parameter. */
function plain(type: string, op: AnyOp): LayerRule {
  return { types: [type], translate: (site) => site.finish(op, [site.only]) };
}

export const AbsVal = plain('AbsVal', Abs);

/** log(1 + exp(x)). */
export const BNLL = plain('BNLL', Softplus);

export const Sigmoid = plain('Sigmoid', SigmoidOp);

export const TanH = plain('TanH', Tanh);

export const ReLU6: LayerRule = {
  types: ['ReLU6'],
  translate: (site) => site.finish(ClipOp, [site.only], { min: 0, max: 6 }),
};

/** Both bounds are required, as in Caffe. */
export const Clip: LayerRule = {
  types: ['Clip'],
  translate(site) {
    const param = site.param('clip_param');
    const min = param.real('min') ?? site.refuse('clip_param.min is missing');
    const max = param.real('max') ?? site.refuse('clip_param.max is missing');
    if (min > max) site.refuse(`min ${min} is above max ${max}`);
    return site.finish(ClipOp, [site.only], { min: Math.fround(min), max: Math.fround(max) });
  },
};

export const ELU: LayerRule = {
  types: ['ELU'],
  translate: (site) => site.finish(Elu, [site.only], { alpha: Math.fround(site.param('elu_param').real('alpha', 1)) }),
};

/** `Relu`; with a `negative_slope`, `LeakyRelu`. */
export const ReLU: LayerRule = {
  types: ['ReLU'],
  translate(site) {
    const { op, attrs } = rectifier(site.param('relu_param').real('negative_slope', 0));
    return site.finish(op, [site.only], attrs);
  },
};

/**
 * Outside of training the random slope is the mean of its bounds: `LeakyRelu` of (lower + upper) / 2; 1/8 and 1/3 where
 * none are written (Xu et al., "Empirical Evaluation of Rectified Activations in Convolutional Network", 2015).
 */
export const RReLU: LayerRule = {
  types: ['RReLU'],
  translate(site) {
    const param = site.param('rrelu_param');
    const lower = param.real('lower') ?? param.real('lower_bound', 1 / 8);
    const upper = param.real('upper') ?? param.real('upper_bound', 1 / 3);
    if (lower > upper) site.refuse(`lower ${lower} is above upper ${upper}`);
    return site.finish(LeakyRelu, [site.only], { alpha: Math.fround((lower + upper) / 2) });
  },
};

/**
 * The rectified x and the rectified −x, one after the other along `concat_axis`, by default the channels (Shang et al.,
 * "Understanding and Improving Convolutional Neural Networks via Concatenated Rectified Linear Units", 2016).
 */
export const CReLU: LayerRule = {
  types: ['CReLU'],
  translate(site) {
    const x = site.only;
    const param = site.param('crelu_param');
    const axis = site.axis(param.int('concat_axis', -8, 1), x);
    const slope = site.param('relu_param').real('negative_slope') ?? param.real('negative_slope', 0);
    const rectified = (suffix: string, from: ValueId) => {
      const { op, attrs } = rectifier(slope);
      return site.step(suffix, op, [from], attrs);
    };
    const parts = [rectified('positive', x), rectified('negative', site.step('negated', Neg, [x]))];
    return site.finish(Concat, parts, { axis });
  },
};

/** One slope per channel [c], or one for all ([1]) with `channel_shared`. */
export const PReLU: LayerRule = {
  types: ['PReLU'],
  translate(site) {
    const x = site.only;
    const [, channels = 1] = site.shapeOf(x);
    const slopes = site.param('prelu_param').flag('channel_shared', false) ? 1 : channels;
    return site.finish(PRelu, [x, site.constant('slope', site.blob(0, [slopes], 'slope'))]);
  },
};

function rectifier(slope: number) {
  return slope === 0 ? { op: Relu, attrs: {} } : { op: LeakyRelu, attrs: { alpha: Math.fround(slope) } };
}
