import { type GivenInput, type GivenSample, type Planes, planesOf } from './feeding';

/** What is wrong with single samples of an input that holds pictures, by file, in their order. */
export interface PictureFlaws {
  readonly count: number;
  /** Pictures of one colour. */
  readonly solid: readonly string[];
  /** Nearly all is at the upper or the lower end of the values. */
  readonly exposed: readonly string[];
  /** Pairs of a picture and an earlier one that it is nearly the same as. */
  readonly alike: readonly (readonly [file: string, as: string])[];
}

/** A side of the grid that pictures are compared on. */
const GRID = 8;
/** Share of the range of all samples that every channel of a solid picture spans: what JPEG leaves of one colour. */
const SOLID = 0.01;
/** Share of the elements of an exposed picture that are within 1 % of one end. */
const EXPOSED = 0.95;
/** Largest difference of the grids of pictures that are nearly the same, as a share of the range. */
const SAME = 0.01;

/** Looks at samples one by one, in the order they are added; keeps grids, not pictures. */
export class PictureJudge {
  private readonly solid: string[] = [];
  private readonly exposed: string[] = [];
  private readonly alike: (readonly [string, string])[] = [];
  private readonly grids: { readonly file: string; readonly grid: Float64Array }[] = [];
  private count = 0;

  /** `low` and `high` are the ends of the values of all samples. */
  constructor(
    private readonly input: Pick<GivenInput, 'shape' | 'layoutTrain'>,
    private readonly range: { readonly low: number; readonly high: number },
  ) {}

  add({ file, data }: GivenSample): void {
    this.count++;
    const planes = planesOf(this.input);
    const { low, high } = this.range;
    const span = high - low;
    if (!planes || planes.height * planes.width < GRID || !(span > 0)) return;
    const { flat, bright, dark } = extremes(
      data,
      planes,
      { low: low + 0.01 * span, high: high - 0.01 * span },
      SOLID * span,
    );
    if (flat) this.solid.push(file);
    else if (Math.max(bright, dark) >= EXPOSED * data.length) this.exposed.push(file);
    else this.compare(file, gridOf(data, planes));
  }

  get flaws(): PictureFlaws {
    const { count, solid, exposed, alike } = this;
    return { count, solid, exposed, alike };
  }

  private compare(file: string, grid: Float64Array): void {
    const most = SAME * (this.range.high - this.range.low);
    const same = this.grids.find(({ grid: other }) => grid.every((value, i) => Math.abs(value - other[i]) <= most));
    if (same) this.alike.push([file, same.file]);
    this.grids.push({ file, grid });
  }
}

/** Whether every channel spans at most so much, and how many elements are beyond either end. */
function extremes(
  data: Float32Array,
  { channels, inner }: Planes,
  ends: { readonly low: number; readonly high: number },
  most: number,
): { readonly flat: boolean; readonly bright: number; readonly dark: number } {
  let [flat, bright, dark] = [true, 0, 0];
  for (let channel = 0; channel < channels; channel++) {
    let [least, largest] = [Infinity, -Infinity];
    for (let start = channel * inner; start < data.length; start += channels * inner)
      for (let i = start; i < start + inner; i++) {
        const value = data[i];
        if (value < least) least = value;
        if (value > largest) largest = value;
        if (value >= ends.high) bright++;
        if (value <= ends.low) dark++;
      }
    if (largest - least > most) flat = false;
  }
  return { flat, bright, dark };
}

/** Means of the cells of a grid over the first picture, all channels together. */
function gridOf(data: Float32Array, { channels, inner, height, width }: Planes): Float64Array {
  const sums = new Float64Array(GRID * GRID);
  const counts = new Float64Array(GRID * GRID);
  const cellOf = Array.from({ length: width }, (_, column) => Math.floor((column * GRID) / width));
  const [plane, pixel] = inner > 1 ? [height * width, 1] : [1, channels];
  for (let channel = 0; channel < channels; channel++)
    for (let row = 0; row < height; row++) {
      const first = Math.floor((row * GRID) / height) * GRID;
      const start = channel * plane + row * width * pixel;
      for (let column = 0; column < width; column++) {
        sums[first + cellOf[column]] += data[start + column * pixel];
        counts[first + cellOf[column]]++;
      }
    }
  return sums.map((sum, cell) => (counts[cell] === 0 ? 0 : sum / counts[cell]));
}

/** The flaws of samples that are all there. */
export function pictureFlaws(
  samples: readonly GivenSample[],
  input: Pick<GivenInput, 'shape' | 'layoutTrain'>,
  range: { readonly low: number; readonly high: number },
): PictureFlaws {
  const judge = new PictureJudge(input, range);
  for (const sample of samples) judge.add(sample);
  return judge.flaws;
}
