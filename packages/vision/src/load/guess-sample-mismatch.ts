import { type DType, type Shape, bytesPerElement, formatShape, sizeOf } from '@openbpu/tensor';

const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['gzip', [0x1f, 0x8b]],
  ['zip (.npz)', [0x50, 0x4b, 0x03, 0x04]],
];

/**
 * The likely reason why `bytes` is no sample of `dtype` and `shape`, as advice; undefined when nothing fits. Tried in
 * this order: empty, a file of another kind, the other element type, float64, then nv12 instead of planes, another
 * number of channels, another picture size of the same aspect, several samples in one file. Where the sizes of several
 * element types fit, those that the bytes make sense as go first.
 */
export function guessSampleMismatch(bytes: Uint8Array, dtype: DType, shape: Shape): string | undefined {
  const found = bytes.length;
  const count = sizeOf(shape);
  const other = dtype === 'float32' ? 'uint8' : dtype === 'uint8' ? 'float32' : undefined;
  if (found === 0) return 'the file is empty: write it again';
  const kind = kindOf(bytes);
  if (kind)
    return (
      `this is a ${kind} file, not raw numbers: ` +
      (isPicture(kind)
        ? 'make samples of such pictures with hb_mapper data_preprocess, or let the recipe do so in a group preprocess'
        : 'unpack it first')
    );
  if (other && found === count * bytesPerElement(other))
    return `the size is right for ${other}: set cal_data_type: '${other}', or write the samples as ${dtype}`;
  if (other && found === count * 8)
    return `the size is right for float64: write the samples with .astype(numpy.${dtype})`;
  const width = [1, 2, 4, 8].find((bytes) => !other && found === count * bytes);
  if (width)
    return `the file has ${width * 8} bits an element: write the samples with .astype(numpy.${numpyName(dtype)})`;
  const taken = dtype === 'uint8' && readsAsFloats(bytes) ? 'float32' : dtype;
  const types = [taken, taken === dtype ? other : dtype].filter((type) => type !== undefined);
  const told = (type: DType, what: string, instead: string) =>
    type === dtype ? `${what}: ${instead}` : `${what}: set cal_data_type: '${type}', and ${instead}`;
  const picture =
    other && types.map((type) => guessPicture(found, type, shape, told)).find((each) => each !== undefined);
  const size = count * bytesPerElement(taken);
  const several =
    size > 0 && found % size === 0
      ? told(taken, `the file holds ${found / size} ${samplesOf(taken, dtype)}`, 'write one file for each')
      : undefined;
  const fits = [picture, several].filter((each) => each !== undefined);
  if (fits.length > 0) return fits.join('; or ');
  return taken === dtype
    ? undefined
    : told(taken, `the file reads as ${found / 4} ${taken} numbers`, `write the ${count} of ${formatShape(shape)}`);
}

function samplesOf(taken: DType, dtype: DType): string {
  return taken === dtype ? 'samples' : `${taken} samples`;
}

/** The least and the most that a number of a picture or of a feature is, 0 aside. */
const [LEAST, MOST] = [2 ** -20, 2 ** 20];

/** Whether bytes are float32 numbers as samples hold them: those of a picture in uint8 are out of all proportion. */
function readsAsFloats(bytes: Uint8Array): boolean {
  if (bytes.length % 4 !== 0 || bytes.every((byte) => byte === 0)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length; at += 4) {
    const value = Math.abs(view.getFloat32(at, true));
    if (!(value === 0 || (value >= LEAST && value <= MOST))) return false;
  }
  return true;
}

/** What a file is by its first bytes: a BMP states its own length behind them. */
function kindOf(bytes: Uint8Array): string | undefined {
  const [kind] = SIGNATURES.find(([, signature]) => signature.every((byte, i) => bytes[i] === byte)) ?? [];
  if (kind || bytes.length < 6 || bytes[0] !== 0x42 || bytes[1] !== 0x4d) return kind;
  const stated = new DataView(bytes.buffer, bytes.byteOffset).getUint32(2, true);
  return stated === bytes.length ? 'BMP' : undefined;
}

/** `bool` is `bool_` in NumPy. */
function numpyName(dtype: DType): string {
  return dtype === 'bool' ? 'bool_' : dtype;
}

function isPicture(kind: string): boolean {
  return kind === 'JPEG' || kind === 'PNG' || kind === 'BMP';
}

/**
 * Reads `shape` as NCHW or NHWC with 1 or 3 channels and looks for another picture of `dtype` that has `found` bytes;
 * `told` joins what fits and what to do about it.
 */
function guessPicture(
  found: number,
  dtype: DType,
  shape: Shape,
  told: (dtype: DType, what: string, instead: string) => string,
): string | undefined {
  const planar = shape[1] === 1 || shape[1] === 3;
  if (shape.length !== 4 || (!planar && shape[3] !== 1 && shape[3] !== 3)) return undefined;
  const [batch, channels, height, width] = planar ? shape : [shape[0], shape[3], shape[1], shape[2]];
  const build = (c: number, h: number, w: number) => formatShape(planar ? [batch, c, h, w] : [batch, h, w, c]);
  const elements = found / bytesPerElement(dtype);
  const plane = batch * height * width;
  if (!Number.isInteger(elements) || plane === 0) return undefined;
  if (elements === plane * 1.5)
    return (
      'the size is right for nv12: calibration samples are in the colour space of training ' +
      '(input_type_train), not of the camera'
    );
  if (elements % plane === 0 && elements / plane <= 4)
    return told(
      dtype,
      `the size is right for ${dtype} of shape ${build(elements / plane, height, width)}`,
      `write ${channels} channel(s) where the file has ${elements / plane}`,
    );
  const otherHeight = Math.round(Math.sqrt((elements * height) / (batch * channels * width)));
  const otherWidth = Math.round((otherHeight * width) / height);
  if (otherHeight > 0 && batch * channels * otherHeight * otherWidth === elements)
    return told(
      dtype,
      `the size is right for ${dtype} of shape ${build(channels, otherHeight, otherWidth)}`,
      `resize or crop the pictures to ${height}x${width} before they are written`,
    );
  return undefined;
}
