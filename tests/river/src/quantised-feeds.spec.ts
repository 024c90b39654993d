import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { describeWithData } from './describe-with-data.fixture';
import { golden } from './data';
import { MODELS } from './models';
import { goldenFeeds } from './quantised-feeds';

const model = (name: string) => MODELS.find((each) => each.name === name)!;
const feeds = (name: string, input: string) =>
  goldenFeeds(
    model(name),
    parseGraph(`input x: ${input}\nn: y = Reshape(x) {shape: [150528]}\noutput y`, standardOps(), 'original'),
  ).map((feed) => feed.get('x')!);

describeWithData('golden inputs as a quantised model takes them', () => {
  it('gives reals in the layout of the model', () => {
    const [{ input }] = golden('mobilenet_v2').cases;
    const [[plain], [moved]] = ['1x3x224x224] NCHW', '1x224x224x3] NHWC'].map((type) =>
      feeds('mobilenet_v2', `float32[${type}`),
    );
    expect([plain.shape, moved.shape]).toEqual([
      [1, 3, 224, 224],
      [1, 224, 224, 3],
    ]);
    const value = (channel: number, pixel: number) => (input.data as Float32Array)[channel * 224 * 224 + pixel];
    for (const [channel, pixel] of [
      [0, 0],
      [2, 1],
      [1, 50175],
    ]) {
      expect(plain.data[channel * 50176 + pixel]).toBe(value(channel, pixel));
      expect(moved.data[pixel * 3 + channel]).toBe(value(channel, pixel));
    }
  });

  it('gives pictures as bytes less 128, in the layout of the model', () => {
    const [[plain], [moved]] = ['1x3x224x224] NCHW', '1x224x224x3] NHWC'].map((type) =>
      feeds('mobilenet_v2', `int8[${type}`),
    );
    expect(moved.data[7 * 3 + 2]).toBe(plain.data[2 * 50176 + 7]);
    expect(plain.dtype).toBe('int8');
  });
});
