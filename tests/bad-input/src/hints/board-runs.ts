import { type HintCase, command } from './hint-case';

const PERF = 'hrt_model_exec perf --model_file out/net.bin';

/** What is said of compiled models that run by their clock, or on the simulator. */
export const BOARD_RUNS: readonly HintCase[] = [
  [
    'BRD001',
    command(`${PERF},second/second.bin`),
    /name one, e\.g\. net/,
    command(`${PERF},second/second.bin --model_name=net`),
  ],
  ['BRD041', command(`${PERF} --core_id=2`), /^0 takes whichever core is free/, command(`${PERF} --core_id=0`)],
  ['CLI075', command(`${PERF} --thread_num=0`), /^leave --thread_num out for 1/, command(PERF)],
  ['PIP140', command(`${PERF} --thread_num=9`), /the most is 8/, command(`${PERF} --thread_num=8`)],
  [
    'PIP141',
    command('hrt_model_exec perf --model_file dual/dual.bin --core_id=1'),
    /convert with core_num: 1/,
    command('hrt_model_exec perf --model_file x3/x3.bin --core_id=1'),
  ],
];
