export { Conv } from './float/Conv';
export { Relu } from './float/Relu';
export { Sigmoid } from './float/Sigmoid';
export { HzLut } from './integer/HzLut';
export { HzSQuantizedConv } from './integer/HzSQuantizedConv';
