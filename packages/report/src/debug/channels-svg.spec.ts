import type { ChannelDistribution } from '@openbpu/analysis';
import { channelsSvg } from './channels-svg';
import { channelsOf } from './findings.fixture';

const path = (channels: ChannelDistribution, kind: string) =>
  new RegExp(`class="${kind}" d="([^"]*)"`).exec(channelsSvg(channels).svg.text)?.[1] ?? '';
const one = (box: ChannelDistribution['channels'][number]): ChannelDistribution => ({
  node: 'w<',
  kind: 'weight',
  axis: 0,
  channels: [box],
});

it('has a box, a median in red and a mean in dashed blue for every channel', () => {
  const channels = channelsOf(96);
  const { svg, probes } = channelsSvg(channels);
  expect(path(channels, 'boxes').match(/z/g)).toHaveLength(96);
  expect(path(channels, 'median').match(/H/g)).toHaveLength(96);
  expect(path(channels, 'mean').match(/H/g)).toHaveLength(96);
  expect(svg.text).toMatch(/class="median"[^>]*stroke:#d62222/);
  expect(svg.text).toMatch(/class="mean"[^>]*stroke:#1f4fd8[^>]*stroke-dasharray/);
  expect(svg.text).toContain('96 channels along axis 1');
  expect(svg.text).toContain('317_HzCalibration: channels of the activation');
  expect(probes[0].says).toHaveLength(96);
  expect(probes[0].says[1]).toMatch(
    /^channel 1: -2.01 to 4.021, half of it from -0.5026 to 0.6701, median 0.1, mean 0.201$/,
  );
});

it('places each figure at its value', () => {
  const box = one({ low: 0, q1: 2, median: 4, mean: 5, q3: 6, high: 10 });
  const y = (value: number) => 374 - (value / 10) * (374 - 62);
  expect(path(box, 'median')).toMatch(new RegExp(`^M[\\d.]+ ${y(4).toFixed(1)}H`));
  expect(path(box, 'mean')).toMatch(new RegExp(`^M[\\d.]+ ${y(5).toFixed(0)}H`));
  expect(path(box, 'whiskers')).toMatch(/^M505 374V311.6M505 186.8V62M/);
});

it('becomes wider with its channels, up to an end', () => {
  const width = (count: number) => channelsSvg(channelsOf(count)).width;
  expect([width(1), width(96), width(200), width(4000)]).toEqual([960, 960, 1890, 2400]);
  expect(channelsSvg(channelsOf(4000), undefined, 960).width).toBe(960);
});

it('is drawn of one value, of no channel, and of channels that are no numbers', () => {
  const same = { low: 1, q1: 1, median: 1, mean: 1, q3: 1, high: 1 };
  const nan = { low: NaN, q1: NaN, median: NaN, mean: NaN, q3: NaN, high: NaN };
  for (const channels of [[same], [], [nan], [same, nan, { ...same, high: Infinity }]]) {
    const { text } = channelsSvg({ ...one(same), channels }).svg;
    expect(text).not.toMatch(/="[^"]*NaN|="[^"]*Infinity/);
    expect(text).toContain('w&lt;');
  }
  expect(path({ ...one(same), channels: [same, nan] }, 'median').match(/H/g)).toHaveLength(1);
});
