#!/usr/bin/env node
require('./run.js').run('hrt_bin_dump');
