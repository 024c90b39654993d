export { bernoulli2 } from './backend';
