/** Behind a switch of Python, which may also stand alone. */
export const TRUTH_VALUE = 'True|False';

/** What stands behind each flag in usage texts, a word a value. */
const VALUE_NAMES: Readonly<Record<string, readonly string[]>> = {
  '--model-type': ['caffe|onnx'],
  '--march': ['MARCH'],
  '--model': ['FILE'],
  '--proto': ['FILE'],
  '--input-shape': ['NAME', 'SHAPE'],
  '--output-node': ['NAME'],
  '--output': ['FILE'],
  '--fix': ['OUT.onnx'],
  '--custom-op': ['FILE'],
  '--cut': ['NODE'],
  '--code': ['CODE'],
  '--config': ['FILE'],
  '--threads': ['N'],
  '--save-recipe': ['FILE'],
  '--handoff': ['DIR'],
  '--effort': ['0|1|2|3'],
  '--skip-pass': ['NAME'],
  '--budget': ['N'],
  '--image': ['FILE'],
  '--input': ['NAME=FILE.npy'],
  '--save': ['DIR'],
  '--short-side': ['N'],
  '--crop': ['N|HxW'],
  '--resize': ['HxW'],
  '--against': ['FILE'],
  '--image-path': ['DIR'],
  '--label-path': ['FILE'],
  '--src-dir': ['DIR'],
  '--dst-dir': ['DIR'],
  '--pic-ext': ['.EXT'],
  '--read-mode': ['opencv|skimage'],
  '--saved-data-type': ['float32|uint8'],
  '--transformers': ['STEPS'],
  '--preprocess': ['FILE'],
  '--init': ['FILE'],
  '--explain': ['KEY'],
  '--vendor': ['FILE'],
  '--output-name': ['FILE'],
  '--model-name': ['NAME'],
  '--model-file': ['FILE'],
  '--input-file': ['FILE,…'],
  '--core-id': ['0|1|2|3'],
  '--frame-count': ['N'],
  '--perf-time': ['MINUTES'],
  '--thread-num': ['N'],
  '--profile-path': ['DIR'],
  '--roi': ['X1,Y1,X2,Y2;…'],
  '--dump-path': ['DIR'],
  '--dump-format': ['bin|txt'],
  '--dump-precision': ['N'],
  '--dump-txt-axis': ['AXIS'],
  '--dump-intermediate': ['0|1|2|3'],
  '--conv-mapping-file': ['FILE'],
  '--conv-dump-path': ['DIR'],
  '--all': ['TYPE'],
  '--quanti-model': ['FILE'],
  '--bin-model': ['FILE'],
  '--arm-board-ip': ['ADDRESS'],
  '--input-img': ['FILE'],
  '--compare-digits': ['DIGITS'],
  '--metrics': ['[METRIC,…]'],
  '--ns-metrics': ['[METRIC,…]'],
  '--metric': ['METRIC'],
  '--ae-metric': ['METRIC'],
  '--node-type': ['node|weight|activation'],
  '--data-num': ['N'],
  '--places': ['N'],
  '--verbose': [TRUTH_VALUE],
  '--average-mode': [TRUTH_VALUE],
  '--interested-nodes': ['[NODE,…]'],
  '--nodes-list': ['[NODE,…]'],
  '--dis-nodes-list': ['[NODE,…]'],
  '--cw-nodes-list': ['[NODE,…]'],
  '--quantize-node': ['[NODE,…]|[[NODE,…],…]'],
  '--non-quantize-node': ['[NODE,…]|[[NODE,…],…]'],
  '--axis': ['AXIS'],
  '--labels': ['FILE'],
  '--samples': ['N'],
  '--runs': ['N'],
  '--target-cosine': ['X'],
  '--max-ms': ['MS'],
  '--max-drop': ['POINTS'],
  '--save-dir': ['DIR'],
  '-r': ['NODE'],
  '-o': ['FILE'],
};

/** What stands behind a flag at a place, counted from 0; undefined where nothing is told of it. */
export function valueName(flag: string, place: number): string | undefined {
  return VALUE_NAMES[flag]?.[place];
}

/**
 * Names the values in a usage text: `<--input-shape #0 #1>` becomes `--input-shape NAME SHAPE`; brackets stay for what
 * may be left out.
 */
export function nameValues(text: string): string {
  const named = text.replace(/(--?[a-z-]+)((?: #\d)+)/g, (_, flag: string, places: string) => {
    return `${flag}${places.replace(/#(\d)/g, (__, place: string) => valueName(flag, Number(place)) ?? 'VALUE')}`;
  });
  return named.replace(/<(-[^<>]*)>/g, '$1');
}
