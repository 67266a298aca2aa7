import type { Photo } from '../../../miniprogram/services/photos'

/** A photo as the album lists it. */
export const photoOf = (key: string, more: Partial<Photo> = {}): Photo => ({
  key,
  name: key,
  size: 1000,
  kind: 'photo',
  thumbnail: '',
  time: 0,
  failed: false,
  ...more,
})
