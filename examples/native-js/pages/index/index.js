const { cos } = require('../../cos')
const { describe } = require('../../problem')
const { getSession } = require('../../session')

Page({
  data: { busy: false, percent: 0, key: '', photo: '', problem: '' },

  upload() {
    return this.run(async (onProgress) => {
      const { tempFiles } = await wx.chooseMedia({ count: 1, mediaType: ['image'] })
      const FilePath = tempFiles[0].tempFilePath
      const { Prefix } = await getSession()
      const key = `${Prefix}${Date.now()}.${FilePath.split('.').pop()}`
      await cos.uploadFile({ Key: key, FilePath, onProgress })
      const { Url } = await cos.presign({ Key: key })
      this.setData({ key, photo: Url })
    })
  },

  download() {
    return this.run(async (onProgress) => {
      const { FilePath } = await cos.downloadFile({ Key: this.data.key, onProgress })
      await wx.previewImage({ urls: [FilePath] })
    })
  },

  /** One thing at a time; what goes wrong stands on the page. */
  async run(action) {
    this.setData({ busy: true, percent: 0, problem: '' })
    try {
      await action(({ percent }) => this.setData({ percent: Math.round(percent * 100) }))
    } catch (error) {
      this.setData({ problem: describe(error) })
    }
    this.setData({ busy: false })
  },
})
