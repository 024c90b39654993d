import type { Diagnostic } from '@openbpu/diagnostics';
import type { PictureChain } from '@openbpu/tensor';
import { CONFIG } from './catalogue';
import { chainOutcome, range } from './chain-outcome';
import type { GroupViews } from './group-view';
import { inputLabel } from './input-shape';
import type { InputRecipe } from './recipe';

type Report = (diagnostic: Diagnostic) => void;

/** Holds what is said of pictures in place of samples against the inputs. */
export function checkPictures(
  groups: GroupViews,
  chain: PictureChain | undefined,
  inputs: readonly InputRecipe[],
  report: Report,
): void {
  const { calibration_parameters: calibration, preprocess: group } = groups;
  const noEffect = (key: string, because: string, { at, excerpt } = calibration.place(key)) =>
    report(CONFIG.noEffect({ key, because, excerpt }, at));
  const pictures = inputs.filter(({ typeTrain }) => typeTrain !== 'featuremap');
  if (chain !== undefined && inputs.length > 0) {
    for (const input of pictures) checkChain(groups, chain, input, report);
    if (pictures.length === 0) noEffect('transformers', 'no input is a picture', group.place('transformers'));
    else if (calibration.values.calibration_type === 'load')
      noEffect('transformers', 'calibration_type is load, which reads no samples', group.place('transformers'));
  }
  if (calibration.values.preprocess_on) checkPreprocessOn(groups, inputs, report, noEffect);
  const read = chain !== undefined || calibration.values.preprocess_on === true;
  const skipped = calibration.values.calibration_type === 'skip';
  if (read && !skipped && pictures.length === inputs.length && pictures.length > 0 && calibration.has('cal_data_type'))
    noEffect('cal_data_type', 'the samples come from pictures');
}

function checkPreprocessOn(
  { calibration_parameters: calibration, preprocess }: GroupViews,
  inputs: readonly InputRecipe[],
  report: Report,
  noEffect: (key: string, because: string) => void,
): void {
  const { at, excerpt } = calibration.place('preprocess_on');
  const { calibration_type: type } = calibration.values;
  if (preprocess.has('transformers')) noEffect('preprocess_on', 'the group preprocess says what pictures become');
  else if (type === 'skip' || type === 'load')
    noEffect('preprocess_on', `calibration_type is ${type}, which reads no samples`);
  else report(CONFIG.preprocessOn({ excerpt }, at));
  for (const { name, typeTrain } of inputs)
    if (typeTrain === 'featuremap') report(CONFIG.noPictures({ input: inputLabel(name), excerpt }, at));
}

/** A chain ends in what calibration samples hold: the training type and layout, 0 to 255. */
function checkChain(
  { preprocess }: GroupViews,
  chain: PictureChain,
  { name, typeTrain, layoutTrain }: InputRecipe,
  report: Report,
): void {
  const outcome = chainOutcome(chain);
  if ('problem' in outcome) return;
  const { at, excerpt } = preprocess.place('transformers');
  const refuse = (problem: string, hint: string) =>
    report(CONFIG.chainInput({ input: inputLabel(name), problem, hint, excerpt }, at));
  const layout = outcome.layout === 'CHW' ? 'NCHW' : 'NHWC';
  if (outcome.colour !== typeTrain)
    refuse(
      `they give ${outcome.colour}, and ${typeTrain} is input_type_train`,
      outcome.colour === 'rgb' || outcome.colour === 'bgr'
        ? `add ${outcome.colour.toUpperCase()}2${typeTrain.toUpperCase()}, or set input_type_train: '${outcome.colour}'`
        : `take the transformer that gives ${outcome.colour} out, or set input_type_train: '${outcome.colour}'`,
    );
  if (layout !== layoutTrain)
    refuse(
      `they give ${layout}, and ${layoutTrain} is input_layout_train`,
      layout === 'NHWC' ? 'add HWC2CHW' : 'take HWC2CHW out',
    );
  if (outcome.low !== 0 || outcome.high !== 255)
    refuse(
      `they give values of ${range(outcome)}, and 0 to 255 is what samples hold`,
      outcome.low === 0 && outcome.high === 1
        ? 'add Scale(scale_value=255)'
        : 'take Mean and Scale out: mean_value and scale_value are built into the model',
    );
}
