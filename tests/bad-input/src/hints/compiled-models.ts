import { type HintCase, command } from './hint-case';

const PACKED = command('hb_pack out/net.bin -o new.bin');
const INFER = 'infer --image a.bmp --resize 8x8 --model';

/** What the programs say of compiled models; `packed.bin` holds the model of `out`. */
export const COMPILED_MODELS: readonly HintCase[] = [
  ['CLI055', command('hb_pack -o new.bin'), /^e\.g\. hb_pack model1\.bin model2\.bin/, PACKED],
  ['ART009', command(`${INFER} packed.bin`), /give one of the files that were packed/, command(`${INFER} out/net.bin`)],
  ['BRD004', command('hb_pack packed.bin -o new.bin'), /the files that it was packed from/, PACKED],
  [
    'BRD005',
    command('hb_pack out/net.bin out/net.bin -o new.bin'),
    /output_model_file_prefix/,
    command('hb_pack out/net.bin second/second.bin -o new.bin'),
  ],
  [
    'BRD006',
    command('hb_pack out/net.bin x3/x3.bin -o new.bin'),
    /the models of each march by themselves/,
    command('hb_pack x3/x3.bin -o new.bin'),
  ],
];
