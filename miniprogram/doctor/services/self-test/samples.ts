/** A blue square of 8 × 8 pixels in each type. */
export const SAMPLES: readonly { type: string; extension: string; base64: string }[] = [
  {
    type: 'jpeg',
    extension: 'jpg',
    base64:
      '/9j/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABf/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AJIB8W//2Q==',
  },
  {
    type: 'png',
    extension: 'png',
    base64:
      'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAMAAADz0U65AAAAA1BMVEUAUtnQ+Gh8AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADElEQVQI12NgoA4AAABIAAH/myMhAAAAAElFTkSuQmCC',
  },
  {
    type: 'gif',
    extension: 'gif',
    base64: 'R0lGODlhCAAIAIAAAExpcQBS2SH5BAUAAAAALAAAAAAIAAgAAAIHjI+py+1dAAA7',
  },
  {
    type: 'webp',
    extension: 'webp',
    base64: 'UklGRjYAAABXRUJQVlA4ICoAAACQAQCdASoIAAgAA4BaJaACdLoAA5gA/u1N3/yz/z++LvHv/Fuft1y+AAA=',
  },
]
