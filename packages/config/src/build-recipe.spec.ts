import { CollectingSink } from '@openbpu/diagnostics';
import { parseRecipe } from './parse-recipe';
import { codes, options, recipe } from './recipe-text.fixture';

/** The codes of all that is said of a recipe that is read, with the keys that they are about. */
function warned(changes: Record<string, string | undefined>): string[] {
  const sink = new CollectingSink();
  parseRecipe(recipe(changes), { ...options, sink });
  return sink.diagnostics.map(
    ({ code, at, message }) => `${code} ${at?.name}: ${message.split('\n')[0].split('effect: ').at(-1)}`,
  );
}

it.each(['default', 'mix', 'kl', 'skip', 'load'])('warns of a percentile where %s finds thresholds', (type) => {
  const said = warned({
    calibration_type: type,
    max_percentile: '0.999',
    cal_data_dir: ['load', 'skip'].includes(type) ? undefined : 'd',
  });
  expect(said).toEqual([`CFG017 max_percentile: calibration_type is ${type}, and it is for max`]);
  expect(warned({ calibration_type: 'max', max_percentile: '0.999' })).toEqual([]);
});

it('warns of thresholds of channels where the type does not leave them to the recipe', () => {
  const said = (calibration_type: string, per_channel = 'True') =>
    warned({
      calibration_type,
      per_channel,
      cal_data_dir: ['load', 'skip'].includes(calibration_type) ? undefined : 'd',
    });
  expect(said('default')).toEqual(['CFG017 per_channel: calibration_type default chooses by itself']);
  expect(said('load')).toEqual(['CFG017 per_channel: calibration_type load takes what the model says']);
  for (const type of ['mix', 'kl', 'max', 'skip']) expect([type, said(type)]).toEqual([type, []]);
  expect(said('load', 'False')).toEqual([]);
});

it('warns of samples that load does not read, and asks for none', () => {
  const because = 'calibration_type is load, which reads no samples';
  const said = (more: Record<string, string | undefined>) => warned({ calibration_type: 'load', ...more });
  expect(said({ cal_data_dir: undefined })).toEqual([]);
  expect(said({})).toEqual([`CFG017 cal_data_dir: ${because}`]);
  expect(said({ cal_data_dir: undefined, cal_data_type: 'float32' })).toEqual([`CFG017 cal_data_type: ${because}`]);
  expect(warned({ calibration_type: 'mix' })).toEqual([]);
  expect(codes(recipe({ calibration_type: 'mix', cal_data_dir: undefined }))).toEqual([
    'CFG005 calibration_parameters',
  ]);
});
