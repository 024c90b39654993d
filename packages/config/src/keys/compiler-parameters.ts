import { dictOf, flag, integerIn, oneOf } from '../readers';
import { COMPILE_MODES, INPUT_SOURCES, OPTIMIZE_LEVELS } from '../words';
import { key } from './key';

const HIGHER_LEVELS = { of: /^O?(?:[4-9]|\d{2,})$/i, hint: "write 'O3', the highest level" };

/** How the program is made. */
export const COMPILER_PARAMETERS = {
  compile_mode: key('Spare time, or memory traffic.', oneOf(COMPILE_MODES), {
    example: "'bandwidth'",
    default: 'latency',
    beside: { optimize_level: 'bandwidth has no effect with O0, which compares nothing' },
  }),
  debug: key('Show what every layer costs in the report, and store it in the compiled model.', flag, {
    example: 'True',
    default: 'False',
  }),
  core_num: key('Cores that share one inference.', integerIn(1, 2), {
    example: '2',
    default: '1',
    beside: { march: 'must have so many cores' },
  }),
  optimize_level: key('Effort of the compiler; O3 for results that count.', oneOf(OPTIMIZE_LEVELS, [HIGHER_LEVELS]), {
    example: "'O3'",
    required: 'always',
    beside: { compile_mode: 'says what is compared, from O1 on' },
  }),
  input_source: key(
    'Where each input comes from on the board; chosen from input_type_rt when unset.',
    dictOf('{"input": "ddr", "pyramid" or "resizer"}', oneOf(INPUT_SOURCES)),
    {
      example: '{"data": "pyramid"}',
      beside: { input_type_rt: 'the pyramid and the resizer give nv12 and gray', input_name: 'names the inputs' },
    },
  ),
  max_time_per_fc: key('Longest function-call in microseconds; 0 is no limit.', integerIn(1000, 4294967295, [0]), {
    example: '1000',
    default: '0',
  }),
  jobs: key('Threads of the conversion, where --threads does not say; changes no result.', integerIn(1, Infinity), {
    example: '8',
    beside: { '--threads': 'goes before it' },
  }),
} as const;
