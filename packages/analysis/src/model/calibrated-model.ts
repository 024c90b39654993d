import { fail, nearest } from '@openbpu/diagnostics';
import type { Graph, Node, NodeId, ValueId } from '@openbpu/ir';
import { HzCalibration, type HzCalibrationAttrs, HzCorrected } from '@openbpu/ops';
import { ANALYSIS } from '../catalogue';
import type { NodeKind } from '../results';

/** A calibration node: it rounds `from` to what its integers can stand for. */
export interface Calibration {
  readonly id: NodeId;
  readonly kind: 'weight' | 'activation';
  readonly from: ValueId;
  readonly to: ValueId;
  readonly attrs: HzCalibrationAttrs;
  /** Of weights: those of the float model, and those that are rounded, which calibration may have changed. */
  readonly constant?: Correction;
}

/** A constant of the float model, and what calibration has made of it. */
export interface Correction {
  readonly original: ValueId;
  readonly changed: ValueId;
}

/**
 * A constant that is read as it is and goes with the calibration of this number: with its own, where it is a weight as
 * well, else with that of its node, as a bias does with the weights.
 */
export interface Companion extends Correction {
  readonly to: ValueId;
  readonly number: number;
}

/**
 * A calibrated model: its calibration nodes, by number, its regular nodes, and which of the first the second are
 * quantised by. A calibration belongs to the nodes on the BPU that read what it gives; where none does, as behind an
 * output, to the node that gives what it reads. So every one belongs to a node, and all nodes together are the model.
 */
export class CalibratedModel {
  readonly calibrations: readonly Calibration[];
  /** What is changed where a calibration rounds, besides what it reads. */
  readonly companions: readonly Companion[];
  /** In the order of the model. */
  readonly nodes: readonly Node[];
  private readonly numbers: ReadonlyMap<NodeId, number>;
  private readonly owned = new Map<NodeId, number[]>();

  /** Throws DiagnosticError for a graph without calibrations. */
  constructor(readonly graph: Graph<'calibrated'>) {
    const calibrations = graph.nodes.flatMap((node): Calibration[] => {
      if (!HzCalibration.is(node)) return [];
      const { id, attrs, inputs, outputs } = node;
      const constant = correctionOf(graph, inputs[0]);
      return [{ id, kind: attrs.kind, from: inputs[0], to: outputs[0], attrs, ...(constant ? { constant } : {}) }];
    });
    if (calibrations.length === 0) fail(ANALYSIS.noCalibrations({ stage: graph.stage }, { name: graph.name }));
    this.calibrations = calibrations;
    this.nodes = graph.nodes.filter((node) => !HzCalibration.is(node) && !HzCorrected.is(node));
    this.numbers = new Map(calibrations.map(({ id }, number) => [id, number]));
    calibrations.forEach((calibration, number) => {
      for (const owner of this.ownersOf(calibration)) this.owned.set(owner, [...(this.owned.get(owner) ?? []), number]);
    });
    this.companions = graph.nodes.flatMap((node): Companion[] => {
      const to = node.outputs[0];
      const reader = graph.consumers(to).find((each) => !HzCalibration.is(each));
      if (!HzCorrected.is(node) || !reader) return [];
      const members = this.owned.get(reader.id) ?? [];
      const reading = calibrations.flatMap(({ from }, number) => (from === to ? [number] : []));
      const [number] = [...reading, ...members.filter((each) => calibrations[each].kind === 'weight'), ...members];
      return number === undefined ? [] : [{ to, changed: node.inputs[0], original: node.inputs[1], number }];
    });
  }

  /** Whether there is a node of this name. */
  has(id: NodeId): boolean {
    return this.graph.node(id) !== undefined;
  }

  /**
   * The calibrations that quantise a node: its own, or itself where it is one. Throws DiagnosticError for a node that
   * is not there.
   */
  membersOf(id: NodeId): readonly number[] {
    const number = this.numbers.get(id);
    if (number !== undefined) return [number];
    if (!this.has(id)) this.unknown(id);
    return this.owned.get(id) ?? [];
  }

  /** A calibration node by its name. */
  calibrationOf(id: NodeId): Calibration | undefined {
    const number = this.numbers.get(id);
    return number === undefined ? undefined : this.calibrations[number];
  }

  /** What a node is. Throws DiagnosticError for one that is not there. */
  kindOf(id: NodeId): NodeKind {
    const number = this.numbers.get(id);
    if (number !== undefined) return this.calibrations[number].kind;
    return this.has(id) ? 'node' : this.unknown(id);
  }

  /** The nodes of a kind that can be quantised, in the order of the model. */
  nodesOf(kind: NodeKind): readonly NodeId[] {
    if (kind === 'node') return this.nodes.flatMap(({ id }) => (this.owned.has(id) ? [id] : []));
    return this.calibrations.flatMap((each) => (each.kind === kind ? [each.id] : []));
  }

  /** What a regular node gives once it is quantised: behind its calibration where that is its own. */
  outputOf({ id, outputs }: Node): ValueId {
    const own = (this.owned.get(id) ?? []).map((number) => this.calibrations[number]);
    return own.find(({ from }) => from === outputs[0])?.to ?? outputs[0];
  }

  /** Fails with ANA002. */
  private unknown(node: string): never {
    const known = this.graph.nodes.map(({ id }) => id);
    const near = nearest(node, known);
    const some = this.nodesOf('node');
    return fail(ANALYSIS.unknownNode({ node, some, ...(near === undefined ? {} : { nearest: near }) }, { name: node }));
  }

  private ownersOf({ from, to }: Calibration): readonly NodeId[] {
    const readers = this.graph.consumers(to).filter(({ placement }) => placement?.on === 'bpu');
    if (readers.length > 0) return readers.map(({ id }) => id);
    const giver = this.graph.producer(from);
    return giver ? [giver.id] : [];
  }
}

/** The constant that a calibration reads, in both its forms; undefined where it reads what is computed. */
function correctionOf(graph: Graph, id: ValueId): Correction | undefined {
  if (graph.value(id).constant) return { original: id, changed: id };
  const producer = graph.producer(id);
  return producer && HzCorrected.is(producer)
    ? { changed: producer.inputs[0], original: producer.inputs[1] }
    : undefined;
}
