import { choosePhotos } from '../../../miniprogram/services/chosen-files'
import { useWx } from './fake-wx'

test('photos and videos of the album, which have no name, get one that says what and when', async () => {
  const chooseMedia = jest.fn(async () => ({
    tempFiles: [
      { tempFilePath: 'wxfile://a', size: 3, fileType: 'image' },
      { tempFilePath: 'wxfile://b', size: 5, fileType: 'video' },
    ],
  }))
  useWx({ chooseMedia, getImageInfo: async () => ({ type: 'png' }) })
  const now = () => new Date(2026, 0, 31, 9, 5, 7).getTime()
  expect(await choosePhotos(now)).toEqual([
    { path: 'wxfile://a', name: 'IMG_20260131_090507_1.png', named: false, size: 3, image: true },
    { path: 'wxfile://b', name: 'VID_20260131_090507_2.mp4', named: false, size: 5, image: false },
  ])
  expect(chooseMedia).toHaveBeenCalledWith(expect.objectContaining({ mediaType: ['image', 'video'] }))
})
