import type { Texts } from './zh'

/** Of choosing several in the album, and of the order they stand in. */
export const select: Texts['select'] = {
  choose: 'Select',
  cancel: 'Cancel',
  chosen: '{count} selected',
  isChosen: 'selected',
  order: 'Sort: {order}',
  orders: { newest: 'Newest first', oldest: 'Oldest first', name: 'By name', size: 'By size' },
  save: 'Save',
  share: 'Share',
  shareAll: 'Share all',
  move: 'Move',
  remove: 'Delete',
  saving: 'Saving {done} of {total}',
  moving: 'Moving {done} of {total}',
  removing: 'Deleting {done} of {total}',
  saved: '{count} saved',
  moved: '{count} moved',
  removed: '{count} deleted',
  failed: '{count} not done',
  failedText: 'The other {done} are done.',
  retry: 'Retry these',
  stop: 'Stop',
  removeTitle: 'Delete {count}?',
  removeText: 'They are deleted from the cloud for good.',
  notYours: 'Samples can only be saved and shared',
}

/** Of folders. */
export const folders: Texts['folders'] = {
  moveTo: 'Move to',
  root: 'Album',
  newFolder: 'Name of a new folder',
  create: 'Create',
  empty: 'This folder is empty',
  emptyText: 'Long-press a photo in the album to move it here',
  uploadTo: 'Upload to',
  close: 'Close',
}

/** Of the page of links. */
export const share: Texts['share'] = {
  title: 'Share',
  count: 'Links: {count}',
  until: 'Works until {time}',
  ended: 'Ended',
  note: 'Whoever has a link can download, until it ends.',
  copyAll: 'Copy all',
  copy: 'Copy link',
  copied: 'Links copied: {count}',
  send: 'Send to a friend',
  sendNote: 'A card holds the first {count} links. Copy the others to send them.',
  card: 'Photos: {count}',
  received: 'Received',
  allEnded: 'These links have ended',
  askAgain: 'Ask your friend to send them again.',
  unreadable: 'This card cannot be opened',
  toAlbum: 'To my album',
  notListed: '{count} more are not listed; all of them are copied.',
  nothing: 'There is nothing to share here',
  renewed: 'Links are renewed when they end; copy them again then.',
}
