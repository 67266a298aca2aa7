export default definePageConfig({ navigationBarTitleText: 'Photo' })
