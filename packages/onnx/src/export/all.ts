export { Add } from './Add';
export { Conv } from './Conv';
export { ConvTranspose } from './ConvTranspose';
export { Gemm } from './Gemm';
export { MaxPool } from './MaxPool';
export { OnnxOp } from './OnnxOp';
export { Reshape } from './Reshape';
