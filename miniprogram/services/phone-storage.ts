/** What the app keeps on the phone, in bytes. */
export interface StorageUsed {
  /** Key-value storage: unfinished uploads, and the language that was chosen. */
  storage: number
  /** Files in the app's own folder. */
  files: number
}

/** How much of the phone's storage the app uses. */
export function storageUsed(): StorageUsed {
  const files = filesBelow(wx.env.USER_DATA_PATH).reduce((sum, { size }) => sum + size, 0)
  return { storage: wx.getStorageInfoSync().currentSize * 1024, files }
}

/** Deletes the files of the app's own folder. Transfers that are under way lose theirs. */
export function cleanUpFiles(): void {
  for (const { path } of filesBelow(wx.env.USER_DATA_PATH)) {
    try {
      wx.getFileSystemManager().unlinkSync(path)
    } catch {
      // WeChat holds it open, or another call has deleted it: the next clean-up finds what is left.
    }
  }
}

/** Not `stat` with `recursive`: base libraries differ in what it answers for a folder. */
function filesBelow(folder: string): { path: string; size: number }[] {
  const files = wx.getFileSystemManager()
  try {
    return files.readdirSync(folder).flatMap((name) => {
      const path = `${folder}/${name}`
      const stats = files.statSync(path, false)
      if (Array.isArray(stats)) return []
      return stats.isDirectory() ? filesBelow(path) : [{ path, size: stats.size }]
    })
  } catch {
    return []
  }
}
