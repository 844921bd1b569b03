// Runs one function of build/<build>/atelier-bench-module.mjs and posts its result.
//     new Worker('module_worker.mjs', {type: 'module'}).postMessage({build, threads, call: [name, ...arguments]})

self.onmessage = async ({ data: { build, threads, call } }) => {
  const folder = `/repository/build/${build}/`;
  const { default: create } = await import(`${folder}atelier-bench-module.mjs`);
  const module = await create({ threads, locateFile: (name) => folder + name });
  const [name, ...parameters] = call;
  self.postMessage(module[name](...parameters));
};
