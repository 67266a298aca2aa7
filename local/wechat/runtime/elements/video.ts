import { sourceOf } from '../wx/files/source'
import {
  commonObservers,
  commonProperties,
  type ElementDefinition,
  type ElementInstance,
  nodeOf,
  partOf,
  type PropertyType,
} from './element'

const flags = ['autoplay', 'loop', 'muted']
/** What has no meaning in a browser, whose own controls are shown. */
const IGNORED = ['direction', 'title', 'danmuList', 'danmuBtn', 'enableDanmu', 'pageGesture', 'playBtnPosition']
  .concat(['showProgress', 'showFullscreenBtn', 'showPlayBtn', 'showCenterPlayBtn', 'showMuteBtn', 'vslideGesture'])
  .concat(['enableProgressGesture', 'enablePlayGesture', 'autoPauseIfNavigate', 'autoPauseIfOpenNative'])

/** `<video>`, with the controls of the browser. */
export const video: ElementDefinition = {
  template: 'video',
  properties: {
    ...commonProperties,
    src: String,
    poster: String,
    controls: { type: Boolean, value: true },
    objectFit: { type: String, value: 'contain' },
    initialTime: Number,
    duration: Number,
    ...Object.fromEntries(flags.map((name): [string, PropertyType] => [name, Boolean])),
    ...Object.fromEntries(IGNORED.map((name): [string, PropertyType] => [name, null])),
  },
  data: { source: '', cover: '' },
  observers: {
    ...commonObservers,
    src(value) {
      this.setData({ source: sourceOf(String(value), baseOf(this)) })
    },
    poster(value) {
      this.setData({ cover: sourceOf(String(value), baseOf(this)) })
    },
  },
  methods: {
    onPlay() {
      this.triggerEvent('play', {}, {})
    },
    onPause() {
      this.triggerEvent('pause', {}, {})
    },
    onEnded() {
      this.triggerEvent('ended', {}, {})
    },
    onWaiting() {
      this.triggerEvent('waiting', {}, {})
    },
    onTime() {
      const { currentTime, duration } = playerOf(this) ?? { currentTime: 0, duration: 0 }
      this.triggerEvent('timeupdate', { currentTime, duration }, {})
    },
    onMetadata() {
      const player = playerOf(this)
      if (player === undefined) return
      const { videoWidth: width, videoHeight: height, duration } = player
      if (Number(this.data.initialTime) > 0) player.currentTime = Number(this.data.initialTime)
      this.triggerEvent('loadedmetadata', { width, height, duration }, {})
      if (this.data.autoplay === true) void player.play().catch(() => {})
    },
    onError() {
      if (this.data.source !== '') this.triggerEvent('error', { errMsg: 'MEDIA_ERR_SRC_NOT_SUPPORTED' }, {})
    },
  },
  attached() {
    nodeOf(this)?.addEventListener('fullscreenchange', () => {
      const fullScreen = document.fullscreenElement !== null
      this.triggerEvent('fullscreenchange', { fullScreen, direction: 'vertical' }, {})
    })
  },
}

function playerOf(element: ElementInstance): HTMLVideoElement | undefined {
  return partOf(element, '.wechat-video', HTMLVideoElement)
}

function baseOf(element: ElementInstance): string {
  return element._$.ownerShadowRoot?.getHostNode().is ?? ''
}
