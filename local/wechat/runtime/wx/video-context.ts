import { pagesArea } from '../screen'

/** `wx.createVideoContext`: steers the `<video>` of the page in front that has the id. */
export function createVideoContext(id: string): object {
  const player = () =>
    pagesArea().querySelector<HTMLVideoElement>(`.wechat-page:not([hidden]) wx-video[id$="${CSS.escape(id)}"] video`)
  const seek = (seconds: number) => {
    const video = player()
    if (video !== null) video.currentTime = seconds
  }
  return {
    play: () => void player()?.play().catch(console.error),
    pause: () => player()?.pause(),
    stop: () => {
      player()?.pause()
      seek(0)
    },
    seek,
    playbackRate: (rate: number) => {
      const video = player()
      if (video !== null) video.playbackRate = rate
    },
    requestFullScreen: () => void player()?.requestFullscreen().catch(console.error),
    exitFullScreen: () => void document.exitFullscreen().catch(console.error),
  }
}
