/** What a page shows in place of its content: that there is none yet, or what went wrong; and the way on. */
Component({
  properties: {
    /** Name of a TDesign icon. */
    icon: { type: String, value: 'error-circle' },
    title: { type: String, value: '' },
    text: { type: String, value: '' },
    /** Small print under the text, such as the code of an error. */
    note: { type: String, value: '' },
    /** Label of the button; without it there is none. The event is `action`. */
    action: { type: String, value: '' },
    /** In a row of other content, instead of filling the page. */
    compact: { type: Boolean, value: false },
  },
  methods: {
    act() {
      this.triggerEvent('action')
    },
  },
})
