import type { Tensor } from '@openbpu/tensor';

/** How near one tensor is to another of the same element count. */
export interface Nearness {
  readonly cosine: number;
  /** Largest |difference| over the largest |wanted|; Infinity where the sizes differ or a NaN stands in one only. */
  readonly error: number;
  /** Share of elements that are equal. */
  readonly equal: number;
}

export function nearness(wanted: Tensor, given: Tensor): Nearness {
  if (wanted.data.length !== given.data.length) return { cosine: 0, error: Infinity, equal: 0 };
  let [dot, ww, gg, worst, largest, same] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < wanted.data.length; i++) {
    const [w, g] = [Number(wanted.data[i]), Number(given.data[i])];
    if (Object.is(w, g) || w === g) same++;
    if (Number.isNaN(w) !== Number.isNaN(g)) worst = Infinity;
    if (Number.isNaN(w) || Number.isNaN(g)) continue;
    dot += w * g;
    ww += w * w;
    gg += g * g;
    if (w !== g) worst = Math.max(worst, Math.abs(w - g));
    if (Number.isFinite(w)) largest = Math.max(largest, Math.abs(w));
  }
  const cosine = ww === 0 && gg === 0 ? 1 : dot / Math.sqrt(ww * gg);
  return { cosine, error: worst === 0 ? 0 : worst / largest, equal: same / wanted.data.length };
}
