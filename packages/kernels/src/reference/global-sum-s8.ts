import { type GlobalSumS8 } from '../global-sum-s8';

/** globalSumS8 on a copy of the memory, the slow and obvious way. */
export function globalSumS8Reference(memory: ArrayBuffer, { x, y, rows, channels }: GlobalSumS8): void {
  const view = new DataView(memory);
  for (let c = 0; c < channels; c++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += view.getInt8(x + row * channels + c);
    view.setInt32(y + c * 4, sum, true);
  }
}
