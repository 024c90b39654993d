import { RandomDraw } from '@openbpu/testkit';

/** An image or a vector of the graph under construction. */
export interface Value {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Writes the text of a graph, drawing everything from one stream of random numbers. */
export class GraphWriter extends RandomDraw {
  readonly lines: string[] = [];
  readonly values: Value[] = [];
  private count = 0;
  private subgraph = 0;

  constructor(
    seed: number,
    readonly dtype: 'int8' | 'int16',
  ) {
    super(seed);
  }

  image(): Value {
    return this.pick(this.values.filter(({ shape }) => shape.length === 4));
  }

  /** A constant of reproducible noise, or of the extremes of its type. */
  noise(dtype: 'int8' | 'int16', shape: readonly number[]): string {
    const [low, high] = dtype === 'int16' ? [-8192, 8192] : [-128, 127];
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

  /** Multipliers from those that saturate to those that round everything away. */
  multiplier(shape: readonly number[] = []): string {
    return this.list('float32', shape, () => Math.fround(2 ** this.int(-12, 1) * (0.5 + this.random())));
  }

  list(dtype: string, shape: readonly number[], value: () => number): string {
    const name = `c${this.count++}`;
    const size = shape.reduce((a, b) => a * b, 1);
    this.lines.push(
      `const ${name}: ${dtype}[${shape.join('x')}] = [${Array.from({ length: size }, value).join(', ')}]`,
    );
    return name;
  }

  /** A large table of noise, entries of the element type of the graph. */
  table(shape: readonly number[] = [this.dtype === 'int8' ? 256 : 65536]): string {
    const name = `c${this.count++}`;
    this.lines.push(`const ${name}: ${this.dtype}[${shape.join('x')}] = seed ${this.int(0, 1000)}`);
    return name;
  }

  /** Mostly the segment of the node before; now and then the next one, or the CPU between two. */
  place(): string {
    const where = this.pick(['same', 'same', 'same', 'same', 'next', 'cpu']);
    if (where !== 'same') this.subgraph++;
    return where === 'cpu' ? 'cpu "drawn so"' : `bpu id(${this.subgraph}) int8/int8`;
  }

  node(op: string, inputs: readonly string[], attrs: string, outputs: readonly (readonly number[])[]): void {
    const names = outputs.map(() => `v${this.count++}`);
    this.lines.push(`n${this.count++}: ${names.join(', ')} = ${op}(${inputs.join(', ')}) ${attrs} ${this.place()}`);
    outputs.forEach((shape, i) => this.values.push({ name: names[i], shape }));
  }

  bounds(): string {
    const [lowest, highest] = this.dtype === 'int8' ? [-128, 127] : [-32768, 32767];
    const low = this.pick([lowest, lowest, 0, -5]);
    return `low: ${low}, high: ${this.pick([highest, highest, Math.max(low, 6)])}`;
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

/** Writes one node, or a few. */
export type Maker = (g: GraphWriter) => void;
