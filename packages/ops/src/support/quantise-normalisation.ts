import type { IntegerForm, QuantiseSite } from '@openbpu/ir';
import { type Shape, type Tensor, expectDType, makeTensor, rangeOf } from '@openbpu/tensor';
import { Reshape } from '../float/Reshape';
import { HzSNormalize, type HzSNormalizeAttrs } from '../integer/HzSNormalize';
import { dtypeAttrs } from './attrs';

/** What a normalisation is on integers: over which axes, by what, and where its scale and bias stand. */
export interface IntegerNorm extends Pick<HzSNormalizeAttrs, 'axes' | 'norm' | 'bound'> {
  readonly epsilon: number;
  /** The shape in which the axes are those; absent: that of the tensor. */
  readonly as?: Shape;
  /** Scale and bias, in shapes that broadcast to it. */
  readonly scale?: Tensor | undefined;
  readonly bias?: Tensor | undefined;
}

const LARGEST = 3.4028234663852886e38;

/**
 * The integer form of a normalisation: HzSNormalize with `factor = fround(scale / s_y)`, `offset = fround(bias / s_y)`
 * and the epsilon in units of its input: `fround(epsilon / s_x²)` where it is added to a square, else `fround(epsilon /
 * s_x)`.
 */
export function normalisationForm<A>(normOf: (site: QuantiseSite<A>) => IntegerNorm): IntegerForm<A> {
  return {
    type: 'HzSNormalize',
    readsFine: true,
    constantInputs: [1, 2],
    quantise(site) {
      const { axes, norm, bound, epsilon, as, scale, bias } = normOf(site);
      const x = site.input(0);
      const y = site.output(0);
      const unit = bound === 'inside' ? x.scale * x.scale : x.scale;
      const constant = (name: string, part: Tensor) => site.addConstant(name, part);
      const over = (part: Tensor) =>
        makeTensor(
          'float32',
          part.shape,
          expectDType(part, 'float32').data.map((value) => bounded(value / y.scale)),
        );
      const inputs = [
        constant('factor', over(scale ?? makeTensor('float32', [], Float32Array.of(1)))),
        constant('offset', over(bias ?? makeTensor('float32', [], Float32Array.of(0)))),
        constant('epsilon', makeTensor('float32', [], Float32Array.of(bounded(epsilon / unit)))),
      ];
      const [low, high] = rangeOf(y.dtype);
      const attrs = { axes, norm, bound, low, high, ...dtypeAttrs(y.dtype) };
      if (!as) return [site.emit(HzSNormalize, [x.id, ...inputs], attrs, y.type)];
      const plain = { layout: 'none', shape: as } as const;
      const grouped = site.emit(Reshape, [x.id], { shape: as }, { ...x.type, ...plain }, 'groups');
      const normal = site.emit(HzSNormalize, [grouped, ...inputs], attrs, { ...y.type, ...plain });
      return [site.emit(Reshape, [normal], { shape: y.type.shape }, y.type, 'whole')];
    },
  };
}

/** A double as a finite float32. */
function bounded(value: number): number {
  return Math.fround(Math.min(Math.max(value, -LARGEST), LARGEST));
}
