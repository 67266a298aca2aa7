import type { PhotoAlbum } from '../../components/photo-album/photo-album'
import { folderName } from '../../services/object-name'
import { fromPageQuery } from '../../services/page-query'
import { dressPage } from '../../texts/chrome'

/** One folder of the album, opened by its prefix. */
Page({
  data: { theme: '', folders: [] as string[] },

  onLoad({ prefix = '' }: { prefix?: string }) {
    const folder = fromPageQuery(prefix)
    this.setData({ folders: [folder], ...dressPage(folderName(folder)) })
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

  album(): PhotoAlbum | null {
    return this.selectComponent('#album') as unknown as PhotoAlbum | null
  },
})
