const { imul, floor } = Math;

/** Reproducible choices: the same name gives the same sequence everywhere. */
export class Chance {
  private state: number;

  constructor(name: string) {
    this.state = hash(name);
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number in 0..count − 1. */
  below(count: number): number {
    return floor(this.next() * count);
  }

  /** True with the given probability. */
  happens(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }

  /**
   * Close to normal with mean 0 and deviation 1: twelve uniform numbers, summed, less 6. No function that may differ
   * between engines.
   */
  normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += this.next();
    return sum;
  }

  /**
   * Uniform in [0, 1): `seededRandom` of @openbpu/ir, number for number, kept here because a picture takes 150,000 of
   * them.
   */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = imul(t ^ (t >>> 15), t | 1);
    t ^= t + imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}

/** 32-bit FNV-1a over the code units. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
