// The library in the page: a request goes in as JSON; words come back as JSON, matrices as bytes.

/** What the module asks of its system: a clock and standard output. All else answers "not there". */
function makeSystem(memory) {
  const notThere = 52;
  const view = () => new DataView(memory().buffer);
  return {
    clock_time_get(clock, precision, at) {
      view().setBigUint64(at, BigInt(Math.round(performance.now() * 1e6)), true);
      return 0;
    },
    environ_sizes_get(count, size) {
      view().setUint32(count, 0, true);
      view().setUint32(size, 0, true);
      return 0;
    },
    environ_get: () => 0,
    proc_exit(status) {
      throw new Error(`the engine ended with status ${status}`);
    },
    otherwise: () => notThere,
  };
}

/** {at, rows, columns} becomes rows of numbers, wherever it stands in the answer. The answer itself is changed. */
function putMatrices(words, numbers) {
  if (words === null || typeof words !== 'object') return words;
  if (Array.isArray(words) && typeof words[0] === 'number') return words;
  if ('at' in words && 'rows' in words && 'columns' in words) {
    return Array.from({ length: words.rows }, (_, row) => {
      const begin = words.at + row * words.columns;
      return Array.from(numbers.subarray(begin, begin + words.columns));
    });
  }
  for (const key of Object.keys(words)) words[key] = putMatrices(words[key], numbers);
  return words;
}

/** Starts the engine from its bytes. `call` answers a request, or throws an Error with the library's own words. */
export async function startEngine(bytes) {
  const module = await WebAssembly.compile(bytes);
  let instance = null;
  const system = makeSystem(() => instance.exports.memory);
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = system[name] ?? system.otherwise;
  }
  instance = await WebAssembly.instantiate(module, imports);
  const { memory, allocate, release, call, words, words_size, numbers, numbers_size, _initialize } = instance.exports;
  _initialize();
  return {
    memory,
    call(request) {
      const text = new TextEncoder().encode(JSON.stringify(request));
      const at = allocate(text.length);
      new Uint8Array(memory.buffer, at, text.length).set(text);
      call(at, text.length);
      release(at);
      const reply = JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, words(), words_size())));
      if (reply.error !== undefined) throw new Error(reply.error);
      return putMatrices(reply, new Float64Array(memory.buffer, numbers(), numbers_size()));
    },
  };
}
