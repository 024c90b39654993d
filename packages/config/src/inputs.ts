import { type Diagnostic } from '@openbpu/diagnostics';
import type { RuntimeType, TrainingType } from '@openbpu/tensor';
import { CONFIG } from './catalogue';
import { type GroupView } from './group-view';
import { checkInputShape, inputLabel } from './input-shape';
import { channelsOf, runtimeTypesFor } from './input-types';
import { misreadNorm } from './misread-norm';
import { type MarchRules } from './march-rules';
import { inputFieldsOf, missingEntries, perInputKeys } from './fields';
import type { InputRecipe } from './recipe';
import type { CalDataType, NormType } from './words';

type Report = (diagnostic: Diagnostic) => void;

const PER_INPUT = perInputKeys('input_parameters');
const PER_INPUT_CALIBRATION = perInputKeys('calibration_parameters');

/**
 * The inputs, one per entry of `input_name`, with everything checked that needs no model. Inputs with complaints
 * that leave no sensible value are left out; keys that are absent altogether are the caller's complaint.
 */
export function buildInputs(
  group: GroupView<'input_parameters'>,
  calibration: GroupView<'calibration_parameters'>,
  rules: MarchRules | undefined,
  report: Report,
): InputRecipe[] {
  if (!checkCounts(group, calibration, report)) return [];
  const names = group.values.input_name ?? [undefined];
  const inputs = names.map((name, index) => new InputBuilder(group, calibration, rules, report, index, name).build());
  checkBatch(group, names.length, report);
  return inputs.filter((input) => input !== undefined);
}

/** Every list has as many entries as there are inputs. */
function checkCounts(
  group: GroupView<'input_parameters'>,
  calibration: GroupView<'calibration_parameters'>,
  report: Report,
): boolean {
  const lists = [
    ...PER_INPUT.map((key) => ({ key, entries: group.values[key]?.length, place: group.place(key) })),
    ...PER_INPUT_CALIBRATION.map((key) => ({
      key,
      entries: calibration.values[key]?.length,
      place: calibration.place(key),
    })),
  ];
  const names = group.values.input_name;
  if (names === undefined) {
    const several = lists.find(({ entries }) => entries !== undefined && entries > 1);
    if (several?.entries === undefined || group.has('input_name')) return several === undefined;
    report(
      CONFIG.inputNameNeeded(
        { key: several.key, entries: several.entries, excerpt: several.place.excerpt },
        several.place.at,
      ),
    );
    return false;
  }
  let right = true;
  const { at, excerpt } = group.place('input_name');
  for (const input of names.filter((name, index) => names.indexOf(name) < index)) {
    report(CONFIG.repeatedInput({ input, excerpt }, at));
    right = false;
  }
  for (const { key, entries, place } of lists) {
    if (entries === undefined || entries === names.length) continue;
    report(CONFIG.entryCount({ key, entries, inputs: names.length, excerpt: place.excerpt }, place.at));
    right = false;
  }
  return right;
}

function checkBatch(group: GroupView<'input_parameters'>, inputs: number, report: Report): void {
  const batch = group.values.input_batch ?? 1;
  const first = group.values.input_shape?.[0]?.[0] ?? 1;
  if (batch === 1 || (inputs === 1 && first === 1)) return;
  const { at, excerpt } = group.place('input_batch');
  const because =
    inputs === 1
      ? `the first dimension of input_shape is ${first}, and must be 1`
      : `the model has ${inputs} inputs, and it is for one`;
  report(CONFIG.inputBatch({ batch, because, excerpt }, at));
}

class InputBuilder {
  private readonly label: string;

  constructor(
    private readonly group: GroupView<'input_parameters'>,
    private readonly calibration: GroupView<'calibration_parameters'>,
    private readonly rules: MarchRules | undefined,
    private readonly report: Report,
    private readonly index: number,
    private readonly name: string | undefined,
  ) {
    this.label = inputLabel(name);
  }

  build(): InputRecipe | undefined {
    const { values } = this.group;
    for (const key of missingEntries('input_parameters', values, this.index)) this.missing(key);
    const typeTrain = values.input_type_train?.[this.index];
    const typeRt = values.input_type_rt?.[this.index];
    const calDataDir = this.calDataDir();
    if (typeTrain !== undefined && typeRt !== undefined) this.checkTypes(typeRt, typeTrain);
    const channels = this.channels();
    const mean = this.normValues('mean_value', 'data_mean', channels);
    const scale = this.normValues('scale_value', 'data_scale', channels);
    const said = inputFieldsOf('input_parameters', values, this.index);
    const data = inputFieldsOf('calibration_parameters', this.calibration.values, this.index);
    if (said === undefined || data === undefined) return undefined;
    const { mean: _mean, scale: _scale, layoutRt, ...others } = said;
    const input = { ...(this.name === undefined ? {} : { name: this.name }), ...others };
    if (input.shape !== undefined)
      checkInputShape(input, input.shape, this.group.place('input_shape')).forEach(this.report);
    if (input.typeTrain !== 'featuremap') this.checkPixels(mean, scale);
    const calDataType = this.calDataType(calDataDir);
    return {
      ...input,
      ...data,
      ...(layoutRt === undefined || input.typeRt === 'nv12' ? {} : { layoutRt }),
      ...(mean === undefined ? {} : { mean }),
      ...(scale === undefined ? {} : { scale }),
      ...(calDataType === undefined ? {} : { calDataType }),
    };
  }

  /** How many there are, as far as the recipe says. */
  private channels(): number | undefined {
    const { input_type_train: types, input_layout_train: layouts, input_shape: shapes } = this.group.values;
    const [type, layout, shape] = [types?.[this.index], layouts?.[this.index], shapes?.[this.index]];
    if (type === undefined) return undefined;
    const ofShape = shape?.length === 4 && layout ? shape[layout === 'NCHW' ? 1 : 3] : undefined;
    return channelsOf(type) ?? ofShape;
  }

  private missing(key: string, because?: string): void {
    const { at, excerpt } = key.startsWith('cal_') ? this.calibration.place(key) : this.group.place(key);
    this.report(
      CONFIG.entryMissing({ key, input: this.label, ...(because === undefined ? {} : { because }), excerpt }, at),
    );
  }

  private checkTypes(typeRt: RuntimeType, typeTrain: TrainingType): void {
    const layoutRt = this.group.values.input_layout_rt?.[this.index];
    const allowed = runtimeTypesFor(typeTrain);
    if (!allowed.includes(typeRt)) {
      const { at, excerpt } = this.group.place('input_type_rt');
      this.report(CONFIG.inputTypes({ input: this.label, train: typeTrain, rt: typeRt, allowed, excerpt }, at));
    }
    const refused = this.rules?.refusedInputs.find(
      (rule) => rule.typeRt === typeRt && (rule.layoutRt === undefined || rule.layoutRt === layoutRt),
    );
    if (refused !== undefined && this.rules !== undefined) {
      const key = refused.layoutRt === undefined ? 'input_type_rt' : 'input_layout_rt';
      const { at, excerpt } = this.group.place(key);
      const what = refused.layoutRt === undefined ? typeRt : `${refused.layoutRt} with input_type_rt ${typeRt}`;
      this.report(
        CONFIG.marchRefuses({ march: this.rules.march, key: `${key} ${what}`, because: refused.because, excerpt }, at),
      );
    }
    if (typeRt === 'nv12' && layoutRt === 'NCHW')
      this.noEffect('input_layout_rt', `${this.label} is nv12, whose planes have an order of their own`);
    if (typeRt !== 'nv12' && this.group.values.input_space_and_range?.[this.index] === 'bt601_video') {
      this.noEffect('input_space_and_range', `${this.label} is ${typeRt}, and the range is a property of nv12`);
    }
  }

  private noEffect(key: string, because: string): void {
    const { at, excerpt } = this.group.place(key);
    this.report(CONFIG.noEffect({ key, because, excerpt }, at));
  }

  /**
   * The mean or scale when `norm_type` is `alone` or uses both; the number of values must be one, or the channels where
   * they are known.
   */
  private normValues(
    key: 'mean_value' | 'scale_value',
    alone: NormType,
    channels: number | undefined,
  ): readonly number[] | undefined {
    const type = this.group.values.norm_type?.[this.index];
    if (type === undefined) return undefined;
    const values = this.group.values[key]?.[this.index];
    const norm = `norm_type ${type}`;
    if (type !== alone && type !== 'data_mean_and_scale') {
      if (values !== undefined) this.noEffect(key, `${this.label} has ${norm}`);
      return undefined;
    }
    if (values === undefined) {
      if (this.group.values[key] !== undefined || !this.group.has(key)) this.missing(key, norm);
      return undefined;
    }
    if (channels !== undefined && values.length !== 1 && values.length !== channels) {
      const { at, excerpt } = this.group.place(key);
      this.report(CONFIG.valueCount({ key, input: this.label, values: values.length, channels, excerpt }, at));
    }
    if (key === 'scale_value') this.checkScale(values);
    return values;
  }

  /** No scale is 0 as float32, which it is in the model. */
  private checkScale(values: readonly number[]): void {
    const index = values.findIndex((value) => Math.fround(value) === 0);
    if (index < 0) return;
    const { at, excerpt } = this.group.place('scale_value');
    this.report(
      CONFIG.zeroScale(
        { input: this.label, value: values[index], ...(values.length === 1 ? {} : { channel: index }), excerpt },
        at,
      ),
    );
  }

  /** Warns of the mean and deviation of pixels, or of pixels from 0 to 1, in place of what a recipe takes. */
  private checkPixels(mean: readonly number[] | undefined, scale: readonly number[] | undefined): void {
    const said = misreadNorm(mean, scale);
    if (said === undefined) return;
    const { at, excerpt } = this.group.place(said.key);
    this.report(CONFIG.looksLikeDeviation({ input: this.label, ...said, excerpt }, at));
  }

  private calDataDir(): string | undefined {
    const { cal_data_dir: dirs, calibration_type: type = 'default' } = this.calibration.values;
    const dir = dirs?.[this.index];
    if (dirs !== undefined && dir === undefined && type !== 'skip' && type !== 'load')
      this.missing('cal_data_dir', `calibration_type ${type}`);
    return dir;
  }

  private calDataType(dir: string | undefined): CalDataType | undefined {
    const stated = this.calibration.values.cal_data_type?.[this.index];
    if (stated !== undefined || dir === undefined) return stated;
    return /_f32[/\\]*$/.test(dir) ? 'float32' : 'uint8';
  }
}
