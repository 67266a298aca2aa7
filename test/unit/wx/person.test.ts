import { createWx, realClock } from '../../wx'
import { outcome } from './outcome'

const files = { 'wxfile://tmp_a.jpg': 'aa', 'wxfile://tmp_b.mp4': 'bbb', 'wxfile://tmp_c.pdf': 'c' }
const phoneOf = (person: Parameters<typeof createWx>[0]['person'] = {}) =>
  createWx({ clock: realClock(), handler: () => undefined, files, person })

describe('choosing', () => {
  it('gives the files that the person has chosen, as many as the app takes', async () => {
    const wx = phoneOf({ chooses: ['wxfile://tmp_a.jpg', 'wxfile://tmp_b.mp4'] })
    expect(await outcome(wx.chooseMedia, {})).toMatchObject({
      success: {
        type: 'mix',
        tempFiles: [
          { tempFilePath: 'wxfile://tmp_a.jpg', size: 2, fileType: 'image' },
          { tempFilePath: 'wxfile://tmp_b.mp4', size: 3, fileType: 'video', duration: expect.any(Number) },
        ],
      },
    })
    expect(await outcome(wx.chooseImage, { count: 1 })).toMatchObject({
      success: { tempFilePaths: ['wxfile://tmp_a.jpg'], tempFiles: [{ path: 'wxfile://tmp_a.jpg', size: 2 }] },
    })
    wx.phone.personState.person.chooses = ['wxfile://tmp_c.pdf']
    expect(await outcome(wx.chooseMessageFile, {})).toMatchObject({
      success: { tempFiles: [{ path: 'wxfile://tmp_c.pdf', size: 1, name: 'tmp_c.pdf', type: 'file' }] },
    })
  })

  it('fails where the person cancels', async () => {
    expect(await outcome(phoneOf().chooseMedia, {})).toEqual({ fail: { errMsg: 'chooseMedia:fail cancel' } })
  })
})

describe('a permission', () => {
  const scope = 'scope.writePhotosAlbum'

  it('is asked for once, and then kept', async () => {
    const wx = phoneOf()
    expect(await outcome(wx.getSetting, {})).toMatchObject({ success: { authSetting: {} } })
    expect(await outcome(wx.saveImageToPhotosAlbum, { filePath: 'wxfile://tmp_a.jpg' })).toHaveProperty('success')
    wx.phone.personState.person.grants = false
    expect(await outcome(wx.saveVideoToPhotosAlbum, { filePath: 'wxfile://tmp_b.mp4' })).toHaveProperty('success')
    expect(await outcome(wx.restart().getSetting, {})).toMatchObject({ success: { authSetting: { [scope]: true } } })
    expect(wx.phone.personState.album.map(({ kind }) => kind)).toEqual(['image', 'video'])
  })

  it('that was refused is given in the settings alone', async () => {
    const wx = phoneOf({ grants: false, grantsInSettings: false })
    const refused = { fail: { errMsg: 'authorize:fail auth deny', errno: 103 } }
    expect(await outcome(wx.authorize, { scope })).toEqual(refused)
    wx.phone.personState.person.grants = true
    expect(await outcome(wx.authorize, { scope })).toEqual(refused)
    expect(await outcome(wx.openSetting, {})).toMatchObject({ success: { authSetting: { [scope]: false } } })
    wx.phone.personState.person.grantsInSettings = true
    expect(await outcome(wx.openSetting, {})).toMatchObject({ success: { authSetting: { [scope]: true } } })
    expect(await outcome(wx.authorize, { scope })).toHaveProperty('success')
  })
})

const ask = (wx: ReturnType<typeof phoneOf>) => new Promise((success) => wx.showModal({ title: 'Sure?', success }))

it('what the app shows is kept, and a modal is answered by the person', async () => {
  const wx = phoneOf()
  wx.showToast({ title: 'Saved' })
  expect(await ask(wx)).toMatchObject({ confirm: true })
  wx.phone.personState.person.confirms = false
  expect(await ask(wx)).toMatchObject({ confirm: false, cancel: true })
  expect(wx.phone.personState.shown).toEqual([
    { api: 'showToast', options: { title: 'Saved' } },
    { api: 'showModal', options: { title: 'Sure?' } },
    { api: 'showModal', options: { title: 'Sure?' } },
  ])
})
