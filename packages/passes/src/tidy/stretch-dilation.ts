import type { Pass } from '@openbpu/core';
import type { Origin } from '@openbpu/diagnostics';
import { type Graph, type GraphPatch, type Node, PatchBuilder, type ValueId } from '@openbpu/ir';
import { Concat, Conv, Pad, Slice } from '@openbpu/ops';
import { type March, forMarch } from './for-march';

/**
 * Before: a dilated Conv of stride 1 that the march refuses, its dilation d no power of two
 * After: along each such axis Slices of d rows, each but the last with D − d rows of zeros behind it (Pad), put
 * together again (Concat) -> the Conv with dilation D, the next power of two, its name kept -> Slices of the d rows of
 * every D that count, put together (Concat)
 * Conditions: the march takes all of it.
 * Formula: row y stands at p(y) = D·⌊y / d⌋ + y mod d, counted from where the first window begins, so that
 * p(y + d) = p(y) + D: every tap of a row that counts meets what it met. The sums are the same, in integers too.
 */
export class StretchDilation implements Pass<'original'> {
  readonly name = 'stretch-dilation';
  readonly summary =
    'Stretches an image so that the dilation of its convolution becomes a power of two the march takes.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forMarch(graph, this.march, propose);
  }
}

/** Rows that stay together, and how many of zeros come behind them. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly gap: number;
}

function propose(node: Node, graph: Graph): GraphPatch | undefined {
  if (!Conv.is(node)) return undefined;
  const { kernel, strides, dilations, pads } = node.attrs;
  const stretched = dilations.map((dilation) => 2 ** Math.ceil(Math.log2(dilation)));
  if (strides.some((stride) => stride !== 1) || stretched.every((dilation, i) => dilation === dilations[i]))
    return undefined;
  const [input, output] = [node.inputs[0], node.outputs[0]].map((id) => graph.value(id).type.shape.slice(2));
  const build = new PatchBuilder(graph, `stretch the dilation of "${node.id}"`).remove(node);
  const cut = (from: ValueId, axis: number, pieces: readonly Piece[], to?: ValueId) =>
    cutAlong(build, from, axis, pieces, { name: `${node.id}_piece`, origins: node.origins, to });
  const axes = [0, 1].filter((axis) => dilations[axis] !== stretched[axis]);
  const [begins, ends] = [pads.slice(0, 2), pads.slice(2)];
  let x = node.inputs[0];
  for (const axis of axes) {
    const [d, D] = [dilations[axis], stretched[axis]];
    const pieces = piecesOf(input[axis], d, D, pads[axis] % d);
    if (pieces.length > 1) x = cut(x, 2 + axis, pieces);
    begins[axis] = at(pads[axis], d, D);
    ends[axis] = at(output[axis] - 1, d, D) + (kernel[axis] - 1) * D + 1 - lengthOf(pieces) - begins[axis];
  }
  const kept = axes
    .map((axis) => ({ axis, pieces: placesOf(output[axis], dilations[axis], stretched[axis]) }))
    .filter(({ pieces }) => pieces.length > 1);
  let y = kept.length > 0 ? build.free(`${node.outputs[0]}_stretched`) : node.outputs[0];
  build.node({
    ...node,
    inputs: [x, ...node.inputs.slice(1)],
    attrs: { ...node.attrs, dilations: stretched, pads: [...begins, ...ends] },
    outputs: [y],
  });
  kept.forEach(({ axis, pieces }, i) => {
    y = cut(y, 2 + axis, pieces, i === kept.length - 1 ? node.outputs[0] : undefined);
  });
  return build.build();
}

/** The place of a row. */
function at(row: number, d: number, D: number): number {
  return D * Math.floor(row / d) + (row % d);
}

/** Rows in pieces of d, the first one `before` shorter; all but the last are filled up to D. */
function piecesOf(rows: number, d: number, D: number, before: number): Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0, end = d - before; start < rows; start = end, end += d)
    pieces.push({ start, end: Math.min(end, rows), gap: end < rows ? D - d : 0 });
  return pieces;
}

/** Where pieces of d stand among D each. */
function placesOf(rows: number, d: number, D: number): Piece[] {
  return piecesOf(rows, d, D, 0).map(({ start, end }, i) => ({ start: i * D, end: i * D + end - start, gap: 0 }));
}

function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { start, end, gap }) => sum + end - start + gap, 0);
}

/** The pieces of a tensor along an axis with their gaps, side by side; called `to` where that is given. */
function cutAlong(
  build: PatchBuilder,
  from: ValueId,
  axis: number,
  pieces: readonly Piece[],
  { name, origins, to }: { readonly name: string; readonly origins: readonly Origin[]; readonly to?: ValueId },
): ValueId {
  const parts = pieces.map(({ start, end, gap }) => {
    const attrs = { starts: [start], ends: [end], axes: [axis] };
    const [part] = build.node({ id: build.free(name), op: Slice, inputs: [from], attrs, origins });
    if (gap === 0) return part;
    const pads = Array.from({ length: 8 }, (_, i) => (i === 4 + axis ? gap : 0));
    return build.node({ id: build.free(name), op: Pad, inputs: [part], attrs: { pads }, origins })[0];
  });
  const outputs = to === undefined ? {} : { outputs: [to] };
  return build.node({ id: build.free(name), op: Concat, inputs: parts, attrs: { axis }, ...outputs, origins })[0];
}
