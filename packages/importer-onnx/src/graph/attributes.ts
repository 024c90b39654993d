import { type Origin, fail } from '@openbpu/diagnostics';
import { type AttributeValue, type GraphProto, type NodeProto, type TensorProto, attributesOf } from '@openbpu/onnx';
import { IMPORT_ONNX } from '../catalogue';

/**
 * The attributes of a node, read by type. A reader with a default gives it where the attribute is absent; without one
 * an absent attribute is undefined. Throws DiagnosticError where an attribute is of another kind than asked for.
 */
export class Attributes {
  private readonly values: Readonly<Record<string, AttributeValue>>;

  constructor(
    proto: NodeProto,
    private readonly origin: Origin,
  ) {
    this.values = attributesOf(proto);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.values, name);
  }

  int(name: string): number | undefined;
  int(name: string, absent: number): number;
  int(name: string, absent?: number): number | undefined {
    const value = this.get(name);
    if (value === undefined) return absent;
    return typeof value === 'number' && Number.isInteger(value) ? value : this.wrong(name, 'is no whole number');
  }

  flag(name: string, absent: boolean): boolean {
    return this.int(name, absent ? 1 : 0) !== 0;
  }

  float(name: string): number | undefined;
  float(name: string, absent: number): number;
  float(name: string, absent?: number): number | undefined {
    const value = this.get(name);
    if (value === undefined) return absent;
    return typeof value === 'number' ? value : this.wrong(name, 'is no number');
  }

  string(name: string): string | undefined;
  string(name: string, absent: string): string;
  string(name: string, absent?: string): string | undefined {
    const value = this.get(name);
    if (value === undefined) return absent;
    return typeof value === 'string' ? value : this.wrong(name, 'is no text');
  }

  ints(name: string): readonly number[] | undefined;
  ints(name: string, absent: readonly number[]): readonly number[];
  ints(name: string, absent?: readonly number[]): readonly number[] | undefined {
    const value = this.floats(name);
    if (value === undefined) return absent;
    return value.every(Number.isInteger) ? value : this.wrong(name, 'is no list of whole numbers');
  }

  floats(name: string): readonly number[] | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    return isNumbers(value) ? value : this.wrong(name, 'is no list of numbers');
  }

  tensor(name: string): TensorProto | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    return typeof value === 'object' && 'dims' in value ? value : this.wrong(name, 'is no tensor');
  }

  graph(name: string): GraphProto | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    return typeof value === 'object' && 'node' in value ? value : this.wrong(name, 'is no graph');
  }

  /** Stops the import: this attribute makes no sense. */
  wrong(attribute: string, problem: string): never {
    return fail(
      IMPORT_ONNX.attribute(
        { node: this.origin.name, opType: this.origin.kind ?? '', attribute, problem },
        this.origin,
      ),
    );
  }

  private get(name: string): AttributeValue | undefined {
    return this.has(name) ? this.values[name] : undefined;
  }
}

function isNumbers(value: AttributeValue): value is readonly number[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'number');
}
