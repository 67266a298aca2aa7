import type { ComparedField } from '../../services/compare'

const noFields: ComparedField[] = []

/** The fields of two signatures: those that are equal by name only, those that differ with both values. */
Component({
  properties: {
    title: { type: String, value: '' },
    fields: { type: Array, value: noFields },
    /** The texts of this subpackage. */
    t: { type: Object, value: {} },
  },
  data: { allEqual: false },
  observers: {
    fields(fields: readonly ComparedField[]) {
      this.setData({ allEqual: fields.every(({ equal }) => equal) })
    },
  },
})
