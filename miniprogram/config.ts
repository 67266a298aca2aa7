/**
 * The one file to change for a backend of your own.
 *
 * The address of `server/`, without a slash at its end. On this machine `npm run local` (or `npm run demo`) serves it
 * over http, which the developer tools allow. A released mini program needs https, and in the WeChat console, under
 * "development settings": this host and the bucket's host (`<Bucket>.cos.<Region>.myqcloud.com`) as *request* domains,
 * and the bucket's host as a *downloadFile* domain too. The bucket itself is the backend's setting, not the app's.
 */
const backend = 'http://127.0.0.1:5181'

/** The folder of pictures that everybody may see: `SHARED_PREFIX` of the backend. Has to end with a slash. */
export const samplesPrefix = 'samples/'

/** Photos asked for at a time. A screen shows some twenty. */
export const photosAtATime = 30

/** Seconds for which a copied link works, unless the credentials end earlier. */
export const linkLifetime = 3600

/**
 * The backend's address: what `ext.json` says where there is one (WeChat's own way to give one source several
 * configurations), else the one above.
 */
export function backendAddress(): string {
  const override: unknown = wx.getExtConfigSync().backend
  return typeof override === 'string' && override !== '' ? override : backend
}
