import type { ValueId } from '@openbpu/ir';
import { float32, int64, sizeOf } from '@openbpu/tensor';
import type { GraphBuilder } from '../graph/graph-builder';
import type { ImportNode } from '../graph/import-node';
import { type Mapping, OPAQUE } from '../graph/mapping';
import { type Equation, readEquation } from './support/equation';

/** A value with one label for each of its dimensions. */
interface Term {
  readonly id: ValueId;
  readonly labels: readonly string[];
}

/**
 * Sums of products by name of dimension, two operands at a time from the left: each product is a MatMul between
 * Transposes and Reshapes, or a Mul where nothing is summed; what only one operand has and nobody asks for is summed
 * before. Of dimensions that an operand names alike its diagonal is taken first; where they differ in size it stays an
 * ONNX operator.
 */
export const Einsum: Mapping = {
  opTypes: ['Einsum'],
  translate(node, b) {
    const shapes = node.inputs.map((id) => b.shapeOf(id));
    const equation = readEquation(
      node.attributes.string('equation') ?? node.attributes.wrong('equation', 'is missing'),
      shapes,
    );
    if (typeof equation === 'string') return node.attributes.wrong('equation', equation);
    const skewed = equation.operands.some((labels, i) =>
      labels.some((label, k) => shapes[i][k] !== shapes[i][labels.indexOf(label)]),
    );
    if (skewed || shapes.some((shape) => shape.includes(0)) || !b.are('float32', node.inputs)) return OPAQUE;
    return new Contraction(node, b, equation).emit();
  },
};

class Contraction {
  constructor(
    private readonly node: ImportNode,
    private readonly b: GraphBuilder,
    private readonly equation: Equation,
  ) {}

  emit(): void {
    const { node, b } = this;
    const { operands, output } = this.equation;
    const terms = operands.map((labels, i) => this.withoutOnes(this.diagonal({ id: node.inputs[i], labels })));
    let sum = terms[0];
    terms.slice(1).forEach((term, i) => {
      const asked = new Set([...output, ...terms.slice(i + 2).flatMap(({ labels }) => labels)]);
      sum = this.product(
        this.summed(sum, new Set([...asked, ...term.labels])),
        this.summed(term, new Set([...asked, ...sum.labels])),
        asked,
      );
    });
    const last = this.summed(sum, new Set(output));
    const { id } = this.arranged(last, output);
    b.emit(node, 'Identity', [id]);
  }

  /** An operand that names each of its dimensions once: of two alike, every element whose places in both are one. */
  private diagonal(term: Term): Term {
    const label = term.labels.find((each, i) => term.labels.indexOf(each) < i);
    if (label === undefined) return term;
    const axes = [...term.labels.keys()];
    const [first, second] = axes.filter((i) => term.labels[i] === label);
    const kept = axes.filter((i) => i !== first && i !== second);
    const shape = this.b.shapeOf(term.id);
    const size = shape[first];
    const perm = [...kept, first, second];
    const turned = perm.every((from, to) => from === to) ? term.id : this.step('Transpose', [term.id], { perm });
    const flat = this.reshaped(turned, [...kept.map((i) => shape[i]), size * size]);
    const places = Array.from({ length: size }, (_, i) => i * (size + 1));
    const indices = this.b.addConstant(this.node, 'diagonal', int64([size], places));
    const id = this.step('Gather', [flat, indices], { axis: kept.length });
    return this.diagonal({ id, labels: [...kept.map((i) => term.labels[i]), label] });
  }

  /** An operand without the dimensions of 1 that stand for longer ones. */
  private withoutOnes({ id, labels }: Term): Term {
    const shape = this.b.shapeOf(id);
    const kept = [...labels.keys()].filter((i) => shape[i] === this.size(labels[i]));
    return {
      id: this.reshaped(
        id,
        kept.map((i) => shape[i]),
      ),
      labels: kept.map((i) => labels[i]),
    };
  }

  /** Sums the dimensions away that nobody asks for: their mean times their number. */
  private summed({ id, labels }: Term, asked: ReadonlySet<string>): Term {
    const axes = [...labels.keys()].filter((i) => !asked.has(labels[i]));
    if (axes.length === 0) return { id, labels };
    const count = axes.reduce((product, i) => product * this.size(labels[i]), 1);
    const mean = this.step('ReduceMean', [id], { axes, keepdims: false });
    const factor = this.b.addConstant(this.node, 'count', float32([], [count]));
    return { id: this.step('Mul', [mean, factor]), labels: labels.filter((label) => asked.has(label)) };
  }

  private product(x: Term, y: Term, asked: ReadonlySet<string>): Term {
    const shared = x.labels.filter((label) => y.labels.includes(label));
    const summed = shared.filter((label) => !asked.has(label));
    const batch = shared.filter((label) => asked.has(label));
    const rows = x.labels.filter((label) => !shared.includes(label));
    const columns = y.labels.filter((label) => !shared.includes(label));
    if (summed.length === 0) return this.scaled(x, y, batch, rows, columns);
    if (batch.length === 0 && this.b.constant(x.id) && !this.b.constant(y.id)) return this.product(y, x, asked);
    const weights = batch.length === 0 && this.b.constant(y.id) !== undefined;
    const left = this.arranged(x, [...batch, ...rows, ...summed]);
    const right = this.arranged(y, [...batch, ...summed, ...columns]);
    const sizes = (labels: readonly string[]) => labels.map((label) => this.size(label));
    const lead = weights ? sizes(rows) : [...(batch.length > 0 ? [sizeOf(sizes(batch))] : []), sizeOf(sizes(rows))];
    const before = batch.length > 0 ? [sizeOf(sizes(batch))] : [];
    const a = this.reshaped(left.id, [...lead, sizeOf(sizes(summed))]);
    const w = this.reshaped(right.id, [...before, sizeOf(sizes(summed)), sizeOf(sizes(columns))]);
    const id = this.matMul(a, w);
    const labels = [...batch, ...rows, ...columns];
    return { id: this.reshaped(id, sizes(labels)), labels };
  }

  /** The matrix product; a row where the left one has no rows. */
  private matMul(a: ValueId, w: ValueId): ValueId {
    const shape = this.b.shapeOf(a);
    const rows = shape.length < 2 ? this.reshaped(a, [1, ...shape]) : a;
    return this.step('MatMul', [rows, w]);
  }

  /** The product of every element with every element, without a sum. */
  private scaled(
    x: Term,
    y: Term,
    batch: readonly string[],
    rows: readonly string[],
    columns: readonly string[],
  ): Term {
    const labels = [...batch, ...rows, ...columns];
    const [a, c] = [this.arranged(x, [...batch, ...rows]), this.arranged(y, [...batch, ...columns])];
    const sizes = (own: Term) => labels.map((label) => (own.labels.includes(label) ? this.size(label) : 1));
    return { id: this.step('Mul', [this.reshaped(a.id, sizes(x)), this.reshaped(c.id, sizes(y))]), labels };
  }

  private arranged({ id, labels }: Term, wanted: readonly string[]): Term {
    const perm = wanted.map((label) => labels.indexOf(label));
    return { id: perm.every((from, to) => from === to) ? id : this.step('Transpose', [id], { perm }), labels: wanted };
  }

  private reshaped(id: ValueId, shape: readonly number[]): ValueId {
    return this.b.reshaped(this.node, 'reshape', id, shape);
  }

  private step(op: string, inputs: readonly ValueId[], attrs: Readonly<Record<string, unknown>> = {}): ValueId {
    return this.b.step(this.node, op.toLowerCase(), op, inputs, attrs);
  }

  private size(label: string): number {
    return this.equation.sizes.get(label) ?? 1;
  }
}
