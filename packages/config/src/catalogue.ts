import { defineCatalogue, event } from '@openbpu/diagnostics';
import { valueHint } from './value-hint';

/** The source line and a caret under the place; empty when there is none to show. */
type Shown = Readonly<Record<'excerpt', string>>;

const show = (sentence: string, { excerpt }: Shown) => (excerpt === '' ? sentence : `${sentence}\n${excerpt}`);
const quote = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');
const also = (more: number) => (more === 0 ? '' : `, and in ${more} more ${more === 1 ? 'line' : 'lines'}`);
const codePoint = (character: string) => `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
const suggest = (word: string | undefined) => (word === undefined ? undefined : `did you mean '${word}'?`);
/** The key that takes the keys of another mapping over, where YAML is read with it. */
export const MERGE = '<<';
const NO_MERGE = `a recipe does not read YAML's merge key '${MERGE}'`;
const UNMERGED = 'take it out, and write the keys it stands for out in its place';

/** Everything that can be said about a recipe. */
export const CONFIG = defineCatalogue({
  syntax: event({
    code: 'CFG001',
    severity: 'error',
    when: 'The text of the recipe is not YAML.',
    message: (facts: Shown & { problem: string }) => show(`this is not YAML: ${facts.problem}`, facts),
    hint: 'a recipe is four groups of "key: value" lines, indented with spaces',
  }),
  tab: event({
    code: 'CFG002',
    severity: 'error',
    when: 'A line of the recipe is indented with a tab.',
    message: (facts: Shown & { place: string; more: number; mended?: string }) =>
      show(`the line is indented with a tab at ${facts.place}, which YAML forbids${also(facts.more)}`, facts),
    hint: ({ mended }) => `indent with spaces: ${mended === undefined ? 'two for each level' : `"  ${mended}"`}`,
  }),
  lookalike: event({
    code: 'CFG031',
    severity: 'error',
    when: 'A character stands in the recipe that only looks like one of YAML, such as a full-width colon.',
    message: (facts: Shown & { name: string; character: string; place: string; more: number; mended: string }) =>
      show(
        `a ${facts.name} (${codePoint(facts.character)}) stands at ${facts.place}, which is none of the characters ` +
          `of YAML${also(facts.more)}`,
        facts,
      ),
    hint: ({ mended }) => `write it with the keys of an English keyboard: ${mended}`,
  }),
  noBlank: event({
    code: 'CFG032',
    severity: 'error',
    when: 'No blank stands behind the colon of a key.',
    message: (facts: Shown & { place: string; more: number; mended: string }) =>
      show(`no blank stands behind the colon at ${facts.place}${also(facts.more)}`, facts),
    hint: ({ mended }) => `put a blank behind the colon: ${mended}`,
  }),
  deeper: event({
    code: 'CFG095',
    severity: 'error',
    when: 'A key is indented deeper than the key above it, which has a value.',
    message: (facts: Shown & { place: string; more: number; mended: string }) =>
      show(
        `the key at ${facts.place} is indented deeper than the one above, which has a value${also(facts.more)}`,
        facts,
      ),
    hint: ({ mended }) => `indent it as the one above: "${mended}"`,
  }),
  noColon: event({
    code: 'CFG034',
    severity: 'error',
    when: 'No colon stands between a name and the dict that belongs to it.',
    message: (facts: Shown & { place: string; more: number; mended: string }) =>
      show(`no colon stands between the name at ${facts.place} and its dict${also(facts.more)}`, facts),
    hint: ({ mended }) => `write a colon between them: ${mended}`,
  }),
  duplicateKey: event({
    code: 'CFG003',
    severity: 'error',
    when: 'A key stands twice in the same group.',
    message: (facts: Shown & { key: string }) => show(`key '${facts.key}' stands here a second time`, facts),
    hint: 'keep one of the two',
  }),
  notAMapping: event({
    code: 'CFG004',
    severity: 'error',
    when: 'The recipe, or one of its groups, is not a mapping of keys to values.',
    message: (facts: Shown & { what: string; found: string }) =>
      show(`${facts.what} must hold "key: value" lines, and holds ${facts.found}`, facts),
    hint: 'write "key: value" lines under the group, each on its own line and indented',
  }),
  missingKeys: event({
    code: 'CFG005',
    severity: 'error',
    when: 'Groups or keys that the recipe needs are absent or empty.',
    message: (facts: Shown & { group?: string; keys: readonly string[]; hint?: string }) =>
      show(
        `${facts.group === undefined ? '' : `Key '${facts.group}' error: `}Missing keys: ${quote(facts.keys)}`,
        facts,
      ),
    hint: ({ hint }) => hint ?? 'give every key that is named a value',
  }),
  unknownGroup: event({
    code: 'CFG006',
    severity: 'error',
    when: 'A top-level key of the recipe is not one of its groups.',
    message: (facts: Shown & { group: string; nearest?: string; known: readonly string[] }) =>
      show(facts.group === MERGE ? NO_MERGE : `unknown group '${facts.group}'`, facts),
    hint: ({ group, nearest, known }) =>
      group === MERGE ? UNMERGED : (suggest(nearest) ?? `the groups are ${known.join(', ')}`),
  }),
  unknownKey: event({
    code: 'CFG007',
    severity: 'error',
    when: 'A group holds a key it does not have.',
    message: (facts: Shown & { key: string; group: string; nearest?: string; elsewhere?: string }) =>
      show(facts.key === MERGE ? NO_MERGE : `unknown key '${facts.key}' in ${facts.group}`, facts),
    hint: ({ key, nearest, elsewhere }) =>
      key === MERGE
        ? UNMERGED
        : elsewhere === undefined
          ? (suggest(nearest) ?? `take '${key}' out: the keys of a recipe are listed in the documentation`)
          : `'${key}' belongs in ${elsewhere}`,
  }),
  badValue: event({
    code: 'CFG008',
    severity: 'error',
    when: 'The value of a key is not among those it may have.',
    message: (facts: Shown & { key: string; problem: string; hint?: string }) =>
      show(`${facts.key}: ${facts.problem}`, facts),
    hint: ({ key, hint }) => hint ?? valueHint(key),
  }),
  unknownMarch: event({
    code: 'CFG009',
    severity: 'error',
    when: 'No backend knows the march of the recipe.',
    message: (facts: Shown & { march: string; nearest?: string; known: readonly string[] }) =>
      show(`unknown march '${facts.march}'`, facts),
    hint: ({ nearest, known }) =>
      suggest(nearest) ?? (known.length === 0 ? 'no backend is loaded' : `the known ones are ${known.join(', ')}`),
  }),
  marchRefuses: event({
    code: 'CFG010',
    severity: 'error',
    when: 'The march does not have what a key asks for.',
    message: (facts: Shown & { march: string; key: string; because: string }) =>
      show(`${facts.key} cannot be used with march ${facts.march}: ${facts.because}`, facts),
    hint: ({ key }) => `leave ${key} out, or choose a march that has it`,
  }),
  marchSupersedes: event({
    code: 'CFG011',
    severity: 'warning',
    when: 'A key still works with this march, but another one replaces it.',
    message: (facts: Shown & { march: string; key: string; because: string }) =>
      show(`${facts.key} is superseded on march ${facts.march}: ${facts.because}`, facts),
  }),
  inputTypes: event({
    code: 'CFG012',
    severity: 'error',
    when: 'An input cannot be turned from its runtime type into its training type.',
    message: (facts: Shown & { input: string; train: string; rt: string; allowed: readonly string[] }) =>
      show(`${facts.input}: input_type_rt ${facts.rt} cannot be converted to input_type_train ${facts.train}`, facts),
    hint: ({ train, allowed }) => `for ${train}, input_type_rt may be ${allowed.join(', ')}`,
  }),
  inputNameNeeded: event({
    code: 'CFG013',
    severity: 'error',
    when: 'Keys hold entries for several inputs, and input_name does not name them.',
    message: (facts: Shown & { key: string; entries: number }) =>
      show(`${facts.key} has ${facts.entries} entries, but input_name is not set`, facts),
    hint: 'name the inputs in order: input_name: "first; second"',
  }),
  entryCount: event({
    code: 'CFG014',
    severity: 'error',
    when: 'A key has not one entry per input.',
    message: (facts: Shown & { key: string; entries: number; inputs: number }) =>
      show(
        `${facts.key} has ${facts.entries} ${facts.entries === 1 ? 'entry' : 'entries'} for ` +
          `${facts.inputs} ${facts.inputs === 1 ? 'input' : 'inputs'}`,
        facts,
      ),
    hint:
      "give one entry per input, in the order of input_name, separated by ';'; None stands for an " +
      'input without a value',
  }),
  entryMissing: event({
    code: 'CFG015',
    severity: 'error',
    when: 'One input lacks a value that every input, or its norm_type, needs.',
    message: (facts: Shown & { key: string; input: string; because?: string }) =>
      show(
        `${facts.key} has no value for ` +
          `${facts.input}${facts.because === undefined ? '' : `, and ${facts.because} needs one`}`,
        facts,
      ),
    hint: ({ key }) => `set ${key}, one entry per input separated by ';'`,
  }),
  valueCount: event({
    code: 'CFG016',
    severity: 'error',
    when: 'A mean or a scale has neither one value nor one per channel.',
    message: (facts: Shown & { key: string; input: string; values: number; channels: number }) =>
      show(
        `${facts.key} has ${facts.values} values for ${facts.input}, which has ${facts.channels} ` +
          `${facts.channels === 1 ? 'channel' : 'channels'}`,
        facts,
      ),
    hint: 'give one value for all channels, or one per channel separated by spaces',
  }),
  zeroScale: event({
    code: 'CFG026',
    severity: 'error',
    when: 'A scale is 0, or so small that float32 has only 0 for it.',
    message: (facts: Shown & { input: string; value: number; channel?: number }) =>
      show(
        `scale_value ${facts.value} makes ` +
          `${facts.channel === undefined ? 'every value' : `channel ${facts.channel}`} of ` +
          `${facts.input} 0, whatever it is fed`,
        facts,
      ),
    hint: 'the input is multiplied with it, after the mean: e.g. 0.017 for 1/58.8; 1 leaves a channel as it is',
  }),
  fewKept: event({
    code: 'CFG030',
    severity: 'warning',
    when: 'max_percentile cuts off so much that little of the model can be left.',
    message: (facts: Shown & { value: number }) =>
      show(
        `max_percentile ${facts.value} clips all but the smallest ` +
          `${Number((100 * facts.value).toPrecision(6))} % of the values of every activation`,
        facts,
      ),
    hint: 'usual values are 0.99999, 0.99995, 0.9999, 0.9995 and 0.999',
  }),
  looksLikeDeviation: event({
    code: 'CFG033',
    severity: 'warning',
    when: 'A mean or scale of an image input looks like the mean or standard deviation that the data was divided by.',
    message: (facts: Shown & { input: string; problem: string; mended: string }) =>
      show(`${facts.input}: ${facts.problem}`, facts),
    hint: ({ mended }) => `pixels from 0 to 255 become (x - mean_value) * scale_value: ${mended}`,
  }),
  twoDevices: event({
    code: 'CFG029',
    severity: 'error',
    when: 'A node is asked for on the CPU and on the BPU, by run_on_cpu, run_on_bpu and node_info.',
    message: (facts: Shown & { node: string; cpu: string; bpu: string }) =>
      show(`'${facts.node}' is put on the CPU by ${facts.cpu} and on the BPU by ${facts.bpu}`, facts),
    hint: 'keep it in one of the two',
  }),
  notText: event({
    code: 'CFG027',
    severity: 'error',
    when: 'The recipe is a binary file, or a text that is not UTF-8.',
    message: (facts: Shown & { unicode16: boolean }) =>
      show(
        facts.unicode16
          ? 'this text is UTF-16, and a recipe is UTF-8'
          : 'this is a binary file, and a recipe is a text in YAML',
        facts,
      ),
    hint: ({ unicode16 }) =>
      unicode16
        ? 'save the file as UTF-8'
        : '--config takes the recipe; the model is named inside it (onnx_model, or caffe_model and prototxt)',
  }),
  noEffect: event({
    code: 'CFG017',
    severity: 'warning',
    when: 'A key is set where it changes nothing.',
    message: (facts: Shown & { key: string; because: string }) =>
      show(`${facts.key} has no effect: ${facts.because}`, facts),
  }),
  oddInput: event({
    code: 'CFG018',
    severity: 'error',
    when: 'An nv12 or yuv444 input has an odd height or width.',
    message: (facts: Shown & { input: string; typeRt: string; height: number; width: number }) =>
      show(`${facts.input} is ${facts.height}x${facts.width}: ${facts.typeRt} needs an even height and width`, facts),
    hint: 'use rgb, bgr or gray as input_type_rt, or export the model with even sizes',
  }),
  inputShape: event({
    code: 'CFG019',
    severity: 'error',
    when: 'The shape of an image input has not four dimensions, or not the channels of its type.',
    message: (facts: Shown & { input: string; shape: string; problem: string }) =>
      show(`${facts.input} has shape ${facts.shape}: ${facts.problem}`, facts),
    hint: 'compare input_shape, input_layout_train and input_type_train with the model',
  }),
  inputBatch: event({
    code: 'CFG020',
    severity: 'error',
    when: 'input_batch is used where it cannot be.',
    message: (facts: Shown & { batch: number; because: string }) =>
      show(`input_batch ${facts.batch} cannot be used: ${facts.because}`, facts),
    hint: 'leave input_batch out: the batch of the model stays as it is',
  }),
  unknownInput: event({
    code: 'CFG021',
    severity: 'error',
    when: 'A key speaks of an input that input_name does not list.',
    message: (facts: Shown & { key: string; input: string; nearest?: string }) =>
      show(`${facts.key}: there is no input '${facts.input}'`, facts),
    hint: ({ nearest }) => suggest(nearest) ?? 'the inputs are those of input_name',
  }),
  repeatedInput: event({
    code: 'CFG022',
    severity: 'error',
    when: 'input_name lists a name twice.',
    message: (facts: Shown & { input: string }) => show(`input_name lists '${facts.input}' twice`, facts),
    hint: 'list every input once, in the order the other keys follow',
  }),
  listedTwice: event({
    code: 'CFG035',
    severity: 'warning',
    when: 'A list of what becomes an output holds a name twice.',
    message: (facts: Shown & { key: string; name: string }) =>
      show(`${facts.key} lists '${facts.name}' twice; it is taken once`, facts),
    hint: 'list each name once',
  }),
  twoOutputTypes: event({
    code: 'CFG036',
    severity: 'error',
    when: 'optimization asks for outputs of two types.',
    message: (facts: Shown) => show('optimization asks for int8 outputs and for int16 outputs', facts),
    hint: 'keep one of set_model_output_int8 and set_model_output_int16: all outputs have one type',
  }),
  twoModels: event({
    code: 'CFG023',
    severity: 'error',
    when: 'The recipe names a Caffe and an ONNX model, and nothing says which one is meant.',
    message: (facts: Shown) => show('onnx_model is set beside caffe_model and prototxt', facts),
    hint: 'leave one of the two empty, or say which with --model-type',
  }),
  inputSource: event({
    code: 'CFG028',
    severity: 'error',
    when: 'An input is to come from hardware that does not give its type.',
    message: (facts: Shown & { input: string; source: string; typeRt: string }) =>
      show(`input_source: ${facts.input} is ${facts.typeRt}, which the ${facts.source} does not give`, facts),
    hint: 'the pyramid and the resizer give nv12 and gray; everything else comes from ddr',
  }),
  outsideGroup: event({
    code: 'CFG025',
    severity: 'error',
    when: 'A key stands beside the groups instead of inside one.',
    message: (facts: Shown & { key: string; group: string }) =>
      show(`key '${facts.key}' stands outside its group`, facts),
    hint: ({ group }) => `indent it under ${group}`,
  }),
  chain: event({
    code: 'CFG061',
    severity: 'error',
    when: 'A transformer does not fit what the ones before it make of a picture.',
    message: (facts: Shown & { key: string; problem: string; hint: string }) =>
      show(`${facts.key}: ${facts.problem}`, facts),
    hint: ({ hint }) => hint,
  }),
  chainInput: event({
    code: 'CFG063',
    severity: 'error',
    when: 'The transformers make other samples than the recipe says of an input.',
    message: (facts: Shown & { input: string; problem: string; hint: string }) =>
      show(`transformers: ${facts.problem} of ${facts.input}`, facts),
    hint: ({ hint }) => hint,
  }),
  noPictures: event({
    code: 'CFG064',
    severity: 'error',
    when: 'preprocess_on is set for an input that is no picture.',
    message: (facts: Shown & { input: string }) =>
      show(`preprocess_on reads pictures, and ${facts.input} is a featuremap`, facts),
    hint: 'leave preprocess_on out, and write the samples as the model takes them',
  }),
  preprocessOn: event({
    code: 'CFG065',
    severity: 'warning',
    when: 'preprocess_on is set.',
    message: (facts: Shown) =>
      show('preprocess_on squeezes every picture to the input, whatever the model was trained with', facts),
    hint: 'write the steps of the training into a group preprocess, or leave preprocess_on out and use data_preprocess',
  }),
  noTransformers: event({
    code: 'CFG062',
    severity: 'error',
    when: 'A group preprocess says nothing of transformers.',
    message: (facts: Shown) => show('preprocess has no transformers', facts),
    hint:
      "write them under preprocess, e.g. transformers: 'ShortSideResize(short_size=256); CenterCrop(crop_size=224); " +
      "HWC2CHW; BGR2RGB'",
  }),
  customOpAlone: event({
    code: 'CFG071',
    severity: 'error',
    when: 'A key of custom operators is set without another that it goes with.',
    message: (facts: Shown & { key: string; lacks: string; hint: string }) =>
      show(`${facts.key} is set and ${facts.lacks} is not`, facts),
    hint: ({ hint }) => hint,
  }),
  more: event({
    code: 'CFG060',
    severity: 'error',
    when: 'A recipe has more errors than are shown.',
    message: ({ count }: { count: number }) => `and ${count} more errors`,
    hint: 'mend the first ones, and check that this is the file you meant',
  }),
});
