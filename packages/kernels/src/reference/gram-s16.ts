import { type GramS16 } from '../gram-s16';

/** gramS16 on a copy of the memory, the slow and obvious way. */
export function gramS16Reference(memory: ArrayBuffer, { x, rows, length, y }: GramS16): void {
  const at = new Int16Array(memory, x, rows * length);
  const to = new Int32Array(memory, y, (rows * (rows + 1)) / 2);
  let next = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let n = 0; n < length; n++) sum = (sum + at[i * length + n] * at[j * length + n]) | 0;
      to[next++] = sum;
    }
  }
}
