import { type ArtifactHeader, type ArtifactInput, type ArtifactOutput, tensorOf } from '@openbpu/artifact';
import { fail } from '@openbpu/diagnostics';
import { type DType, type Shape, type TensorOrder, axesBetween, sameShape } from '@openbpu/tensor';
import { BOARD } from '../catalogue';

/** What the numbers of a tensor are. */
export interface PairType {
  readonly dtype: DType;
  readonly shape: Shape;
}

/** A quantised model as far as it is seen from outside. */
export interface QuantisedFace {
  readonly file: string;
  /** With the layouts that its file tells. */
  readonly inputs: readonly { readonly name: string; readonly layout: TensorOrder }[];
  readonly outputs: readonly string[];
  /** Of every tensor whose type its file tells, inputs and outputs among them. */
  readonly types: ReadonlyMap<string, PairType>;
}

/** An input of both models. */
export interface InputPair {
  readonly input: ArtifactInput;
  /** What a user gives for one item: as the `.bin` takes it, or, where `cut` is there, as the whole model did. */
  readonly given: PairType & { readonly layout: TensorOrder };
  /** Of the quantised model's input. */
  readonly quantised: PairType & { readonly layout: TensorOrder };
  /** The tensor of the quantised model that the `.bin` begins at, where nodes before it were deleted. */
  readonly cut?: string;
}

/** An output of both models. */
export interface OutputPair {
  readonly name: string;
  /** What the quantised model calls it: another tensor than the output where nodes behind it were deleted. */
  readonly tensor: string;
  /** Whether the `.bin` gives one of them for each item of its batch, one after the other. */
  readonly perItem: boolean;
}

/** Two models that belong together. */
export interface ModelPair {
  /** How many items the `.bin` takes at once, of which the quantised model takes one. */
  readonly batch: number;
  readonly inputs: readonly InputPair[];
  readonly outputs: readonly OutputPair[];
}

/**
 * What of a quantised model is what of a `.bin`, before and behind its cuts too. Throws DiagnosticError (BRD) with
 * every difference where one is not made from the other, as far as names and types tell.
 */
export function pairModels(face: QuantisedFace, bin: string, header: ArtifactHeader): ModelPair {
  const differences = [
    ...unlike('input', face.inputs.map(nameOf), header.inputs.map(nameOf)),
    ...unlike('output', face.outputs, header.outputs.map(nameOf)),
  ];
  const shared = header.inputs.flatMap((input) => {
    const found = face.inputs.find(({ name }) => name === input.name);
    return found ? [inputPair(input, found.layout, face.types)] : [];
  });
  const batch = shared.length > 0 ? batchOf(shared[0]) : 1;
  for (const pair of shared) differences.push(...wrongInput(pair, batch, face.types));
  const outputs = header.outputs
    .filter(({ name }) => face.outputs.includes(name))
    .map((output) => outputPair(output, batch, face.types));
  differences.push(...outputs.flatMap((pair) => (typeof pair === 'string' ? [pair] : [])));
  if (differences.length > 0)
    return fail(BOARD.otherModel({ quantised: face.file, bin, differences }, { name: bin, file: bin }));
  return { batch, inputs: shared, outputs: outputs.filter((pair) => typeof pair !== 'string') };
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

function unlike(side: string, quantised: readonly string[], bin: readonly string[]): string[] {
  const only = (names: readonly string[], others: readonly string[], who: string) =>
    names.filter((name) => !others.includes(name)).map((name) => `only ${who} has an ${side} "${name}"`);
  return [...only(quantised, bin, 'the quantised model'), ...only(bin, quantised, 'the .bin')];
}

/**
 * An nv12 input is fed as it is even where nodes behind it were deleted; any other begins at the tensor behind them, if
 * the quantised model has it, and is else the same values in another layout.
 */
function inputPair(input: ArtifactInput, layout: TensorOrder, types: QuantisedFace['types']): InputPair {
  const tensor = tensorOf(input);
  const quantised = { ...types.get(input.name)!, layout };
  const cut = tensor !== input.name && input.typeRt !== 'nv12' && types.has(tensor) ? { cut: tensor } : {};
  if ('cut' in cut) return { input, quantised, given: quantised, ...cut };
  const own = input.layout === 'NCHW' || input.layout === 'NHWC' ? input.layout : layout;
  const { dtype } = input.typeRt === 'featuremap' ? input : quantised;
  return { input, quantised, given: { dtype, shape: inLayout(quantised.shape, layout, own), layout: own } };
}

function inLayout(shape: Shape, from: TensorOrder, to: TensorOrder): Shape {
  return axesBetween(from, to, shape.length)?.map((axis) => shape[axis]) ?? shape;
}

/** How many of the quantised model's inputs the `.bin` takes at once. */
function batchOf({ input, quantised }: InputPair): number {
  const several = input.shape[0] / quantised.shape[0];
  return Number.isInteger(several) && several > 1 ? several : 1;
}

/** What is wrong with an input: at the cut, or where it is fed. */
function wrongInput(pair: InputPair, batch: number, types: QuantisedFace['types']): string[] {
  const { input, given, quantised, cut } = pair;
  const inside: PairType = { dtype: input.typeRt === 'featuremap' ? input.dtype : 'int8', shape: input.shape };
  const wanted = cut === undefined ? { ...quantised, shape: given.shape } : types.get(cut)!;
  const at = cut === undefined ? '' : `, at "${cut}"`;
  return sameType(inside, several(wanted, batch)) ? [] : [unequal(`input "${input.name}"${at}`, wanted, inside)];
}

function outputPair(output: ArtifactOutput, batch: number, types: QuantisedFace['types']): OutputPair | string {
  const { name } = output;
  const tensor = tensorOf(output);
  const type = types.get(tensor);
  if (!type) return `the .bin ends at "${tensor}" for output "${name}", and the quantised model has no such tensor`;
  if (sameType(output, type)) return { name, tensor, perItem: false };
  if (sameType(output, several(type, batch))) return { name, tensor, perItem: true };
  return unequal(`output "${name}"${tensor === name ? '' : `, at "${tensor}"`}`, type, output);
}

function several({ dtype, shape }: PairType, batch: number): PairType {
  return { dtype, shape: batch === 1 ? shape : [batch * shape[0], ...shape.slice(1)] };
}

function sameType(a: PairType, b: PairType): boolean {
  return a.dtype === b.dtype && sameShape(a.shape, b.shape);
}

function unequal(what: string, quantised: PairType, bin: PairType): string {
  const text = ({ dtype, shape }: PairType) => `${dtype}[${shape.join('x')}]`;
  return `${what} is ${text(quantised)} in the quantised model and ${text(bin)} in the .bin`;
}
