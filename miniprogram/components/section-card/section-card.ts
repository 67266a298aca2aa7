/** A titled card, with whatever the page puts in it. */
Component({
  properties: {
    title: { type: String, value: '' },
    /** Small print under the title. */
    note: { type: String, value: '' },
  },
})
