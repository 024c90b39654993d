import { basename } from 'node:path';
import { type Diagnostic, type Origin, type Sink, fail } from '@openbpu/diagnostics';
import type { AnyOp, GraphDraft, Node, RawAttrs, ValueId } from '@openbpu/ir';
import { Identity } from '@openbpu/ops';
import { type Shape, type Tensor, type TensorType, float32 } from '@openbpu/tensor';
import { CAFFE } from '../catalogue';
import type { Layer } from '../net/layer';
import type { Fields } from '../text/fields';
import type { Weights } from '../weights/weights';

/** One step of a chain of one-input operations: `op(x)`, or `op(x, constant)`. */
export interface Step {
  readonly op: AnyOp;
  readonly constant?: number | Tensor;
  readonly attrs?: RawAttrs;
}

/** What a layer rule sees: its layer's parameters, inputs and blobs, and the means to write nodes. */
export class LayerSite {
  private blobsUsed = 0;

  constructor(
    readonly layer: Layer,
    readonly inputs: readonly ValueId[],
    private readonly tops: readonly ValueId[],
    private readonly draft: GraphDraft<'imported'>,
    private readonly weights: Weights,
    private readonly sink: Sink,
  ) {}

  /** Tells the user something that does not stop the import. */
  report(diagnostic: Diagnostic): void {
    this.sink.report(diagnostic);
  }

  /** The layer's parameter message, empty when it is not written. */
  param(name: string): Fields {
    return this.layer.fields.child(name);
  }

  get topCount(): number {
    return this.tops.length;
  }

  /** The only input. Fails with a diagnostic when there are more. */
  get only(): ValueId {
    if (this.inputs.length !== 1) this.refuse(`it takes one bottom and has ${this.inputs.length}`);
    return this.inputs[0];
  }

  typeOf(id: ValueId): TensorType {
    return this.draft.typeOf(id);
  }

  shapeOf(id: ValueId): Shape {
    return this.typeOf(id).shape;
  }

  /** Batch, channels, height, width. Fails with a diagnostic for another rank. */
  image(id: ValueId): readonly [number, number, number, number] {
    const shape = this.shapeOf(id);
    if (shape.length !== 4) this.refuse(`its bottom must have 4 dimensions, and has ${shape.length}`);
    return [shape[0], shape[1], shape[2], shape[3]];
  }

  /** An axis of `id` as the prototxt gives it: negative counts from the end. Fails with a diagnostic outside. */
  axis(written: number, id: ValueId): number {
    const rank = this.shapeOf(id).length;
    const axis = written < 0 ? written + rank : written;
    if (axis < 0 || axis >= rank) this.refuse(`axis ${written} is outside a bottom of ${rank} dimensions`);
    return axis;
  }

  blobCount(): number {
    return this.weights.count(this.layer.name);
  }

  blobSize(index: number): number {
    return this.weights.size(this.layer.name, index);
  }

  /** Blob `index` under the shape the prototxt implies. Fails with a diagnostic when it is missing or does not fit. */
  blob(index: number, expected: Shape, what: string): Tensor<'float32'> {
    this.blobsUsed = Math.max(this.blobsUsed, index + 1);
    return this.weights.blob(this.layer, index, expected, what);
  }

  /** Adds a constant named after the layer. */
  constant(suffix: string, tensor: Tensor): ValueId {
    return this.draft.constant(`${this.layer.name}_${suffix}`, tensor);
  }

  /** Adds a node on the way, named `<layer>_<suffix>`, and gives its output. */
  step(suffix: string, op: AnyOp, inputs: readonly ValueId[], attrs: RawAttrs = {}): ValueId {
    const id = `${this.layer.name}_${suffix}`;
    const output = this.draft.names.free(id);
    this.write(id, op, inputs, attrs, [output]);
    return output;
  }

  /** Adds the node that carries the layer's name and gives the layer's tops. */
  finish(op: AnyOp, inputs: readonly ValueId[], attrs: RawAttrs = {}): readonly ValueId[] {
    this.write(this.layer.name, op, inputs, attrs, this.tops);
    return this.tops;
  }

  /** Adds the node that gives one of the layer's tops; that of the first top carries the layer's name. */
  give(top: number, op: AnyOp, inputs: readonly ValueId[], attrs: RawAttrs = {}): readonly ValueId[] {
    const id = top === 0 ? this.layer.name : `${this.layer.name}_top_${top}`;
    this.write(id, op, inputs, attrs, [this.tops[top]]);
    return [this.tops[top]];
  }

  /** The node that gives a value; undefined for inputs and constants. */
  producer(id: ValueId): Node | undefined {
    return this.draft.nodes.find((node) => node.outputs.includes(id));
  }

  /** Adds operations one after the other; the last one carries the layer's name. No step at all is an Identity. */
  chain(from: ValueId, steps: readonly Step[]): readonly ValueId[] {
    let x = from;
    for (const [i, { op, constant, attrs }] of steps.entries()) {
      const suffix = op.name.toLowerCase();
      const tensor = typeof constant === 'number' ? float32([], [constant]) : constant;
      const inputs = tensor ? [x, this.constant(`${suffix}_constant`, tensor)] : [x];
      if (i === steps.length - 1) return this.finish(op, inputs, attrs);
      x = this.step(suffix, op, inputs, attrs);
    }
    return this.finish(Identity, [x]);
  }

  /** Stops with a diagnostic: the layer's parameters do not fit. */
  refuse(problem: string): never {
    const { name: layer, type, origin } = this.layer;
    return fail(CAFFE.doesNotFit({ layer, type, problem }, origin));
  }

  /** Stops with a diagnostic: the layer asks for something there is no support for. */
  unsupported(option: string): never {
    const { name: layer, type, origin } = this.layer;
    return fail(CAFFE.unsupportedOption({ layer, type, option }, origin));
  }

  /** To be called when the rule is done: a blob nobody asked for means that prototxt and caffemodel disagree. */
  checkBlobs(): void {
    const { name: layer, type, origin } = this.layer;
    const found = this.blobCount();
    if (found > this.blobsUsed) fail(CAFFE.blobCount({ layer, type, found, used: this.blobsUsed }, origin));
  }

  private write(id: string, op: AnyOp, inputs: readonly ValueId[], attrs: RawAttrs, outputs: readonly ValueId[]): void {
    try {
      const name = this.draft.nodeNames.free(id);
      this.draft.node({ id: name, op, inputs, attrs, outputs, origins: [nodeOrigin(this.layer)] });
    } catch (error) {
      if (error instanceof RangeError || error instanceof TypeError) this.refuse(error.message);
      throw error;
    }
  }
}

/**
 * The origin that travels with the node: the file without its folder, so that artifacts do not depend on the machine.
 */
export function nodeOrigin({ name, type, origin }: Layer): Origin {
  return {
    name,
    kind: type,
    ...(origin.file === undefined ? {} : { file: basename(origin.file) }),
    ...(origin.line === undefined ? {} : { line: origin.line }),
  };
}
