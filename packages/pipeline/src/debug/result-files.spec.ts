import type { AccumulatedError, ChannelDistribution, Distribution, SensitivityResult } from '@openbpu/analysis';
import { SafeNames } from '../board/safe-names';
import { channelsFile, distributionFile, errorsFile, modelName, pageFile, sensitivityFiles } from './result-files';

const ranked: SensitivityResult = {
  kind: 'weight',
  metrics: ['mse'],
  samples: 1,
  nodes: new Map([['a', new Map([['mse', 0.5] as const])]]),
};
const series = [
  { label: 'float', histogram: { edges: [0, 1], counts: [2] }, low: 0, high: 1, largest: 1 },
] as const satisfies Distribution['series'];
const errorOf = (more: Partial<AccumulatedError>, ...labels: readonly string[]): AccumulatedError => ({
  metric: 'mse',
  nodes: ['a'],
  average: false,
  quantised: true,
  samples: 1,
  curves: labels.map((label) => ({ label, members: [label], values: [0] })),
  ...more,
});
const stem = (error: AccumulatedError) => errorsFile(error, new SafeNames()).name;

it('calls a ranking by its kind, and writes its table as the guide prints it', async () => {
  const files = sensitivityFiles(ranked, new SafeNames());
  expect(files.map(({ name }) => name)).toEqual(['sensitivity_of_weight.log', 'sensitivity_of_weight.png']);
  const table = Buffer.from(await files[0].content()).toString();
  expect(table).toBe('==weight===\nNode  mse\n-----------\na     0.5\n');
  expect(
    Buffer.from(await files[1].content())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});

it('calls pictures by their node, safely and each once', () => {
  const names = new SafeNames();
  const spread = (node: string): Distribution => ({ node, figure: 'node_output', series });
  expect([spread('/a/b'), spread('_a_b')].map((each) => distributionFile(each, names).name)).toEqual([
    '_a_b_node_output.png',
    '_a_b_node_output_2.png',
  ]);
  const channels: ChannelDistribution = { node: 'w', kind: 'weight', axis: 0, channels: [] };
  expect(channelsFile(channels, names).name).toBe('w_channelwise.png');
});

it('calls curves by what is quantised, the metric and whether they are means', () => {
  expect(stem(errorOf({}, 'Conv_2', 'weight'))).toBe('accumulate_error_quantize_mse.png');
  expect(stem(errorOf({ quantised: false }, 'Conv_2'))).toBe('accumulate_error_non_quantize_mse.png');
  expect(stem(errorOf({ average: true }, 'weight', 'activation'))).toBe(
    'accumulate_error_weight_activation_mse_average.png',
  );
  expect(stem(errorOf({ metric: 'sqnr' }, 'activation'))).toBe('accumulate_error_activation_sqnr.png');
});

it('writes a page that says which model it is of', async () => {
  const { name, content } = pageFile('x', 'title', modelName('m.onnx'), { sensitivities: [ranked] });
  const page = Buffer.from(await content()).toString();
  expect([name, page.includes('of m.onnx'), page.includes('OpenBPU ')]).toEqual(['x.html', true, true]);
  expect(modelName(new Uint8Array(1))).toBe('a model in memory');
});
