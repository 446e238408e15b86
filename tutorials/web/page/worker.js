// What runs in the worker: the same engine, one request after the other.
import { startEngine } from './engine.js';

let starting = null;

onmessage = async ({ data }) => {
  if (data.bytes) {
    starting = startEngine(data.bytes);
    return;
  }
  try {
    const engine = await starting;
    postMessage({ id: data.id, reply: engine.call(data.request) });
  } catch (error) {
    postMessage({ id: data.id, error: error.message });
  }
};
