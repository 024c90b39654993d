import { basename } from 'node:path';
import type { Sink } from '@openbpu/diagnostics';
import type { PictureLayout, Tensor } from '@openbpu/tensor';
import { VISION } from '../catalogue';
import type { PictureSample } from '../chain/run-chain';

/** What the guide recommends. */
const ENOUGH = 100;

/** Share of the range of all values that a channel of a solid picture may span: what JPEG leaves of one colour. */
const SOLID = 0.01;

/** What a walk through the pictures of calibration notices; it holds names, not pictures. */
export class PictureJudge {
  private readonly solid: string[] = [];
  private readonly tiny: { readonly file: string; readonly size: string; readonly wanted: string }[] = [];
  private count = 0;

  /** `span` is the range of the values that the chain gives. */
  constructor(
    private readonly layout: PictureLayout,
    private readonly span: number,
  ) {}

  add(file: string, { sample, height, width }: PictureSample): void {
    this.count++;
    const [, ...sides] = sample.shape;
    const [rows, columns] = this.layout === 'CHW' ? sides.slice(1) : sides;
    if (2 * Math.min(height, width) < Math.min(rows, columns))
      this.tiny.push({ file, size: `${height}x${width}`, wanted: `${rows}x${columns}` });
    // A picture of one pixel is tiny, not solid.
    if (height * width > 1 && isSolid(sample, this.layout, SOLID * this.span)) this.solid.push(file);
  }

  /** Warns of solid and tiny pictures and of too few, once each. */
  report(sink: Sink): void {
    const [solid] = this.solid;
    const [tiny] = this.tiny;
    if (solid !== undefined)
      sink.report(
        VISION.solidPictures({ count: this.solid.length, first: basename(solid) }, { name: solid, file: solid }),
      );
    if (tiny !== undefined)
      sink.report(
        VISION.tinyPictures(
          { count: this.tiny.length, first: basename(tiny.file), size: tiny.size, wanted: tiny.wanted },
          { name: tiny.file, file: tiny.file },
        ),
      );
    if (this.count < ENOUGH) sink.report(VISION.fewPictures({ count: this.count }, { name: '--src_dir' }));
  }
}

function isSolid({ shape, data }: Tensor<'float32'>, layout: PictureLayout, most: number): boolean {
  const channels = layout === 'CHW' ? shape[1] : shape[3];
  const plane = data.length / channels;
  const channelOf = (i: number) => (layout === 'CHW' ? Math.floor(i / plane) : i % channels);
  const low = new Array<number>(channels).fill(Infinity);
  const high = new Array<number>(channels).fill(-Infinity);
  data.forEach((value, i) => {
    const channel = channelOf(i);
    if (value < low[channel]) low[channel] = value;
    if (value > high[channel]) high[channel] = value;
  });
  return low.every((value, channel) => high[channel] - value <= most);
}
