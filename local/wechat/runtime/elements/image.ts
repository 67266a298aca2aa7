import { conditions } from '../simulation/conditions'
import { overTheLine } from '../simulation/pictures'
import { sourceOf } from '../wx/files/source'
import {
  commonObservers,
  commonProperties,
  type ElementDefinition,
  type ElementInstance,
  nodeOf,
  partOf,
} from './element'

const FIT: Readonly<Record<string, string>> = {
  scaleToFill: 'object-fit:fill',
  aspectFit: 'object-fit:contain',
  aspectFill: 'object-fit:cover',
  widthFix: 'height:auto',
  heightFix: 'width:auto;max-width:none',
  center: 'object-fit:none',
}

/** `<image>`: shows addresses and `wxfile://` paths alike. */
export const image: ElementDefinition = {
  template: 'image',
  properties: {
    ...commonProperties,
    src: { type: null, value: '' },
    mode: { type: String, value: 'scaleToFill' },
    lazyLoad: Boolean,
    webp: Boolean,
    showMenuByLongpress: Boolean,
  },
  data: { wanted: '', source: '', fit: FIT.scaleToFill },
  observers: {
    ...commonObservers,
    src(value) {
      const base = this._$.ownerShadowRoot?.getHostNode().is ?? ''
      const source = typeof value === 'string' ? sourceOf(value, base) : ''
      // Whatever else changes in a list tells all its properties anew, and the browser would load the picture again.
      if (source !== this.data.wanted) show(this, source)
    },
    mode(value) {
      const mode = String(value)
      this.setData({ fit: FIT[mode] ?? `object-fit:none;object-position:${mode}` })
    },
  },
  methods: {
    onLoad() {
      const picture = partOf(this, '.wechat-image', HTMLImageElement)
      if (picture === undefined) return
      fitElement(this, picture)
      this.triggerEvent('load', { width: picture.naturalWidth, height: picture.naturalHeight }, {})
    },
    onError() {
      if (this.data.source === '') return
      this.triggerEvent('error', { errMsg: 'image load failed' }, {})
    },
  },
}

const loading = new WeakMap<ElementInstance, AbortController>()

/** The picture before it gives way at once: what is shown is never another's. */
function show(element: ElementInstance, wanted: string): void {
  loading.get(element)?.abort()
  const controller = new AbortController()
  loading.set(element, controller)
  const { network } = conditions.values
  element.setData({ wanted, source: network === 'normal' ? wanted : '' })
  if (network === 'normal' || wanted === '') return
  overTheLine(wanted, controller.signal).then(
    (source) => element.setData({ source }),
    () => {
      if (!controller.signal.aborted) element.triggerEvent('error', { errMsg: 'image load failed' }, {})
    },
  )
}

function fitElement(element: ElementInstance, { naturalWidth, naturalHeight }: HTMLImageElement): void {
  const node = nodeOf(element)
  if (node === null) return
  if (element.data.mode === 'widthFix') node.style.height = `${(node.clientWidth * naturalHeight) / naturalWidth}px`
  if (element.data.mode === 'heightFix') node.style.width = `${(node.clientHeight * naturalWidth) / naturalHeight}px`
}
