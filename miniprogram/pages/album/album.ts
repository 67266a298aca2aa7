import type { PhotoAlbum } from '../../components/photo-album/photo-album'
import { dressTabPage } from '../../texts/chrome'
import { texts } from '../../texts/texts'

/** The person's own photos, then the samples: the component lists, this page tells it when. */
Page({
  data: { theme: '', folders: ['mine', 'samples'] },

  onLoad() {
    this.setData(dressTabPage(texts().album.title))
  },

  async onShow() {
    await this.album()?.refresh()
  },

  async onPullDownRefresh() {
    await this.album()?.reload()
    void wx.stopPullDownRefresh()
  },

  async onReachBottom() {
    await this.album()?.more()
  },

  /** Not there yet when the page is shown for the first time; then it lists by itself. */
  album(): PhotoAlbum | null {
    return this.selectComponent('#album') as unknown as PhotoAlbum | null
  },
})
