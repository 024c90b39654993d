import { CENTRE_OF_BYTES, type ModelInput } from '@openbpu/tensor';

/** The types, mean and scale of an input. */
export type Normalised = Pick<ModelInput, 'typeRt' | 'typeTrain' | 'spaceAndRange' | 'mean' | 'scale'>;

/** An affine map of colour channels: out[i] = Σ matrix[i][j]·in[j] + offset[i]. */
export interface ColourMap {
  readonly matrix: readonly (readonly number[])[];
  readonly offset: readonly number[];
}

/** BT.601 YUV to RGB, from the luma weights 0.299, 0.587, 0.114. `swing` is the range of Y and of U, V out of 255. */
function yuvToRgb(lumaSwing: number, chromaSwing: number): number[][] {
  const [r, g, b] = [0.299, 0.587, 0.114];
  const y = 255 / lumaSwing;
  const c = 255 / chromaSwing;
  const v = 2 * (1 - r) * c;
  const u = 2 * (1 - b) * c;
  return [
    [y, 0, v],
    [y, (-u * b) / g, (-v * r) / g],
    [y, u, 0],
  ];
}

/**
 * From the intermediate type (the run-time type minus 128; NV12 arrives as YUV444) to the training type in 0..255.
 * Full swing: Y, U, V in 0..255. bt601_video: Y in 16..235, U and V in 16..240. Undefined for combinations the
 * toolchain does not offer.
 */
export function colourMap({
  typeRt,
  typeTrain,
  spaceAndRange,
}: Pick<ModelInput, 'typeRt' | 'typeTrain' | 'spaceAndRange'>): ColourMap | undefined {
  const from = typeRt === 'nv12' ? 'yuv444' : typeRt;
  if (from === typeTrain) return identity(typeTrain === 'gray' ? 1 : 3);
  if (from === 'yuv444' && (typeTrain === 'rgb' || typeTrain === 'bgr')) {
    const video = spaceAndRange === 'bt601_video';
    const matrix = video ? yuvToRgb(219, 224) : yuvToRgb(255, 255);
    const black = video ? 16 : 0;
    const offset = matrix.map(([y]) => y * (CENTRE_OF_BYTES - black));
    return typeTrain === 'rgb' ? { matrix, offset } : { matrix: [...matrix].reverse(), offset: [...offset].reverse() };
  }
  if ((from === 'rgb' && typeTrain === 'bgr') || (from === 'bgr' && typeTrain === 'rgb')) {
    const { matrix, offset } = identity(3);
    return { matrix: [...matrix].reverse(), offset };
  }
  return undefined;
}

function identity(channels: number): ColourMap {
  return {
    matrix: Array.from({ length: channels }, (_, i) => Array.from({ length: channels }, (__, j) => (i === j ? 1 : 0))),
    offset: new Array<number>(channels).fill(CENTRE_OF_BYTES),
  };
}

/** The whole pre-processing `(colour(x) - mean) · scale` as one affine map; one mean or scale serves all channels. */
export function preprocessMap(spec: Normalised, channels: number): ColourMap | undefined {
  const at = (values: readonly number[] | undefined, i: number, otherwise: number) =>
    values === undefined ? otherwise : values.length === 1 ? values[0] : values[i];
  const colour =
    spec.typeRt === 'featuremap'
      ? { ...identity(channels), offset: new Array<number>(channels).fill(0) }
      : colourMap(spec);
  if (!colour || colour.matrix.length !== channels) return undefined;
  return {
    matrix: colour.matrix.map((row, i) => row.map((value) => value * at(spec.scale, i, 1))),
    offset: colour.offset.map((value, i) => (value - at(spec.mean, i, 0)) * at(spec.scale, i, 1)),
  };
}
