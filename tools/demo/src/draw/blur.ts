/**
 * Gaussian blur of interleaved RGB, `size` x `size`, edges repeated; the window reaches to 3 deviations. In place.
 * Plain arithmetic, so that a picture does not depend on a codec's fast paths.
 */
export function blur(pixels: Float64Array, size: number, deviation: number): void {
  const reach = Math.ceil(3 * deviation);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * deviation * deviation)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const line = new Float64Array(size + 2 * reach);
  for (const [step, stride] of [
    [3, 3 * size],
    [3 * size, 3],
  ]) {
    for (let row = 0; row < size; row++) {
      for (let channel = 0; channel < 3; channel++) {
        const start = row * stride + channel;
        for (let i = 0; i < size; i++) line[reach + i] = pixels[start + i * step];
        line.fill(line[reach], 0, reach);
        line.fill(line[reach + size - 1], reach + size);
        for (let i = 0; i < size; i++) {
          let sum = 0;
          for (let k = 0; k <= 2 * reach; k++) sum += weights[k] * line[i + k];
          pixels[start + i * step] = sum / total;
        }
      }
    }
  }
}
