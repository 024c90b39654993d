import type { Graph, Node, NodeId } from '@openbpu/ir';
import { type Kernels, loadKernels } from '@openbpu/kernels';
import { Conv, type ConvAttrs } from '@openbpu/ops';
import { InsertCalibration, type Thresholds } from '@openbpu/passes';
import type { LanePool } from '@openbpu/runtime';
import type { Tensor } from '@openbpu/tensor';
import { type ConvToRound, convsToRound } from '../round/convs-to-round';
import { type Block, blocksOf, widestBytes } from './blocks';
import { type NewConstants, Rivers } from './rivers';
import { type TunedConv, tuneConv } from './tune-conv';

/** How many samples are run through the model, of which one in so many is held back. */
export const TUNED_SAMPLES = 64;
const HELD_BACK = 4;
/** What tensors of all samples may take between two nodes, in both models together; four samples there are always. */
const MOST_BYTES = 2 ** 29;
const LEAST_SAMPLES = 4;

/** What tuning changes of thresholds. */
export type TunedConstants = Pick<Thresholds, 'roundedWeights' | 'corrections'>;

/** What became of one block. */
export interface TunedBlock {
  /** Its first and its last convolution. */
  readonly from: string;
  readonly to: string;
  readonly convolutions: number;
  /** Output channels, and weights of them, that are other than they were. */
  readonly channels: number;
  readonly moved: number;
  /** What its outputs are off on the samples held back, as a share of what they are: Σ|a − b| / Σ|b|. */
  readonly before: number;
  readonly after: number;
  /** Whether the change stayed. */
  readonly kept: boolean;
}

/** Blocks in their order, and the constants once each of them was tuned. */
export interface TunedModel {
  readonly blocks: readonly TunedBlock[];
  readonly constants: readonly TunedConstants[];
}

/** How many samples are tuned on, and held back from it, where so many are there. */
export function mostSamples(graph: Graph<'optimized'>, there: number): number {
  const room = Math.floor(MOST_BYTES / (2 * widestBytes(graph)));
  return Math.min(there, TUNED_SAMPLES, Math.max(LEAST_SAMPLES, room));
}

/**
 * Tunes weights and biases of the quantised model block by block, each convolution on what it reads behind all that was
 * tuned before (see `tuneConv`). A block keeps what was found only where its outputs come closer to those of the float
 * model on the samples held back, one in four. Takes two samples at least; with fewer nothing changes.
 */
export async function tuneBlocks(
  graph: Graph<'optimized'>,
  thresholds: Thresholds,
  samples: readonly ReadonlyMap<string, Tensor>[],
  lanes: LanePool,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<TunedModel> {
  if (samples.length < 2) return { blocks: [], constants: [] };
  const first = new InsertCalibration(thresholds).run(graph);
  const convs = new Map(convsToRound(graph, first, 1).map((conv) => [conv.id, conv]));
  const convOf = (node: Node) => (isOnBpu(node) ? convs.get(node.inputs[1]) : undefined);
  const tuner = new BlockTuner(
    new Rivers(graph, first, samples, heldBack(samples.length), lanes),
    convOf,
    loadKernels(),
  );
  let done = 0;
  const blocks: TunedBlock[] = [];
  const constants: TunedConstants[] = [];
  let now: NewConstants = new Map();
  for (const block of blocksOf(graph, (node) => convOf(node) !== undefined)) {
    const tuned = await tuner.tune(block, now, () => onProgress(++done, graph.nodes.length));
    now = tuned.constants;
    if (!tuned.block) continue;
    blocks.push(tuned.block);
    constants.push(withTuned(graph, thresholds, now));
  }
  return { blocks, constants };
}

/** The constants that thresholds have already, with those that were tuned. */
function withTuned(graph: Graph, { roundedWeights, corrections }: Thresholds, tuned: NewConstants): TunedConstants {
  if (tuned.size === 0)
    return { ...(roundedWeights ? { roundedWeights } : {}), ...(corrections ? { corrections } : {}) };
  const shift = (id: NodeId, shifts: Float32Array) => shifts.map((by, c) => by + (corrections?.get(id)?.[c] ?? 0));
  return {
    roundedWeights: new Map([
      ...(roundedWeights ?? []),
      ...Array.from(tuned, ([id, { weights }]) => [graph.node(id)!.inputs[1], weights] as const),
    ]),
    corrections: new Map([
      ...(corrections ?? []),
      ...Array.from(tuned, ([id, { shifts }]) => [id, shift(id, shifts)] as const),
    ]),
  };
}

/** Which samples are held back: one in four, the last one where there are fewer. */
export function heldBack(samples: number): boolean[] {
  return Array.from({ length: samples }, (_, i) =>
    samples < HELD_BACK ? i === samples - 1 : i % HELD_BACK === HELD_BACK - 1,
  );
}

function isOnBpu(node: Node): node is Node<ConvAttrs> {
  return Conv.is(node) && node.placement?.on === 'bpu';
}

class BlockTuner {
  constructor(
    private readonly rivers: Rivers,
    private readonly convOf: (node: Node) => ConvToRound | undefined,
    private readonly kernels: Kernels,
  ) {}

  async tune(
    { nodes, outputs }: Block,
    before: NewConstants,
    onNode: () => void,
  ): Promise<{ readonly constants: NewConstants; readonly block?: TunedBlock }> {
    const { rivers } = this;
    const convolutions = nodes.filter((node) => this.convOf(node));
    const mark = await rivers.mark();
    let now = before;
    let [channels, moved] = [0, 0];
    for (const node of nodes) {
      const conv = this.convOf(node);
      const tuned = conv && isOnBpu(node) ? await this.tuneNode(node, conv) : undefined;
      if (conv && tuned) {
        now = new Map([...now, [node.id, tuned]]);
        channels += tuned.channels;
        moved += tuned.moved;
        rivers.use(now);
      }
      await rivers.pass(node, outputs);
      onNode();
    }
    if (convolutions.length === 0) return { constants: now };
    const after = rivers.error(outputs);
    const other = channels === 0 ? after : await rivers.errorFrom(mark, before, nodes, outputs);
    const kept = channels > 0 && after < other;
    if (channels > 0 && !kept) await rivers.back(mark, before, nodes, outputs);
    const [from, to] = [convolutions[0], convolutions[convolutions.length - 1]].map(({ id }) => id);
    return {
      constants: kept ? now : before,
      block: { from, to, convolutions: convolutions.length, channels, moved, before: other, after, kept },
    };
  }

  private async tuneNode(node: Node<ConvAttrs>, conv: ConvToRound): Promise<TunedConv | undefined> {
    const { weights, ...seen } = await this.rivers.seen(node);
    return tuneConv({ conv, attrs: node.attrs, weights, items: this.rivers.items(node), ...seen }, this.kernels);
  }
}
