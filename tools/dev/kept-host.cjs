/**
 * Stands for `lane/host` of `runtime` in specs (jest.config.js). A process for a model from outside lives as long as its
 * program, and takes half a second to load; specs that run programs by the dozen say so by OPENBPU_KEPT_PROCESSES, and
 * then a process that has answered all it was asked is kept for the next program in the same folder. One that is ended
 * in the middle of a run is ended here too. Specs of lanes and of whole programs do not ask for it.
 */
const hosts = require('../../packages/runtime/src/lane/host');

/** Processes that wait, all of one folder. */
const idle = [];

function start() {
  const kept = { cwd: process.cwd(), ended: false, events: undefined };
  kept.host = hosts.processHost({
    reply: (reply) => kept.events?.reply(reply),
    ended(error) {
      kept.ended = true;
      kept.events?.ended(error);
    },
  });
  return kept;
}

function waiting() {
  for (const kept of idle.splice(0)) {
    if (!kept.ended && kept.cwd === process.cwd()) idle.push(kept);
    else void kept.host.terminate();
  }
  return idle.pop();
}

function keptHost(events) {
  const kept = waiting() ?? start();
  let asked = 0;
  kept.events = {
    reply(reply) {
      if (!('watch' in reply)) asked--;
      events.reply(reply);
    },
    ended: events.ended,
  };
  return {
    pid: kept.host.pid,
    send(message) {
      asked++;
      kept.host.send(message);
    },
    hold: (alive) => kept.host.hold(alive),
    async terminate() {
      if (asked > 0 || kept.ended) return kept.host.terminate();
      kept.events = undefined;
      kept.host.hold(false);
      idle.push(kept);
    },
  };
}

module.exports = {
  threadHost: hosts.threadHost,
  processHost: (events) => (process.env.OPENBPU_KEPT_PROCESSES ? keptHost(events) : hosts.processHost(events)),
};
