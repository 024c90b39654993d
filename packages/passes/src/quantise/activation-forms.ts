import { ABSENT, type GraphView, type Node, type ValueId, type ZeroFreedom } from '@openbpu/ir';
import { calibratedActivations } from './calibrated-activations';

/** What freedom the integer form of an activation has, because its writer and all its readers have it. */
export interface ActivationForm {
  /**
   * Whether its channels (axis 1) may have scales of their own: any (`free`), or at the cost of small weights
   * (`weights`).
   */
  readonly channels?: 'free' | 'weights';
  /** The largest threshold a channel may have. */
  readonly most: number;
  /** Which integers other than 0 may stand for 0. */
  readonly zero?: ZeroFreedom;
}

/**
 * The activations with any freedom: written by one BPU node, read by BPU nodes alone, as their first input only, and no
 * output of the graph. In topological order.
 */
export function activationForms(graph: GraphView): Map<ValueId, ActivationForm> {
  const forms = new Map<ValueId, ActivationForm>();
  for (const id of calibratedActivations(graph)) {
    const writer = graph.producer(id);
    const readers = graph.consumers(id);
    if (
      writer?.placement?.on !== 'bpu' ||
      graph.isOutput(id) ||
      readers.length === 0 ||
      !readers.every((node) => readsFirst(node, id))
    )
      continue;
    const most = writer.op.integer?.writesChannelScales?.(writer.attrs) ?? 0;
    const channels = graph.value(id).type.shape.length >= 2 && most > 0 ? channelsOf(graph, readers) : undefined;
    const zero = zeroOf([
      writer.op.integer?.writesZero?.(writer.attrs),
      ...readers.map(({ op, attrs }) => op.integer?.readsZero?.(attrs)),
    ]);
    if (channels || zero) forms.set(id, { most, ...(channels ? { channels } : {}), ...(zero ? { zero } : {}) });
  }
  return forms;
}

function readsFirst(node: Node, id: ValueId): boolean {
  return node.placement?.on === 'bpu' && node.inputs.lastIndexOf(id) === 0;
}

function channelsOf(graph: GraphView, readers: readonly Node[]): ActivationForm['channels'] {
  const how = readers.map((node) => {
    const reads = node.op.integer?.readsChannelScales?.(
      node.inputs.map((input) => (input === ABSENT ? undefined : graph.value(input).type)),
      node.attrs,
    );
    return reads === 'weights' && !ownsItsWeights(graph, node) ? undefined : reads;
  });
  if (how.includes(undefined)) return undefined;
  return how.includes('weights') ? 'weights' : 'free';
}

/** Whether nobody else reads the weights, which would take in other scales. */
function ownsItsWeights(graph: GraphView, { op, inputs }: Node): boolean {
  const weights = op.integer?.weights;
  return weights !== undefined && graph.consumers(inputs[weights.input]).length === 1;
}

function zeroOf(freedoms: readonly (ZeroFreedom | undefined)[]): ZeroFreedom | undefined {
  if (freedoms.includes(undefined)) return undefined;
  return freedoms.includes('tensor') ? 'tensor' : 'channels';
}
