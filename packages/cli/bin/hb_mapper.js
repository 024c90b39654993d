#!/usr/bin/env node
require('../dist/hb-mapper').main(process.argv.slice(2));
