import { listFolders, newFolder, type AlbumFolder } from '../../services/folders'
import { describe, type Problem } from '../../texts/problem'
import { texts } from '../../texts/texts'

interface SheetData {
  t: ReturnType<typeof texts>
  list: AlbumFolder[]
  name: string
  loading: boolean
  problem: Problem | null
}
const data: SheetData = { t: texts(), list: [], name: '', loading: true, problem: null }

/** Lets the person choose a folder, or name a new one. Events: `choose`, with an `AlbumFolder`, and `close`. */
Component({
  properties: {
    title: { type: String, value: '' },
  },
  data,
  lifetimes: {
    attached() {
      this.setData({ t: texts() })
      void this.load()
    },
  },
  methods: {
    async load() {
      this.setData({ loading: true, problem: null })
      try {
        this.setData({ list: await listFolders() })
      } catch (error) {
        this.setData({ problem: describe(error) })
      } finally {
        this.setData({ loading: false })
      }
    },

    choose({ currentTarget }: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('choose', this.data.list[Number(currentTarget.dataset.index)])
    },

    type({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ name: detail.value })
    },

    /** A folder is there once something is in it: there is nothing to create before. */
    async create() {
      const name = this.data.name.trim()
      if (name === '') return
      try {
        this.triggerEvent('choose', await newFolder(name))
      } catch (error) {
        this.setData({ problem: describe(error) })
      }
    },

    close() {
      this.triggerEvent('close')
    },
  },
})
