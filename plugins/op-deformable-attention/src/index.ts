export { deformableAttention as default, deformableAttention } from './deformable-attention';
