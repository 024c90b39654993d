import { type Normalise, type Region, mergedDims } from '@openbpu/machine';
import { normDivisor, saturate } from '@openbpu/tensor';
import { type Memory, firstOf } from '../memory';
import { planWalk } from '../walk';

/** `normalise` group by group: twice over the elements that are normalised together. */
export function normalise(i: Normalise, memory: Memory): () => void {
  const { norm, bound, reduced, epsilon, low, high } = i;
  const operands = [i.x, i.factor, i.offset, i.y];
  const [x, y] = [memory.integers(i.x), memory.integers(i.y)];
  const [factor, offset] = [memory.array(i.factor.space, 'float32'), memory.array(i.offset.space, 'float32')];
  const outer = i.x.shape.length - reduced;
  const part = (region: Region, from: number, to?: number): Region => ({
    ...region,
    shape: region.shape.slice(from, to),
    strides: region.strides.slice(from, to),
  });
  const groups = planWalk(
    operands.map((region) => part(region, 0, outer)),
    operands.map(firstOf),
  );
  const inner = operands.map((region) => part(region, outer));
  const count = inner[0].shape.reduce((product, dim) => product * dim, 1);
  const places = placesOf(inner, count);
  return () =>
    groups.run((at) => {
      for (let g = 0; g < groups.count; g++) {
        const [px, pf, po, py] = groups.steps.map((step, k) => at[k] + g * step);
        let [sum, squares] = [0, 0];
        for (let k = 0; k < count; k++) {
          const q = x[px + places[0][k]];
          sum += q;
          squares += q * q;
        }
        const { mean, divisor } = normDivisor(norm, bound, { count, sum, squares }, epsilon);
        for (let k = 0; k < count; k++) {
          const normal = Math.fround((x[px + places[0][k]] - mean) / divisor);
          const scaled = Math.fround(normal * factor[pf + places[1][k]]);
          y[py + places[3][k]] = saturate(Math.fround(scaled + offset[po + places[2][k]]), low, high);
        }
      }
    });
}

/** For every operand, how far each of `count` elements lies from the first. */
function placesOf(inner: readonly Region[], count: number): readonly Int32Array[] {
  const dims = mergedDims(inner);
  return inner.map((_, operand) => {
    const places = new Int32Array(count);
    for (let k = 0; k < count; k++) {
      let rest = k;
      for (let d = dims.length - 1; d >= 0; d--) {
        const { size, strides } = dims[d];
        places[k] += (rest % size) * strides[operand];
        rest = Math.floor(rest / size);
      }
    }
    return places;
  });
}
