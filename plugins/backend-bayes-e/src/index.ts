export { bayesE } from './backend';
