import type { SoftmaxRows } from '../softmax';
import { elementsOf } from './elements';

/** softmaxRows on a copy of the memory, the slow and obvious way. */
export function softmaxRowsReference(memory: ArrayBuffer, p: SoftmaxRows): void {
  const [x, e] = [elementsOf(memory, p.xType), elementsOf(memory, 'int32')];
  const y = new DataView(memory, p.y);
  for (let row = 0; row < p.rows; row++) {
    const at = (k: number) => x(p.x, row * p.xRow + k * p.xStep);
    let max = -Infinity;
    for (let k = 0; k < p.length; k++) max = Math.max(max, at(k));
    let sum = 0;
    for (let k = 0; k < p.length; k++) sum += e(p.table, max - at(k));
    for (let k = 0; k < p.length; k++)
      y.setFloat32((row * p.yRow + k * p.yStep) * 4, Math.fround(e(p.table, max - at(k))) / Math.fround(sum), true);
  }
}
