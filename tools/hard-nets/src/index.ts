export { hardCopy, type HardCopy } from './hard-copy';
