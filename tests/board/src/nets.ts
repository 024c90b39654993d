import {
  type NodeProto,
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  encodeModel,
  intsAttribute,
  writeTensor,
} from '@openbpu/onnx';
import { type Tensor, float32 } from '@openbpu/tensor';

/** Of the input of every net here but `grey`. */
export const SHAPE = [1, 3, 32, 32];
export const GREY = [1, 1, 32, 32];

/** Numbers from −1 to 1, the same for a seed. */
export function wave(shape: readonly number[], seed: number): Tensor<'float32'> {
  const length = shape.reduce((product, dim) => product * dim, 1);
  return float32(
    shape,
    Float32Array.from({ length }, (_, i) => Math.sin((i + 1) * (seed + 0.7))),
  );
}

/** A node that is called as what it gives. */
export const node = (opType: string, input: readonly string[], output: string): NodeProto =>
  buildNode({ name: output, opType, input, output: [output] });
/** A convolution of 3x3 that keeps the size, with the weights `<y>_w`. */
export const conv = (x: string, y: string): NodeProto => ({
  ...node('Conv', [x, `${y}_w`], y),
  attribute: [intsAttribute('kernel_shape', [3, 3]), intsAttribute('pads', [1, 1, 1, 1])],
});

/** Convolutions one behind the other, with a node that no march has after every so many. */
function chain(layers: number, every: number): readonly NodeProto[] {
  const nodes: NodeProto[] = [];
  let from = 'data';
  for (let i = 0; i < layers; i++) {
    const last = i === layers - 1;
    nodes.push(conv(from, last ? 'y' : `c${i}`));
    from = `c${i}`;
    if (last || (i + 1) % every !== 0) continue;
    nodes.push(node('Tan', [from], `t${i}`));
    from = `t${i}`;
  }
  return nodes;
}

/** The bodies of the nets: what stands between the input `data` and the output `y`. */
const BODIES = {
  /** One segment, nothing on the CPU but the conversions at the edge. */
  plain: [conv('data', 'a'), node('Relu', ['a'], 'r'), conv('r', 'y')],
  /** Two segments, with a node of the CPU between them that no march has. */
  broken: [conv('data', 'a'), node('Tan', ['a'], 't'), conv('t', 'y')],
  /** Scores: a Softmax at the end. */
  scores: [
    conv('data', 'a'),
    node('GlobalAveragePool', ['a'], 'p'),
    node('Flatten', ['p'], 'f'),
    node('Softmax', ['f'], 'y'),
  ],
  /** One node, on the BPU. */
  single: [conv('data', 'y')],
  /** Twelve segments. */
  many: chain(12, 1),
  /** Three hundred layers. */
  long: chain(300, Infinity),
  /** Names that no file may have. */
  strange: [conv('data', 'a/b:c;d e'), node('Tan', ['a/b:c;d e'], 'é<日本>&"'), conv('é<日本>&"', 'y')],
  /** Two inputs. */
  pair: [conv('data', 'a'), conv('more', 'b'), node('Add', ['a', 'b'], 'y')],
  /** Pictures of one channel. */
  grey: [conv('data', 'y')],
} as const satisfies Readonly<Record<string, readonly NodeProto[]>>;

/** What the graph of `strange` is called. */
export const STRANGE = '../a/b:c; é 日本 </script>';

export type NetName = keyof typeof BODIES;

/** A small net as an ONNX file. */
export function net(name: NetName): Uint8Array {
  const nodes: readonly NodeProto[] = BODIES[name];
  const weights = nodes.filter(({ opType }) => opType === 'Conv').map(({ input }) => input[1]);
  return encodeModel(
    buildModel({
      irVersion: 7,
      opsetImport: [{ domain: '', version: 11 }],
      graph: buildGraph({
        name: name === 'strange' ? STRANGE : name,
        node: nodes,
        initializer: weights.map((id, i) => writeTensor(id, wave([3, name === 'grey' ? 1 : 3, 3, 3], i + 2))),
        input: (name === 'pair' ? ['data', 'more'] : ['data']).map((id) =>
          buildValue(id, 1, name === 'grey' ? GREY : SHAPE),
        ),
        output: [buildValue('y', 1, name === 'scores' ? [1, 3] : SHAPE)],
      }),
    }),
  );
}
