import { type KeyExplanation, explainKey } from './explain-key';
import { RECIPE_KEYS } from './recipe-keys';
import { rules } from './recipe-text.fixture';

function explained(key: string): KeyExplanation {
  const found = explainKey(key, rules);
  if ('known' in found) throw new Error(`no key ${key}`);
  return found;
}

const verdicts = (key: string) =>
  explained(key).marches.map(({ march, verdict, because }) => [march, verdict, because].join(' '));

it('tells of every key what the description and the marches say', () => {
  for (const { key, group } of RECIPE_KEYS)
    expect(explainKey(key, rules)).toMatchObject({
      key,
      group,
      marches: [{ march: 'bernoulli2' }, { march: 'bayes-e' }],
    });
  expect(explainKey('max_percentile', rules)).toMatchObject({
    values: '0 to 1',
    default: '1.0',
    example: '0.99995',
    ours: false,
    beside: { calibration_type: expect.stringContaining('no effect') },
    marches: [{ board: 'RDK X3', verdict: 'valid' }, { verdict: 'valid' }],
  });
  expect(explained('transformers').ours).toBe(true);
});

it('tells which march has which values', () => {
  expect(verdicts('node_info')[0]).toMatch(/^bernoulli2 refused its nodes have no 16-bit types/);
  expect(verdicts('run_on_cpu')).toEqual(['bernoulli2 valid ', 'bayes-e superseded node_info replaces it']);
  expect(verdicts('core_num')).toEqual(['bernoulli2 valid ', 'bayes-e some values only 1']);
  expect(verdicts('optimization')[0]).toMatch(/^bernoulli2 some values no set_model_output_int16/);
  expect(verdicts('input_layout_rt')).toEqual([
    'bernoulli2 some values not yuv444 in NCHW: use NHWC',
    'bayes-e valid ',
  ]);
  expect(verdicts('input_type_rt')[0]).toBe('bernoulli2 some values not yuv444 in NCHW: use NHWC');
});

it('knows no other key, and names the nearest', () => {
  const known = RECIPE_KEYS.map(({ key }) => key);
  expect(explainKey('max_percentil', rules)).toEqual({ known, nearest: 'max_percentile' });
  expect(explainKey('calibration', rules)).toMatchObject({ nearest: 'calibration_type' });
  expect(explainKey('', rules)).toEqual({ known });
});
