import { bmp } from '@openbpu/testkit';
import { CUSTOM_MODULE } from './custom-operators';
import { type HintCase, command } from './hint-case';

const PERF = 'hrt_model_exec perf --model_file out/net.bin';

const INFER = 'hrt_model_exec infer --model_file out/net.bin --input_file a.bmp';
/** Enough of them for every input here. */
const NUMBERS = '1 2,3\n'.repeat(100);
const raw = (bytes: number) =>
  command('hrt_model_exec infer --model_file out/net.bin --input_file x.bin', { 'x.bin': new Uint8Array(bytes) });
const text = (content: string) =>
  command('hrt_model_exec infer --model_file two/net.bin --input_file a.bmp,f.txt', { 'f.txt': content });
const CUSTOM = 'hrt_model_exec infer --model_file custom/net.bin --input_file a.bmp';
const part = (words: string) =>
  command(`hrt_model_exec infer --model_file resizer/resizer.bin --roi_infer --input_file ${words}`, {
    'wide.bmp': bmp(10, 10, (x, y) => [20 * x, 20 * y, 0]),
  });

/** What is said of compiled models that run by their clock, or on the simulator. */
export const BOARD_RUNS: readonly HintCase[] = [
  [
    'BRD001',
    command(`${PERF},second/second.bin`),
    /name one, e\.g\. net/,
    command(`${PERF},second/second.bin --model_name=net`),
  ],
  [
    'BRD007',
    command('hrt_model_exec perf --model_file out/net.bin,real/net.bin --model_name=net'),
    /^give one of the two files, out\/net\.bin or real\/net\.bin$/,
    command(`${PERF} --model_name=net`),
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
  ['CLI076', command(`${INFER} --dump_format=npy`), /leave it out for bin/, command(INFER)],
  ['PIP143', command(`${INFER},a.bmp`), /^give one, in this order/, command(INFER)],
  ['PIP144', raw(191), /model_info prints the shape/, raw(192)],
  ['PIP145', text(`1 2 x ${NUMBERS}`), /blanks, commas or lines between/, text(NUMBERS)],
  ['PIP146', text('1 2 3'), /model_info prints the shape/, text(NUMBERS)],
  ['PIP175', text(NUMBERS), /^a comma parts numbers/, text('0.5 '.repeat(256))],
  [
    'PIP174',
    command('hb_model_info gone/net.bin', { 'deleted_nodes_info.txt/x': '' }),
    /^run it in a folder that you may write to/,
    command('hb_model_info gone/net.bin'),
  ],
  [
    'PIP147',
    command('hrt_model_exec infer --model_file out/net.bin --input_file x.txt', { 'x.txt': NUMBERS }),
    /a file that ends in \.bin/,
    raw(192),
  ],
  ['PIP148', part('wide.bmp --roi=1,0,3,3'), /^it is left,top,right,bottom/, part('wide.bmp --roi=2,4,5,7')],
  ['PIP149', part('good.npy --roi=0,0,3,3'), /give a jpg, jpeg or png/, part('wide.bmp --roi=0,0,3,3')],
  ['PIP170', part('wide.bmp'), /^e\.g\. --roi=/, part('wide.bmp --roi=0,0,3,3')],
  [
    'PIP172',
    command('hrt_bin_dump --model_file out/net.bin --input_file a.bmp'),
    /convert it with layer_out_dump: True/,
    command('hrt_bin_dump --model_file layers/net.bin --input_file a.bmp'),
  ],
  [
    'PIP173',
    command('hrt_bin_dump --model_file layers/net.bin --input_file a.bmp --conv_mapping_file text.npy'),
    /leave --conv_mapping_file out/,
    command('hrt_bin_dump --model_file layers/net.bin --input_file a.bmp'),
  ],
  [
    'PIP090',
    command(CUSTOM, { 'op.mjs': CUSTOM_MODULE }),
    /give it: --custom-op op\.mjs/,
    command(`${CUSTOM} --custom-op op.mjs`, { 'op.mjs': CUSTOM_MODULE }),
  ],
];
