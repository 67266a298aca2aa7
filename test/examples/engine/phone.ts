import { createWx, generatedFile, realClock, type Wx } from '../../wx'
import { overHttp } from '../../wx/http'

/** Bytes of the photo that is chosen: enough for an upload in parts. */
export const PHOTO_BYTES = 8 * 1024 * 1024
/** Where it lies. */
export const PHOTO_PATH = 'wxfile://tmp_photo.jpg'

/** A phone with one large photo, on the network of this machine. */
export interface TestPhone {
  /** What the app sees. */
  wx: Record<string, unknown>
  /** The `wx` behind it, and its phone. */
  platform: Wx
  /** The bytes of the photo. */
  photo: Uint8Array
  /** Paths that the app has shown in full, the latest last. */
  previewed: string[]
  close(): void
}

interface Callbacks {
  success?(result: unknown): void
  complete?(result: unknown): void
}

/** The `wx` of our tests, with the functions that an app, or its framework at the start, calls besides. */
export function createPhone(onPreview: () => void): TestPhone {
  const http = overHttp()
  const content = generatedFile(PHOTO_BYTES)
  const base = createWx({ clock: realClock(), handler: http.handler, files: { [PHOTO_PATH]: content } })
  const previewed: string[] = []
  const wx = {
    ...base,
    ...frameworkFunctions(),
    canIUse: () => true,
    login: promised((callbacks) => base.login(callbacks as Parameters<typeof base.login>[0])),
    chooseMedia: promised((options) =>
      options.success?.({
        type: 'image',
        tempFiles: [{ tempFilePath: PHOTO_PATH, size: PHOTO_BYTES, fileType: 'image' }],
      }),
    ),
    chooseImage: promised((options) => options.success?.({ tempFilePaths: [PHOTO_PATH] })),
    previewImage: promised((options) => {
      previewed.push(...(options as { urls: string[] }).urls)
      options.success?.({ errMsg: 'previewImage:ok' })
      onPreview()
    }),
  }
  return { wx, platform: base, photo: content.bytes(0, PHOTO_BYTES), previewed, close: () => http.close() }
}

/** As `wx` does it: a promise where no callback is given. */
function promised(call: (options: Callbacks & Record<string, unknown>) => void) {
  return (options: Callbacks & Record<string, unknown> = {}) => {
    if (options.success || options.complete) return call(options)
    return new Promise((resolve, reject) => call({ ...options, success: resolve, fail: reject }))
  }
}

const screen = { pixelRatio: 2, windowWidth: 375, windowHeight: 667, screenWidth: 375, screenHeight: 667 }
const safeArea = { top: 0, bottom: 667, left: 0, right: 375, width: 375, height: 667 }

/** What Taro, uni-app and mpx ask for before the app runs. */
function frameworkFunctions() {
  const nothing = (): void => {}
  const query = { select: () => query, selectAll: () => query, boundingClientRect: () => query, in: () => query }
  const launch = () => ({ path: '', query: {}, scene: 1001 })
  return {
    getWindowInfo: () => ({ ...screen, statusBarHeight: 20, safeArea }),
    getMenuButtonBoundingClientRect: () => ({ top: 24, height: 32, width: 87, left: 281, right: 368, bottom: 56 }),
    getLaunchOptionsSync: launch,
    getEnterOptionsSync: launch,
    getExtConfigSync: () => ({}),
    nextTick: (run: () => void) => setTimeout(run, 0),
    createSelectorQuery: () => ({ ...query, exec: nothing }),
    onError: nothing,
    onUnhandledRejection: nothing,
    onPageNotFound: nothing,
    onThemeChange: nothing,
    offThemeChange: nothing,
    onWindowResize: nothing,
  }
}
