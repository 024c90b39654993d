import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { parseRecipe } from './parse-recipe';
import { BASE, options, recipe } from './recipe-text.fixture';

/** Codes and messages, warnings first. */
function said(text: string): string[] {
  const sink = new CollectingSink();
  const shown = (list: DiagnosticError['diagnostics']) =>
    list.map(({ code, at, message, hint }) => `${code} ${at?.line}:${at?.column} ${message.split('\n')[0]} | ${hint}`);
  try {
    parseRecipe(text, { ...options, sink });
    return shown(sink.diagnostics);
  } catch (error) {
    if (error instanceof DiagnosticError) return [...shown(sink.diagnostics), ...shown(error.diagnostics)];
    throw error;
  }
}

const chain = (transformers: string, text = BASE, readMode = 'opencv') =>
  `${text}preprocess:\n  read_mode: ${readMode}\n  transformers: ${transformers}\n`;
const on = (text = BASE) =>
  text.replace('calibration_parameters:\n', 'calibration_parameters:\n  preprocess_on: True\n');
const map = BASE.replace("'nv12'", "'featuremap'").replace("'rgb'", "'featuremap'");

it('takes a chain that ends in what samples hold', () => {
  expect(said(chain('BGR2RGB; HWC2CHW'))).toEqual([]);
  expect(said(chain('Scale(255); HWC2CHW', BASE, 'skimage'))).toEqual([]);
  const nhwc = recipe({ input_layout_train: 'NHWC', input_type_train: 'bgr' });
  expect(said(chain('CenterCrop(8)', nhwc))).toEqual([]);
});

it.each([
  [
    'HWC2CHW',
    /^CFG063 18:17 transformers: they give bgr, and rgb is input_type_train of the input \| add BGR2RGB, or set/,
  ],
  [
    'HWC2CHW; BGR2GRAY',
    /they give gray, .* \| take the transformer that gives gray out, or set input_type_train: 'gray'/,
  ],
  ['BGR2RGB', /they give NHWC, and NCHW is input_layout_train of the input \| add HWC2CHW$/],
  ['BGR2RGB; HWC2CHW; Scale(0.5)', /they give values of 0 to 127.5, .* \| take Mean and Scale out/],
  ['BGR2RGB; HWC2CHW; Mean(128)', /they give values of -128 to 127, /],
])('refuses %s', (transformers, problem) => {
  expect(said(chain(transformers))).toEqual([expect.stringMatching(problem)]);
});

it('refuses a surplus HWC2CHW, and 0 to 1', () => {
  const nhwc = recipe({ input_layout_train: 'NHWC' });
  expect(said(chain('BGR2RGB; HWC2CHW', nhwc))).toEqual([expect.stringMatching(/they give NCHW, .*take HWC2CHW out$/)]);
  expect(said(chain('HWC2CHW', BASE, 'skimage'))).toEqual([
    expect.stringMatching(/they give values of 0 to 1, .* \| add Scale\(scale_value=255\)$/),
  ]);
});

it('says of preprocess_on that the guide advises against it, once, where it stands', () => {
  expect(said(on())).toEqual([expect.stringMatching(/^CFG065 11:18 preprocess_on squeezes/)]);
  expect(said(on().replace('True', 'False'))).toEqual([]);
  expect(parseRecipe(on(), options).calibration.preprocessOn).toBe(true);
});

it('refuses preprocess_on for what is no picture', () => {
  expect(said(on(map))).toEqual([
    expect.stringMatching(/^CFG065/),
    expect.stringMatching(/^CFG064 11:18 preprocess_on reads pictures, and the input is a featuremap/),
  ]);
});

it('says what has no effect', () => {
  expect(said(on(chain('BGR2RGB; HWC2CHW')))).toEqual([
    expect.stringMatching(/^CFG\d+ 11:18 preprocess_on has no effect: the group/),
  ]);
  expect(said(on(recipe({ calibration_type: 'skip' })))).toEqual([
    expect.stringMatching(/preprocess_on has no effect: .*skip/),
    expect.stringMatching(/cal_data_dir has no effect: .*skip/),
  ]);
  const loaded = recipe({ calibration_type: 'load', cal_data_dir: undefined });
  expect(said(on(loaded))).toEqual([expect.stringMatching(/preprocess_on has no effect: .*load, which reads no/)]);
  expect(said(chain('BGR2RGB; HWC2CHW', loaded))).toEqual([
    expect.stringMatching(/transformers has no effect: .*load, which reads no/),
  ]);
  expect(said(chain('BGR2RGB; HWC2CHW', map))).toEqual([
    expect.stringMatching(/transformers has no effect: no input is a picture/),
  ]);
  const typed = recipe({ cal_data_type: 'float32' });
  expect(said(chain('BGR2RGB; HWC2CHW', typed))).toEqual([
    expect.stringMatching(/cal_data_type has no effect: the samples come from pictures/),
  ]);
  expect(said(on(typed))).toHaveLength(2);
  expect(said(typed)).toEqual([]);
});
