import { type AddS8, addMixed, addS8, mulMixed, mulS8 } from '@openbpu/kernels';
import { type Eltwise, type Region, mergedDims } from '@openbpu/machine';
import { bytesPerElement } from '@openbpu/tensor';
import type { Bench } from '../bench';
import { narrowType, resultType } from './fits';
import { rowsOf } from './views';

type Call = Pick<AddS8, 'a' | 'b' | 'y' | 'length'> & { readonly period: number };

/** The others are left to the plain loops. */
const KERNELS: readonly Eltwise['fn'][] = ['add', 'sub', 'mul'];

/**
 * `sub` is `add` with the second multiplier negated, and `a` and `b` change places freely: both give the same floats.
 */
export function fastEltwise(i: Eltwise, { memory }: Bench): (() => void) | undefined {
  const { y, ma, low: lo, high: hi } = i;
  const mb = i.fn === 'sub' ? -i.mb : i.mb;
  if (!KERNELS.includes(i.fn)) return undefined;
  const yType = resultType(y, lo, hi);
  if (!yType || !Number.isFinite(Math.fround(ma)) || !Number.isFinite(Math.fround(mb))) return undefined;
  const at = (region: Region) => memory.address(region);
  const direct = callsOf(i.a, i.b, y, at);
  const calls = direct ?? callsOf(i.b, i.a, y, at);
  const [aType, bType] = (direct ? [i.a, i.b] : [i.b, i.a]).map(narrowType);
  if (!calls || !aType || !bType) return undefined;
  const { kernels } = memory;
  const [aMultiplier, bMultiplier] = direct ? [ma, mb] : [mb, ma];
  const types = { aType, bType, yType };
  const all8 = [aType, bType, yType].every((type) => type === 'int8');
  if (i.fn === 'mul') {
    const common = { multiplier: ma, lo, hi, ...types };
    return all8
      ? () => calls.forEach((call) => mulS8(kernels, { ...call, multiplier: ma, lo, hi }))
      : () => calls.forEach((call) => mulMixed(kernels, { ...call, ...common }));
  }
  const common = { aMultiplier, bMultiplier, lo, hi, ...types };
  return all8
    ? () => calls.forEach((call) => addS8(kernels, { ...call, aMultiplier, bMultiplier, lo, hi }))
    : () => calls.forEach((call) => addMixed(kernels, { ...call, ...common }));
}

/** One call where `b` is repeated along dense `a` and `y`; else one per row, `b` going along or standing still. */
function callsOf(a: Region, b: Region, y: Region, at: (region: Region) => number): Call[] | undefined {
  const dims = mergedDims([a, b, y]);
  if (dims.length === 2) {
    const [outer, inner] = dims;
    const [period, length] = [inner.size, outer.size * inner.size];
    const repeated =
      outer.strides[1] === 0 &&
      inner.strides.every((step) => step === 1) &&
      outer.strides[0] === period &&
      outer.strides[2] === period;
    if (repeated) return [{ a: at(a), b: at(b), y: at(y), length, period }];
  }
  const rows = rowsOf([a, b, y]);
  if (!rows || rows.steps[0] !== 1 || rows.steps[2] !== 1) return undefined;
  const { length, steps, starts } = rows;
  const period = steps[1] === 0 ? 1 : length;
  return starts[0].map((start, row) => ({
    a: at(a) + start * bytesPerElement(a.dtype),
    b: at(b) + starts[1][row] * bytesPerElement(b.dtype),
    y: at(y) + starts[2][row] * bytesPerElement(y.dtype),
    length,
    period,
  }));
}
