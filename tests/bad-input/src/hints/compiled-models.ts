import { type HintCase, command } from './hint-case';

const PACKED = command('hb_pack out/net.bin -o new.bin');
const MODIFY = 'hb_model_modifier out/net.bin';
const INFER = 'infer --image a.bmp --resize 8x8 --model';

const VERIFY = 'hb_model_verifier -b out/net.bin -q out/net_quantized_model.onnx';
const TWO = 'hb_model_verifier -b two/net.bin -q two/net_quantized_model.onnx';

/** What the programs say of compiled models; `packed.bin` holds the model of `out`. */
export const COMPILED_MODELS: readonly HintCase[] = [
  ['CLI055', command('hb_pack -o new.bin'), /^e\.g\. hb_pack model1\.bin model2\.bin/, PACKED],
  ['ART009', command(`${INFER} packed.bin`), /give one of the files that were packed/, command(`${INFER} out/net.bin`)],
  ['PIP099', command('hb_pack out/net.bin -o out/net.bin'), /e\.g\. -o comb\.bin$/, PACKED],
  [
    'PIP099',
    command(`${MODIFY} -r prob -o out/../out/net.bin`),
    /e\.g\. -o small\.bin$/,
    command(`${MODIFY} -r prob -o small.bin`),
  ],
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
  [
    'BRD002',
    command('hb_model_info packed.bin -m nett'),
    /did you mean "net"\?/,
    command('hb_model_info packed.bin -m net'),
  ],
  ['BRD010', command(`${MODIFY} -r probb`), /did you mean "prob"\?/, command(`${MODIFY} -r prob`)],
  ['BRD010', command(`${MODIFY} -r fc`), /leave it out/, command(MODIFY)],
  ['BRD012', command(`${MODIFY} -a Softmx`), /did you mean "Softmax"\?/, command(`${MODIFY} -a Softmax`)],
  ['BRD012', command(`${MODIFY} -a Conv`), /give one of Transpose, Quantize/, command(`${MODIFY} -a Transpose`)],
  ['BRD015', command('hb_model_modifier packed.bin'), /the files that it was packed from/, command(MODIFY)],
  ['CLI080', command(`${MODIFY} -a Transpose -o new.bin`), /leave -o out/, command(`${MODIFY} -a Transpose`)],
  ['BRD060', command(`${VERIFY} -a 10.0.0.7`), /leave -a out/, command(VERIFY)],
  [
    'BRD061',
    command('hb_model_verifier -b out/net.bin -q out/net_calibrated_model.onnx'),
    /_quantized_model\.onnx, which makertbin writes/,
    command(VERIFY),
  ],
  [
    'BRD062',
    command('hb_model_verifier -b maps/net.bin -q out/net_quantized_model.onnx'),
    /that one run of makertbin wrote/,
    command(VERIFY),
  ],
  [
    'PIP160',
    command(`${VERIFY} -i raw.bin`, { 'raw.bin': new Uint8Array(3) }),
    /array\.tofile/,
    command(`${VERIFY} -i a.bmp`),
  ],
  ['PIP161', command(`${VERIFY} -i a.bmp -i a.bmp`), /one -i for each input/, command(`${VERIFY} -i a.bmp`)],
  ['PIP162', command(`${TWO} -i a.bmp -i a.bmp`), /leave -i out/, command(`${TWO} -i a.bmp`)],
  ['CLI085', command(`${VERIFY} -d five`), /leave -d out/, command(VERIFY)],
];
