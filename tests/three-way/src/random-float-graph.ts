import { Draw } from './draw';
import { MAKERS } from './makers';

/** What a random float graph is fed with. */
export interface RandomInput {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface RandomFloatGraph {
  /** Of the stage `imported`. */
  readonly text: string;
  readonly inputs: readonly RandomInput[];
  readonly nodes: readonly string[];
}

/** Kinds that make up most of real networks are drawn more often. */
const FREQUENT = ['conv', 'conv', 'conv', 'depthwise', 'groupConv', 'add', 'unary'];

/** Most graphs begin with a convolution, as networks do: without one little comes to the BPU. */
const FIRST = ['conv', 'groupConv', 'depthwise'];

/** The text of a small float graph of one input or two, drawn from `seed`; every value nobody reads is an output. */
export function randomFloatGraph(seed: number, size: number): RandomFloatGraph {
  const draw = new Draw(seed);
  const channels = draw.pick([3, 3, 1, 2, 4, 8]);
  const shape = [draw.pick([1, 1, 1, 2]), channels, draw.int(1, 6) * 2, draw.int(1, 6) * 2];
  const inputs: RandomInput[] = [{ name: 'x', shape }];
  if (draw.chance(0.15)) inputs.push({ name: 'z', shape: draw.pick([shape, [1, draw.int(1, 9)]]) });
  for (const input of inputs) draw.input(input.name, input.shape);
  const kinds = [...Object.keys(MAKERS), ...FREQUENT];
  if (draw.chance(0.7)) MAKERS[draw.pick(FIRST)](draw);
  while (draw.nodes.length < size) MAKERS[draw.pick(kinds)](draw);
  return { text: draw.text(), inputs, nodes: draw.nodes };
}
