import type { QuantiseSite } from '@openbpu/ir';
import { expectDType, makeTensor, multiplierOf, perTensor, quantize } from '@openbpu/tensor';
import { HzRequantize } from '../integer/HzRequantize';

/**
 * The integers standing for input `index` at exactly `scale`: the input itself, a HzRequantize behind it
 * (`M = fround(s_x / scale)`) where its scale differs, or the quantised elements where it is a constant.
 */
export function inputAtScale<A>(site: QuantiseSite<A>, index: number, scale: number): string {
  const constant = site.constant(index);
  if (constant) {
    const q = Int8Array.from(expectDType(constant, 'float32').data, (value) => quantize(value, scale, -128, 127));
    return site.addConstant(`constant_${index}`, makeTensor('int8', constant.shape, q));
  }
  const x = site.input(index);
  if (x.scale === scale) return x.id;
  const multiplier = makeTensor('float32', [], Float32Array.of(multiplierOf(x.scale, 1, scale)));
  const inputs = [x.id, site.addConstant(`multiplier_${index}`, multiplier)];
  return site.emit(HzRequantize, inputs, {}, { ...x.type, quant: perTensor(scale) }, `requantise_${index}`);
}
