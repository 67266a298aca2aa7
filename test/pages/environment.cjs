const { TestEnvironment } = require('jest-environment-node')
const { JSDOM } = require('jsdom')

/** Node's own are other classes, which jsdom's nodes do not take. */
const OF_THE_DOM = ['Event', 'CustomEvent']

/**
 * Node with a document: the framework draws into it, while the stand-ins for WeChat and COS keep what they are written
 * for. jest's own environment with jsdom takes much of Node away. jsdom is loaded here once for all files of a worker.
 */
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup()
    this.dom = new JSDOM('<!doctype html>', { url: 'http://localhost/' })
    const { window } = this.dom
    // A frame is drawn as soon as nothing else is to be done: nobody looks at it.
    window.requestAnimationFrame = (draw) => this.global.queueMicrotask(() => draw(0))
    for (const name of Object.getOwnPropertyNames(window)) {
      if (name in this.global && !OF_THE_DOM.includes(name)) continue
      Object.defineProperty(this.global, name, { value: window[name], writable: true, configurable: true })
    }
  }

  async teardown() {
    this.dom?.window.close()
    await super.teardown()
  }
}
