// A second engine in a worker: what takes longer than a picture does not hold up the page.

let bytes = null;
let worker = null;
let next = 0;
const waiting = new Map();

/** The worker's script stands in the page too; see build.mjs. */
export function setBackground(engineBytes) {
  bytes = engineBytes;
}

function startWorker() {
  const script = document.getElementById('worker').textContent;
  worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
  worker.onmessage = ({ data }) => {
    const answer = waiting.get(data.id);
    waiting.delete(data.id);
    if (!answer) return;
    if (data.error === undefined) answer.done(data.reply);
    else answer.failed?.(new Error(data.error));
  };
  worker.postMessage({ bytes });
}

/** Calls done(reply), later. Returns a function that forgets the request. */
export function askInBackground(request, done, failed) {
  if (!worker) startWorker();
  const id = (next += 1);
  waiting.set(id, { done, failed });
  worker.postMessage({ id, request });
  return () => waiting.delete(id);
}
