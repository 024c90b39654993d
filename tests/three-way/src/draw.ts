import { RandomDraw } from '@openbpu/testkit';

/** A tensor of the graph under construction. */
export interface Drawn {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Tensors beyond this are not built upon: the comparison must stay quick. */
const LARGEST = 3000;

/** Writes the text of a float graph, drawing everything from one stream of random numbers. */
export class Draw extends RandomDraw {
  readonly lines: string[] = [];
  readonly values: Drawn[] = [];
  readonly nodes: string[] = [];
  /** Version the operators of the foreign model are written for. */
  readonly foreignOpset: number;
  private readonly read = new Set<string>();
  private count = 0;

  constructor(seed: number) {
    super(seed);
    this.foreignOpset = seed % 3 === 0 ? 18 : 13;
  }

  input(name: string, shape: readonly number[]): void {
    this.lines.push(`input ${name}: float32[${shape.join('x')}]${shape.length === 4 ? ' NCHW' : ''}`);
    this.values.push({ name, shape });
  }

  /** Mostly what came last, so that graphs are deep; now and then anything. */
  any(fits: (shape: readonly number[]) => boolean = () => true): Drawn | undefined {
    const known = this.values.filter(({ shape }) => fits(shape));
    if (known.length === 0) return undefined;
    return this.chance(0.6) ? known[known.length - 1] : this.pick(known);
  }

  image(fits: (shape: readonly number[]) => boolean = () => true): Drawn | undefined {
    return this.any((shape) => shape.length === 4 && fits(shape));
  }

  /** A float constant: noise, noise of very different channels, all equal, all zero. */
  constant(shape: readonly number[], spread = 1): string {
    const size = shape.reduce((a, b) => a * b, 1);
    const scales = Array.from({ length: shape[0] ?? 1 }, () => (this.chance(0.3) ? 2 ** this.int(-8, 6) : 1));
    const kind = this.int(0, 19);
    const value = (i: number) => {
      if (kind === 0) return 0;
      if (kind === 1) return spread;
      return this.real(-spread, spread) * scales[Math.floor((i / size) * scales.length)];
    };
    return this.list(
      shape,
      Array.from({ length: size }, (_, i) => value(i)),
    );
  }

  list(shape: readonly number[], values: readonly number[]): string {
    const name = `c${this.count++}`;
    this.lines.push(
      `const ${name}: float32[${shape.join('x')}] = [${values.map((value) => String(Math.fround(value))).join(', ')}]`,
    );
    return name;
  }

  /** A constant list of axes. */
  axes(values: readonly number[]): string {
    const name = `c${this.count++}`;
    this.lines.push(`const ${name}: int64[${values.length}] = [${values.join(', ')}]`);
    return name;
  }

  /** A constant of places in a dimension, from either end. */
  indices(shape: readonly number[], size: number): string {
    const name = `c${this.count++}`;
    const values = Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => this.int(-size, size - 1));
    this.lines.push(`const ${name}: int64[${shape.join('x')}] = [${values.join(', ')}]`);
    return name;
  }

  /** Gives the names of the outputs. */
  node(
    op: string,
    inputs: readonly string[],
    attrs: string,
    shapes: readonly (readonly number[])[],
  ): readonly string[] {
    const id = `n${this.count++}`;
    const outputs = shapes.map((_, i) => `${id}_y${i}`);
    this.lines.push(`${id}: ${outputs.join(', ')} = ${op}(${inputs.join(', ')})${attrs === '' ? '' : ` {${attrs}}`}`);
    this.nodes.push(id);
    for (const name of inputs) this.read.add(name);
    shapes.forEach((shape, i) => {
      if (shape.reduce((a, b) => a * b, 1) <= LARGEST) this.values.push({ name: outputs[i], shape });
      else this.lines.push(`output ${outputs[i]}`);
    });
    return outputs;
  }

  /** Attributes of a sliding window that fits, and the size of what it gives. */
  window([, , h, w]: readonly number[], pooled = false) {
    const kernel = this.pick([
      [1, 1],
      [2, 2],
      [3, 3],
      [this.int(1, 4), this.int(1, 4)],
      [1, this.int(1, 5)],
    ]).map((k, i) => Math.min(k, [h, w][i]));
    const strides = this.pick([
      [1, 1],
      [2, 2],
      [this.int(1, 3), this.int(1, 3)],
    ]);
    const dilations = kernel.map((k, i) => (!pooled && this.chance(0.2) && (k - 1) * 2 + 1 <= [h, w][i] ? 2 : 1));
    const pads = this.chance(0.4)
      ? [0, 0, 0, 0]
      : [kernel[0], kernel[1], kernel[0], kernel[1]].map((k) => this.int(0, k - 1));
    const out = [0, 1].map(
      (i) => Math.floor(([h, w][i] + pads[i] + pads[i + 2] - dilations[i] * (kernel[i] - 1) - 1) / strides[i]) + 1,
    );
    return {
      kernel,
      pads,
      out,
      attrs:
        `kernel: [${kernel.join(', ')}], strides: [${strides.join(', ')}], dilations: ` +
        `[${dilations.join(', ')}], pads: [${pads.join(', ')}]`,
    };
  }

  /** The text so far, every value nobody reads an output. */
  text(): string {
    const made = this.values
      .filter(({ name }) => name.startsWith('n') && !this.read.has(name))
      .map(({ name }) => `output ${name}`);
    return [...this.lines, ...made].join('\n');
  }
}
