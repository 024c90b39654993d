import type { Graph, GraphDraft, Node, NodeId, RawAttrs, ValueId } from '@openbpu/ir';
import { HzCalibration } from '@openbpu/ops';
import type { Tensor } from '@openbpu/tensor';

/** Suffix of the calibrated form of a tensor, and of the node that makes it. */
const CALIBRATED = '_calibrated';
const CALIBRATION = '_HzCalibration';
/** Suffix of what the node of an output gives, before the calibration that has the name of the output. */
const RAW = '_raw';
/** Suffix of weights that stand in the place of others. */
const ROUNDED = '_rounded';

/** An HzCalibration that will turn `from` into `to`, both of the type of the tensor it is for. */
interface Calibration {
  readonly id: NodeId;
  readonly tensor: ValueId;
  readonly from: ValueId;
  readonly to: ValueId;
  readonly attrs: RawAttrs;
}

/**
 * The calibrations of a graph before they are written: which HzCalibration nodes there will be, and what every other
 * node reads and gives once they are there. Names are taken in the draft at once.
 */
export class CalibrationPlan {
  private readonly calibrations: Calibration[] = [];
  /** By tensor of the graph: what nodes on the BPU read in its place, and what nodes on the CPU do. */
  private readonly readOnBpu = new Map<ValueId, ValueId>();
  private readonly readOnCpu = new Map<ValueId, ValueId>();
  /** By output of the graph: what its node gives in its place. */
  private readonly given = new Map<ValueId, ValueId>();

  constructor(
    private readonly graph: Graph<'optimized'>,
    private readonly draft: GraphDraft<'calibrated'>,
  ) {}

  /**
   * Calibrates an activation for its readers on the BPU, and for those on the CPU where the BPU made it. An output that
   * the BPU makes keeps its name: it is the calibrated form, which everybody reads.
   */
  activation(id: ValueId, attrs: RawAttrs): void {
    const fromBpu = this.graph.producer(id)?.placement?.on === 'bpu';
    if (fromBpu && this.graph.isOutput(id)) {
      const raw = this.draft.names.free(`${id}${RAW}`);
      this.draft.declare({ id: raw, type: this.graph.value(id).type });
      this.given.set(id, raw);
      this.add(id, raw, id, attrs);
      return;
    }
    const calibrated = this.draft.names.free(`${id}${CALIBRATED}`);
    this.add(id, id, calibrated, attrs);
    this.readOnBpu.set(id, calibrated);
    if (fromBpu) this.readOnCpu.set(id, calibrated);
  }

  /** Puts other weights in the place of a constant. */
  replaceWeights(id: ValueId, weights: Tensor): void {
    this.readOnBpu.set(id, this.draft.constant(`${id}${ROUNDED}`, weights));
  }

  /** Calibrates a constant, or what stands in its place. */
  weights(id: ValueId, attrs: RawAttrs): void {
    const calibrated = this.draft.names.free(`${id}${CALIBRATED}`);
    this.add(id, this.readOnBpu.get(id) ?? id, calibrated, attrs);
    this.readOnBpu.set(id, calibrated);
  }

  /** A node of the graph between its calibrations. */
  between(node: Node): Node {
    const read = node.placement?.on === 'bpu' ? this.readOnBpu : this.readOnCpu;
    return {
      ...node,
      inputs: node.inputs.map((id) => read.get(id) ?? id),
      outputs: node.outputs.map((id) => this.given.get(id) ?? id),
    };
  }

  /** Writes the calibrations, in the order they were planned. */
  write(): void {
    for (const { id, tensor, from, to, attrs } of this.calibrations)
      this.draft.node({
        id,
        op: HzCalibration,
        attrs,
        inputs: [from],
        outputs: [to],
        types: [this.graph.value(tensor).type],
      });
  }

  private add(tensor: ValueId, from: ValueId, to: ValueId, attrs: RawAttrs): void {
    const id = this.draft.nodeNames.free(`${tensor}${CALIBRATION}`);
    this.calibrations.push({ id, tensor, from, to, attrs });
  }
}
