/** A card over the lower part of the page, with whatever is put in it. The event is `close`: what lies around was tapped. */
Component({
  properties: {
    title: { type: String, value: '' },
    text: { type: String, value: '' },
  },
  methods: {
    close() {
      this.triggerEvent('close')
    },
    /** What is under it does not scroll, and a tap on the card is none around it. */
    keep() {},
  },
})
