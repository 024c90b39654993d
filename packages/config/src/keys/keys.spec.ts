import { parseRecipe } from '../parse-recipe';
import { options, problems, recipe } from '../recipe-text.fixture';

it.each([
  ['core_num', '2', ['compiler', 'coreNum'], 2],
  ['jobs', '1', ['compiler', 'jobs'], 1],
  ['max_time_per_fc', '0', ['compiler', 'maxTimePerFc'], 0],
  ['max_time_per_fc', '1000', ['compiler', 'maxTimePerFc'], 1000],
  ['max_time_per_fc', '4294967295', ['compiler', 'maxTimePerFc'], 4294967295],
  ['input_batch', '128', ['inputBatch'], 128],
  ['max_percentile', '0', ['calibration', 'maxPercentile'], 0],
  ['max_percentile', '1', ['calibration', 'maxPercentile'], 1],
] as const)('takes the ends of %s: %s', (key, value, path, wanted) => {
  expect(parseRecipe(recipe({ march: 'bernoulli2', [key]: value }), options)).toHaveProperty([...path], wanted);
});

it.each([
  ['optimize_level', '2', "did you mean 'O2'?"],
  ['optimize_level', 'o1', "did you mean 'O1'?"],
  ['optimize_level', '4', "write 'O3', the highest level"],
  ['optimize_level', 'O9', "write 'O3', the highest level"],
  ['optimize_level', '10', "write 'O3', the highest level"],
  ['cal_data_type', 'int8', "did you mean 'uint8'?"],
  ['cal_data_type', 'uint16', /^write 'float32': an input of the model that is not float32 has samples of its own/],
  ['cal_data_type', 'int64', /^write 'float32'/],
  ['cal_data_type', 'bool', /^write 'float32'/],
  ['input_type_rt', 'int8', /^write 'featuremap' for an input that is no image/],
])('knows what %s: %s stands for', (key, value, hint) => {
  expect(problems(recipe({ [key]: value })).map((problem) => problem.hint)).toEqual([
    typeof hint === 'string' ? hint : expect.stringMatching(hint),
  ]);
});
