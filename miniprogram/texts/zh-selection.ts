/** Of choosing several in the album, and of the order they stand in. */
export const select = {
  choose: '选择',
  cancel: '取消',
  chosen: '已选 {count} 项',
  isChosen: '已选中',
  order: '排序：{order}',
  orders: { newest: '最新在前', oldest: '最早在前', name: '按名称', size: '按大小' },
  save: '保存',
  share: '分享',
  move: '移动',
  remove: '删除',
  saving: '正在保存 {done}/{total}',
  moving: '正在移动 {done}/{total}',
  removing: '正在删除 {done}/{total}',
  saved: '已保存 {count} 项',
  moved: '已移动 {count} 项',
  removed: '已删除 {count} 项',
  failed: '{count} 项没有完成',
  failedText: '其余 {done} 项已完成。',
  retry: '重试这些',
  stop: '停止',
  removeTitle: '删除 {count} 项？',
  removeText: '将从云端永久删除，无法恢复。',
  notYours: '示例图片只能保存和分享',
}

/** Of folders. */
export const folders = {
  moveTo: '移动到',
  root: '相册',
  newFolder: '新文件夹的名称',
  create: '新建',
  empty: '文件夹是空的',
  emptyText: '在相册中长按照片，可以移到这里',
  uploadTo: '上传到',
  close: '关闭',
}

/** Of the page of links. */
export const share = {
  title: '分享',
  count: '{count} 个链接',
  until: '{time} 前有效',
  ended: '已失效',
  note: '得到链接的人都能下载，到时失效。',
  copyAll: '复制全部',
  copy: '复制链接',
  copied: '已复制 {count} 个链接',
  send: '发给朋友',
  sendNote: '卡片里装得下前 {count} 个链接，其余的请复制后发送。',
  card: '{count} 张照片',
  received: '朋友的照片',
  allEnded: '这些链接已经失效',
  askAgain: '请朋友再发一次。',
  unreadable: '这张卡片打不开',
  toAlbum: '去我的相册',
  renewed: '链接到期后会自动更新，已复制的要重新复制。',
}
