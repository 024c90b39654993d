import { type HintCase, command } from './hint-case';

const FILES = 'debug/net_calibrated_model.onnx debug/calibration_data';
const RANK = `hmct-debugger get-sensitivity-of-nodes ${FILES}`;
const WHY = `hmct-debugger explain ${FILES}`;

/** What the command line of the accuracy debugger says. */
export const DEBUGGER: readonly HintCase[] = [
  ['CLI090', command(`${RANK} -i [conv1`), /^e\.g\. --interested-nodes "\['/, command(`${RANK} -i ['conv1']`)],
  ['CLI090', command(`${RANK} -n [node,weight]`), /^e\.g\. --node-type "weight"/, command(`${RANK} -n weight`)],
  ['CLI091', command(`${RANK} -v yes`), /^write --verbose True/, command(`${RANK} -v True`)],
  ['CLI091', command(`${RANK} -v yes`), /leave it out for False$/, command(RANK)],
  ['CLI092', command(`${RANK} -d 0`), /^leave --data-num out/, command(RANK)],
  ['CLI090', command(`${WHY} -o [conv1,conv2]`), /^e\.g\. --output-node "/, command(`${WHY} -o conv1 -d 1`)],
  ['CLI092', command(`${WHY} -p 0`), /^leave --places out/, command(`${WHY} -d 1`)],
  ['CLI093', command(`${RANK} -m s`, { s: '' }), /^write the list in quotes/, command(`${RANK} -m ['mse']`, { s: '' })],
];
