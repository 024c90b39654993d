import { seededRandom } from '@openbpu/ir';

/**
 * Draws from one stream of random numbers: what writes random graphs and models is made of these. The same seed draws
 * the same.
 */
export class RandomDraw {
  protected readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** A whole number, both bounds among the possible. */
  int(low: number, high: number): number {
    return low + Math.floor(this.random() * (high - low + 1));
  }

  ints(count: number, low: number, high: number): number[] {
    return Array.from({ length: count }, () => this.int(low, high));
  }

  /** A float32. */
  real(low: number, high: number): number {
    return Math.fround(low + this.random() * (high - low));
  }

  /** One of at least one item. */
  pick<T>(items: readonly T[]): T {
    return items[this.int(0, items.length - 1)];
  }

  /** True in that share of the draws. */
  chance(share: number): boolean {
    return this.random() < share;
  }

  /** Some of the items, in their order. */
  some<T>(items: readonly T[]): T[] {
    return items.filter(() => this.chance(0.5));
  }
}
