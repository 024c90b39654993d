import { type GemmS8 } from '../gemm-s8';
import { packedChannel } from './packed-weight';
import { storeAccumulator } from './store-accumulator';

/** gemmS8 on a copy of the memory, the slow and obvious way. */
export function gemmS8Reference(memory: ArrayBuffer, p: GemmS8): void {
  const { n, k } = p.weights;
  const bytes = new Int8Array(memory);
  for (let row = 0; row < p.rows; row++) {
    for (let column = 0; column < n; column++) {
      const { bias, multiplier, weight } = packedChannel(memory, p.weights, column);
      let acc = bias;
      for (let i = 0; i < k; i++) acc += bytes[p.x + row * (p.xPitch ?? k) + i] * weight(i);
      const at = p.y + (row * (p.yPitch ?? n) + column) * (p.output === 'int32' ? 4 : 1);
      storeAccumulator(memory, at, acc, multiplier, p);
    }
  }
}
