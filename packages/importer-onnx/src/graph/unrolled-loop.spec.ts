import { type NodeProto, buildGraph, buildValue, graphAttribute, writeTensor } from '@openbpu/onnx';
import { type Tensor, float32, int64, makeTensor } from '@openbpu/tensor';
import { evaluate } from '../data.fixture';
import { type ModelDraft, floats, imported, node, nodesOf, refused } from '../model.fixture';
import { MOST_UNROLLED } from './unrolled-loop';

interface BodyDraft {
  readonly nodes: readonly NodeProto[];
  readonly carried?: readonly string[];
  /** The condition, then what is carried on, then slices. */
  readonly outputs: readonly string[];
  readonly constants?: Readonly<Record<string, Tensor>>;
  /** Declared shapes of slices, by name. */
  readonly shapes?: Readonly<Record<string, readonly (number | string)[]>>;
}
const body = ({ nodes, carried = [], outputs, constants = {}, shapes = {} }: BodyDraft) =>
  buildGraph({
    node: nodes,
    input: [
      buildValue('i', 7, []),
      buildValue('going', 9, []),
      ...carried.map((name) => buildValue(name, 1, undefined)),
    ],
    output: outputs.map((name) => buildValue(name, 1, shapes[name])),
    initializer: Object.entries(constants).map(([name, tensor]) => writeTensor(name, tensor)),
  });
const loop = (inputs: string[], outputs: string[], draft: BodyDraft): NodeProto => ({
  ...node('Loop', inputs, outputs, {}, 'loop'),
  attribute: [graphAttribute('body', body(draft))],
});
const bool = (value: number) => makeTensor('bool', [], Uint8Array.of(value));
const CONSTANTS = { m: int64([], [3]), yes: bool(1), no: bool(0), two: float32([], [2]), none: int64([], [0]) };
const INPUTS = { x: floats(2) };
/** `v · x` in every round, which goes on as long as the last one did. */
const TIMES: BodyDraft = { nodes: [node('Mul', ['v', 'x'], ['w'])], carried: ['v'], outputs: ['going', 'w'] };

async function run(draft: Pick<ModelDraft, 'nodes'> & Partial<ModelDraft>): Promise<Tensor[]> {
  const { graph } = await imported({ inputs: INPUTS, ...draft, constants: { ...CONSTANTS, ...draft.constants } });
  return [...evaluate(graph, new Map([['x', float32([2], [2, 3])]])).values()];
}
const codes = async (draft: Parameters<typeof refused>[0]) =>
  (await refused({ inputs: INPUTS, ...draft, constants: { ...CONSTANTS, ...draft.constants } })).map(
    ({ code, message }) => `${code} ${message}`,
  );

describe('a loop', () => {
  it('of a number of rounds is its rounds, one after the other', async () => {
    expect(await run({ nodes: [loop(['m', '', 'x'], ['y'], TIMES)] })).toEqual([float32([2], [16, 81])]);
    expect(await run({ nodes: [loop(['m', 'yes', 'x'], ['y'], TIMES)] })).toEqual([float32([2], [16, 81])]);
    const lines = await nodesOf({ nodes: [loop(['m', '', 'x'], ['y'], TIMES)], inputs: INPUTS, constants: CONSTANTS });
    expect(lines.map((line) => line.replace(/ \{.*/, ''))).toEqual([
      'Mul_0: w: float32[2] = Mul(x, x)',
      'Mul_0_1: w_1: float32[2] = Mul(w, x)',
      'Mul_0_2: w_2: float32[2] = Mul(w_1, x)',
      'Identity_y: y: float32[2] = Identity(w_2)',
    ]);
  });

  it('of no rounds gives what it was given', async () => {
    expect(await run({ nodes: [loop(['none', '', 'x'], ['y'], TIMES)] })).toEqual([float32([2], [2, 3])]);
    expect(await run({ nodes: [loop(['m', 'no', 'x'], ['y'], TIMES)] })).toEqual([float32([2], [2, 3])]);
  });

  it('ends where its condition says so, which constants compute', async () => {
    const counted = {
      nodes: [node('Less', ['i', 'last'], ['more']), node('Mul', ['v', 'x'], ['w'])],
      carried: ['v'],
      outputs: ['more', 'w'],
      constants: { last: int64([], [1]) },
    };
    expect(await run({ nodes: [loop(['m', '', 'x'], ['y'], counted)] })).toEqual([float32([2], [8, 27])]);
    expect(await run({ nodes: [loop(['', 'yes', 'x'], ['y'], counted)] })).toEqual([float32([2], [8, 27])]);
  });

  it('knows the number of its round', async () => {
    const rounds = {
      nodes: [node('Cast', ['i'], ['f'], { to: 1 }), node('Add', ['v', 'f'], ['w'])],
      carried: ['v'],
      outputs: ['going', 'w'],
    };
    expect(await run({ nodes: [loop(['m', '', 'x'], ['y'], rounds)] })).toEqual([float32([2], [5, 6])]);
  });

  it('stacks its slices', async () => {
    const scans = { ...TIMES, outputs: ['going', 'w', 'w', 'v'] };
    const [y, after, before] = await run({ nodes: [loop(['m', '', 'x'], ['y', 's', 't'], scans)] });
    expect(y).toEqual(float32([2], [16, 81]));
    expect(after).toEqual(float32([3, 2], [4, 9, 8, 27, 16, 81]));
    expect(before).toEqual(float32([3, 2], [2, 3, 4, 9, 8, 27]));
    const unread = [loop(['m', '', 'x'], ['y', 's'], scans), node('Relu', ['y'], ['z'])];
    expect(await run({ nodes: unread })).toEqual([float32([2], [16, 81])]);
  });

  it('may stand in another, and read what stands around both', async () => {
    const inner = loop(['two_rounds', '', 'v'], ['w'], {
      nodes: [node('Mul', ['u', 'k'], ['t']), node('Add', ['t', 'x'], ['r'])],
      carried: ['u'],
      outputs: ['going', 'r'],
    });
    const outer = loop(['two_rounds', '', 'x'], ['y'], {
      nodes: [inner],
      carried: ['v'],
      outputs: ['going', 'w'],
      constants: { k: float32([], [2]) },
    });
    const of = (x: number) => [1, 2, 3, 4].reduce((v) => 2 * v + x, x);
    expect(await run({ nodes: [outer], constants: { two_rounds: int64([1], [2]) } })).toEqual([
      float32([2], [of(2), of(3)]),
    ]);
  });

  it('hands on what is carried past each other', async () => {
    const swap = { nodes: [], carried: ['a', 'b'], outputs: ['going', 'b', 'a'] };
    const nodes = [node('Neg', ['x'], ['n']), loop(['m', '', 'x', 'n'], ['p', 'q'], swap)];
    expect(await run({ nodes, outputs: ['p', 'q'] })).toEqual([float32([2], [-2, -3]), float32([2], [2, 3])]);
  });
});

describe('of no rounds, slices', () => {
  const scan = (shape?: readonly (number | string)[]) => ({
    ...TIMES,
    outputs: ['going', 'w', 's'],
    nodes: [...TIMES.nodes, node('Relu', ['w'], ['s'])],
    ...(shape ? { shapes: { s: shape } } : {}),
  });

  it('are as many as none, where the body says their shape', async () => {
    const [, s] = await run({ nodes: [loop(['none', '', 'x'], ['y', 's'], scan([2]))], outputs: ['y', 's'] });
    expect(s).toEqual(float32([0, 2], []));
  });

  it('are refused where it does not', async () => {
    for (const shape of [undefined, ['n']])
      expect(await codes({ nodes: [loop(['none', '', 'x'], ['y', 's'], scan(shape))] })).toEqual([
        'IMO011 node "loop" (Loop): attribute body does not say the shape of output 1, which no round gives',
      ]);
  });
});

describe('is refused', () => {
  const asked = node('Cast', ['x'], ['c'], { to: 7 });

  it('where the data say how often it runs', async () => {
    const inputs = { x: floats(1) };
    const told = 'IMO005 node "loop" (Loop) has a graph inside, and control flow is not supported: how often it runs, ';
    const end = 'is computed from the inputs of the model';
    expect(await codes({ nodes: [asked, loop(['c', '', 'x'], ['y'], TIMES)], inputs })).toEqual([`${told}"c", ${end}`]);
    const condition = node('Cast', ['x'], ['c'], { to: 9 });
    expect(await codes({ nodes: [condition, loop(['m', 'c', 'x'], ['y'], TIMES)], inputs })).toEqual([
      `${told}"c", ${end}`,
    ]);
    const data = {
      ...TIMES,
      nodes: [...TIMES.nodes, node('Cast', ['w'], ['more'], { to: 9 })],
      outputs: ['more', 'w'],
    };
    expect(await codes({ nodes: [loop(['m', '', 'x'], ['y'], data)], inputs })).toEqual([`${told}"more", ${end}`]);
  });

  it('where its rounds are too many', async () => {
    const endless = { ...TIMES, nodes: [node('Identity', ['v'], ['w'])] };
    expect(await codes({ nodes: [loop(['', 'yes', 'x'], ['y'], endless)] })).toEqual([
      `IMO030 node "loop" (Loop): its rounds, with those of other loops, come to more than ${MOST_UNROLLED} nodes`,
    ]);
    const idle = { nodes: [], carried: ['v'], outputs: ['going', 'v'] };
    expect((await codes({ nodes: [loop(['', '', 'x'], ['y'], idle)] }))[0]).toMatch(/^IMO030/);
  });

  it('where its body does not fit', async () => {
    const wrong = (draft: Partial<BodyDraft>, outputs = ['y'], inputs = ['m', '', 'x']) =>
      codes({ nodes: [loop(inputs, outputs, { ...TIMES, ...draft })] });
    expect(await wrong({ carried: ['v', 'u'] })).toEqual([
      expect.stringMatching(/^IMO011 .* takes 4 values and gives 2, where 1/),
    ]);
    expect(await wrong({ outputs: ['going'] })).toEqual([
      expect.stringMatching(/^IMO011 .* takes 3 .* gives 1, where 1/),
    ]);
    expect(await wrong({}, ['y', 's'])).toEqual([expect.stringMatching(/^IMO011 .* gives 1 of the 2 outputs/)]);
    expect(await codes({ nodes: [node('Loop', ['m', '', 'x'], ['y'])] })).toEqual([
      expect.stringMatching(/^IMO011 .* body is missing/),
    ]);
  });

  it('once, where a node of it is', async () => {
    const bad = { ...TIMES, nodes: [node('Mul', ['v', 'three'], ['w'])] };
    const constants = { three: float32([3], [1, 2, 3]) };
    expect(await codes({ nodes: [loop(['m', '', 'x'], ['y'], bad)], constants })).toEqual([
      expect.stringMatching(/^IMO012/),
    ]);
    const behind = [loop(['m', '', 'x'], ['y'], bad), node('Relu', ['y'], ['z'])];
    expect(await codes({ nodes: behind, constants })).toHaveLength(1);
    const foreign = { ...TIMES, nodes: [node('Mull', ['v', 'x'], ['w'])] };
    expect(await codes({ nodes: [loop(['m', '', 'x'], ['y'], foreign)] })).toEqual([expect.stringMatching(/^IMO004/)]);
  });

  it('where it carries a sequence, by name', async () => {
    const sequence = { ...TIMES, nodes: [node('SequenceInsert', ['v', 'x'], ['w'])] };
    expect(await codes({ nodes: [loop(['m', '', 'x'], ['y'], sequence)] })).toEqual([
      expect.stringMatching(/^IMO006 .*"w" is a sequence/),
    ]);
  });
});
