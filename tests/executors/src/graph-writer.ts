import { RandomDraw } from '@openbpu/testkit';

/** An image or a vector of the graph under construction. */
export interface Value {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: Integer;
}

/** An integer activation type. */
export type Integer = 'int8' | 'int16';

/** The smallest and the largest of each type, and how many there are. */
export const RANGES = { int8: [-128, 127], int16: [-32768, 32767] } as const;
export const ENTRIES = { int8: 256, int16: 65536 } as const;

/** The whole numbers that divide `n`, in rising order. */
export const divisors = (n: number) => Array.from({ length: n }, (_, i) => i + 1).filter((d) => n % d === 0);

/** Writes the text of a graph, drawing everything from one stream of random numbers. */
export class GraphWriter extends RandomDraw {
  readonly lines: string[] = [];
  readonly values: Value[] = [];
  private count = 0;
  private subgraph = 0;

  constructor(
    seed: number,
    private readonly types: readonly Integer[],
  ) {
    super(seed);
  }

  /** The type of what a node gives. */
  type(): Integer {
    return this.types.length === 1 ? this.types[0] : this.pick(this.types);
  }

  image(): Value {
    return this.pick(this.values.filter(({ shape }) => shape.length === 4));
  }

  /** A constant of reproducible noise, or of the extremes of its type, or of `range`. */
  noise(dtype: Integer, shape: readonly number[], [low, high]: readonly [number, number] = RANGES[dtype]): string {
    return this.list(
      dtype,
      shape,
      this.pick([() => this.int(low, high), () => this.int(low, high), () => this.pick([low, high]), () => low]),
    );
  }

  /** Biases small and very large. */
  bias(channels: number): string {
    return this.list(
      'int32',
      [channels],
      this.pick([() => this.int(-1000, 1000), () => this.int(-1000, 1000), () => this.pick([-(2 ** 30), 2 ** 30 - 1])]),
    );
  }

  /** Multipliers from those that saturate to those that round everything away, from a type to a type. */
  multiplier(shape: readonly number[] = [], from: Integer = 'int8', to: Integer = 'int8'): string {
    const shift = (from === 'int16' ? -8 : 0) + (to === 'int16' ? 8 : 0);
    return this.list('float32', shape, () => Math.fround(2 ** (this.int(-12, 1) + shift) * (0.5 + this.random())));
  }

  list(dtype: string, shape: readonly number[], value: () => number): string {
    const name = `c${this.count++}`;
    const size = shape.reduce((a, b) => a * b, 1);
    this.lines.push(
      `const ${name}: ${dtype}[${shape.join('x')}] = [${Array.from({ length: size }, value).join(', ')}]`,
    );
    return name;
  }

  /** A large table of noise. */
  table(dtype: Integer | 'int32', shape: readonly number[]): string {
    const name = `c${this.count++}`;
    this.lines.push(`const ${name}: ${dtype}[${shape.join('x')}] = seed ${this.int(0, 1000)}`);
    return name;
  }

  /** Mostly the segment of the node before; now and then the next one, or the CPU between two. */
  place(): string {
    const where = this.pick(['same', 'same', 'same', 'same', 'next', 'cpu']);
    if (where !== 'same') this.subgraph++;
    return where === 'cpu' ? 'cpu "drawn so"' : `bpu id(${this.subgraph}) int8/int8`;
  }

  node(
    op: string,
    inputs: readonly string[],
    attrs: string,
    outputs: readonly (readonly number[])[],
    dtype: Integer = 'int8',
  ): void {
    const names = outputs.map(() => `v${this.count++}`);
    this.lines.push(`n${this.count++}: ${names.join(', ')} = ${op}(${inputs.join(', ')}) ${attrs} ${this.place()}`);
    outputs.forEach((shape, i) => this.values.push({ name: names[i], shape, dtype }));
  }

  /** The type of a result as an attribute, and bounds within it. */
  bounds(dtype: Integer): string {
    const [lowest, highest] = RANGES[dtype];
    const low = this.pick([lowest, lowest, 0, -5]);
    return `${typed(dtype)}low: ${low}, high: ${this.pick([highest, highest, Math.max(low, 6)])}`;
  }

  /** A window that fits `shape`, its attributes and its output size. */
  window([, , h, w]: readonly number[], pooled = false) {
    const kernel = [this.int(1, Math.min(3, h)), this.int(1, Math.min(4, w))];
    const strides = [this.int(1, 3), this.int(1, 2)];
    const dilations = kernel.map((k, i) => (k > 1 && (k - 1) * 2 + 1 <= [h, w][i] ? this.int(1, 2) : 1));
    const pads = [kernel[0], kernel[1], kernel[0], kernel[1]].map((k) => this.int(0, pooled ? k - 1 : k));
    const out = [0, 1].map(
      (i) => Math.floor(([h, w][i] + pads[i] + pads[i + 2] - dilations[i] * (kernel[i] - 1) - 1) / strides[i]) + 1,
    );
    const attrs =
      `kernel: [${kernel.join(', ')}], strides: [${strides.join(', ')}], dilations: ` +
      `[${dilations.join(', ')}], pads: [${pads.join(', ')}]`;
    return { kernel, out, attrs };
  }
}

/** The attribute that says the type of a result, before others. */
export function typed(dtype: Integer): string {
  return dtype === 'int16' ? 'dtype: "int16", ' : '';
}

/** All attributes of a node that has none but the type of its result. */
export function onlyTyped(dtype: Integer): string {
  return dtype === 'int16' ? '{dtype: "int16"}' : '';
}

/** Writes one node, or a few. */
export type Maker = (g: GraphWriter) => void;
