import {
  type DType,
  type Layout,
  type Tensor,
  type TensorType,
  allocate,
  isDType,
  isFloat,
  makeTensor,
  rangeOf,
  sizeOf,
} from '@openbpu/tensor';
import { type Graph, newGraph } from './graph';
import { type Node, type Placement, type Value, type ValueId, ABSENT } from './node';
import type { OpSet } from './op';
import { IrSyntaxError, Scanner } from './scanner';
import { seededRandom } from './seeded';
import { STAGES, type Stage } from './stage';
import { topologicalOrder } from './topological-order';
import { verifyGraph } from './verify';

/**
 * Reads the textual form of a graph (see `printGraph`). Types after a node's outputs may be left out: they are
 * inferred. Constants are written `= [1, 2]`, `= splat 0.5` or `= seed 7` (reproducible noise in −1..1, whole numbers
 * for integers). Lines beginning with `#` and blank lines are passed over. Throws IrSyntaxError with line and column.
 */
export function parseGraph<S extends Stage>(text: string, ops: OpSet, stage: S): Graph<S> {
  return new Parser(ops).parse(text, stage);
}

class Parser {
  private graphName = 'graph';
  private stage: Stage | undefined;
  private readonly values = new Map<ValueId, Value>();
  private readonly nodes: Node[] = [];
  private readonly inputs: ValueId[] = [];
  private readonly outputs: ValueId[] = [];

  constructor(private readonly ops: OpSet) {}

  parse<S extends Stage>(text: string, stage: S): Graph<S> {
    text.split('\n').forEach((line, index) => {
      const scanner = new Scanner(line, index + 1);
      if (scanner.done() || scanner.take('#')) return;
      this.line(scanner);
      if (!scanner.done()) scanner.fail('expected the end of the line');
    });
    if (this.stage !== undefined && this.stage !== stage)
      throw new IrSyntaxError(`the graph is ${this.stage}, not ${stage}`);
    const { graphName: name, values, inputs, outputs } = this;
    const graph = newGraph({ stage, name, nodes: topologicalOrder(this.nodes), values, inputs, outputs });
    const complaints = verifyGraph(graph);
    if (complaints.length > 0) throw new IrSyntaxError(complaints.join('; '));
    return graph;
  }

  private line(scanner: Scanner): void {
    const keyword = scanner.match(/(?:graph|input|const|output)(?=\s)/y)?.[0];
    if (keyword === 'graph') {
      this.graphName = scanner.name();
      const stage = scanner.name();
      this.stage = STAGES.find((known) => known === stage) ?? scanner.fail(`unknown stage ${stage}`);
    } else if (keyword === 'input') {
      const id = scanner.name();
      scanner.expect(':');
      this.values.set(id, { id, type: type(scanner) });
      this.inputs.push(id);
    } else if (keyword === 'const') {
      const id = scanner.name();
      scanner.expect(':');
      const declared = type(scanner);
      scanner.expect('=');
      this.values.set(id, { id, type: declared, constant: constant(scanner, declared) });
    } else if (keyword === 'output') {
      this.outputs.push(scanner.name());
    } else {
      this.node(scanner);
    }
  }

  private node(scanner: Scanner): void {
    const id = scanner.name();
    scanner.expect(':');
    const declared: { id: ValueId; type?: TensorType }[] = [];
    do {
      const output = scanner.name();
      declared.push(scanner.take(':') ? { id: output, type: type(scanner) } : { id: output });
    } while (scanner.take(','));
    scanner.expect('=');
    const opName = scanner.name();
    const op = this.ops.get(opName) ?? scanner.fail(`there is no op ${opName}`);
    const inputs = scanner.list('(', ')', () => (scanner.match(/_(?![A-Za-z0-9_./-])/y) ? ABSENT : scanner.name()));
    const raw = Object.fromEntries(scanner.take('{') ? attributesAfterBrace(scanner) : []);
    const placement = placed(scanner);
    try {
      const attrs = op.parseAttrs(raw);
      const types = inputs.map((input) =>
        input === ABSENT
          ? undefined
          : (this.values.get(input)?.type ?? scanner.fail(`"${input}" is not defined above`)),
      );
      const inferred = op.infer(types, attrs);
      declared.forEach((output, i) => this.values.set(output.id, { id: output.id, type: output.type ?? inferred[i] }));
      this.nodes.push({
        id,
        op,
        attrs,
        inputs,
        outputs: declared.map((output) => output.id),
        origins: [{ name: id }],
        ...(placement ? { placement } : {}),
      });
    } catch (error) {
      if (error instanceof IrSyntaxError) throw error;
      scanner.fail(`${opName}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

function attributesAfterBrace(scanner: Scanner): [string, unknown][] {
  const entries: [string, unknown][] = [];
  while (!scanner.take('}')) {
    if (entries.length > 0) scanner.expect(',');
    entries.push(scanner.entry());
  }
  return entries;
}

function type(scanner: Scanner): TensorType {
  const found =
    scanner.match(/([a-z]+\d*)\[([\dx]*)\](?:\s+(NCHW|NHWC))?/y) ??
    scanner.fail('expected a type such as float32[1x3x8x8] NCHW');
  const [, dtype, dims, layout = 'none'] = found;
  if (!isDType(dtype)) return scanner.fail(`unknown element type ${dtype}`);
  const shape = dims === '' ? [] : dims.split('x').map(Number);
  const plain = { dtype, shape, layout: layout as Layout };
  if (!scanner.take('@')) return plain;
  const scale = Float32Array.from(oneOrMore(scanner));
  const axis = scanner.take('/') ? { axis: scanner.number() } : {};
  if (!scanner.take('~')) return { ...plain, quant: { scale, ...axis } };
  const zeros = oneOrMore(scanner);
  if (zeros.length !== 1 && zeros.length !== scale.length)
    scanner.fail(`${zeros.length} zeros given, for ${scale.length} scales`);
  return {
    ...plain,
    quant: { scale, ...axis, zero: Int8Array.from(scale, (_, i) => zeros[zeros.length === 1 ? 0 : i]) },
  };
}

/** `0.5` or `[0.5, 0.25]`. */
function oneOrMore(scanner: Scanner): number[] {
  if (!scanner.take('[')) return [scanner.number()];
  const numbers: number[] = [];
  do numbers.push(scanner.number());
  while (scanner.take(','));
  scanner.expect(']');
  return numbers;
}

function constant(scanner: Scanner, declared: TensorType): Tensor {
  const { dtype, shape } = declared;
  const size = sizeOf(shape);
  if (scanner.take('splat')) return filled(dtype, shape, Array.from<number>({ length: size }).fill(scanner.number()));
  if (scanner.take('seed')) {
    const random = seededRandom(scanner.number());
    return filled(
      dtype,
      shape,
      Array.from({ length: size }, () => noise(dtype, random())),
    );
  }
  if (scanner.take('sha256')) return scanner.fail('a constant printed as a hash cannot be read back');
  const values = scanner.list('[', ']', () => scanner.number());
  if (values.length !== size) return scanner.fail(`${values.length} elements given, ${size} declared`);
  return filled(dtype, shape, values);
}

function noise(dtype: DType, random: number): number {
  if (isFloat(dtype)) return 2 * random - 1;
  if (dtype === 'bool') return random < 0.5 ? 0 : 1;
  const [low, high] =
    dtype === 'int8' || dtype === 'int16' ? rangeOf(dtype) : dtype === 'uint8' ? [0, 255] : [-1000, 1000];
  return low + Math.floor(random * (high - low + 1));
}

function filled(dtype: DType, shape: readonly number[], values: readonly number[]): Tensor {
  const data = allocate(dtype, values.length);
  values.forEach((value, i) => {
    if (data instanceof BigInt64Array || data instanceof BigUint64Array) data[i] = BigInt(value);
    else data[i] = value;
  });
  return makeTensor(dtype, shape, data);
}

function placed(scanner: Scanner): Placement | undefined {
  if (scanner.take('cpu'))
    return { on: 'cpu', because: { code: 'IRT000', severity: 'note', message: scanner.name(), facts: {} } };
  if (!scanner.take('bpu')) return undefined;
  const found =
    scanner.match(/id\((\d+)\)\s+((?:int8|int16|int32)(?:\+(?:int8|int16|int32))*)\/(int8|int16|int32)/y) ??
    scanner.fail('expected id(0) int8/int8');
  const read = found[2].split('+').map(integer);
  const input = read.length === 1 ? read[0] : read;
  return { on: 'bpu', subgraph: Number(found[1]), input, output: integer(found[3]) };
}

function integer(word: string): 'int8' | 'int16' | 'int32' {
  return word === 'int16' || word === 'int32' ? word : 'int8';
}
