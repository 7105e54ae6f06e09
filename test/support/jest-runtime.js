const { Script } = require('node:vm');
const { default: JestRuntime } = require('jest-runtime');

/**
 * What is compiled, by file: each file of tests loads hundreds of modules into a context of its own, and Jest compiles
 * each of them again. V8 needs that once for all contexts of a process, which is half of the time of small tests.
 *
 * @type {Map<string, { source: string, script: Script }>}
 */
const compiled = new Map();

class Runtime extends JestRuntime {
  constructor(config, environment, ...rest) {
    super(config, environment, ...rest);
    const { executor } = this;
    // Jest's own; in another version it may be elsewhere, and tests take longer.
    if (typeof executor?.compile !== 'function') return;
    const compile = executor.compile.bind(executor);
    executor.compile = (source, filename) => {
      const context = environment.getVmContext();
      // What a module imports later is looked up by the runtime that compiled it.
      if (!context || source.includes('import(')) return compile(source, filename);
      return (
        scriptOf(source, filename, executor.injectedModuleParameters)?.runInContext(context) ??
        compile(source, filename)
      );
    };
  }
}

/** Undefined for what can't be compiled, of which Jest tells. */
function scriptOf(source, filename, parameters) {
  const known = compiled.get(filename);
  if (known?.source === source) return known.script;
  const head = `(function (${parameters}) {`;
  try {
    const script = new Script(`${head}${source}\n})`, { filename, columnOffset: -head.length });
    compiled.set(filename, { source, script });
    return script;
  } catch {
    return undefined;
  }
}

module.exports = { __esModule: true, default: Runtime };
