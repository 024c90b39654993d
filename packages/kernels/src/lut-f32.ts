import { type Kernels } from './kernels';
import { type Lut } from './lut-s8';

/** `y[i] = table[x[i] & 255]`, float32, bit patterns kept. */
export function lutF32(kernels: Kernels, p: Lut): void {
  kernels.run.lutF32(p.x, p.y, p.length, p.table);
}
