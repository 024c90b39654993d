import type { Graph, GraphDraft, Node, NodeId, ValueId } from '@openbpu/ir';
import { Add, Conv, type ConvAttrs, HzCalibration } from '@openbpu/ops';
import { BIAS, correctedBias } from '@openbpu/passes';
import type { LanePool } from '@openbpu/runtime';
import { type Tensor, expectDType } from '@openbpu/tensor';
import { type Known, piece, runPiece } from '../correct/piece';
import { roundedName } from './output-error';
import type { SeenConv, SeenTensors } from './tune-conv';

/** Constants of convolutions in place of those of the calibrated model: weights, and what is added to biases. */
export type NewConstants = ReadonlyMap<NodeId, { readonly weights: Tensor; readonly shifts: Float32Array }>;

/** What was known of every sample at some node. */
export interface Mark {
  readonly rounded: readonly Known[];
}

/**
 * The float model and the calibrated one on the same samples, node by node, so that something can change in between.
 * Nothing is kept that no later node reads.
 */
export class Rivers {
  private readonly float: Known[];
  private rounded: Known[];
  private readonly passed = new Set<NodeId>();
  private fed?: Promise<void>;
  private constants: NewConstants = new Map();

  constructor(
    private readonly graph: Graph<'optimized'>,
    private readonly calibrated: Graph<'calibrated'>,
    samples: readonly ReadonlyMap<string, Tensor>[],
    private readonly heldBack: readonly boolean[],
    private readonly lanes: LanePool,
  ) {
    const fed = () => samples.map((feeds) => new Map(graph.inputs.map((id) => [id, feeds.get(id)!])));
    this.float = fed();
    this.rounded = fed();
  }

  /** Goes on with other constants. */
  use(constants: NewConstants): void {
    this.constants = constants;
  }

  async mark(): Promise<Mark> {
    await this.feed();
    return { rounded: this.rounded.map((known) => new Map(known)) };
  }

  /** How many items the output of a node has. */
  items({ outputs: [output] }: Node): number {
    return this.graph.value(output).type.shape[0];
  }

  /** What a convolution reads and gives in front of its clamp, and should give: the node is not passed by that. */
  async seen(node: Node<ConvAttrs>): Promise<Pick<SeenConv, 'weights' | 'tuned' | 'heldBack'>> {
    await this.feed();
    const open = (each: Node): Node =>
      Conv.is(each) ? { ...each, attrs: { ...each.attrs, min: -Infinity, max: Infinity } } : each;
    const twin = this.calibrated.node(node.id)!;
    const [output] = node.outputs;
    const [given] = twin.outputs;
    await Promise.all([
      runPiece(piece(this.graph, [node], [output], open), this.float, this.lanes),
      runPiece(piece(this.calibrated, [...this.weightsOf([twin]), twin], [given], open), this.rounded, this.lanes),
    ]);
    const beside = this.beside(node);
    const chosen = (held: boolean): SeenTensors => {
      const samples = [...this.float.keys()].filter((i) => this.heldBack[i] === held);
      const of = (known: readonly Known[], id: ValueId) => samples.map((i) => floats(known[i], id));
      const wanted = of(this.float, output);
      const [a, b] = beside ? [of(this.float, beside), of(this.rounded, this.nameOf(beside))] : [];
      return {
        read: of(this.rounded, twin.inputs[0]),
        wanted: a && b ? wanted.map((all, s) => all.map((value, i) => value + a[s][i] - b[s][i])) : wanted,
        given: of(this.rounded, given),
      };
    };
    const calibration = this.calibrated.producer(twin.inputs[1])!;
    const found = {
      weights: this.calibrated.value(calibration.inputs[0]).constant!,
      tuned: chosen(false),
      heldBack: chosen(true),
    };
    for (const known of this.rounded) known.delete(given);
    return found;
  }

  /** Runs a node in both models; outputs of its block are kept. */
  async pass(node: Node, outputs: readonly ValueId[]): Promise<void> {
    await this.feed();
    await Promise.all([
      runPiece(piece(this.graph, [node], node.outputs), this.float, this.lanes),
      this.run([node], this.rounded),
    ]);
    this.passed.add(node.id);
    this.forget(this.float, this.graph, new Set(outputs));
    this.forget(this.rounded, this.calibrated, new Set(outputs.map((id) => this.nameOf(id))));
  }

  /** What tensors are off on the samples held back: the mean over tensors of Σ|a − b| / Σ|b|, b of the float model. */
  error(outputs: readonly ValueId[]): number {
    return this.errorOf(this.rounded, outputs);
  }

  /** The same had `nodes` been passed with other constants from a mark on. */
  async errorFrom(
    { rounded }: Mark,
    constants: NewConstants,
    nodes: readonly Node[],
    outputs: readonly ValueId[],
  ): Promise<number> {
    const known = rounded.map((each) => new Map(each));
    const now = this.constants;
    this.use(constants);
    try {
      await this.run(
        nodes,
        known.filter((_, i) => this.heldBack[i]),
      );
    } finally {
      this.use(now);
    }
    return this.errorOf(known, outputs);
  }

  /** Goes back to a mark and passes `nodes` with other constants. */
  async back(
    { rounded }: Mark,
    constants: NewConstants,
    nodes: readonly Node[],
    outputs: readonly ValueId[],
  ): Promise<void> {
    this.use(constants);
    this.rounded = rounded.map((each) => new Map(each));
    await this.run(nodes, this.rounded);
    this.forget(this.rounded, this.calibrated, new Set(outputs.map((id) => this.nameOf(id))));
  }

  /** Rounds the inputs of the model. */
  private feed(): Promise<void> {
    return (this.fed ??= this.runCalibrations());
  }

  private async runCalibrations(): Promise<void> {
    const behind = this.behind(this.calibrated.inputs);
    const made = behind.flatMap(({ outputs }) => outputs);
    await runPiece(piece(this.calibrated, behind, made), this.rounded, this.lanes);
  }

  /** Runs nodes of the calibrated model with the roundings of their weights and outputs. */
  private async run(nodes: readonly Node[], known: readonly Known[]): Promise<void> {
    const { calibrated } = this;
    const twins = nodes.map(({ id }) => calibrated.node(id)!);
    const whole = twins.flatMap((twin) => [...this.weightsOf([twin]), twin, ...this.behind(twin.outputs)]);
    const inside = new Set(whole);
    const made = whole.filter((node) => !isOfWeights(node)).flatMap((node) => node.outputs);
    const read = (id: ValueId) =>
      calibrated.isOutput(id) || calibrated.consumers(id).some((reader) => !inside.has(reader));
    const changed = (node: Node, draft: GraphDraft<'calibrated'>) => this.withConstants(node, draft);
    await runPiece(piece(calibrated, whole, made.filter(read), changed), known, this.lanes);
  }

  /** A node of the calibrated model with the constants that stand in place of its own. */
  private withConstants(node: Node, draft: GraphDraft<'calibrated'>): Node {
    const own = this.constants.get(isOfWeights(node) ? this.calibrated.consumers(node.outputs[0])[0].id : node.id);
    if (!own) return node;
    if (isOfWeights(node)) {
      draft.setConstant(node.inputs[0], own.weights, this.calibrated.value(node.inputs[0]).type);
      return node;
    }
    const inputs = [...node.inputs];
    inputs[BIAS] = draft.constant(`${node.id}_bias_tuned`, correctedBias(this.calibrated, node, own.shifts));
    return { ...node, inputs };
  }

  private weightsOf(twins: readonly Node[]): Node[] {
    return twins.flatMap(({ inputs }) =>
      inputs.flatMap((id) => {
        const maker = this.calibrated.producer(id);
        return maker && isOfWeights(maker) ? [maker] : [];
      }),
    );
  }

  private behind(ids: readonly ValueId[]): Node[] {
    return ids.flatMap((id) =>
      this.calibrated.consumers(id).filter((node) => HzCalibration.is(node) && !isOfWeights(node)),
    );
  }

  /** What those that read a tensor in the calibrated model read; its own name where nobody rounds it. */
  private nameOf(id: ValueId): ValueId {
    return roundedName(this.calibrated, id);
  }

  /**
   * What is added to what a convolution gives, and known already: the convolution may make up for what that is off.
   */
  private beside(node: Node<ConvAttrs>): ValueId | undefined {
    const [output] = node.outputs;
    const [reader, ...others] = this.graph.consumers(output);
    if (!reader || others.length > 0 || this.graph.isOutput(output) || !Add.is(reader)) return undefined;
    if (node.attrs.min !== -Infinity || node.attrs.max !== Infinity) return undefined;
    const other = reader.inputs.find((id) => id !== output);
    if (other === undefined || !this.float[0].has(other) || !this.rounded[0].has(this.nameOf(other))) return undefined;
    const [a, b] = [output, other].map((id) => this.graph.value(id).type.shape);
    return a.length === b.length && a.every((length, i) => length === b[i]) ? other : undefined;
  }

  private errorOf(rounded: readonly Known[], outputs: readonly ValueId[]): number {
    const errors = outputs.flatMap((id) => {
      if (this.graph.value(id).type.dtype !== 'float32') return [];
      let [off, all] = [0, 0];
      for (const [i, known] of this.float.entries()) {
        if (!this.heldBack[i]) continue;
        const [a, b] = [floats(rounded[i], this.nameOf(id)), floats(known, id)];
        for (let k = 0; k < b.length; k++) {
          off += Math.abs(a[k] - b[k]);
          all += Math.abs(b[k]);
        }
      }
      return [all > 0 ? off / all : off];
    });
    return errors.reduce((sum, each) => sum + each, 0) / Math.max(1, errors.length);
  }

  private forget(all: readonly Known[], graph: Graph, kept: ReadonlySet<ValueId>): void {
    const [first] = all;
    for (const id of [...first.keys()]) {
      const isRead = graph.consumers(id).some((node) => this.graph.node(node.id) && !this.passed.has(node.id));
      if (!isRead && !kept.has(id)) for (const known of all) known.delete(id);
    }
  }
}

function floats(known: Known, id: ValueId): Float32Array {
  return expectDType(known.get(id)!, 'float32').data;
}

function isOfWeights(node: Node): boolean {
  return HzCalibration.is(node) && node.attrs.kind === 'weight';
}
