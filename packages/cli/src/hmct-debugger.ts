import { DebugChannelwiseCommand } from './commands/debug-channelwise-command';
import { DebugAccErrorCommand } from './commands/debug-acc-error-command';
import { DebugDistributionCommand } from './commands/debug-distribution-command';
import { DebugDoctorCommand } from './commands/debug-doctor-command';
import { DebugExplainCommand } from './commands/debug-explain-command';
import { DebugRunallCommand } from './commands/debug-runall-command';
import { DebugSensitivityCommand } from './commands/debug-sensitivity-command';

/** The commands of `hmct-debugger`, in the order of its help. */
export const HMCT_DEBUGGER = [
  DebugDoctorCommand,
  DebugExplainCommand,
  DebugSensitivityCommand,
  DebugAccErrorCommand,
  DebugDistributionCommand,
  DebugChannelwiseCommand,
  DebugRunallCommand,
];

/** Where to look when a model loses accuracy, in the order of the guide: what `--help` ends with. */
export const WAY_TO_ACCURACY = `Where accuracy gets lost, in the order to look

  More than 4 %: the recipe or the data, nearly always. Ask: hmct-debugger doctor recipe.yaml
    - Colours and layout: input_type_train, input_layout_train and input_type_rt say what the network was trained on,
      and what it is fed with.
    - norm_type, mean_value and scale_value: what the recipe does, the samples and the test pictures must not have yet.
    - Samples: how pictures were read (opencv: B, G, R, 0..255; skimage: R, G, B, 0..1), their type (cal_data_type, or
      _f32 at the end of the folder's name), about 100 of them, from every class, none black, white or overexposed.
    - The ..._original_float_model.onnx has to be as good as the network you trained, to three digits or more.

  1.5 to 3 %: another calibration
    - calibration_type: default, which tries several; then kl, or max with max_percentile 0.99999, 0.99995, 0.9999,
      0.9995 and 0.999; per_channel with any of them.
    - More samples, or fewer.
    - run_on_cpu for one or two nodes at the end.

  Still too much: this program
    1. Write debug_mode: 'dump_calibration_data' into model_parameters, and convert.
    2. hmct-debugger explain calibrated_model.onnx calibration_data names causes and cures; runall draws everything.
    3. Give the nodes on top 16 bits (node_info), and see with plot-acc-error -nq what that brings.
`;
