import { rangeOf, requantize, saturate } from '@openbpu/tensor';
import type { AddMixed, MulMixed, PreluMixed, RequantMixed } from '../mixed';
import { elementsOf, writerOf } from './elements';

/** addMixed on a copy of the memory, the slow and obvious way. */
export function addMixedReference(memory: ArrayBuffer, p: AddMixed): void {
  const [least, most] = rangeOf(p.yType);
  const { length, period = length, lo = least, hi = most } = p;
  const [a, b, y] = [elementsOf(memory, p.aType), elementsOf(memory, p.bType), writerOf(memory, p.yType)];
  for (let i = 0; i < length; i++) {
    const left = Math.fround(a(p.a, i) * Math.fround(p.aMultiplier));
    const right = Math.fround(b(p.b, i % period) * Math.fround(p.bMultiplier));
    y(p.y, i, saturate(Math.fround(left + right), lo, hi));
  }
}

/** mulMixed on a copy of the memory, the slow and obvious way. */
export function mulMixedReference(memory: ArrayBuffer, p: MulMixed): void {
  const [least, most] = rangeOf(p.yType);
  const { length, period = length, lo = least, hi = most } = p;
  const [a, b, y] = [elementsOf(memory, p.aType), elementsOf(memory, p.bType), writerOf(memory, p.yType)];
  for (let i = 0; i < length; i++)
    y(p.y, i, requantize(a(p.a, i) * b(p.b, i % period), Math.fround(p.multiplier), lo, hi));
}

/** requantMixed on a copy of the memory, the slow and obvious way. */
export function requantMixedReference(memory: ArrayBuffer, p: RequantMixed): void {
  const [least, most] = rangeOf(p.yType);
  const { lo = least, hi = most } = p;
  const [x, y] = [elementsOf(memory, p.xType), writerOf(memory, p.yType)];
  for (let i = 0; i < p.length; i++) y(p.y, i, requantize(x(p.x, i), Math.fround(p.multiplier), lo, hi));
}

/** preluMixed on a copy of the memory, the slow and obvious way. */
export function preluMixedReference(memory: ArrayBuffer, p: PreluMixed): void {
  const [least, most] = rangeOf(p.yType);
  const { rows, channels, lo = least, hi = most } = p;
  const [x, y] = [elementsOf(memory, p.xType), writerOf(memory, p.yType)];
  const slopes = new DataView(memory, p.negativeMultipliers);
  for (let i = 0; i < rows * channels; i++) {
    const q = x(p.x, i);
    const m = q >= 0 ? Math.fround(p.multiplier) : slopes.getFloat32((i % channels) * 4, true);
    y(p.y, i, requantize(q, m, lo, hi));
  }
}
