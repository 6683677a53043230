// Runs one CloudFront Function: its code is the first line of stdin (JSON), each further line an event to answer.
// As in CloudFront's runtime 2.0 there is neither network nor file system, and a run has a moment, not minutes.
import { createInterface } from 'node:readline';
import vm from 'node:vm';

// By the clock, not of computing: a busy machine may keep a function waiting.
const RUN_MS = 5000;
const lines = createInterface({ input: process.stdin });
let context;

function load(code) {
  context = vm.createContext({ console: { log: (...words) => console.error(...words) } });
  vm.runInContext(code, context, { timeout: RUN_MS });
}

async function run(event) {
  context.__event = JSON.stringify(event);
  const answer = await vm.runInContext('handler(JSON.parse(__event))', context, { timeout: RUN_MS });
  return { answer: JSON.parse(JSON.stringify(answer)) };
}

for await (const line of lines) {
  const given = JSON.parse(line);
  if (context === undefined) {
    load(given);
    continue;
  }
  const said = await run(given.event).catch((error) => ({ error: String(error) }));
  process.stdout.write(JSON.stringify({ id: given.id, ...said }) + '\n');
}
